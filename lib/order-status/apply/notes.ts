import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, FieldInfo, WireRecord } from '../../autotask/types';
import { isoTime } from '../../shared/clock';
import type { Poll } from '../context';
import type { Comparison } from '../diff/compare';
import type { HistoryEntry } from '../diff/status-block';
import type { StatusItem } from '../plan/po-lines';
import type { Followed } from '../select/eligibility';
import type { OrderEvent } from '../types';

/** Where notes about an order go. */
export interface Linked {
	ticketIds: string[];
	opportunities: { id: string; companyId: string; ownerId: string }[];
}

/** The tickets that lines were ordered for, and the opportunities that they were sold by. */
export async function readLinked(
	autotask: Autotask,
	items: StatusItem[],
	wanted: { tickets: boolean; opportunities: boolean },
): Promise<Linked> {
	const ids = (pick: (item: StatusItem) => string) => [
		...new Set(items.map(pick).filter((id) => id !== '' && id !== '0')),
	];
	const ticketIds = wanted.tickets ? ids(({ ticketId }) => ticketId) : [];
	const sales = wanted.opportunities ? ids(({ salesOrderId }) => salesOrderId) : [];
	if (sales.length === 0) return { ticketIds, opportunities: [] };
	const orders = await readIn(autotask, 'SalesOrders', 'id', sales, ['opportunityID']);
	const opportunities = await readIn(
		autotask,
		'Opportunities',
		'id',
		orders.map((record) => TEXT.parse(record.opportunityID)),
		['companyID', 'ownerResourceID'],
	);
	return {
		ticketIds,
		opportunities: opportunities.map((record) => ({
			id: TEXT.parse(record.id),
			companyId: TEXT.parse(record.companyID),
			ownerId: TEXT.parse(record.ownerResourceID),
		})),
	};
}

/**
 * One note on each linked record, unless the same one is there: Autotask knows no key for a write, so the
 * title says which news it is. Returns how many were written.
 */
export async function writeNotes(
	autotask: Autotask,
	{ ticketIds, opportunities }: Linked,
	note: { title: string; text: string },
	now: number,
): Promise<number> {
	let written = 0;
	for (const ticketId of ticketIds) {
		const found = await autotask.query('TicketNotes', {
			filter: [
				{ op: 'eq', field: 'ticketID', value: Number(ticketId) },
				{ op: 'eq', field: 'title', value: note.title },
			],
			fields: ['title'],
			max: 1,
		});
		if (found.length > 0) continue;
		await autotask.create(
			'TicketNotes',
			await ticketNote(autotask, ticketId, note),
			Number(ticketId),
		);
		written += 1;
	}
	for (const opportunity of opportunities) {
		const found = await autotask.query('CompanyNotes', {
			filter: [
				{ op: 'eq', field: 'opportunityID', value: Number(opportunity.id) },
				{ op: 'eq', field: 'name', value: note.title },
			],
			fields: ['name'],
			max: 1,
		});
		if (found.length > 0) continue;
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
		written += 1;
	}
	return written;
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

/** One note for all the news of a poll. */
export function notesOf(
	{ ports, settings }: Poll,
	order: Followed,
	events: OrderEvent[],
	items: StatusItem[],
): (() => Promise<number>) | null {
	const { ticketNote, opportunityNote } = settings.write;
	if (events.length === 0 || (!ticketNote && !opportunityNote)) return null;
	const [first] = events;
	const title = `TD SYNNEX, PO ${order.po.number}: ${first?.what ?? ''}`.slice(0, 120);
	const text = events
		.map(({ what, serialNumbers }) =>
			serialNumbers.length > 0 ? `${what}\nSerial numbers: ${serialNumbers.join(', ')}` : what,
		)
		.join('\n\n');
	return async () =>
		await writeNotes(
			ports.autotask,
			await readLinked(ports.autotask, items, {
				tickets: ticketNote,
				opportunities: opportunityNote,
			}),
			{ title, text },
			ports.clock.now(),
		);
}

/** The lines that the General Memo gets; a first look leaves one, whatever had happened before. */
export function historyOf(
	{ before, tells }: Followed,
	{ events, known }: Comparison,
	time: number,
): HistoryEntry[] {
	if (!tells) return [historyLine(time, known.status, known.status, 'order status', 'first seen')];
	if (events.length === 0)
		return known.status === before.status
			? []
			: [historyLine(time, before.status, known.status, 'order status', '')];
	return events.map(({ source, what, fault }, index) =>
		historyLine(
			time,
			index === 0 ? before.status : known.status,
			known.status,
			source,
			fault ? `attention: ${what}` : what,
		),
	);
}

/** A history line: old -> new, where it comes from, what it is. */
export function historyLine(
	time: number,
	before: string,
	after: string,
	source: string,
	what: string,
): HistoryEntry {
	const step = before === after ? after : `${before} -> ${after}`;
	return { time: isoTime(time), text: `${step} (${source})${what === '' ? '' : `: ${what}`}` };
}
