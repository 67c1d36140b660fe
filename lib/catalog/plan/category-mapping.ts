import { categoryBegins } from '../manufacturer';
import type { UpsertSettings } from '../settings';
import type { DesiredProduct } from './desired';

/** Product Category for the item: as mapped, else the default; `null` = none is written. */
export function categoryOf(item: DesiredProduct, settings: UpsertSettings): string | null {
	return mappedCategory(item, settings) ?? settings.category.otherwise;
}

/** By Category Mapping alone: the longest TD SYNNEX code that the item's begins with counts. */
export function mappedCategory(item: DesiredProduct, settings: UpsertSettings): string | null {
	const code = item.categoryCode;
	if (code === null) return null;
	let best: { code: string; category: string } | null = null;
	for (const rule of settings.category.byCode) {
		if (categoryBegins(code, rule.code) && rule.code.length > (best?.code.length ?? 0)) best = rule;
	}
	return best?.category ?? null;
}
