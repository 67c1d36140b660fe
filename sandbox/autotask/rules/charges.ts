import { referenceInvalid, refuseRecord } from '../refusal';
import {
	amountsOf,
	chargeTable,
	firstStatus,
	listApproval,
	moveCharge,
	parentKeyOf,
	statusId,
	type ChargeKind,
} from '../procurement/charges';
import type { Row, Values } from '../store';
import type { World } from '../world';
import { stamp, type Rules } from './rules';

/** Charges of a ticket, a project or a contract: their status is Autotask's own to move. */
const rulesFor = (kind: ChargeKind): Rules => ({
	passedOver: (world) => (world.procurement.chargeStatus === 'passedOver' ? ['status'] : []),
	defaults(sent, world) {
		const values = { ...sent, ...ofProduct(sent, world) };
		return {
			...values,
			...stamp(world, 'creatorResourceID', 'createDate'),
			...amountsOf(values),
			datePurchased: midnight(sent.datePurchased),
			isBilled: false,
			isBillableToCompany: sent.isBillableToCompany ?? true,
			purchaseOrderNumber: sent.purchaseOrderNumber ?? ofParent(kind, sent, world),
			status: statusId(world, firstStatus(world, values)),
			statusLastModifiedBy: world.actorId,
			statusLastModifiedDate: world.clock.iso(),
		};
	},
	beforeCreate: (values, world) => check(kind, values, world),
	afterCreate: (row, world) => listApproval(world, { kind, row }),
	beforeUpdate(row, changes, world) {
		requireOpen(row, 'changed');
		if ('datePurchased' in changes) changes.datePurchased = midnight(changes.datePurchased);
		const next = { ...row.values, ...changes };
		check(kind, next, world);
		Object.assign(changes, amountsOf(next));
	},
	beforeDelete(row, world) {
		requireOpen(row, 'deleted');
		if (world.store.table('PurchaseOrderItems').where('chargeID', row.id).length > 0) {
			throw refuseRecord('A charge that is on a purchase order cannot be deleted.');
		}
	},
});

/** The rows are the charges that wait; the API says yes or no to one, and it is gone from here. */
const PurchaseApprovals: Rules = {
	beforeUpdate(_row, changes) {
		if (changes.isApproved === false && !changes.rejectNote) {
			throw refuseRecord('rejectNote is needed when isApproved is false.');
		}
	},
	afterUpdate(row, world) {
		const kind = row.values.costType as ChargeKind;
		const charge = chargeTable(world, kind).get(row.id);
		if (!charge || typeof row.values.isApproved !== 'boolean') return;
		moveCharge(
			world,
			{ kind, row: charge },
			row.values.isApproved ? 'Need to Order/Fulfill' : world.procurement.rejected,
		);
	},
};

export const chargeRules = {
	TicketCharges: rulesFor('Ticket'),
	ProjectCharges: rulesFor('Project'),
	ContractCharges: rulesFor('Contract'),
	PurchaseApprovals,
};

function check(kind: ChargeKind, values: Values, world: World): void {
	if (values.productID == null && values.billingCodeID == null) {
		throw refuseRecord('A charge needs a productID or a billingCodeID.');
	}
	if (values.billingCodeID != null) {
		const code = world.store.table('BillingCodes').get(Number(values.billingCodeID));
		const material = world.schema.picklistId('BillingCodes', 'useType', 'Material');
		if (code?.values.useType !== material) throw referenceInvalid('billingCodeID', 'BillingCode');
	}
	if (!(Number(values.unitQuantity) > 0)) throw refuseRecord('unitQuantity must be above 0.');
	const parent = world.store.table(`${kind}s`).get(Number(values[parentKeyOf(kind)]));
	if (kind === 'Project' && label(world, 'Projects', 'projectType', parent) === 'Baseline') {
		throw refuseRecord('Charges of a baseline project are read-only.');
	}
	const prepaid = ['Block Hours', 'Retainer', 'Incident'];
	if (
		kind === 'Contract' &&
		prepaid.includes(label(world, 'Contracts', 'contractType', parent) ?? '')
	) {
		throw refuseRecord('This type of contract takes no charges.');
	}
}

function label(world: World, entity: string, field: string, row: Row | null): string | null {
	return world.schema.picklistLabel(entity, field, row?.values[field]);
}

/** Approved and posted is final. */
function requireOpen(row: Row, done: string): void {
	if (row.values.isBilled === true) throw refuseRecord(`A billed charge cannot be ${done}.`);
}

/** Cost, price and material code of the product, or else of the code, where none are sent. */
function ofProduct(sent: Values, world: World): Values {
	const product = world.store.table('Products').get(Number(sent.productID ?? -1))?.values;
	const code = world.store.table('BillingCodes').get(Number(sent.billingCodeID ?? -1))?.values;
	const source = product ?? code ?? {};
	return {
		unitCost: sent.unitCost ?? source.unitCost ?? null,
		unitPrice: sent.unitPrice ?? source.unitPrice ?? null,
		billingCodeID:
			sent.billingCodeID ?? product?.chargeBillingCodeID ?? product?.productBillingCodeID ?? null,
	};
}

/** The customer's PO number, which its charges inherit. */
function ofParent(kind: ChargeKind, sent: Values, world: World): string | null {
	const parent = world.store.table(`${kind}s`).get(Number(sent[parentKeyOf(kind)] ?? -1));
	const number = parent?.values.purchaseOrderNumber;
	return typeof number === 'string' ? number : null;
}

/** Fields that show a day keep the date as sent, whatever its time. */
export function midnight(date: unknown): string | null {
	return typeof date === 'string' ? `${date.slice(0, 10)}T00:00:00.000Z` : null;
}
