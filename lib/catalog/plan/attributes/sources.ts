import type { Plain } from '../../../shared/activity';

/** What TD SYNNEX says of a product beside the product's own fields in Autotask. */
export interface Attribute {
	/** The field of the catalog item; what is no field of it is made here or by the plan. */
	name: AttributeName;
	/** As the screen and the description's block name it. */
	label: string;
	kind: AttributeKind;
	/**
	 * `stock`: moves every night, see {@link StockRule}; `time`: says when the others were written,
	 * and never asks for a write of its own.
	 */
	moves: 'seldom' | 'stock' | 'time';
	/** Whether price and availability states it too: a missing value means that there is none. */
	live: boolean;
}

export type AttributeKind = 'text' | 'number' | 'date' | 'flag';

const OF_FILE = [
	['categoryCode', 'Category Code', 'text'],
	['costWithoutPromotion', 'Cost Without Promotion', 'number'],
	['countryOfOrigin', 'Country of Origin', 'text'],
	['dropShipOnly', 'Drop Ship Only', 'flag'],
	['energyStar', 'Energy Star', 'flag'],
	['epeat', 'EPEAT', 'text'],
	['kit', 'Kit', 'text'],
	['lifecycleCode', 'Lifecycle Code', 'text'],
	['created', 'Listed Since', 'date'],
	['map', 'MAP', 'number'],
	['media', 'Media', 'text'],
	['minimumQuantity', 'Minimum Quantity', 'number'],
	['onPromotion', 'On Promotion', 'flag'],
	['parcelShippable', 'Parcel Shippable', 'flag'],
	['promotionEnds', 'Promotion Ends', 'date'],
	['refurbished', 'Refurbished', 'flag'],
	['replacementSku', 'Replacement SKU', 'text'],
	['returnable', 'Returnable', 'flag'],
	['section508', 'Section 508', 'flag'],
	['serialized', 'Serialized', 'flag'],
	['size', 'Size', 'text'],
	['streetDate', 'Street Date', 'date'],
	['taaCompliant', 'TAA Compliant', 'flag'],
	['unspsc', 'UNSPSC', 'text'],
	['upc', 'UPC', 'text'],
	['virtual', 'Virtual', 'flag'],
	['warranty', 'Warranty', 'text'],
] as const;

const OF_BOTH = [
	['endUserRequired', 'End User Required', 'flag'],
	['eta', 'ETA', 'date'],
	['sku', 'SKU', 'text'],
	['status', 'Status', 'text'],
	['weight', 'Weight', 'number'],
] as const;

export type AttributeName =
	| (typeof OF_FILE)[number][0]
	| (typeof OF_BOTH)[number][0]
	| 'asOf'
	| 'lifecycleState'
	| 'onOrder'
	| 'replacement'
	| 'stockByWarehouse'
	| 'stockTotal';

/** In the order of the alphabet, as lists show them. */
export const ATTRIBUTES: readonly Attribute[] = [
	...OF_FILE.map(([name, label, kind]) => seldom(name, label, kind, false)),
	...OF_BOTH.map(([name, label, kind]) => seldom(name, label, kind, true)),
	{
		name: 'asOf' as const,
		label: 'As Of',
		kind: 'date' as const,
		moves: 'time' as const,
		live: true,
	},
	// kept by the sync itself, see lifecycle/state.ts
	seldom('lifecycleState', 'Lifecycle State', 'text', false),
	// the item has its SKU, and Autotask the product
	seldom('replacement', 'Replacement Product', 'text', false),
	stock('onOrder', 'On Order', 'number', false),
	stock('stockByWarehouse', 'Stock by Warehouse', 'text', true),
	stock('stockTotal', 'Stock', 'number', true),
].sort((a, b) => a.label.localeCompare(b.label));

const BY_NAME = new Map(ATTRIBUTES.map((one) => [one.name, one]));

/** @returns `undefined` for a name that a saved workflow holds and this version does not know */
export function attributeOf(name: string): Attribute | undefined {
	return BY_NAME.get(name as AttributeName);
}

/**
 * What an item states of the chosen attributes; `null` = its source says that there is none, absent
 * = it says nothing. An item of another source than TD SYNNEX's says nothing by an empty field.
 *
 * @param now in milliseconds since 1970
 */
export function readAttributes(
	json: unknown,
	chosen: readonly AttributeName[],
	now: number,
): Map<AttributeName, Plain> {
	const item = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
	const stated = new Map<AttributeName, Plain>();
	for (const name of new Set(chosen)) {
		const attribute = attributeOf(name);
		if (!attribute || name === 'lifecycleState') continue;
		const value = valueOf(attribute, item, now);
		const isToldOf =
			item.source === 'price-file' || (item.source === 'price-availability' && attribute.live);
		if (value !== null || isToldOf) stated.set(name, value);
	}
	return stated;
}

function valueOf({ name, kind }: Attribute, item: Record<string, unknown>, now: number): Plain {
	if (name === 'asOf') return new Date(now).toISOString().slice(0, 10);
	if (name === 'stockByWarehouse') return byWarehouse(item.stockByWarehouse);
	if (name === 'size') return size(item);
	const raw = item[name === 'replacement' ? 'replacementSku' : name];
	if (raw === null || raw === undefined || raw === '') return null;
	if (kind === 'flag') return typeof raw === 'boolean' ? raw : flagOf(String(raw));
	if (typeof raw === 'object') return null;
	const text = String(raw)
		.replace(/\s*\p{Cc}[\s\p{Cc}]*/gu, ' ')
		.trim();
	if (kind === 'number') return Number.isFinite(Number(text)) && text !== '' ? text : null;
	if (kind === 'date') return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? null;
	return text || null;
}

function byWarehouse(raw: unknown): string | null {
	if (!Array.isArray(raw)) return typeof raw === 'string' ? raw.trim() || null : null;
	const parts = raw.map((one: { name?: unknown; warehouse?: unknown; quantity?: unknown }) => ({
		name: String(one.name ?? one.warehouse ?? '').trim(),
		quantity: Number(one.quantity),
	}));
	return parts.map(({ name, quantity }) => `${name}: ${quantity}`).join('; ') || null;
}

/** In inches, as TD SYNNEX presumably means it. */
function size({ length, width, height }: Record<string, unknown>): string | null {
	const sides = [length, width, height].map((side) => Number(side));
	return sides.every((side) => Number.isFinite(side) && side > 0) ? sides.join(' x ') : null;
}

function flagOf(text: string): boolean | null {
	if (/^(true|yes|y|1)$/i.test(text)) return true;
	return /^(false|no|n|0)$/i.test(text) ? false : null;
}

function seldom(name: AttributeName, label: string, kind: AttributeKind, live: boolean): Attribute {
	return { name, label, kind, moves: 'seldom', live };
}

function stock(name: AttributeName, label: string, kind: AttributeKind, live: boolean): Attribute {
	return { name, label, kind, moves: 'stock', live };
}
