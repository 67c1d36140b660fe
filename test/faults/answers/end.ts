import type { Values } from '../../../sandbox/autotask/store';
import type { Ground } from './ground';

/** What stands at both in the end, without ids, times and memos: those of one run are not those of another. */
export interface End {
	/** Purchase orders at TD SYNNEX by number: what was ordered, once for each order. */
	ordered: Record<string, string[]>;
	/** Everything else, a line each. */
	lines: string[];
}

export function endOf(ground: Ground): End {
	const products = ground.rows('Products').filter(({ isActive }) => isActive === true);
	const skuOf = new Map(ground.rows('Products').map(({ id, sku }) => [id, String(sku)]));
	const money = (value: unknown) => (value == null ? '' : Number(value).toFixed(2));
	const itemsOf = (id: unknown) =>
		ground
			.rows('PurchaseOrderItems')
			.filter(({ orderID }) => orderID === id)
			.map(({ productID, quantity, unitCost }) =>
				[skuOf.get(productID as number), quantity, money(unitCost)].join(' x '),
			)
			.sort();
	const orders = ground.rows('PurchaseOrders');
	const isProof = (text: unknown) => String(text).includes('PERMISSION-CHECK');
	const lines = [
		...products.map(({ sku, unitCost, unitPrice }) =>
			['product', sku, money(unitCost), money(unitPrice)].join(' '),
		),
		...ground
			.rows('ProductVendors')
			.filter(({ productID }) => !isProof(skuOf.get(productID as number)))
			.map(({ productID, vendorCost, isDefault }) =>
				['entry', skuOf.get(productID as number), money(vendorCost), isDefault].join(' '),
			),
		// what goes together on one purchase order may depend on the run
		...orders.flatMap(({ id, status, shipToName, externalPONumber }) =>
			itemsOf(id).map((item) =>
				['line', status, shipToName, externalPONumber ? 'numbered' : '', item].join(' '),
			),
		),
		...ground
			.rows('PurchaseOrderItemReceiving')
			.map(({ purchaseOrderItemID, quantityNowReceiving }) =>
				['receipt', lineOf(ground, purchaseOrderItemID), quantityNowReceiving].join(' '),
			),
		...ground.rows('UserDefinedFieldDefinitions').map(({ name }) => `field ${String(name)}`),
	];
	return { ordered: orderedIn(ground, orders), lines: lines.sort() };
}

function orderedIn(ground: Ground, orders: Values[]): End['ordered'] {
	return Object.fromEntries(
		orders.flatMap(({ purchaseOrderNumber }) => {
			const number = String(purchaseOrderNumber);
			const placed = ground.tdSynnex.book
				.under(number)
				.filter(({ code }) => code === 'accepted')
				.map((order) => order.lines.map(({ sku, quantity }) => `${sku} x ${quantity}`).join(', '));
			return placed.length > 0 ? [[number, placed]] : [];
		}),
	);
}

function lineOf(ground: Ground, id: unknown): string {
	const line = ground.rows('PurchaseOrderItems').find((one) => one.id === id);
	return `${String(line?.orderID)} ${String(line?.productID)}`;
}
