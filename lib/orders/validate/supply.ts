import { ANY_WAREHOUSE } from '../request/options';
import type { LiveItem, OrderOptions } from '../types';
import { type RuleInput, type Fault, stop, stopLine, warn } from './types';

/** Enough in stock where it is to come from, or a back order is allowed. */
export function stock({ order, live }: RuleInput): Fault[] {
	if (live === null) return [];
	const wanted = new Map<string, { lineNumber: number; quantity: number }>();
	for (const { sku, lineNumber, quantity } of order.lines) {
		const so = wanted.get(sku) ?? { lineNumber, quantity: 0 };
		wanted.set(sku, { ...so, quantity: so.quantity + quantity });
	}
	return [...wanted].flatMap(([sku, { lineNumber, quantity }]) => {
		const item = live.get(sku);
		if (item === undefined) return [];
		const there = stockFor(item, order.options);
		if (there !== null && there >= quantity) return [];
		const have = there === null ? 'TD SYNNEX states no stock' : `TD SYNNEX has ${there}`;
		const more = item.eta === null ? 'no date is stated for more' : `more is expected ${item.eta}`;
		const cause = `${quantity} of SKU ${sku} are wanted and ${have}${place(order.options)}; ${more}`;
		return order.options.backOrder
			? [warn(lineNumber, `${cause}: the rest is back-ordered`, 'Tell the customer.')]
			: [
					stopLine(
						lineNumber,
						cause,
						'Order fewer, wait, choose another warehouse, or allow back orders ("TDS back order: yes").',
					),
				];
	});
}

/** Products that need it go out with an end user named. */
export function endUser({ order, live }: RuleInput): Fault[] {
	const needing = order.lines.filter(({ sku }) => live?.get(sku)?.endUserRequired);
	if (needing.length === 0) return [];
	const user = order.options.endUser;
	const missing = (['name1', 'line1', 'city', 'state', 'zip', 'country'] as const).filter(
		(part) => (user?.[part] ?? '') === '',
	);
	if (user !== null && missing.length === 0) return [];
	const skus = needing.map(({ sku }) => sku).join(', ');
	return [
		stop(
			user === null
				? `TD SYNNEX wants the end user of SKU ${skus}, and none is named`
				: `TD SYNNEX wants the end user of SKU ${skus}, and its ${missing.map((part) => PARTS[part]).join(', ')} is missing`,
			'Write "TDS end user: NAME" and "TDS end user address", "... city", "... state", "... zip" into the General Memo, or fill in End User in the node.',
		),
	];
}

/** Pieces that can come from the chosen warehouse, or from all together; `null` = not stated. */
export function stockFor(item: LiveItem, options: OrderOptions): number | null {
	if (options.warehouse === ANY_WAREHOUSE) return item.stock;
	const found = item.stockByWarehouse.find(({ warehouse }) => warehouse === options.warehouse);
	return found?.quantity ?? (item.stock === null ? null : 0);
}

function place({ warehouse }: OrderOptions): string {
	return warehouse === ANY_WAREHOUSE ? '' : ` in warehouse ${warehouse}`;
}

const PARTS = {
	name1: 'name',
	line1: 'address',
	city: 'city',
	state: 'state',
	zip: 'zip',
	country: 'country',
};
