import { isoTime } from '../../shared/clock';
import type { Comparison } from '../diff/compare';
import type { Followed } from '../select/eligibility';
import type { HistoryEntry } from '../diff/status-block';
import type { StatusItem } from '../plan/po-lines';
import { readLinked, writeNotes } from './notes';
import type { OrderEvent } from '../types';
import type { Poll } from '../context';

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
