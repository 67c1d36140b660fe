import {
	findCharge,
	moveCharge,
	parentKeyOf,
	statusOfCharge,
	type Charge,
} from '../procurement/charges';
import { keptMemo } from '../procurement/settings';
import { advanceSalesOrder } from '../procurement/sales-orders';
import { referenceInvalid, refuseRecord } from '../refusal';
import type { Row, Values } from '../store';
import type { World } from '../world';
import { moveStock } from './inventory';
import { requireVendor } from './products';
import {
	itemsOf,
	openUnits,
	orderOf,
	orderStatus,
	productIdOf,
	receivedOf,
	statusOf,
	type OrderStatus,
} from './purchase-order-records';
import { stamp, type Rules } from './rules';

/** Statuses that a person or an integration may set; the two others come from receiving. */
const STEPS: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
	New: ['Submitted', 'Canceled'],
	Submitted: ['Canceled'],
	'Received Partial': ['Canceled'],
	'Received Full': [],
	Canceled: [],
};

/** Purchase orders: New -> Submitted -> Received Partial -> Received Full, or Canceled; never deleted. */
const PurchaseOrders: Rules = {
	defaults: (sent, world) => ({
		...stamp(world, 'creatorResourceID', 'createDateTime'),
		purchaseOrderNumber: world.procurement.numbering ? nextNumber(world) : '',
		internalCurrencyFreight: sent.freight ?? null,
		generalMemo: keptMemo(sent.generalMemo ?? null, world.procurement.memo),
	}),
	beforeCreate(values, world) {
		requireVendor(world, 'vendorID', values.vendorID);
		if (orderStatus(world, values.status) !== 'New') {
			throw refuseRecord('A purchase order is created with the status New.');
		}
	},
	beforeUpdate(row, changes, world) {
		if ('freight' in changes) changes.internalCurrencyFreight = changes.freight ?? null;
		if ('generalMemo' in changes) {
			changes.generalMemo = keptMemo(changes.generalMemo ?? null, world.procurement.memo);
		}
		if (!('status' in changes) || changes.status === row.values.status) return;
		const [from, to] = [statusOf(world, row), orderStatus(world, changes.status)];
		if (!STEPS[from].includes(to)) {
			throw refuseRecord(`The status of a purchase order cannot go from ${from} to ${to}.`);
		}
		const items = itemsOf(world, row.id);
		if (to === 'Submitted') {
			if (items.length === 0) {
				throw refuseRecord('A purchase order without items cannot be submitted.');
			}
			changes.submitDateTime = world.clock.iso();
			for (const item of items) submit(world, item);
		} else {
			changes.cancelDateTime = world.clock.iso();
			for (const item of items) cancel(world, item, from !== 'New');
		}
	},
};

const PurchaseOrderItems: Rules = {
	defaults: (sent, world) => ({
		internalCurrencyUnitCost: sent.unitCost ?? null,
		memo: keptMemo(sent.memo ?? null, world.procurement.memo),
	}),
	beforeCreate(values, world) {
		const status = statusOf(world, orderOf(world, values.orderID));
		if (status !== 'New') {
			throw refuseRecord(`Items can be added while the purchase order is New, not ${status}.`);
		}
		checkItem(values, world);
		const charge = orderableCharge(values, world);
		if (charge) Object.assign(values, ofCharge(world, charge));
	},
	beforeUpdate(row, changes, world) {
		const status = statusOf(world, orderOf(world, row.values.orderID));
		if (status === 'Received Full' || status === 'Canceled') {
			throw refuseRecord(`Items cannot be changed once the purchase order is ${status}.`);
		}
		const next = { ...row.values, ...changes };
		checkItem(next, world);
		if ('chargeID' in changes && changes.chargeID !== (row.values.chargeID ?? null)) {
			const charge = orderableCharge(next, world);
			if (charge) Object.assign(changes, ofCharge(world, charge));
		}
		if ('quantity' in changes && Number(changes.quantity) < receivedOf(world, row.id)) {
			throw refuseRecord('quantity cannot be less than what has been received.');
		}
		if ('unitCost' in changes) changes.internalCurrencyUnitCost = changes.unitCost ?? null;
		if ('memo' in changes) changes.memo = keptMemo(changes.memo ?? null, world.procurement.memo);
	},
	afterUpdate: attach,
	afterCreate: attach,
};

export const purchaseOrderRules = { PurchaseOrders, PurchaseOrderItems };

function attach(row: Row, world: World): void {
	latestArrival(world, row);
	const charge = findCharge(world, row.values.chargeID);
	if (!charge) return;
	if (world.procurement.onOrder === 'whenAdded') putOnOrder(world, charge);
	advanceSalesOrder(world, row.values.salesOrderID, 'In Progress');
}

function putOnOrder(world: World, charge: Charge): void {
	if (statusOfCharge(world, charge) === 'Need to Order/Fulfill')
		moveCharge(world, charge, 'On Order');
}

function submit(world: World, item: Row): void {
	order(world, item, Number(item.values.quantity));
	const charge = findCharge(world, item.values.chargeID);
	if (charge) putOnOrder(world, charge);
}

/** What has not come in is wanted no longer: off order, and its charge is to be bought anew, as the habit has it. */
function cancel(world: World, item: Row, wasSubmitted: boolean): void {
	const rest = openUnits(world, item);
	if (wasSubmitted) order(world, item, -rest);
	const charge = findCharge(world, item.values.chargeID);
	if (!charge || rest <= 0 || statusOfCharge(world, charge) !== 'On Order') return;
	if (world.procurement.canceledOrder === 'needAgain') {
		moveCharge(world, charge, 'Need to Order/Fulfill');
	}
}

function checkItem(values: Values, world: World): void {
	const product = values.productID ?? null;
	const charge = findCharge(world, values.chargeID);
	if (product === null && (values.chargeID ?? null) === null) {
		throw refuseRecord('A purchase order item needs either a productID or a chargeID.');
	}
	if (Number(values.quantity) < 1) throw refuseRecord('quantity must be at least 1.');
	if (Number(values.unitCost) < 0) throw refuseRecord('unitCost must not be below 0.');
	if (product === null || charge === null) return;
	const same = charge.row.values.productID === product;
	if (!same) throw refuseRecord('productID is not the product of the charge.');
}

/** The charge that a line is to be made from. */
function orderableCharge(values: Values, world: World): Charge | null {
	if ((values.chargeID ?? null) === null) return null;
	if (values.productID != null && world.procurement.chargeWithProduct === 'refused') {
		throw refuseRecord('A purchase order item needs either a productID or a chargeID.');
	}
	const charge = findCharge(world, values.chargeID);
	if (!charge || statusOfCharge(world, charge) !== 'Need to Order/Fulfill') {
		throw referenceInvalid('chargeID', 'TicketCharge');
	}
	return charge;
}

/** What a line takes over from its charge. */
function ofCharge(world: World, charge: Charge): Values {
	const key = parentKeyOf(charge.kind);
	const filled = world.procurement.chargeLineProduct === 'filled';
	return {
		ticketID: null,
		projectID: null,
		contractID: null,
		[key]: charge.row.values[key] ?? null,
		salesOrderID: charge.row.values.salesOrder ?? null,
		productID: filled ? (charge.row.values.productID ?? null) : null,
	};
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
	const productID = productIdOf(world, item);
	if (productID === null) return;
	const inventoryLocationID = Number(item.values.inventoryLocationID);
	moveStock(world, { productID, inventoryLocationID }, { onOrder: quantity });
}

/** Autotask's own counter, in text. */
function nextNumber(world: World): string {
	const numbers = world.store
		.table('PurchaseOrders')
		.all()
		.map((row) => Number(row.values.purchaseOrderNumber))
		.filter(Number.isFinite);
	return String(Math.max(0, ...numbers) + 1);
}
