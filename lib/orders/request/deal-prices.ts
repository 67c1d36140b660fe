import { SPECIAL_PRICE_TYPES, VENDOR_PROMOTION } from './option-types';
import type { OrderPorts } from '../ports';
import type { LiveItem, OrderRequest } from '../types';

/**
 * Live data with the prices of the order's own special deal: a bid below the list price is then no
 * difference. One more call for each order that has one. What the deal gives no answer for has no
 * known price: its list price is another one, and is not to be sent in its place.
 */
export async function withDealPrices(
	{ tdSynnex }: Pick<OrderPorts, 'tdSynnex'>,
	order: OrderRequest,
	live: ReadonlyMap<string, LiveItem> | null,
): Promise<ReadonlyMap<string, LiveItem> | null> {
	if (live === null || dealOf(order) === '') return live;
	const { specialPriceType: type, specialPriceReference: reference } = order.options;
	const skus = [...new Set(order.lines.map(({ sku }) => sku))];
	const { items } = await tdSynnex.live(skus, {
		priceType: type === VENDOR_PROMOTION ? '' : type.toUpperCase(),
		specialDealNumber: reference,
	});
	const unpriced = skus.flatMap((sku) => {
		const listed = live.get(sku);
		return listed === undefined ? [] : [[sku, { ...listed, price: null }] as const];
	});
	return new Map([...live, ...unpriced, ...items]);
}

/** What its prices are asked for by; empty = it has no special deal. */
export function dealOf({ lines, options }: OrderRequest): string {
	const { specialPriceType: type, specialPriceReference: reference } = options;
	if (!SPECIAL_PRICE_TYPES.includes(type) || lines.length === 0) return '';
	return [type, reference, ...lines.map(({ sku }) => sku)].join(' ');
}
