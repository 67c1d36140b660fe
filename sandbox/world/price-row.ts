import type { WorldProduct } from './product';
import { QUANTITY_COLUMNS, type Country } from './warehouses';

const COLUMNS = 70;
/** A manufacturer's name is cut at this many characters. */
const MAKER_LENGTH = 25;
/** What stands in every quantity column of a licence or warranty: no stock, but a mark that none is counted. */
const NOT_COUNTED = '9999';
/** Optional texts, 1-based: where a `null-words` row says NULL. */
const TEXT_COLUMNS = [31, 32, 34, 36, 48, 49, 50, 51, 52, 58, 59, 60, 65, 68];

/** A trading-partner code as the feed's first column has it. */
export const TRADING_PARTNER = 'SANDBOX846';

/** The lines of one product in the price file: mostly one, for a hostile product two or one that is too short. */
export function rowsOf(product: WorldProduct, country: Country, opensAt: number): string[] {
	const row = fieldsOf(product, country, opensAt);
	switch (product.hostility) {
		case 'short-row':
			return [row.slice(0, 41).join('~')];
		case 'empty-cost':
			row[12] = '';
			break;
		case 'zero-cost':
			row[12] = '0.00';
			break;
		case 'thousands-comma':
			row[12] = grouped(product.cost);
			row[13] = grouped(product.msrp);
			break;
		case 'null-words':
			for (const column of TEXT_COLUMNS) row[column - 1] ||= 'NULL';
			break;
		case 'two-rows': {
			const earlier = [...row];
			earlier[12] = row[13] as string;
			return [earlier.join('~'), row.join('~')];
		}
	}
	return [row.join('~')];
}

/** YYMMDD, as the feed writes all its dates; empty for none. */
export function feedDate(opensAt: number, days: number | null): string {
	if (days === null) return '';
	return new Date(opensAt + days * 86_400_000).toISOString().slice(2, 10).replaceAll('-', '');
}

/** The 70 columns, by the positions of the price-file column list (1-based there, 0-based here). */
function fieldsOf(product: WorldProduct, country: Country, opensAt: number): string[] {
	const row = new Array<string>(COLUMNS).fill('');
	const { category, promotion } = product;
	row[0] = TRADING_PARTNER;
	row[1] = 'DTL';
	row[2] = product.mpn;
	row[3] = product.tdPartNumber;
	row[4] = product.sku;
	row[5] = product.fileStatus;
	row[6] = product.description;
	row[7] = product.manufacturer.slice(0, MAKER_LENGTH);
	row[8] = product.vendorCode;
	writeQuantities(row, product, country);
	row[12] = product.cost;
	row[13] = product.msrp;
	row[16] = flag(product.returnable);
	row[18] = flag(product.parcelShippable);
	row[20] = product.costWithoutPromotion;
	row[22] = product.media || ' ';
	row[24] = product.categoryCode;
	row[27] = product.weight;
	row[28] = flag(product.serialised);
	row[30] = product.map ?? '';
	row[31] = 'CN';
	row[33] = product.upc ?? '';
	row[34] = category.unspsc;
	row[36] = feedDate(opensAt, product.createdDays);
	row[37] = flag(isDropShipOnly(product)) + flag(product.refurbished) + flag(product.upc !== null);
	row[38] = feedDate(opensAt, nextArrival(product));
	row[39] = product.lifecycle;
	row[40] = product.kit ? 'K' : 'S';
	row[44] = flag(product.taa);
	row[46] = flag(promotion !== null);
	row[47] = promotion?.comment ?? '';
	row[48] = feedDate(opensAt, promotion?.endsInDays ?? null);
	const text = product.longDescription;
	row[49] = text.slice(0, 80);
	row[50] = text.slice(80, 160);
	row[51] = text.slice(160);
	row[52] = product.length;
	row[53] = product.width;
	row[54] = product.height;
	row[58] = country === 'CA' ? product.frenchDescription : '';
	row[59] = feedDate(opensAt, product.streetDays);
	row[64] = product.replacementSku ?? '';
	row[65] = String(product.minimumQuantity);
	row[66] = flag(product.endUserRequired) + flag(product.virtual);
	row[67] = attributesOf(product);
	return row;
}

/** Quantity columns are mandatory: 0 where nothing lies, in those of the other country too. 11 and 12 are of the United States alone. */
function writeQuantities(row: string[], product: WorldProduct, country: Country): void {
	const { stock, totalQuantity, dropShipQuantity, virtual } = product;
	const write = (column: number, quantity: number) =>
		void (row[column - 1] = virtual ? NOT_COUNTED : String(quantity));
	for (const column of QUANTITY_COLUMNS) write(column, 0);
	for (const { warehouse, quantity } of stock) write(warehouse.column, quantity);
	write(10, totalQuantity);
	write(70, dropShipQuantity);
	if (country === 'CA') return;
	row[10] = String(Math.floor(totalQuantity / 20));
	row[11] = String(stock.reduce((sum, { onOrder }) => sum + onOrder, 0));
}

/** The flag says that nobody but the maker ships it, not that he could. */
function isDropShipOnly({ stock, dropShipQuantity }: WorldProduct): boolean {
	return dropShipQuantity > 0 && stock.every(({ quantity, onOrder }) => quantity + onOrder === 0);
}

/** Twelve characters by position: country 1-2, Energy Star 3, Section 508 4, warranty 5-11, EPEAT 12; blanks where unknown. */
function attributesOf({ attributes }: WorldProduct): string {
	if (attributes === null) return '';
	const { country, energyStar, section508, warranty, epeat } = attributes;
	const mark = (set: boolean | null) => (set === null ? ' ' : flag(set));
	return country + mark(energyStar) + mark(section508) + warranty.padEnd(7) + (epeat || ' ');
}

function flag(set: boolean): string {
	return set ? 'Y' : 'N';
}

/** The soonest of all warehouses. */
function nextArrival({ stock }: WorldProduct): number | null {
	let soonest: number | null = null;
	for (const { etaDays } of stock) {
		if (etaDays !== null && (soonest === null || etaDays < soonest)) soonest = etaDays;
	}
	return soonest;
}

function grouped(amount: string): string {
	return amount.replace(/\B(?=(\d{3})+(?=\.))/g, ',');
}
