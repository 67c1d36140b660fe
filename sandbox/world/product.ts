import { categoryAt, UNKNOWN_CATEGORY, wordsOf, type Category } from './categories';
import { Draws, hash } from './chance';
import type { Maker } from './makers';
import { indexOfSku, mpnAt, skuAt, upcAt } from './numbering';
import { hostilityAt, type Hostility } from './hostility';
import { WAREHOUSES, type Country, type Warehouse } from './warehouses';

/** What one warehouse holds and expects. */
export interface WorldStock {
	readonly warehouse: Warehouse;
	readonly quantity: number;
	readonly onOrder: number;
	/** Days until the next arrival; null when nothing is on order. */
	readonly etaDays: number | null;
}

/**
 * One product as TD SYNNEX knows it: the truth that file, price and availability, orders and invoices all
 * show. Money is a decimal string of the country's currency; times are days from the world's opening.
 */
export interface WorldProduct {
	readonly index: number;
	readonly sku: string;
	readonly mpn: string;
	/** Maker's prefix and part number. */
	readonly tdPartNumber: string;
	readonly upc: string | null;
	readonly manufacturer: string;
	/** Numeric vendor code. */
	readonly vendorCode: string;
	/** Short, cryptic, upper case. */
	readonly description: string;
	readonly longDescription: string;
	readonly frenchDescription: string;
	readonly category: Category;
	/** As the file's media column has it; blank for some boxed goods. */
	readonly media: 'RTL' | 'SWL' | 'SWMP' | 'SWMV' | '';
	/** A licence or warranty: nothing that a warehouse could hold. */
	readonly virtual: boolean;
	/** `category.code`, or a code in no list for the hostile row that has one. */
	readonly categoryCode: string;
	/** Account cost with promotion and rebate. */
	readonly cost: string;
	readonly costWithoutPromotion: string;
	readonly msrp: string;
	readonly map: string | null;
	readonly promotion: { comment: string; endsInDays: number } | null;
	/** As price and availability spells it. */
	readonly status: 'Active' | 'Inactive' | 'Discontinued' | 'Notauthorized';
	/** A active, B special order, C end of life, T to be discontinued. */
	readonly lifecycle: 'A' | 'B' | 'C' | 'T';
	/** A added, C or S changed, D deleted. */
	readonly fileStatus: 'A' | 'C' | 'S' | 'D';
	readonly stock: readonly WorldStock[];
	readonly totalQuantity: number;
	readonly dropShipQuantity: number;
	/** Pounds and inches. */
	readonly weight: string;
	readonly length: string;
	readonly width: string;
	readonly height: string;
	readonly serialised: boolean;
	readonly returnable: boolean;
	readonly parcelShippable: boolean;
	readonly refurbished: boolean;
	readonly taa: boolean;
	readonly kit: boolean;
	/** What the file's column 68 says position by position; null where nothing is known. */
	readonly attributes: ProductAttributes | null;
	/** Ordering needs end-user data. */
	readonly endUserRequired: boolean;
	readonly minimumQuantity: number;
	readonly replacementSku: string | null;
	/** Days from the day on which the world opens: negative, the past. */
	readonly createdDays: number;
	readonly streetDays: number | null;
	/** What is wrong with this product's row in the price file, if anything. */
	readonly hostility: Hostility | null;
}

/** Country of origin and marks of a product. */
export interface ProductAttributes {
	/** Two letters. */
	country: string;
	energyStar: boolean | null;
	section508: boolean | null;
	/** At most seven characters, such as `036 MON` or `03 YEAR`: the unit's spelling is ours. */
	warranty: string;
	/** B bronze, S silver, G gold, N none, blank unknown. */
	epeat: 'B' | 'S' | 'G' | 'N' | '';
}

/** One Canadian price for one US price: an invented, fixed rate. */
const CANADIAN_CENTS_PER_US_CENT = 1.37;

/** Products that are kept once drawn: a draw takes 0.1 ms, and who looks for one that fits draws them all. */
const KEPT = 5_000;
const kept = new Map<string, WorldProduct>();

/**
 * The product number `index` of the world `seed`: always the same, at the cost of this one product alone.
 * Unique SKU per index; about 1 index in 400 shares its part number with its neighbour.
 */
export function productAt(seed: number, index: number, country: Country = 'US'): WorldProduct {
	const key = `${country} ${seed} ${index}`;
	const product = kept.get(key) ?? drawProduct(seed, index, country);
	if (kept.size < KEPT) kept.set(key, product);
	return product;
}

/** The same, drawn anew. */
export function drawProduct(seed: number, index: number, country: Country = 'US'): WorldProduct {
	const { maker, category, mpn, twinOf } = identityAt(seed, index);
	const draws = new Draws(seed, index, 10);
	const hostility = hostilityAt(index);
	const prices = priced(draws, category, country);
	const description = described(draws, maker, category, hostility);
	const state = stateOf(draws);
	const stock = stocked(draws, prices.cost, state.status, category, country);
	const size = sized(draws, category);
	const kind = kindOf(seed, index, category);
	const upcOwner = twinOf !== null && identityAt(seed, twinOf).maker === maker ? twinOf : index;
	return {
		index,
		sku: skuAt(seed, index),
		mpn,
		tdPartNumber: `${maker.prefix}${mpn}`,
		upc: draws.odds(0.04) ? null : upcAt(seed, upcOwner, maker),
		manufacturer: maker.name,
		vendorCode: maker.code,
		description,
		longDescription: longer(description, maker, category, hostility),
		frenchDescription: `${category.level3} ${description}`.slice(0, 80),
		category,
		...kind,
		categoryCode: hostility === 'unknown-category' ? UNKNOWN_CATEGORY : category.code,
		...asMoney(prices),
		promotion: prices.promoted ? promotionOf(draws) : null,
		...state,
		stock,
		totalQuantity: stock.reduce((sum, { quantity }) => sum + quantity, 0),
		dropShipQuantity: draws.odds(0.15) ? draws.whole(1, 400) : 0,
		...size,
		serialised: category.serialised,
		returnable: draws.odds(0.85),
		parcelShippable: Number(size.weight) < 70,
		refurbished: twinOf !== null && upcOwner === twinOf,
		taa: draws.odds(0.3),
		endUserRequired: draws.odds(category.media === 'SWL' ? 0.06 : 0.004),
		minimumQuantity: draws.odds(0.03) ? draws.pick([2, 5, 10, 20]) : 1,
		replacementSku: state.lifecycle === 'C' && draws.odds(0.5) ? skuAt(seed, index + 1) : null,
		createdDays: -draws.whole(20, 2400),
		streetDays: draws.odds(0.02) ? draws.whole(3, 60) : null,
		hostility,
	};
}

/** Maker, category and part number alone: what a search by part number over the whole world can afford. */
export function identityAt(seed: number, index: number): Identity {
	const chance = hash(seed, index, 4);
	if (index % 2 === 0 || chance % 200 !== 0) return { ...ownIdentity(seed, index), twinOf: null };
	const neighbour = ownIdentity(seed, index - 1);
	const others = neighbour.category.makers.filter((maker) => maker !== neighbour.maker);
	const other = others[Math.floor(chance / 400) % (others.length || 1)];
	const sameMaker = Math.floor(chance / 200) % 2 === 0 || !other;
	return { ...neighbour, maker: sameMaker ? neighbour.maker : other, twinOf: index - 1 };
}

export interface Identity {
	maker: Maker;
	category: Category;
	mpn: string;
	/** The index whose part number this product shares. */
	twinOf: number | null;
}

/** The index of a SKU among the first `count` products, or -1. */
export function indexOf(seed: number, count: number, sku: string): number {
	const index = indexOfSku(seed, sku);
	return index >= 0 && index < count ? index : -1;
}

/** Whole cents as a decimal string. */
export function money(cents: number): string {
	return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

function ownIdentity(seed: number, index: number): Omit<Identity, 'twinOf'> {
	const category = categoryAt(hash(seed, index, 5) / 4294967296);
	const maker = category.makers[hash(seed, index, 6) % category.makers.length] as Maker;
	return { maker, category, mpn: mpnAt(seed, index, maker) };
}

/** Marks of the file's later columns: draws of their own, so that what they add moves nothing else of a product. */
function kindOf(
	seed: number,
	index: number,
	{ media }: Category,
): Pick<WorldProduct, 'media' | 'virtual' | 'kit' | 'attributes'> {
	const draws = new Draws(seed, index, 11);
	const point = draws.next();
	if (media === 'SWL') {
		const kind = point < 0.8 ? 'SWL' : point < 0.95 ? 'SWMV' : 'SWMP';
		return { media: kind, virtual: kind !== 'SWMP', kit: false, attributes: null };
	}
	const known = draws.odds(0.8);
	const attributes: ProductAttributes = {
		country: draws.pick(['CN', 'MX', 'TW', 'VN', 'US']),
		energyStar: draws.pick([true, false, null]),
		section508: draws.pick([true, false, null]),
		warranty: draws.pick(['012 MON', '036 MON', '01 YEAR', '03 YEAR', '']),
		epeat: draws.pick(['B', 'S', 'G', 'N', '']),
	};
	return {
		media: point < 0.97 ? 'RTL' : '',
		virtual: false,
		kit: draws.odds(0.02),
		attributes: known ? attributes : null,
	};
}

interface Prices {
	cost: number;
	costWithoutPromotion: number;
	msrp: number;
	map: number | null;
	promoted: boolean;
}

/** In cents. One price in 300 is at or above MSRP: old stock does that. */
function priced(draws: Draws, { cost: [low, high] }: Category, country: Country): Prices {
	const rate = country === 'CA' ? CANADIAN_CENTS_PER_US_CENT : 1;
	const costWithoutPromotion = Math.max(5, Math.round(draws.skewed(low, high) * 100 * rate));
	const promoted = draws.odds(0.08);
	const off = 1 - draws.whole(3, 18) / 100;
	const cost = promoted
		? Math.max(4, Math.floor(costWithoutPromotion * off))
		: costWithoutPromotion;
	const above = draws.odds(1 / 300) ? 0.97 : 1 + draws.whole(6, 55) / 100;
	const msrp = Math.round(costWithoutPromotion * above);
	const map = draws.odds(0.3) ? Math.round(msrp * 0.94) : null;
	return { cost, costWithoutPromotion, msrp, map, promoted };
}

function asMoney({ cost, costWithoutPromotion, msrp, map }: Prices) {
	return {
		cost: money(cost),
		costWithoutPromotion: money(costWithoutPromotion),
		msrp: money(msrp),
		map: map === null ? null : money(map),
	};
}

function described(
	draws: Draws,
	maker: Maker,
	category: Category,
	hostility: Hostility | null,
): string {
	const text = wordsOf(category, maker)
		.map((choices) => draws.pick(choices))
		.join(' ');
	if (hostility === 'very-long-name')
		return `${maker.name} ${text} ${'EXTENDED COMPATIBILITY KIT '.repeat(10)}`.trim();
	if (hostility === 'quotes') return `${text} W/ 19" RACK "EARS" 1/2"`;
	if (hostility === 'non-ascii') return `${text} · ÉDITION SPÉCIALE Ø ½ ®`;
	return text;
}

function longer(
	description: string,
	maker: Maker,
	{ level2, level3 }: Category,
	hostility: Hostility | null,
): string {
	const text = `${maker.name} ${description}. ${level3} for business, from ${level2.toLowerCase()}. Limited manufacturer warranty applies; see maker's terms.`;
	return hostility === 'very-long-name' ? text : text.slice(0, 240);
}

/** Status and life cycle hang together: what is deleted is at its end of life. */
function stateOf(draws: Draws): Pick<WorldProduct, 'status' | 'lifecycle' | 'fileStatus'> {
	const point = draws.next();
	if (point < 0.012) return { status: 'Discontinued', lifecycle: 'C', fileStatus: 'D' };
	if (point < 0.018) return { status: 'Inactive', lifecycle: 'T', fileStatus: 'C' };
	if (point < 0.023) return { status: 'Notauthorized', lifecycle: 'A', fileStatus: 'C' };
	if (point < 0.05) return { status: 'Active', lifecycle: 'C', fileStatus: 'S' };
	if (point < 0.07) return { status: 'Active', lifecycle: 'T', fileStatus: 'C' };
	if (point < 0.12) return { status: 'Active', lifecycle: 'B', fileStatus: 'C' };
	return { status: 'Active', lifecycle: 'A', fileStatus: point < 0.2 ? 'A' : 'C' };
}

/** Cheap things lie in heaps, dear ones in twos; a quarter of all is out of stock. Licences are no goods: the maker ships them. */
function stocked(
	draws: Draws,
	cents: number,
	status: WorldProduct['status'],
	{ media }: Category,
	country: Country,
): WorldStock[] {
	const empty = media === 'SWL' || status === 'Discontinued' || draws.odds(0.25);
	const heap = Math.max(2, Math.round(60_000 / Math.sqrt(cents + 100)) / 4);
	return WAREHOUSES[country].map((warehouse) => {
		const holds = draws.odds(0.35);
		const quantity = holds && !empty ? draws.whole(1, Math.ceil(heap)) : 0;
		const onOrder =
			status === 'Active' && media === 'RTL' && draws.odds(0.12) ? draws.whole(1, 200) : 0;
		return { warehouse, quantity, onOrder, etaDays: onOrder ? draws.whole(2, 70) : null };
	});
}

function sized(draws: Draws, { weight: [low, high] }: Category) {
	if (high === 0) return { weight: '0.00', length: '0.00', width: '0.00', height: '0.00' };
	const weight = draws.skewed(low, high);
	const edge = 3 + Math.cbrt(weight) * 5;
	return {
		weight: weight.toFixed(2),
		length: (edge * (1 + draws.next())).toFixed(2),
		width: edge.toFixed(2),
		height: (edge * (0.2 + draws.next() * 0.6)).toFixed(2),
	};
}

function promotionOf(draws: Draws): WorldProduct['promotion'] {
	const comment = draws.pick([
		'INSTANT REBATE',
		'Q1 PROMO',
		'SPECIAL BUY',
		'VOLUME PROMO 5+',
		'END OF QUARTER',
	]);
	return { comment, endsInDays: draws.whole(3, 90) };
}
