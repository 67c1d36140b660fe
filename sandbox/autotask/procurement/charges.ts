import type { Row, Table, Values } from '../store';
import type { World } from '../world';

export type ChargeStatus =
	| 'Pending'
	| 'Waiting Approval'
	| 'Need to Order/Fulfill'
	| 'On Order'
	| 'Ready to Deliver/Ship'
	| 'Delivered/Shipped Full'
	| 'Canceled';

export type ChargeKind = 'Ticket' | 'Project' | 'Contract';
export const CHARGE_KINDS: readonly ChargeKind[] = ['Ticket', 'Project', 'Contract'];

/** A charge with the kind that it is of: one number may stand for any of three entities. */
export interface Charge {
	kind: ChargeKind;
	row: Row;
}

export function chargeTable(world: World, kind: ChargeKind): Table {
	return world.store.table(`${kind}Charges`);
}

/** The field of a charge, and of a purchase order line, that names what the charge belongs to. */
export function parentKeyOf(kind: ChargeKind): 'ticketID' | 'projectID' | 'contractID' {
	return `${kind.toLowerCase() as 'ticket' | 'project' | 'contract'}ID`;
}

/** The field of a stocked item and of a billing item that names the charge. */
export function chargeKeyOf(kind: ChargeKind): string {
	return `${kind.toLowerCase()}ChargeID`;
}

export function findCharge(world: World, id: unknown): Charge | null {
	if (id === null || id === undefined) return null;
	for (const kind of CHARGE_KINDS) {
		const row = chargeTable(world, kind).get(Number(id));
		if (row) return { kind, row };
	}
	return null;
}

/** @throws Error when there is none */
export function chargeOf(world: World, id: unknown): Charge {
	const charge = findCharge(world, id);
	if (!charge) throw new Error(`there is no charge ${String(id)}`);
	return charge;
}

export function statusOfCharge(world: World, { row }: Charge): ChargeStatus {
	return world.schema.picklistLabel('TicketCharges', 'status', row.values.status) as ChargeStatus;
}

export function statusId(world: World, status: ChargeStatus): number {
	return world.schema.picklistId('TicketCharges', 'status', status);
}

/** Moves a charge on; what waits for approval stands among the purchase approvals, and nothing else does. */
export function moveCharge(world: World, charge: Charge, status: ChargeStatus): void {
	chargeTable(world, charge.kind).update(charge.row, {
		status: statusId(world, status),
		statusLastModifiedBy: world.actorId,
		statusLastModifiedDate: world.clock.iso(),
	});
	listApproval(world, charge);
}

export function listApproval(world: World, charge: Charge): void {
	const approvals = world.store.table('PurchaseApprovals');
	const { id } = charge.row;
	const waits = statusOfCharge(world, charge) === 'Waiting Approval';
	if (waits && !approvals.get(id)) {
		approvals.insert({ costType: charge.kind, isApproved: null, rejectNote: null }, {}, id);
	} else if (!waits && approvals.get(id)) {
		approvals.remove(id);
	}
}

/** The status that Autotask gives a charge as it comes into being. */
export function firstStatus(world: World, values: Values): ChargeStatus {
	const { approvalLimit, chargeWithoutProduct, enabled } = world.procurement;
	const product = world.store.table('Products').get(Number(values.productID ?? -1));
	const subject = product
		? product.values.doesNotRequireProcurement !== true
		: chargeWithoutProduct === 'need';
	if (!subject) return 'Ready to Deliver/Ship';
	const cost = Number(values.unitCost ?? 0) * Number(values.unitQuantity ?? 0);
	if (enabled && approvalLimit !== null && cost >= approvalLimit) return 'Waiting Approval';
	return 'Need to Order/Fulfill';
}

/** Amounts that follow from quantity, cost and price. */
export function amountsOf({ unitCost, unitPrice, unitQuantity }: Values): Values {
	const times = (amount: unknown): number => cents(Number(amount ?? 0) * Number(unitQuantity ?? 0));
	return {
		extendedCost: times(unitCost),
		billableAmount: times(unitPrice),
		internalCurrencyUnitPrice: unitPrice ?? null,
		internalCurrencyBillableAmount: times(unitPrice),
	};
}

/** Units of stock that stand picked for a charge. */
export function pickedFor(
	world: World,
	{ kind, row }: Charge,
	among: (stocked: Values) => boolean = () => true,
): number {
	return world.store
		.table('InventoryStockedItems')
		.where(chargeKeyOf(kind), row.id)
		.filter(({ values }) => among(values))
		.reduce((sum, stocked) => sum + Number(stocked.values.pickedUnits ?? 0), 0);
}

export function companyOf(world: World, { kind, row }: Charge): number | null {
	const parent = world.store.table(`${kind}s`).get(Number(row.values[parentKeyOf(kind)]));
	return parent ? Number(parent.values.companyID) : null;
}

function cents(amount: number): number {
	return Math.round(amount * 100) / 100;
}
