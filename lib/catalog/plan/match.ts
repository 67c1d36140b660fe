import { idOf, type WireRecord } from '../../autotask/types';
import type { Steps } from '../../shared/in-slices';
import { makerKey, maybeSameMaker } from '../manufacturer';
import { plainSku, type SkuPattern } from '../../shared/sku';
import type { DesiredProduct } from './desired';
import type { Missing } from './lifecycle/decide-lifecycle';

/** What was read of Autotask for this run. Records hold Autotask's field names. */
export interface CurrentCatalog {
	/** Products whose SKU follows the pattern and is wanted. */
	products: WireRecord[];
	/** Products that replace wanted ones, and are not wanted themselves. */
	successors: WireRecord[];
	/** Products that a complete full price file does not have; `null` = not looked for. */
	missing: Missing | null;
	/**
	 * ProductVendors of the chosen vendor: all of them, or those that concern the wanted items.
	 */
	links: WireRecord[];
	/**
	 * ProductVendors of other vendors, of products that have none of the chosen vendor and another
	 * default vendor.
	 */
	otherLinks: WireRecord[];
	/**
	 * Products that carry a wanted vendor part number in a vendor entry but no SKU of ours. Read only
	 * for items about to be created; `null` = not asked yet.
	 */
	linkedProducts: WireRecord[] | null;
	/**
	 * Products with a wanted manufacturer part number. Read only for items about to be created.
	 */
	sameMpn: WireRecord[];
	/** Products that the API user sees at all; asked only when none of the wanted was found. */
	productsVisible: number | null;
}

export type Match =
	| { kind: 'none' }
	/** `others`: further products with the same SKU, which are left alone. */
	| { kind: 'product'; product: WireRecord; others: WireRecord[] }
	/** A vendor entry with this SKU exists, but its product is out of the API user's sight. */
	| { kind: 'hidden'; productId: number }
	/**
	 * A product that people made, which seems to be this item; `certain` when there is no doubt.
	 * `candidates`: the ids of all that fit.
	 */
	| {
			kind: 'hand-made';
			product: WireRecord;
			candidates: number[];
			certain: boolean;
			why: string;
	  }
	/** A product with the same manufacturer part number of another maker. */
	| { kind: 'other-maker'; product: WireRecord };

/**
 * Finds the Autotask product of an item: by SKU, then by vendor entry, then by manufacturer
 * part number.
 */
export function* matcher(
	found: CurrentCatalog,
	pattern: SkuPattern,
): Steps<(item: DesiredProduct) => Match> {
	const bySku = yield* grouped(found.products, (product) => pattern.keyOf(text(product.sku)));
	const seen = new Set(found.products.map(idOf));
	yield;
	const linkBySku = yield* grouped(
		found.linkedProducts === null
			? []
			: found.links.filter((link) => !seen.has(Number(link.productID))),
		(link) => plainSku(text(link.vendorPartNumber)),
	);
	const linked = new Map((found.linkedProducts ?? []).map((product) => [idOf(product), product]));
	const byMpn = yield* grouped(found.sameMpn, (product) =>
		mpnKey(text(product.manufacturerProductName)),
	);
	return (item) => {
		const products = bySku.get(item.key);
		if (products) return bestOf(products);
		for (const link of linkBySku.get(item.sku) ?? []) {
			const product = linked.get(Number(link.productID));
			if (!product) return { kind: 'hidden', productId: Number(link.productID) };
			if (!isOurs(product, pattern)) {
				return handMade([product], 'its vendor entry has this TD SYNNEX SKU');
			}
		}
		return byMaker(
			item,
			(item.mpn === null ? [] : (byMpn.get(mpnKey(item.mpn)) ?? [])).filter(
				(product) => !isOurs(product, pattern),
			),
		);
	};
}

/**
 * A product made by hand that two items claim belongs to neither for certain; not even if the
 * other item fits several, since what is left to it next time must not hang on what is adopted
 * now.
 */
export function uncontested(matches: Match[]): Match[] {
	const claims = new Map<number, number>();
	for (const match of matches) {
		if (match.kind !== 'hand-made') continue;
		for (const id of match.candidates) claims.set(id, (claims.get(id) ?? 0) + 1);
	}
	return matches.map((match) => {
		const claimed = match.kind === 'hand-made' ? (claims.get(idOf(match.product)) ?? 0) : 0;
		if (match.kind !== 'hand-made' || claimed < 2) return match;
		return {
			...match,
			certain: false,
			why: `${match.why}, but the same is true for ${claimed} items`,
		};
	});
}

/** What two manufacturer part numbers are compared by. */
export function mpnKey(mpn: string): string {
	return mpn.trim().toUpperCase();
}

/**
 * Whether the product under the item's SKU is plainly another one: of another part number and
 * another maker. TD SYNNEX may have given the number anew, or somebody typed it into the wrong
 * product.
 */
export function isOther(item: DesiredProduct, product: WireRecord): boolean {
	const mpn = mpnKey(text(product.manufacturerProductName));
	if (item.mpn === null || mpn === '' || mpn === mpnKey(item.mpn)) return false;
	return !maybeSameMaker(item.manufacturer ?? '', text(product.manufacturerName));
}

/**
 * The active product with the lowest id stands for its SKU: the oldest is the one that quotes
 * refer to.
 */
function bestOf(products: WireRecord[]): Match {
	const [first, ...rest] = [...products].sort(
		(a, b) => Number(b.isActive === true) - Number(a.isActive === true) || idOf(a) - idOf(b),
	) as [WireRecord, ...WireRecord[]];
	return { kind: 'product', product: first, others: rest };
}

function byMaker(item: DesiredProduct, products: WireRecord[]): Match {
	const fitting = products.filter((product) =>
		maybeSameMaker(item.manufacturer ?? '', text(product.manufacturerName)),
	);
	const nameless = fitting.some(
		(product) =>
			makerKey(item.manufacturer ?? '') === '' || makerKey(text(product.manufacturerName)) === '',
	);
	if (fitting.length > 0) {
		return handMade(
			fitting,
			'it has the same manufacturer part number',
			nameless ? 'there is no manufacturer to compare' : '',
		);
	}
	const [other] = products;
	return other ? { kind: 'other-maker', product: other } : { kind: 'none' };
}

/**
 * A product with a SKU of its own belongs to another scheme; two products leave the choice to a
 * person.
 */
function handMade(products: WireRecord[], why: string, but = ''): Match {
	const [product] = products as [WireRecord, ...WireRecord[]];
	const candidates = products.map(idOf);
	const doubt = (reason: string): Match => ({
		kind: 'hand-made',
		product,
		candidates,
		certain: false,
		why: reason,
	});
	if (products.length > 1) return doubt(`products ${candidates.join(' and ')} all fit`);
	const own = text(product.sku).trim();
	if (own !== '') return doubt(`${why}, but a different SKU, ${own}`);
	if (product.isActive === false) return doubt(`${why}, but it is inactive`);
	if (but !== '') return doubt(`${why}, but ${but}`);
	return { kind: 'hand-made', product, candidates, certain: true, why };
}

function isOurs(product: WireRecord, pattern: SkuPattern): boolean {
	// A pattern without prefix or suffix fits everything, hence tells nothing.
	if (pattern.prefix === '' && pattern.suffix === '') return false;
	return pattern.fromAutotask(text(product.sku)) !== null;
}

function* grouped(
	records: WireRecord[],
	key: (record: WireRecord) => string,
): Steps<Map<string, WireRecord[]>> {
	const groups = new Map<string, WireRecord[]>();
	for (const record of records) {
		yield;
		const name = key(record);
		if (name === '') continue;
		const group = groups.get(name);
		if (group) group.push(record);
		else groups.set(name, [record]);
	}
	return groups;
}

function text(value: unknown): string {
	return value === null || value === undefined ? '' : String(value);
}
