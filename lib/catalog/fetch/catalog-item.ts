import { CURRENCY } from '../../tdsynnex/hosts';
import type {
	PriceAnswer,
	Availability,
	PriceQuery,
} from '../../tdsynnex/ec-xml/price-availability';
import { COLUMN, type Column, type Country } from '../../tdsynnex/price-file/columns';
import type { ToItem } from '../../tdsynnex/price-file/kept-rows';
import type { PriceFileRow } from '../../tdsynnex/price-file/read';
import { decimal, flag, isoDate, words, wholeNumber } from '../../tdsynnex/price-file/values';
import { withoutEntities } from './html-entities';
import { NO_SPECIFICATIONS, specificationsOf } from './specifications';
import { type RowStock, stockReader } from './stock';
import type { CatalogItem } from '../types';

/** How rows of a country's price file become items; made once a run. */
export function itemsOfPriceFile(country: Country): ToItem<CatalogItem> {
	const stockOf = stockReader(country);
	return (row, { created }) => itemOfRow(row, country, stockOf(row), created);
}

/**
 * The same items from price and availability, which knows less of a product and everything of its
 * stock. One MPN may give several. A product without an answer is an item too, of status `unknown`:
 * nobody should take it for gone.
 */
export function itemsOfAnswer(
	wanted: PriceQuery,
	{ found, problem }: PriceAnswer,
	country: Country,
): CatalogItem[] {
	if (problem)
		return [
			{
				...blank(namesOf(wanted), CURRENCY[country]),
				warnings: [`${problem.message}. ${problem.remedy}`],
			},
		];
	return found.map((one) => itemOfAvailability(wanted, one));
}

function itemOfAvailability(wanted: PriceQuery, found: Availability): CatalogItem {
	const names = namesOf(wanted);
	const expected = found.warehouses.flatMap(({ eta }) => eta ?? []).sort();
	const mpn = found.mpn ?? names.mpn;
	const description = found.description && withoutEntities(found.description);
	return {
		...blank(names, found.currency),
		sku: found.sku === '0' ? names.sku : found.sku,
		mpn,
		name: description ?? mpn ?? found.sku,
		description,
		cost: found.price,
		msrp: stated(found.msrp),
		stockTotal: found.totalQuantity,
		stockByWarehouse: found.warehouses
			.filter(({ quantity }) => quantity > 0)
			.map(({ number, city, quantity }) => ({ warehouse: number, name: city, quantity })),
		eta: expected[0] ?? null,
		status: found.status,
		weight: found.weight,
		endUserRequired: found.endUserRequired,
		warnings: availabilityWarnings(found),
	};
}

function namesOf(wanted: PriceQuery): { sku: string; mpn: string | null; name: string } {
	return 'sku' in wanted
		? { sku: wanted.sku, mpn: null, name: wanted.sku }
		: { sku: '', mpn: wanted.mpn, name: wanted.mpn };
}

function availabilityWarnings({ status, price }: Availability): string[] {
	if (status === 'active') return costWarnings(price);
	if (status === 'not-found') return ['TD SYNNEX does not know this product'];
	if (status === 'not-authorized')
		return ['the account is not authorized for this product; ask TD SYNNEX for the authorization'];
	return [];
}

function itemOfRow(
	row: PriceFileRow,
	country: Country,
	stock: RowStock,
	priceDate: string | null,
): CatalogItem {
	const text = (column: Column) => row.field(COLUMN[column]);
	const prose = (...columns: Column[]) =>
		words(withoutEntities(columns.map((column) => notNull(text(column))).join('')));
	const money = (column: Column) => decimal(text(column)) ?? null;
	const sku = text('sku')
		.trim()
		.replace(/^0+(?=\d)/, '');
	const mpn = words(text('mpn'));
	const cost = money('cost');
	const lifecycleCode = words(text('lifecycleCode'))?.toUpperCase() ?? null;
	return {
		sku,
		mpn,
		upc: notZero(words(text('upc'))),
		manufacturer: prose('manufacturer'),
		name: prose('name') ?? mpn ?? sku,
		description: prose('longDescription1', 'longDescription2', 'longDescription3'),
		descriptionFrench: prose('nameFrench'),
		categoryCode: words(text('categoryCode')),
		cost,
		costWithoutPromotion: stated(money('costWithoutPromotion')),
		msrp: stated(money('msrp')),
		map: stated(money('map')),
		currency: CURRENCY[country],
		stockTotal: stock.total,
		stockByWarehouse: stock.byWarehouse,
		eta: isoDate(text('eta')),
		status: statusOf(text('statusCode').trim().toUpperCase(), lifecycleCode, stock),
		lifecycleCode,
		onPromotion: flag(text('promotionFlag')),
		promotionEnds: isoDate(text('promotionEnds')),
		priceDate,
		weight: money('weight'),
		length: money('length'),
		width: money('width'),
		height: money('height'),
		minimumQuantity: wholeNumber(text('minimumQuantity')) || null,
		replacementSku: notZero(words(text('replacementSku'))),
		...specificationsOf(row),
		source: 'price-file',
		warnings: [
			...costWarnings(cost),
			...(row.repeated
				? [`SKU ${sku} is in two rows of the price file; the last one (line ${row.line}) counts`]
				: []),
		],
	};
}

/**
 * A deleted row is gone for good. C (end of life) and T (to be discontinued) sell while stock
 * lasts, and where nobody counts it, only the live service knows.
 */
function statusOf(statusCode: string, lifecycleCode: string | null, stock: RowStock): string {
	if (statusCode === 'D') return 'discontinued';
	const ends = lifecycleCode === 'C' || lifecycleCode === 'T';
	return ends && stock.counted && !((stock.total ?? 0) > 0) ? 'inactive' : 'active';
}

/** Pieces of one text are joined as they stand, and the word NULL is none of it. */
function notNull(piece: string): string {
	return words(piece) === null ? piece.replace('NULL', '') : piece;
}

function costWarnings(cost: string | null): string[] {
	if (cost === null) return ['cost is missing'];
	if (Number(cost) === 0) return ['cost is zero'];
	return cost.startsWith('-') ? ['cost is negative'] : [];
}

/** A list price or minimum price of zero means that there is none. */
function stated(amount: string | null): string | null {
	return amount === null || Number(amount) === 0 ? null : amount;
}

function notZero(code: string | null): string | null {
	return code === null || /^0+$/.test(code) ? null : code;
}

/**
 * An item of which nothing is known yet, with its fields in the same order as those of a price
 * file.
 */
function blank(
	{ sku, mpn, name }: ReturnType<typeof namesOf>,
	currency: CatalogItem['currency'],
): CatalogItem {
	return {
		sku,
		mpn,
		upc: null,
		manufacturer: null,
		name,
		description: null,
		categoryCode: null,
		cost: null,
		costWithoutPromotion: null,
		msrp: null,
		map: null,
		currency,
		stockTotal: null,
		stockByWarehouse: [],
		eta: null,
		status: 'unknown',
		lifecycleCode: null,
		onPromotion: null,
		promotionEnds: null,
		priceDate: null,
		weight: null,
		length: null,
		width: null,
		height: null,
		minimumQuantity: null,
		replacementSku: null,
		...NO_SPECIFICATIONS,
		source: 'price-availability',
		warnings: [],
	};
}
