import type { Row, Values } from '../store';
import type { World } from '../world';
import { create, update } from '../write';
import {
	amountsOf,
	chargeKeyOf,
	chargeOf,
	chargeTable,
	companyOf,
	moveCharge,
	parentKeyOf,
	pickedFor,
	statusOfCharge,
	type Charge,
} from './charges';
import { advanceSalesOrder } from './sales-orders';

/** What purchasers, technicians and billing do in Autotask's own pages, past the API user's rights. */

/** Purchase Approvals: yes, or no with a reason. */
export function approve(world: World, chargeId: number, rejectNote: string | null): void {
	const charge = chargeOf(world, chargeId);
	const status = statusOfCharge(world, charge);
	if (status !== 'Waiting Approval') throw new Error(`charge ${chargeId} is ${status}`);
	moveCharge(
		world,
		charge,
		rejectNote === null ? 'Need to Order/Fulfill' : world.procurement.rejected,
	);
}

/** Stock taken for a charge; when it covers all, the charge is ready without an order. */
export function pick(world: World, chargeId: number, units: number): void {
	const charge = chargeOf(world, chargeId);
	world.store.table('InventoryStockedItems').insert({
		[chargeKeyOf(charge.kind)]: chargeId,
		companyID: companyOf(world, charge),
		onHandUnits: units,
		pickedUnits: units,
		availableUnits: 0,
		deliveredUnits: 0,
		statusID: world.schema.picklistId('InventoryStockedItems', 'statusID', 'Picked'),
		unitCost: charge.row.values.unitCost ?? null,
		pickedRemovedDateTime: world.clock.iso(),
	});
	const all = pickedFor(world, charge) >= Number(charge.row.values.unitQuantity);
	if (all && statusOfCharge(world, charge) === 'Need to Order/Fulfill') {
		moveCharge(world, charge, 'Ready to Deliver/Ship');
	}
}

/** What a purchaser buys on the Purchasing page. */
export interface Purchase {
	chargeIds: number[];
	vendorId: number;
	/** Sent off at once (false: the order stays New). */
	submit?: boolean;
	/** In place of what each charge needs. */
	quantity?: number;
	generalMemo?: string;
}

/** A purchase order by hand, a line a charge. @returns its id */
export function purchase(world: World, choice: Purchase): number {
	const orders = world.schema.named('PurchaseOrders');
	const status = (label: string): number =>
		world.schema.picklistId('PurchaseOrders', 'status', label);
	const charges = choice.chargeIds.map((id) => chargeOf(world, id));
	for (const charge of charges) {
		const found = statusOfCharge(world, charge);
		if (found !== 'Need to Order/Fulfill') throw new Error(`charge ${charge.row.id} is ${found}`);
	}
	const header = {
		vendorID: choice.vendorId,
		status: status('New'),
		shipToName: 'Northgate Managed IT',
		...ADDRESS,
		...(choice.generalMemo === undefined ? {} : { generalMemo: choice.generalMemo }),
	};
	const orderId = create(world, orders, header, null);
	for (const charge of charges) addLine(world, orderId, charge, choice.quantity);
	if (choice.submit) {
		update(world, orders, { id: orderId, status: status('Submitted') }, null, 'PATCH');
	}
	return orderId;
}

/** The MSP's own. */
const ADDRESS = {
	shipToAddress1: '1 Larimer St',
	shipToCity: 'Denver',
	shipToState: 'CO',
	shipToPostalCode: '80202',
	phone: '303-555-0100',
};

function addLine(world: World, orderId: number, charge: Charge, quantity?: number): void {
	const needed = Math.ceil(Number(charge.row.values.unitQuantity) - pickedFor(world, charge));
	const location = world.store
		.table('InventoryLocations')
		.all()
		.find(({ values }) => values.isActive !== false);
	const body = {
		orderID: orderId,
		chargeID: charge.row.id,
		quantity: quantity ?? needed,
		unitCost: charge.row.values.unitCost ?? 0,
		inventoryLocationID: location?.id,
	};
	const parent = { key: 'orderID', id: orderId };
	create(world, world.schema.named('PurchaseOrderItems'), body, parent);
}

/** Delivery & Shipping: what is ready goes to the customer. */
export function deliver(world: World, chargeIds: number[]): void {
	for (const charge of chargeIds.map((id) => chargeOf(world, id))) {
		const status = statusOfCharge(world, charge);
		if (status !== 'Ready to Deliver/Ship') throw new Error(`charge ${charge.row.id} is ${status}`);
		const companyID = companyOf(world, charge);
		const stocked = world.store.table('InventoryStockedItems');
		for (const row of stocked.where(chargeKeyOf(charge.kind), charge.row.id)) {
			stocked.update(row, {
				companyID,
				deliveredUnits: Number(row.values.pickedUnits ?? 0),
				pickedUnits: 0,
				onHandUnits: 0,
				statusID: world.schema.picklistId('InventoryStockedItems', 'statusID', 'Delivered'),
			});
		}
		moveCharge(world, charge, 'Delivered/Shipped Full');
		fulfil(world, charge.row.values.salesOrder);
	}
}

function fulfil(world: World, salesOrder: unknown): void {
	if (salesOrder === null || salesOrder === undefined) return;
	const all = (['Ticket', 'Project', 'Contract'] as const).flatMap((kind) =>
		chargeTable(world, kind)
			.where('salesOrder', Number(salesOrder))
			.map((row): Charge => ({ kind, row })),
	);
	const open = all.some((charge) => statusOfCharge(world, charge) !== 'Delivered/Shipped Full');
	advanceSalesOrder(world, salesOrder, open ? 'Partially Fulfilled' : 'Fulfilled');
}

/** Approve and Post: the charge is final, and stands among the billing items. It may come before the purchase. */
export function post(world: World, chargeIds: number[]): void {
	for (const charge of chargeIds.map((id) => chargeOf(world, id))) {
		if (charge.row.values.isBilled === true) throw new Error(`charge ${charge.row.id} is billed`);
		chargeTable(world, charge.kind).update(charge.row, { isBilled: true });
		world.store.table('BillingItems').insert(billingItem(world, charge));
	}
}

function billingItem(world: World, charge: Charge): Values {
	const { values, id }: Row = charge.row;
	const key = parentKeyOf(charge.kind);
	return {
		[chargeKeyOf(charge.kind)]: id,
		[key]: values[key] ?? null,
		companyID: companyOf(world, charge),
		itemName: values.name ?? null,
		quantity: values.unitQuantity ?? null,
		rate: values.unitPrice ?? null,
		extendedPrice: amountsOf(values).billableAmount ?? null,
		ourCost: amountsOf(values).extendedCost ?? null,
		purchaseOrderNumber: values.purchaseOrderNumber ?? null,
		itemDate: values.datePurchased ?? null,
		postedDate: world.clock.iso(),
	};
}
