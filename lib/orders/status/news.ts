import { historyLine } from './apply';
import type { Comparison } from './compare';
import type { Followed } from './follow';
import type { HistoryEntry } from './history';
import type { StatusItem } from './items';
import { readLinked, writeNotes } from './notes';
import type { Poll } from './poll';
import type { OrderEvent, PictureFault } from './types';

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

/** Something on Autotask's side that a person must look at, as an event. */
export function attention({ known }: Comparison, fault: PictureFault): OrderEvent {
	return {
		kind: 'needsAttention',
		source: 'Autotask',
		what: fault.cause,
		before: known.status,
		after: known.status,
		complete: false,
		lines: [],
		trackingNumbers: [],
		serialNumbers: [],
		carrier: '',
		invoice: null,
		fault,
	};
}
