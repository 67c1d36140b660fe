import type { Values } from '../../../sandbox/autotask/store';
import { VENDOR } from './ground';
import type { Item } from './history';
import type { Played } from './play';

/** What is wrong at the end of a story; each list names products. */
export interface Verdict {
	doubled: string[];
	/** A person's value that does not stand any more. */
	lost: string[];
	/** Could be written, and is not as it should be after three nights. */
	unwritten: string[];
	/** Another end than one quiet night gives. */
	different: string[];
}

/** Judges by what the twin holds, with a reading of its own: nothing here is of the package. */
export function check(played: Played, quiet: Played): Verdict {
	const { items } = played.history;
	const refused = new Set(items.filter(({ held }) => held === 'refused').map(({ sku }) => sku));
	const writable = items.filter(({ sku }) => !refused.has(sku));
	const ends = new Map(items.map(({ sku }) => [sku, endOf(played, sku)]));
	return {
		doubled: items.filter(({ sku }) => (ends.get(sku)?.length ?? 0) > 1).map(({ sku }) => sku),
		lost: played.edited
			.filter(({ sku, field, value }) => ends.get(sku)?.[0]?.product[field] !== value)
			.map(({ sku, field }) => `${sku} ${field}`),
		unwritten: writable
			.filter((item) => !isRight(item, ends.get(item.sku) ?? []))
			.map(({ sku }) => sku),
		different: writable
			.filter(({ sku }) => shown(ends.get(sku) ?? []) !== shown(endOf(quiet, sku)))
			.map(({ sku }) => sku),
	};
}

interface End {
	product: Values;
	entries: Values[];
}

/** The active products of a SKU, the oldest first, with the vendor entries of TD SYNNEX. */
function endOf({ autotask }: Played, sku: string): End[] {
	const entries = autotask.rows('ProductVendors').filter(({ vendorID }) => vendorID === VENDOR);
	return autotask
		.rows('Products')
		.filter((row) => row.sku === `TDS-${sku}` && row.isActive === true)
		.sort((one, other) => Number(one.id) - Number(other.id))
		.map((product) => ({
			product,
			entries: entries.filter(({ productID }) => productID === product.id),
		}));
}

function isRight(item: Item, [end, ...others]: End[]): boolean {
	if (!end || others.length > 0) return false;
	const { product, entries } = end;
	const isNew = item.held === 'nothing';
	// 20 % on the cost, half a cent up
	const price = Math.floor((item.cents * 12 + 5) / 10) / 100;
	return (
		product.unitCost === item.cents / 100 &&
		product.vendorProductNumber === item.sku &&
		product.manufacturerName === item.manufacturer &&
		(!isNew || product.unitPrice === price) &&
		entries.length === 1 &&
		entries[0]?.vendorPartNumber === item.sku &&
		entries[0].isDefault === true &&
		String(product.description ?? '') !== ''
	);
}

const TOLD = [
	'sku',
	'name',
	'description',
	'manufacturerName',
	'manufacturerProductName',
	'vendorProductNumber',
	'unitCost',
	'unitPrice',
	'msrp',
	'isActive',
	'defaultVendorID',
];

/** Without ids and times: those of one night are not those of another. */
function shown(ends: End[]): string {
	return JSON.stringify(
		ends.map(({ product, entries }) => [
			TOLD.map((field) => product[field] ?? null),
			entries.map(({ vendorPartNumber, vendorCost, isActive, isDefault }) => [
				vendorPartNumber,
				vendorCost,
				isActive,
				isDefault,
			]),
		]),
	);
}
