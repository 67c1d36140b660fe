import type { FieldInfo, WireRecord, WireValue } from '../../autotask/types';
import type { Plain } from '../../shared/activity';
import { moneyText } from '../../shared/money';
import type { OwnedField, Owner, UpsertSettings } from '../settings';
import type { DesiredProduct } from './desired';
import { billingCodeOf, categoryOf, mappedCategory } from './category/category-mapping';
import { isGone } from './holds/item-holds';
import { isCutOff } from './description/cut-off';
import { sharedDescription } from './description/data-block';
import { cutAtWord } from './cut-at-word';
import { unitPriceFor } from './unit-price';

export type FieldKind = 'text' | 'money' | 'id' | 'flag';

/**
 * The live description of Products, by field name; fields that Autotask does not list are neither
 * read nor written.
 */
export type ProductShape = Map<string, FieldInfo>;

/** What a product should hold, with the reasons for doubt met on the way. */
export interface DesiredFields {
	/** By Autotask's field name; fields that the source does not state are absent. */
	values: Map<string, Plain>;
	/** Which rule made the unit price, in words; empty where none is to be written. */
	pricedBy: string;
	/** Fields whose change alone is no reason to write. */
	minor: string[];
	warnings: string[];
}

interface FieldRule {
	kind: FieldKind;
	/** `owned`: the settings say; else fixed. */
	owner: 'owned' | Owner;
	/** May say in `result` how the value came about. */
	value: (
		item: DesiredProduct,
		settings: UpsertSettings,
		result: DesiredFields,
		held: WireRecord | null,
	) => Plain;
}

/** Text lengths where the live field information states none. */
const FALLBACK_LENGTH: Record<string, number> = {
	name: 100,
	description: 2000,
	manufacturerName: 100,
	manufacturerProductName: 50,
	vendorProductNumber: 50,
};

/**
 * Every Product field that the sync knows. The vendor's own number is TD SYNNEX's bare SKU: that is
 * what TD SYNNEX reads on an order. Both billing code fields are filled, since tenants differ in
 * which of them Autotask requires. The default vendor comes with the vendor entry, never apart from
 * it.
 */
const RULES: Record<OwnedField | FixedField, FieldRule> = {
	name: { kind: 'text', owner: 'owned', value: (item) => item.name ?? item.description },
	description: { kind: 'text', owner: 'owned', value: (item) => item.description ?? item.name },
	manufacturerName: { kind: 'text', owner: 'owned', value: (item) => item.manufacturer },
	manufacturerProductName: { kind: 'text', owner: 'owned', value: (item) => item.mpn },
	vendorProductNumber: { kind: 'text', owner: 'owned', value: (item) => item.sku },
	unitCost: { kind: 'money', owner: 'owned', value: (item) => item.cost },
	msrp: { kind: 'money', owner: 'owned', value: (item) => item.msrp },
	unitPrice: {
		kind: 'money',
		owner: 'owned',
		value: (item, settings, result, held) => {
			const { price, warnings } = unitPriceFor(item, held, settings);
			result.warnings.push(...warnings);
			result.pricedBy = price?.by ?? '';
			return price?.amount ?? null;
		},
	},
	isActive: {
		kind: 'flag',
		owner: 'owned',
		// For products that are there, inactive is the word of the guard for discontinued ones alone.
		value: (item, settings, _result, held) =>
			held && (!settings.isActive || isGone(item)) ? null : settings.isActive,
	},
	productCategory: {
		kind: 'id',
		owner: 'owned',
		value: (item, settings) => categoryOf(item, settings),
	},
	productBillingCodeID: { kind: 'id', owner: 'first', value: billingCodeOf },
	chargeBillingCodeID: { kind: 'id', owner: 'first', value: billingCodeOf },
	isSerialized: { kind: 'flag', owner: 'first', value: () => false },
};
type FixedField = 'productBillingCodeID' | 'chargeBillingCodeID' | 'isSerialized';

const ALL = Object.keys(RULES) as (keyof typeof RULES)[];

/** Product fields to ask for: those that decide, and those that the sync may overwrite. */
export function fieldsToRead(settings: UpsertSettings, shape: ProductShape): string[] {
	const deciding = [
		'sku',
		'isActive',
		'unitCost',
		'unitPrice',
		'defaultVendorID',
		'name',
		'manufacturerName',
		'manufacturerProductName',
		'vendorProductNumber',
		'createdTime',
		'createdByResourceID',
	];
	const written = ALL.filter((field) => !['human', 'first'].includes(ownerOf(field, settings)));
	return ['id', ...new Set([...deciding, ...written])].filter(
		(field) => field === 'id' || shape.has(field),
	);
}

/**
 * The fields that this run may write into the product that Autotask holds, or into a new one
 * (`null`).
 */
export function desiredFields(
	item: DesiredProduct,
	settings: UpsertSettings,
	shape: ProductShape,
	held: WireRecord | null,
): DesiredFields {
	const result: DesiredFields = { values: new Map(), pricedBy: '', minor: [], warnings: [] };
	for (const field of ALL) {
		const owner = ownerOf(field, settings);
		if (!mayWrite(owner, held, field)) continue;
		const info = shape.get(field);
		if (!info || (info.isReadOnly && held)) continue;
		const value = RULES[field].value(item, settings, result, held);
		const isCut = isCutOff(field, value, item, held);
		if (owner === 'merge')
			merge(isCut || value === null ? null : String(value), item, settings, { info, held, result });
		else if (value !== null && !isCut)
			result.values.set(field, fitted(field, value, info, result.warnings));
	}
	dropUnknownCategory(result, shape);
	if (result.values.has('productCategory') || ownerOf('productCategory', settings) !== 'human') {
		warnUnmapped(item, settings, held, result);
	}
	return result;
}

function mayWrite(owner: Owner, held: WireRecord | null, field: string): boolean {
	if (owner === 'human') return false;
	if (held === null || owner === 'sync' || owner === 'merge') return true;
	return owner === 'blank' && String(held[field] ?? '').trim() === '';
}

function merge(
	ours: string | null,
	item: DesiredProduct,
	{ attributes }: UpsertSettings,
	{ info, held, result }: { info: FieldInfo; held: WireRecord | null; result: DesiredFields },
): void {
	const theirs = String(held?.description ?? '');
	const length = lengthOf('description', info);
	const shared = sharedDescription(ours, item, attributes, theirs, length);
	if (shared === null) return;
	if (shared.text === null)
		result.warnings.push('description is full of your own text; the text of TD SYNNEX is left out');
	else result.values.set('description', shared.text);
	if (!shared.isReason) result.minor.push('description');
}

/** Who writes the field under these settings. */
export function ownerOf(field: OwnedField | FixedField, settings: UpsertSettings): Owner {
	const { owner } = RULES[field];
	return owner === 'owned' ? settings.owners[field as OwnedField] : owner;
}

export function kindOf(field: string): FieldKind {
	return RULES[field as keyof typeof RULES]?.kind ?? 'text';
}

/** As Autotask's JSON carries it: money and ids as numbers. */
export function toWire(field: string, value: Plain): WireValue {
	const kind = kindOf(field);
	return value !== null && (kind === 'money' || kind === 'id') ? Number(value) : value;
}

/** As items show it: money as decimal text, ids as text. */
export function fromWire(field: string, value: WireValue | undefined): Plain {
	if (value === undefined || value === null || typeof value === 'object') return null;
	const kind = kindOf(field);
	if (kind === 'money') return value === '' ? null : moneyText(String(value));
	return kind === 'id' ? String(value) : value;
}

function warnUnmapped(
	item: DesiredProduct,
	settings: UpsertSettings,
	held: WireRecord | null,
	result: DesiredFields,
): void {
	if (settings.category.byCode.length === 0) return;
	if (held && ownerOf('productCategory', settings) !== 'sync') return;
	if (mappedCategory(item, settings) !== null) return;
	const then = settings.category.otherwise === null ? 'left unset' : 'set to the default category';
	result.warnings.push(
		`TD SYNNEX category ${item.categoryCode ?? '(none)'} is not in Category Mapping; Product Category is ${then}`,
	);
}

function dropUnknownCategory(result: DesiredFields, shape: ProductShape): void {
	const value = result.values.get('productCategory');
	const known = shape.get('productCategory')?.picklist;
	if (value === undefined || !known || known.some((one) => one.value === String(value))) return;
	result.values.delete('productCategory');
	result.warnings.push(
		`Product Category ${String(value)} is not in Autotask's list of product categories; it is not set; select another one in this node`,
	);
}

function lengthOf(field: string, info: FieldInfo): number {
	return info.length || FALLBACK_LENGTH[field] || 0;
}

function fitted(field: string, value: Plain, info: FieldInfo, warnings: string[]): Plain {
	const length = lengthOf(field, info);
	if (typeof value !== 'string' || kindOf(field) !== 'text' || !length || value.length <= length) {
		return value;
	}
	warnings.push(
		`${field} has ${value.length} characters and Autotask accepts ${length}; it is cut at a word`,
	);
	return cutAtWord(value, length);
}
