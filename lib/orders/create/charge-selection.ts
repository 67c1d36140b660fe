import { same } from '../../autotask/metadata/picklist';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, Filter } from '../../autotask/types';
import { Problem } from '../../shared/problem';
import {
	type Charge,
	CHARGE_ENTITY,
	CHARGE_KINDS,
	chargeFrom,
	PARENT_ENTITY,
	PARENT_FIELD,
	readCharges,
	statusLabels,
} from '../purchase-order/charges';
import type { ChargeKind } from '../purchase-order/charge-types';

/** Which charges a run is about. */
export type ChargeSelection =
	{ by: 'all' } | { by: 'charge' | ChargeKind | 'salesOrder' | 'opportunity'; ids: string[] };

/** A charge with the label of its status. */
export interface FoundCharge extends Charge {
	label: string;
}

export interface FoundCharges {
	charges: FoundCharge[];
	/** Kinds that the API user may not read, where they are not asked for by their source. */
	unseen: ChargeKind[];
}

/** The one status in which Autotask takes a charge onto a purchase order. */
export const NEED = 'Need to Order/Fulfill';
export const WAITING = 'Waiting Approval';
export const ON_ORDER = 'On Order';
/**
 * What a purchaser would look for: also what is called on order, since its purchase order may be
 * gone.
 */
const OPEN = [NEED, WAITING, ON_ORDER];

/**
 * The charges of a selection: of all, those that need ordering, wait for approval or are on order;
 * of what is named, whatever their status. One call for each kind of charge, and one each for its
 * status labels; deals take three more.
 *
 * @throws Problem when charges of a source that is named cannot be read; of all others, `unseen`
 *   says so
 */
export async function findCharges(
	autotask: Autotask,
	selection: ChargeSelection,
): Promise<FoundCharges> {
	switch (selection.by) {
		case 'all':
			return await allOpen(autotask);
		case 'charge': {
			const refs = selection.ids.map((id) => ({ id, kind: null }));
			const { charges, unseen } = await readCharges(autotask, refs);
			const missing = selection.ids.some((id) => !charges.has(id));
			const found = await labeled(autotask, [...charges.values()]);
			return { ...found, unseen: missing ? unseen : [] };
		}
		case 'ticket':
		case 'project':
		case 'contract':
			return await labeled(autotask, await ofParents(autotask, selection.by, selection.ids));
		default: {
			const { charges, unseen } = await ofDeals(autotask, selection);
			return { ...(await labeled(autotask, charges)), unseen };
		}
	}
}

/** The label of each charge's status. */
export async function labeled(autotask: Autotask, charges: Charge[]): Promise<FoundCharges> {
	const found: FoundCharge[] = [];
	for (const kind of CHARGE_KINDS) {
		const own = charges.filter((charge) => charge.kind === kind);
		if (own.length === 0) continue;
		const labels = await statusLabels(autotask, kind);
		found.push(...own.map((charge) => ({ ...charge, label: labels.get(charge.status) ?? '' })));
	}
	return { charges: found, unseen: [] };
}

async function allOpen(autotask: Autotask): Promise<FoundCharges> {
	const found: FoundCharges = { charges: [], unseen: [] };
	for (const kind of CHARGE_KINDS) {
		try {
			found.charges.push(...(await openOf(autotask, kind)));
		} catch (error) {
			requireRefusal(error);
			found.unseen.push(kind);
		}
	}
	return found;
}

async function openOf(autotask: Autotask, kind: ChargeKind): Promise<FoundCharge[]> {
	const labels = await statusLabels(autotask, kind);
	const open = [...labels].filter(([, label]) => OPEN.some((one) => same(label, one)));
	if (open.length === 0) return [];
	const value = open.map(([status]) => Number(status));
	const records = await autotask.query(CHARGE_ENTITY[kind], {
		filter: [{ op: 'in', field: 'status', value }],
	});
	return records.map((record) => {
		const charge = chargeFrom(record, kind);
		return { ...charge, label: labels.get(charge.status) ?? '' };
	});
}

/**
 * A module that is closed to the API user, or not there, has nothing for us; any other failure ends
 * the run.
 */
function requireRefusal(error: unknown): void {
	if (!(error instanceof Problem) || error.code !== 'autotask-permission') throw error;
}

async function ofParents(autotask: Autotask, kind: ChargeKind, ids: string[]): Promise<Charge[]> {
	const records = await readIn(autotask, CHARGE_ENTITY[kind], PARENT_FIELD[kind], ids);
	return records.map((record) => chargeFrom(record, kind));
}

/** The tickets, projects and contracts that the won wizard made, and their charges. */
async function ofDeals(
	autotask: Autotask,
	{ by, ids }: Extract<ChargeSelection, { ids: string[] }>,
): Promise<{ charges: Charge[]; unseen: ChargeKind[] }> {
	const deals =
		by === 'opportunity'
			? ids
			: (await readIn(autotask, 'SalesOrders', 'id', ids)).map(({ opportunityID }) =>
					TEXT.parse(opportunityID),
				);
	const found: { charges: Charge[]; unseen: ChargeKind[] } = { charges: [], unseen: [] };
	for (const kind of CHARGE_KINDS) {
		try {
			const parents = await readIn(autotask, PARENT_ENTITY[kind], 'opportunityID', deals, ['id']);
			const own = parents.map(({ id }) => TEXT.parse(id));
			found.charges.push(...(await ofParents(autotask, kind, own)));
		} catch (error) {
			requireRefusal(error);
			found.unseen.push(kind);
		}
	}
	return found;
}

/** Purchase orders of ours in a status, by the mark of the charges they were begun with. */
export function madeFromCharges(vendorId: string, status: string): Filter[] {
	return [
		{ op: 'eq', field: 'vendorID', value: Number(vendorId) },
		{ op: 'eq', field: 'status', value: Number(status) },
		{ op: 'contains', field: 'generalMemo', value: `[from ${CHARGES} ` },
	];
}

/** What the source of a purchase order made from charges begins with; their ids follow. */
export const CHARGES = 'charges';

export function sourceOfCharges(ids: string[]): string {
	return `${CHARGES} ${ids.join(', ')}`;
}

/** The charges that a purchase order was begun with; `null` = it was made from something else. */
export function chargesIn(memo: string): string[] | null {
	const found = /\[from charges (\d+(?:, \d+)*)\]/.exec(memo)?.[1];
	return found === undefined ? null : found.split(', ');
}
