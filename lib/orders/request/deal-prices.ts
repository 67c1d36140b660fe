import { SPECIAL_PRICE_TYPES, VENDOR_PROMOTION } from './option-types';
import type { OrderPorts } from '../ports';
import type { LiveItem, OrderRequest } from '../types';

/**
 * Live data with the prices of the order's own special deal: a bid below the list price is then no
 * difference. One more call for each order that has one; without an answer the other prices stand.
 */
export async function withDealPrices(
	{ tdSynnex }: Pick<OrderPorts, 'tdSynnex'>,
	{ lines, options }: OrderRequest,
	live: ReadonlyMap<string, LiveItem> | null,
): Promise<ReadonlyMap<string, LiveItem> | null> {
	const { specialPriceType: type, specialPriceReference: reference } = options;
	if (live === null || !SPECIAL_PRICE_TYPES.includes(type) || lines.length === 0) return live;
	const { items } = await tdSynnex.live([...new Set(lines.map(({ sku }) => sku))], {
		priceType: type === VENDOR_PROMOTION ? '' : type.toUpperCase(),
		specialDealNumber: reference,
	});
	return new Map([...live, ...items]);
}
