import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, FieldInfo, WireRecord } from '../../autotask/types';
import { isoTime } from '../../shared/clock';
import type { Note, OrderNotes } from '../plan/order-notes';
import type { StatusItem } from '../plan/po-lines';

interface LinkedOpportunity {
	id: string;
	companyId: string;
	ownerId: string;
}

/** One note on each record that the order is linked with, unless the same one is there. */
export async function writeNotes(
	autotask: Autotask,
	items: StatusItem[],
	{ tickets, opportunities }: OrderNotes,
	now: number,
): Promise<void> {
	for (const { ticketId, ...note } of tickets) await writeTicketNote(autotask, ticketId, note);
	if (opportunities === null) return;
	for (const one of await readOpportunities(autotask, items))
		await writeOpportunityNote(autotask, one, opportunities, now);
}

/** The opportunities that lines were sold by. */
async function readOpportunities(
	autotask: Autotask,
	items: StatusItem[],
): Promise<LinkedOpportunity[]> {
	const sales = [
		...new Set(
			items.map(({ salesOrderId }) => salesOrderId).filter((id) => id !== '' && id !== '0'),
		),
	];
	if (sales.length === 0) return [];
	const orders = await readIn(autotask, 'SalesOrders', 'id', sales, ['opportunityID']);
	const opportunities = await readIn(
		autotask,
		'Opportunities',
		'id',
		orders.map((record) => TEXT.parse(record.opportunityID)),
		['companyID', 'ownerResourceID'],
	);
	return opportunities.map((record) => ({
		id: TEXT.parse(record.id),
		companyId: TEXT.parse(record.companyID),
		ownerId: TEXT.parse(record.ownerResourceID),
	}));
}

async function writeTicketNote(autotask: Autotask, ticketId: string, note: Note): Promise<void> {
	const found = await autotask.query('TicketNotes', {
		filter: [
			{ op: 'eq', field: 'ticketID', value: Number(ticketId) },
			{ op: 'eq', field: 'title', value: note.title },
		],
		fields: ['title'],
		max: 1,
	});
	if (found.length > 0) return;
	const record = await ticketNote(autotask, ticketId, note);
	await autotask.create('TicketNotes', record, Number(ticketId));
}

async function writeOpportunityNote(
	autotask: Autotask,
	opportunity: LinkedOpportunity,
	note: Note,
	now: number,
): Promise<void> {
	const found = await autotask.query('CompanyNotes', {
		filter: [
			{ op: 'eq', field: 'opportunityID', value: Number(opportunity.id) },
			{ op: 'eq', field: 'name', value: note.title },
		],
		fields: ['name'],
		max: 1,
	});
	if (found.length > 0) return;
	const actionType = await choice(autotask, 'CompanyNotes', 'actionType', /opportunity|general/i);
	const time = isoTime(now);
	await autotask.create(
		'CompanyNotes',
		{
			companyID: Number(opportunity.companyId),
			opportunityID: Number(opportunity.id),
			assignedResourceID: Number(opportunity.ownerId),
			name: note.title.slice(0, 128),
			note: note.text,
			actionType,
			startDateTime: time,
			endDateTime: time,
		},
		Number(opportunity.companyId),
	);
}

async function ticketNote(
	autotask: Autotask,
	ticketId: string,
	{ title, text }: { title: string; text: string },
): Promise<WireRecord> {
	return {
		ticketID: Number(ticketId),
		title: title.slice(0, 250),
		description: text,
		noteType: await choice(autotask, 'TicketNotes', 'noteType', /notes?$/i),
		publish: await choice(autotask, 'TicketNotes', 'publish', /all autotask users/i),
	};
}

/** The tenant's own value of a picklist: by its label, else the first. */
async function choice(
	autotask: Autotask,
	entity: string,
	field: string,
	label: RegExp,
): Promise<number> {
	const fields: FieldInfo[] = await autotask.fields(entity);
	const values = (fields.find(({ name }) => name === field)?.picklist ?? []).filter(
		({ isActive }) => isActive,
	);
	return Number((values.find((one) => label.test(one.label)) ?? values[0])?.value ?? 1);
}
