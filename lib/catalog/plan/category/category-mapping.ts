import { categoryBegins } from '../../manufacturer';
import type { CategoryMapping, UpsertSettings } from '../../settings';
import type { DesiredProduct } from '../desired';

/** Product Category for the item: as mapped, else the default; `null` = none is written. */
export function categoryOf(item: DesiredProduct, settings: UpsertSettings): string | null {
	return mappedCategory(item, settings) ?? settings.category.otherwise;
}

/** By Category Mapping alone: the longest TD SYNNEX code that the item's begins with counts. */
export function mappedCategory(item: DesiredProduct, settings: UpsertSettings): string | null {
	return bestRule(item, settings, ({ category }) => category !== null)?.category ?? null;
}

/** Material billing code for the item, if it is new: as mapped, else that of the node. */
export function billingCodeOf(item: DesiredProduct, settings: UpsertSettings): number {
	const best = bestRule(item, settings, ({ billingCodeId }) => (billingCodeId ?? null) !== null);
	return best?.billingCodeId ?? settings.billingCodeId;
}

function bestRule(
	{ categoryCode }: DesiredProduct,
	settings: UpsertSettings,
	says: (rule: CategoryMapping) => boolean,
): CategoryMapping | null {
	if (categoryCode === null) return null;
	let best: CategoryMapping | null = null;
	for (const rule of settings.category.byCode.filter(says))
		if (categoryBegins(categoryCode, rule.code) && rule.code.length > (best?.code.length ?? 0))
			best = rule;
	return best;
}
