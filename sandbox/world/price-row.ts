import type { WorldProduct } from './product';
import type { Country } from './warehouses';

const COLUMNS = 70;

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
	row[7] = product.manufacturer;
	row[8] = product.vendorCode;
	row[9] = String(product.totalQuantity);
	row[12] = product.cost;
	row[13] = product.msrp;
	row[16] = flag(product.returnable);
	row[18] = flag(product.parcelShippable);
	row[20] = product.costWithoutPromotion;
	row[22] = category.media;
	row[24] = product.categoryCode;
	row[27] = product.weight;
	row[28] = flag(product.serialised);
	row[30] = product.map ?? '';
	row[31] = 'CN';
	row[33] = product.upc ?? '';
	row[34] = category.unspsc;
	row[36] = feedDate(opensAt, product.createdDays);
	row[37] =
		flag(product.dropShipQuantity > 0) + flag(product.refurbished) + flag(product.upc !== null);
	row[38] = feedDate(opensAt, nextArrival(product));
	row[39] = product.lifecycle;
	row[40] = 'S';
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
	row[66] = requirements(product);
	for (const { warehouse, quantity } of product.stock) row[warehouse.column - 1] = String(quantity);
	row[69] = String(product.dropShipQuantity);
	return row;
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

function requirements({ endUserRequired, status }: WorldProduct): string {
	if (status === 'Notauthorized') return 'AUTHORIZATION REQUIRED';
	return endUserRequired ? 'END USER INFORMATION REQUIRED' : '';
}

function grouped(amount: string): string {
	return amount.replace(/\B(?=(\d{3})+(?=\.))/g, ',');
}
