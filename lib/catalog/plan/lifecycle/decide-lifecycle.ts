import { idOf, type WireRecord } from '../../../autotask/types';
import type { Change } from '../../../shared/activity';
import { eachInSteps, type Steps } from '../../../shared/in-slices';
import { plainSku, type SkuPattern } from '../../../shared/sku';
import type { Feed } from '../../types';
import type { UpsertSettings } from '../../settings';
import { USER_FIELD, type UserFieldValue, userFieldsOf } from '../attributes/user-fields';
import type { Decision } from '../decision';
import type { DesiredProduct } from '../desired';
import { fromWire, type ProductShape } from '../field-rules';
import { isGone } from '../holds/item-holds';
import { lifecycleField } from './check-missing';
import { type LifecycleStep, stepOfHeld, stepOfMissing, stepOfPresent } from './next-state';
import { type LifecycleState, lifecycleText, readLifecycleState } from './state';

/** What a run goes by. */
export interface LifecycleRun {
	settings: UpsertSettings;
	shape: ProductShape;
	feed: Feed | null;
}

/** What becomes of the state of a product. */
export interface LifecyclePlan {
	/** `null` = stays. */
	value: UserFieldValue | null;
	change: Change | null;
	/** `null` = not for the lifecycle to say. */
	isActive: boolean | null;
	reason: string;
}

/**
 * The state of a product that is in the input; `null` where no field keeps it.
 *
 * @param isActive whether it is, or will be by the word of the owner of *Active*
 */
export function lifecycleOfPresent(
	item: DesiredProduct,
	product: WireRecord,
	isActive: boolean,
	{ settings, shape, feed }: LifecycleRun,
): LifecyclePlan | null {
	const field = lifecycleField(settings, shape);
	if (field === null) return null;
	const step = stepOfPresent(
		stateOf(product, field),
		{
			isActive,
			isGone: isGone(item),
			isFromFile: item.isFromFile,
			date: item.date,
		},
		feed,
		settings.guards,
	);
	return planOf(step, product, field);
}

/** The products of Autotask that the price file does not have. */
export interface Missing {
	/** As far as they may be this account's. */
	products: WireRecord[];
	/** ISO date of the file. */
	date: string;
	/** Place of the first result. */
	firstIndex: number;
	/** Products of rows that could not be taken: the file has them all the same. */
	refused: WireRecord[];
}

/**
 * What becomes of the products that a complete full file does not have, one decision each. Inactive
 * ones are left alone, and so is what has no vendor entry of this vendor or one of another SKU.
 */
export function decideMissing(
	{ products, date, firstIndex }: Missing,
	links: ReadonlyMap<number, WireRecord>,
	pattern: SkuPattern,
	{ settings, shape }: LifecycleRun,
): Decision[] {
	const field = lifecycleField(settings, shape);
	if (field === null) return [];
	return products
		.filter((product) => isOurs(product, links.get(idOf(product)), pattern, settings.vendorId))
		.map((product, at) => {
			const state = stateOf(product, field);
			const plan = planOf(stepOfMissing(state, date, settings.guards), product, field);
			return decisionOf(product, plan, pattern, firstIndex + at);
		});
}

/** Bought from this vendor, under this SKU: a product that is also sold by another one stays. */
function isOurs(
	{ sku, isActive, defaultVendorID: vendor }: WireRecord,
	link: WireRecord | undefined,
	pattern: SkuPattern,
	vendorId: number,
): boolean {
	const own = pattern.fromAutotask(String(sku ?? ''));
	if (isActive === false || !link || link.isActive === false || own === null) return false;
	return (
		isBoughtFrom(vendorId, vendor) &&
		plainSku(String(link.vendorPartNumber ?? '')) === plainSku(own)
	);
}

/**
 * Products that are in the file, and whose own decision does not say so: held back, or one of
 * several with the same SKU. Their count ends, and nothing else of them is written; else one that
 * was there last night would be taken for missing for weeks.
 *
 * @param itemOf the item of a product, `undefined` where its row could not be taken
 * @param firstIndex place of the first result
 */
export function* endCounts(
	products: WireRecord[],
	itemOf: (product: WireRecord) => DesiredProduct | undefined,
	decided: Decision[],
	{ pattern, firstIndex }: { pattern: SkuPattern; firstIndex: number },
	run: LifecycleRun,
): Steps<Decision[]> {
	const field = lifecycleField(run.settings, run.shape);
	if (field === null) return [];
	const told = new Set(
		decided.flatMap(({ productId, changes }) =>
			changes.some((one) => one.field === `${USER_FIELD}${field}`) ? [productId] : [],
		),
	);
	let index = firstIndex;
	const ended = yield* eachInSteps(products, (product) => {
		const item = itemOf(product);
		const { isActive, defaultVendorID: vendor } = product;
		if (isActive === false || !isBoughtFrom(run.settings.vendorId, vendor)) return [];
		if (told.has(idOf(product)) || item?.isFromFile === false) return [];
		const isForSale = item !== undefined && !isGone(item);
		const step = stepOfHeld(stateOf(product, field), isForSale);
		const plan = planOf(step, product, field);
		return step.state === null ? [] : [decisionOf(product, plan, pattern, index++)];
	});
	return ended.flat();
}

function isBoughtFrom(vendorId: number, vendor: WireRecord[string] | undefined): boolean {
	return vendor === null || vendor === undefined || Number(vendor) === vendorId;
}

function decisionOf(
	product: WireRecord,
	{ value, change, isActive, reason }: LifecyclePlan,
	pattern: SkuPattern,
	index: number,
): Decision {
	const autotaskSku = String(product.sku ?? '');
	const changes = [...(isActive === null ? [] : [activeChange(product, isActive)]), change];
	return {
		index,
		sku: pattern.fromAutotask(autotaskSku) ?? '',
		autotaskSku,
		name: String(product.name ?? ''),
		action: value === null ? 'leave' : 'update',
		productId: idOf(product),
		record: {
			...(isActive === null ? {} : { isActive }),
			...(value === null ? {} : { userDefinedFields: [{ ...value }] }),
		},
		link: { kind: 'keep' },
		together: togetherOf(changes),
		doubles: [],
		changes: changes.filter((one) => one !== null),
		pricedBy: '',
		standingPrice: null,
		code: '',
		reason,
		remedy: '',
		warnings: [],
	};
}

function activeChange({ isActive }: WireRecord, now: boolean): Change {
	return { field: 'isActive', old: fromWire('isActive', isActive), new: now };
}

function togetherOf(changes: (Change | null)[]): string[] {
	return changes.length > 1 ? changes.flatMap((one) => (one ? [one.field] : [])) : [];
}

function stateOf(product: WireRecord, field: string): LifecycleState | null | 'foreign' {
	return readLifecycleState(userFieldsOf(product).get(field));
}

function planOf(
	{ state, isActive, reason }: LifecycleStep,
	product: WireRecord,
	field: string,
): LifecyclePlan {
	if (state === null) return { value: null, change: null, isActive: null, reason: '' };
	const value = state === 'none' ? null : lifecycleText(state);
	const old = userFieldsOf(product).get(field) ?? null;
	return {
		value: { name: field, value },
		change: { field: `${USER_FIELD}${field}`, old, new: value },
		isActive,
		reason,
	};
}
