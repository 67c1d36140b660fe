import { z } from 'zod';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, WireRecord } from '../../autotask/types';
import type { ChargeKind } from './charge-types';
import { notingRefusal } from './unseen-demand';

/** A charge of a ticket, a project or a contract: what was sold, and what purchasing is to buy. */
export interface Charge {
	id: string;
	kind: ChargeKind;
	/** Id of the ticket, project or contract. */
	parentId: string;
	productId: string;
	name: string;
	/** The picklist value of its status. */
	status: string;
	/** Sold, as Autotask holds it: it may have decimals. */
	quantity: string;
	/** Decimal text; empty = none, or out of the API user's sight. */
	unitCost: string;
	/** What the customer pays for one; empty = none stated. */
	unitPrice: string;
	/** The customer's own PO number, which invoices carry; never ours. */
	customerPoNumber: string;
}

export const CHARGE_KINDS: readonly ChargeKind[] = ['ticket', 'project', 'contract'];

/** The entity that charges of a kind live in. */
export const CHARGE_ENTITY: Readonly<Record<ChargeKind, string>> = {
	ticket: 'TicketCharges',
	project: 'ProjectCharges',
	contract: 'ContractCharges',
};

/** The field of a charge, and of a purchase order line, that names what it belongs to. */
export const PARENT_FIELD: Readonly<Record<ChargeKind, 'ticketID' | 'projectID' | 'contractID'>> = {
	ticket: 'ticketID',
	project: 'projectID',
	contract: 'contractID',
};

/** The entity of what charges belong to. */
export const PARENT_ENTITY: Readonly<Record<ChargeKind, string>> = {
	ticket: 'Tickets',
	project: 'Projects',
	contract: 'Contracts',
};

/** A charge's id says nothing of the entity it lives in; `null` = look into all three. */
export interface ChargeRef {
	id: string;
	kind: ChargeKind | null;
}

/**
 * Charges by id: one call for each kind that is named, three where one is not. `unseen` are the
 * kinds that the API user may not read.
 */
export async function readCharges(
	autotask: Autotask,
	refs: ChargeRef[],
): Promise<{ charges: Map<string, Charge>; unseen: ChargeKind[] }> {
	const charges = new Map<string, Charge>();
	const unseen = new Set<ChargeKind>();
	for (const kind of CHARGE_KINDS) {
		const ids = refs.filter((ref) => ref.kind === kind || ref.kind === null).map(({ id }) => id);
		const reading = readIn(autotask, CHARGE_ENTITY[kind], 'id', ids);
		for (const record of await notingRefusal(kind, unseen, reading)) {
			const charge = chargeFrom(record, kind);
			if (!charges.has(charge.id)) charges.set(charge.id, charge);
		}
	}
	return { charges, unseen: [...unseen] };
}

export function chargeFrom(record: WireRecord, kind: ChargeKind): Charge {
	const read = CHARGE.parse(record);
	return {
		id: read.id,
		kind,
		parentId: TEXT.parse(record[PARENT_FIELD[kind]]),
		productId: read.productID,
		name: read.name,
		status: read.status,
		quantity: read.unitQuantity,
		unitCost: read.unitCost,
		unitPrice: read.unitPrice,
		customerPoNumber: read.purchaseOrderNumber.trim(),
	};
}

/** Ids of picklist values are the tenant's own; labels are what is known. */
export async function statusLabels(
	autotask: Autotask,
	kind: ChargeKind,
): Promise<Map<string, string>> {
	const fields = await autotask.fields(CHARGE_ENTITY[kind]);
	const picklist = fields.find(({ name }) => name === 'status')?.picklist ?? [];
	return new Map(picklist.map(({ value, label }) => [value, label]));
}

const CHARGE = z.object({
	id: TEXT,
	productID: TEXT,
	name: TEXT,
	status: TEXT,
	unitQuantity: TEXT,
	unitCost: TEXT,
	unitPrice: TEXT,
	purchaseOrderNumber: TEXT,
});
