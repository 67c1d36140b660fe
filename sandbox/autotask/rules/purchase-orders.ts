import { referenceInvalid, refuseRecord } from '../refusal';
import type { Row, Values } from '../store';
import type { World } from '../world';
import { moveStock } from './inventory';
import { requireVendor } from './products';
import { stamp, type Rules } from './rules';

type Status = 'New' | 'Submitted' | 'Received Partial' | 'Received Full' | 'Canceled';

/** Statuses that a person or an integration may set; the two others come from receiving. */
const STEPS: Readonly<Record<Status, readonly Status[]>> = {
	New: ['Submitted', 'Canceled'],
	Submitted: ['Canceled'],
	'Received Partial': ['Canceled'],
	'Received Full': [],
	Canceled: [],
};

/** Purchase orders: New -> Submitted -> Received Partial -> Received Full, or Canceled; never deleted. */
const PurchaseOrders: Rules = {
	defaults: (_sent, world) => ({
		...stamp(world, 'creatorResourceID', 'createDateTime'),
		purchaseOrderNumber: nextNumber(world),
		internalCurrencyFreight: _sent.freight ?? null,
	}),
	beforeCreate(values, world) {
		requireVendor(world, 'vendorID', values.vendorID);
		if (labelOf(world, values.status) !== 'New') {
			throw refuseRecord('A purchase order is created with the status New.');
		}
	},
	beforeUpdate(row, changes, world) {
		if ('freight' in changes) changes.internalCurrencyFreight = changes.freight ?? null;
		if (!('status' in changes) || changes.status === row.values.status) return;
		const [from, to] = [statusOf(world, row), labelOf(world, changes.status)];
		if (!STEPS[from].includes(to)) {
			throw refuseRecord(`The status of a purchase order cannot go from ${from} to ${to}.`);
		}
		if (to === 'Submitted') {
			if (itemsOf(world, row.id).length === 0) {
				throw refuseRecord('A purchase order without items cannot be submitted.');
			}
			changes.submitDateTime = world.clock.iso();
			for (const item of itemsOf(world, row.id)) order(world, item, Number(item.values.quantity));
		} else {
			changes.cancelDateTime = world.clock.iso();
			if (from !== 'New') {
				for (const item of itemsOf(world, row.id)) order(world, item, -open(world, item));
			}
		}
	},
};

const PurchaseOrderItems: Rules = {
	defaults: (sent) => ({ internalCurrencyUnitCost: sent.unitCost ?? null }),
	beforeCreate(values, world) {
		const status = statusOf(world, orderOf(world, values.orderID));
		if (status !== 'New') {
			throw refuseRecord(`Items can be added while the purchase order is New, not ${status}.`);
		}
		checkItem(values, world);
		values.ticketID = chargeOf(world, values)?.values.ticketID ?? null;
	},
	beforeUpdate(row, changes, world) {
		const status = statusOf(world, orderOf(world, row.values.orderID));
		if (status === 'Received Full' || status === 'Canceled') {
			throw refuseRecord(`Items cannot be changed once the purchase order is ${status}.`);
		}
		checkItem({ ...row.values, ...changes }, world);
		if ('quantity' in changes && Number(changes.quantity) < receivedOf(world, row.id)) {
			throw refuseRecord('quantity cannot be less than what has been received.');
		}
		if ('unitCost' in changes) changes.internalCurrencyUnitCost = changes.unitCost ?? null;
	},
	afterUpdate: (row, world) => latestArrival(world, row),
	afterCreate: (row, world) => latestArrival(world, row),
};

const PurchaseOrderItemReceiving: Rules = {
	defaults(sent, world) {
		const item = itemOf(world, sent.purchaseOrderItemID);
		const before = receivedOf(world, item.id);
		return {
			receivedByResourceID: world.actorId,
			receiveDate: sent.receiveDate ?? world.clock.iso(),
			quantityPreviouslyReceived: before,
			quantityBackOrdered:
				Number(item.values.quantity) - before - Number(sent.quantityNowReceiving),
		};
	},
	beforeCreate(values, world) {
		const item = itemOf(world, values.purchaseOrderItemID);
		const status = statusOf(world, orderOf(world, item.values.orderID));
		if (status === 'New' || status === 'Canceled') {
			throw refuseRecord(
				`Items can be received once the purchase order is Submitted; it is ${status}.`,
			);
		}
		const now = Number(values.quantityNowReceiving);
		if (now === 0) throw refuseRecord('quantityNowReceiving must not be 0.');
		const after = receivedOf(world, item.id) + now;
		if (after > Number(item.values.quantity) || after < 0) {
			throw refuseRecord('The quantity received cannot exceed the quantity ordered.');
		}
		checkSerial(values, item, now, world);
	},
	afterCreate(row, world) {
		const item = itemOf(world, row.values.purchaseOrderItemID);
		const now = Number(row.values.quantityNowReceiving);
		if (item.values.productID != null) {
			moveStock(world, placeOf(item), { onHand: now, onOrder: -now });
			keepSerial(row, item, world);
		}
		settle(world, orderOf(world, item.values.orderID), row.values);
	},
};

export const purchaseOrderRules = {
	PurchaseOrders,
	PurchaseOrderItems,
	PurchaseOrderItemReceiving,
};

function checkItem(values: Values, world: World): void {
	const product = values.productID ?? null;
	const charge = values.chargeID ?? null;
	if ((product === null) === (charge === null)) {
		throw refuseRecord('A purchase order item needs either a productID or a chargeID.');
	}
	if (Number(values.quantity) < 1) throw refuseRecord('quantity must be at least 1.');
	if (Number(values.unitCost) < 0) throw refuseRecord('unitCost must not be below 0.');
	const status = chargeOf(world, values)?.values.status;
	const needed = world.schema.picklistId('TicketCharges', 'status', 'Need To Order/Fulfill');
	if (charge !== null && status !== needed) throw referenceInvalid('chargeID', 'TicketCharge');
}

/** A serialised product comes in one by one, each under a number that no other has. */
function checkSerial(values: Values, item: Row, now: number, world: World): void {
	const product = world.store.table('Products').get(Number(item.values.productID ?? -1));
	if (product?.values.isSerialized !== true) return;
	if (now !== 1) throw refuseRecord('A serialized product is received one at a time.');
	if (!values.serialNumber) throw refuseRecord('A serialized product needs a serialNumber.');
	const taken = world.store
		.table('PurchaseOrderItemReceiving')
		.where('serialNumber', values.serialNumber)
		.some((row) => itemOf(world, row.values.purchaseOrderItemID).values.productID === product.id);
	if (taken) throw refuseRecord('The serialNumber is already in use.');
}

function keepSerial(row: Row, item: Row, world: World): void {
	const { serialNumber } = row.values;
	if (!serialNumber) return;
	const { productID, inventoryLocationID } = placeOf(item);
	const stock = world.store
		.table('InventoryItems')
		.where('productID', productID)
		.find((at) => at.values.inventoryLocationID === inventoryLocationID);
	if (stock) {
		const serials = world.store.table('InventoryItemSerialNumbers');
		serials.insert({ inventoryItemID: stock.id, serialNumber });
	}
}

/** After a receipt: the order's status follows from what is still to come. */
function settle(world: World, order: Row, receipt: Values): void {
	const complete = itemsOf(world, order.id).every((item) => open(world, item) === 0);
	const invoices = invoicesOf(order, receipt.vendorInvoiceNumber);
	world.store.table('PurchaseOrders').update(order, {
		status: idOf(world, complete ? 'Received Full' : 'Received Partial'),
		...invoices,
	});
}

function invoicesOf(order: Row, number: unknown): Values {
	if (typeof number !== 'string' || number === '') return {};
	const first = order.values.vendorInvoiceNumber;
	if (!first) return { vendorInvoiceNumber: number };
	const more = String(order.values.additionalVendorInvoiceNumbers ?? '')
		.split(', ')
		.filter(Boolean);
	if (first === number || more.includes(number)) return {};
	return { additionalVendorInvoiceNumbers: [...more, number].join(', ') };
}

/** The order shows the latest arrival of its items. */
function latestArrival(world: World, item: Row): void {
	const dates = itemsOf(world, Number(item.values.orderID))
		.map((other) => other.values.estimatedArrivalDate)
		.filter((date): date is string => typeof date === 'string')
		.sort();
	world.store.table('PurchaseOrders').update(orderOf(world, item.values.orderID), {
		latestEstimatedArrivalDate: dates.at(-1) ?? null,
	});
}

function order(world: World, item: Row, quantity: number): void {
	if (item.values.productID == null) return;
	moveStock(world, placeOf(item), { onOrder: quantity });
}

function open(world: World, item: Row): number {
	return Number(item.values.quantity) - receivedOf(world, item.id);
}

function receivedOf(world: World, itemId: number): number {
	return world.store
		.table('PurchaseOrderItemReceiving')
		.where('purchaseOrderItemID', itemId)
		.reduce((sum, row) => sum + Number(row.values.quantityNowReceiving), 0);
}

function placeOf(item: Row): { productID: number; inventoryLocationID: number } {
	return {
		productID: Number(item.values.productID),
		inventoryLocationID: Number(item.values.inventoryLocationID),
	};
}

/** Autotask's own counter, in text. */
function nextNumber(world: World): string {
	const numbers = world.store
		.table('PurchaseOrders')
		.all()
		.map((row) => Number(row.values.purchaseOrderNumber));
	return String(Math.max(0, ...numbers) + 1);
}

function chargeOf(world: World, values: Values): Row | null {
	return world.store.table('TicketCharges').get(Number(values.chargeID ?? -1));
}

function itemsOf(world: World, orderId: number): Row[] {
	return world.store.table('PurchaseOrderItems').where('orderID', orderId);
}

function itemOf(world: World, id: unknown): Row {
	const item = world.store.table('PurchaseOrderItems').get(Number(id));
	if (!item) throw referenceInvalid('purchaseOrderItemID', 'PurchaseOrderItem');
	return item;
}

function orderOf(world: World, id: unknown): Row {
	const row = world.store.table('PurchaseOrders').get(Number(id));
	if (!row) throw referenceInvalid('orderID', 'PurchaseOrder');
	return row;
}

function statusOf(world: World, order: Row): Status {
	return labelOf(world, order.values.status);
}

function labelOf(world: World, id: unknown): Status {
	return world.schema.picklistLabel('PurchaseOrders', 'status', id) as Status;
}

function idOf(world: World, status: Status): number {
	return world.schema.picklistId('PurchaseOrders', 'status', status);
}
