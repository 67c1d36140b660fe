import { CATEGORIES } from './categories';
import { MAKERS } from './makers';
import { TRADING_PARTNER } from './price-row';
import type { World } from './world';

/** The small files beside the price file. Which columns they have is known, how the real ones part them is not: `~` is our choice. */

/** `category_list.txt`: code without leading zeros, three levels, UNSPSC. */
export function categoryList(): Buffer {
	const rows = CATEGORIES.map(({ code, level1, level2, level3, unspsc }) =>
		[code.replace(/^0+/, ''), level1, level2, level3, unspsc].join('~'),
	);
	return latin1(['CatCode~L1~L2~L3~UNSPSC', ...rows]);
}

/** `vend_code_list.txt`: maker's name and numeric code. */
export function vendorList(): Buffer {
	return latin1(MAKERS.map(({ name, code }) => `${name}~${code}`));
}

/** `<account>h.app`, hourly: SKU, part number, total, then `warehouse=quantity` for each warehouse that holds some. */
export function stockFile(world: World): Buffer {
	const rows = [];
	for (let index = 0; index < world.skus; index++) {
		const { sku, mpn, totalQuantity, stock } = world.at(index);
		const held = stock
			.filter(({ quantity }) => quantity > 0)
			.map(({ warehouse, quantity }) => `${warehouse.number}=${quantity}`);
		rows.push([TRADING_PARTNER, 'DTL', sku, mpn, totalQuantity, ...held].join('~'));
	}
	return latin1(rows);
}

function latin1(lines: string[]): Buffer {
	return Buffer.from(lines.join('\r\n') + '\r\n', 'latin1');
}
