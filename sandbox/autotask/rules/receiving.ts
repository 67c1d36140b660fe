import {
	chargeKeyOf,
	findCharge,
	moveCharge,
	pickedFor,
	type Charge,
} from '../procurement/charges';
import { splitReceived } from '../procurement/split';
import { referenceInvalid, refuseRecord, requiredMissing } from '../refusal';
import type { Row, Values } from '../store';
import type { World } from '../world';
import { moveStock } from './inventory';
import {
	itemsOf,
	openUnits,
	orderOf,
	orderStatusId,
	productIdOf,
	receivedOf,
	statusOf,
} from './purchase-order-records';
import type { Rules } from './rules';

/** What has come in, line by line. It turns the order's status, fills the stock and serves charges. */
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
		if (world.procurement.invoiceWithReceipt && !values.vendorInvoiceNumber)
			throw requiredMissing('vendorInvoiceNumber');
		const now = Number(values.quantityNowReceiving);
		if (now === 0) throw refuseRecord('quantityNowReceiving must not be 0.');
		const after = receivedOf(world, item.id) + now;
		const forCharge = findCharge(world, item.values.chargeID) !== null;
		if ((after > Number(item.values.quantity) && !forCharge) || after < 0) {
			throw refuseRecord('The quantity received cannot exceed the quantity ordered.');
		}
		checkSerial(values, item, now, world);
		if (forCharge) passOnSurplus(values, item, world);
	},
	afterCreate: arrive,
};

export const receivingRules = { PurchaseOrderItemReceiving };

/** What comes above the charge's quantity becomes a line of its own, of plain stock (vendor's receiving page). */
function passOnSurplus(values: Values, item: Row, world: World): void {
	const now = Number(values.quantityNowReceiving);
	const charge = findCharge(world, item.values.chargeID);
	const room = Math.max(0, wanted(world, item, charge) - receivedOf(world, item.id));
	const surplus = now - room;
	if (surplus <= 0) return;
	const { orderID, inventoryLocationID, unitCost } = item.values;
	const extra = world.store.table('PurchaseOrderItems').insert({
		orderID: orderID ?? null,
		inventoryLocationID: inventoryLocationID ?? null,
		unitCost: unitCost ?? null,
		productID: productIdOf(world, item),
		quantity: surplus,
	});
	world.store.table('PurchaseOrderItems').update(item, { quantity: wanted(world, item, charge) });
	if (room === 0) {
		values.purchaseOrderItemID = extra.id;
		return;
	}
	values.quantityNowReceiving = room;
	const receipts = world.store.table('PurchaseOrderItemReceiving');
	const rest = { purchaseOrderItemID: extra.id, quantityNowReceiving: surplus };
	arrive(receipts.insert({ ...values, ...rest, quantityPreviouslyReceived: 0 }), world);
}

/** Units that a line can take for its charge: what stock or another order has brought is not wanted again. */
function wanted(world: World, item: Row, charge: Charge | null): number {
	const ordered = Number(item.values.quantity);
	if (!charge) return ordered;
	const { unitQuantity, splitOff } = charge.row.values;
	const elsewhere = pickedFor(world, charge, (stocked) => stocked.purchaseOrderItemID !== item.id);
	const needed = Math.ceil(Number(unitQuantity) + Number(splitOff ?? 0) - elsewhere);
	return Math.max(0, Math.min(ordered, needed));
}

function arrive(row: Row, world: World): void {
	const item = itemOf(world, row.values.purchaseOrderItemID);
	const now = Number(row.values.quantityNowReceiving);
	const productID = productIdOf(world, item);
	const charge = findCharge(world, item.values.chargeID);
	if (productID !== null) {
		const place = { productID, inventoryLocationID: Number(item.values.inventoryLocationID) };
		moveStock(world, place, { onHand: now, onOrder: -now, picked: charge ? now : 0 });
		keepSerial(row, place, world);
	}
	serve(world, { row, item, productID, charge }, now);
	settle(world, orderOf(world, item.values.orderID), row.values);
}

interface Arrival {
	row: Row;
	item: Row;
	productID: number | null;
	charge: Charge | null;
}

/** The stocked item of a receipt, and how far its charge has come. */
function serve(world: World, { row, item, productID, charge }: Arrival, now: number): void {
	const served =
		charge && world.procurement.partialReceipt === 'split'
			? splitReceived(world, charge, now)
			: charge;
	const { vendorID } = orderOf(world, item.values.orderID).values;
	world.store.table('InventoryStockedItems').insert({
		inventoryProductID: inventoryProduct(world, productID, item),
		purchaseOrderID: item.values.orderID ?? null,
		purchaseOrderItemID: item.id,
		purchaseOrderItemReceivingID: row.id,
		serialNumber: row.values.serialNumber ?? null,
		vendorInvoiceNumber: row.values.vendorInvoiceNumber ?? null,
		vendorID: vendorID ?? null,
		unitCost: item.values.unitCost ?? null,
		onHandUnits: now,
		pickedUnits: served ? now : 0,
		availableUnits: served ? 0 : now,
		deliveredUnits: 0,
		reservedUnits: 0,
		removedUnits: 0,
		statusID: world.schema.picklistId(
			'InventoryStockedItems',
			'statusID',
			served ? 'Picked' : 'Available',
		),
		currentInventoryLocationID: item.values.inventoryLocationID ?? null,
		createDateTime: world.clock.iso(),
		createdByResourceID: world.actorId,
		...(served ? { [chargeKeyOf(served.kind)]: served.row.id } : {}),
	});
	if (!charge) return;
	const complete = receivedOf(world, item.id) >= wanted(world, item, charge);
	const enough = pickedFor(world, charge) >= Number(charge.row.values.unitQuantity);
	if (complete && enough) moveCharge(world, charge, 'Ready to Deliver/Ship');
}

function inventoryProduct(world: World, productID: number | null, item: Row): number | null {
	if (productID === null) return null;
	const table = world.store.table('InventoryProducts');
	const { inventoryLocationID = null } = item.values;
	const there = table
		.where('productID', productID)
		.find((row) => row.values.inventoryLocationID === inventoryLocationID);
	const made = () =>
		table.insert({ productID, inventoryLocationID, quantityMinimum: 0, quantityMaximum: 0 });
	return (there ?? made()).id;
}

/** A serialised product comes in one by one, each under a number that no other has. */
function checkSerial(values: Values, item: Row, now: number, world: World): void {
	const product = world.store.table('Products').get(productIdOf(world, item) ?? -1);
	if (product?.values.isSerialized !== true) return;
	if (now !== 1) throw refuseRecord('A serialized product is received one at a time.');
	if (!values.serialNumber) throw refuseRecord('A serialized product needs a serialNumber.');
	const taken = world.store
		.table('PurchaseOrderItemReceiving')
		.where('serialNumber', values.serialNumber)
		.some(
			(row) => productIdOf(world, itemOf(world, row.values.purchaseOrderItemID)) === product.id,
		);
	if (taken) throw refuseRecord('The serialNumber is already in use.');
}

function keepSerial(
	row: Row,
	{ productID, inventoryLocationID }: { productID: number; inventoryLocationID: number },
	world: World,
): void {
	const { serialNumber } = row.values;
	if (!serialNumber) return;
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
	const complete = itemsOf(world, order.id).every((item) => openUnits(world, item) <= 0);
	const invoices = invoicesOf(order, receipt.vendorInvoiceNumber);
	world.store.table('PurchaseOrders').update(order, {
		status: orderStatusId(world, complete ? 'Received Full' : 'Received Partial'),
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

function itemOf(world: World, id: unknown): Row {
	const item = world.store.table('PurchaseOrderItems').get(Number(id));
	if (!item) throw referenceInvalid('purchaseOrderItemID', 'PurchaseOrderItem');
	return item;
}
