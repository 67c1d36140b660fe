import { findCharge } from '../procurement/charges';
import { referenceInvalid } from '../refusal';
import type { Row } from '../store';
import type { World } from '../world';

/** What purchase orders, their items and receipts look up of each other. */

export type OrderStatus = 'New' | 'Submitted' | 'Received Partial' | 'Received Full' | 'Canceled';

export function itemsOf(world: World, orderId: number): Row[] {
	return world.store.table('PurchaseOrderItems').where('orderID', orderId);
}

/** @throws Refusal where there is none */
export function orderOf(world: World, id: unknown): Row {
	const row = world.store.table('PurchaseOrders').get(Number(id));
	if (!row) throw referenceInvalid('orderID', 'PurchaseOrder');
	return row;
}

export function statusOf(world: World, order: Row): OrderStatus {
	return orderStatus(world, order.values.status);
}

export function orderStatus(world: World, id: unknown): OrderStatus {
	return world.schema.picklistLabel('PurchaseOrders', 'status', id) as OrderStatus;
}

export function orderStatusId(world: World, status: OrderStatus): number {
	return world.schema.picklistId('PurchaseOrders', 'status', status);
}

/** Units of a line that have come in. */
export function receivedOf(world: World, itemId: number): number {
	return world.store
		.table('PurchaseOrderItemReceiving')
		.where('purchaseOrderItemID', itemId)
		.reduce((sum, row) => sum + Number(row.values.quantityNowReceiving), 0);
}

/** Units of a line that are still to come. */
export function openUnits(world: World, item: Row): number {
	return Number(item.values.quantity) - receivedOf(world, item.id);
}

/** The product of a line: its own, or its charge's. */
export function productIdOf(world: World, item: Row): number | null {
	const id =
		item.values.productID ?? findCharge(world, item.values.chargeID)?.row.values.productID ?? null;
	return id === null ? null : Number(id);
}
