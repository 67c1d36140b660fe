import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask } from '../../autotask/types';
import {
	type Charge,
	CHARGE_ENTITY,
	CHARGE_KINDS,
	chargeFrom,
	PARENT_ENTITY,
	PARENT_FIELD,
} from './charges';
import { notingRefusal, type UnseenPart } from './unseen-demand';

/** The opportunity of each charge's ticket, project or contract. */
export async function dealsOf(
	autotask: Autotask,
	charges: Charge[],
	refused: Set<UnseenPart>,
): Promise<Map<string, string>> {
	const deals = new Map<string, string>();
	for (const kind of CHARGE_KINDS) {
		const own = charges.filter((charge) => charge.kind === kind);
		const ids = own.map(({ parentId }) => parentId);
		const fields = ['id', 'opportunityID'];
		const reading = readIn(autotask, PARENT_ENTITY[kind], 'id', ids, fields);
		const parents = await notingRefusal(kind, refused, reading);
		for (const { id, opportunityID } of parents)
			for (const charge of own.filter(({ parentId }) => parentId === TEXT.parse(id)))
				if (TEXT.parse(opportunityID) !== '') deals.set(charge.id, TEXT.parse(opportunityID));
	}
	return deals;
}

/** The charges of the tickets, projects and contracts that name one of the deals. */
export async function chargesOfDeals(
	autotask: Autotask,
	deals: string[],
	refused: Set<UnseenPart>,
): Promise<{ charge: Charge; deal: string }[]> {
	const found: { charge: Charge; deal: string }[] = [];
	for (const kind of CHARGE_KINDS) {
		const fields = ['id', 'opportunityID'];
		const reading = readIn(autotask, PARENT_ENTITY[kind], 'opportunityID', deals, fields);
		const parents = await notingRefusal(kind, refused, reading);
		const dealOf = new Map(
			parents.map(({ id, opportunityID }) => [TEXT.parse(id), TEXT.parse(opportunityID)]),
		);
		const ids = [...dealOf.keys()];
		const ofParents = readIn(autotask, CHARGE_ENTITY[kind], PARENT_FIELD[kind], ids);
		const records = await notingRefusal(kind, refused, ofParents);
		for (const record of records) {
			const charge = chargeFrom(record, kind);
			found.push({ charge, deal: dealOf.get(charge.parentId) ?? '' });
		}
	}
	return found;
}
