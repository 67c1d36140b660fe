import { isoTime } from '../../shared/clock';
import type { Comparison } from '../diff/compare';
import type { HistoryEntry } from '../diff/status-block';
import type { TrackedOrder } from '../select/eligibility';
import type { WriteSettings } from '../settings';
import type { OrderEvent } from '../types';

/** The notes on the records that an order is linked with. */
export interface OrderNotes {
	tickets: (Note & { ticketId: string })[];
	/** On each opportunity that lines were sold by; `null` = none. */
	opportunities: Note | null;
}

export interface Note {
	/** Says which change it is: Autotask knows no key for a write. */
	title: string;
	text: string;
}

/**
 * One note for all changes of a poll, on a ticket for those of its own lines; `null` = none.
 *
 * @param ticketOf the ticket of each line; empty = none, or nobody can tell
 */
export function notesOf(
	{ ticketNote, opportunityNote }: WriteSettings,
	{ po }: TrackedOrder,
	events: OrderEvent[],
	ticketOf: ReadonlyMap<number, string>,
): OrderNotes | null {
	const ids = ticketNote ? [...new Set(ticketOf.values())].filter(isTicket) : [];
	const notes: OrderNotes = {
		tickets: ids.flatMap((ticketId) => {
			const own = events.filter(
				({ lines }) =>
					lines.length === 0 || lines.some(({ line }) => ticketOf.get(line) === ticketId),
			);
			const note = noteOf(po.number, own);
			return note === null ? [] : [{ ticketId, ...note }];
		}),
		opportunities: opportunityNote ? noteOf(po.number, events) : null,
	};
	return notes.tickets.length === 0 && notes.opportunities === null ? null : notes;
}

function noteOf(number: string, events: OrderEvent[]): Note | null {
	const [first] = events;
	if (first === undefined) return null;
	return {
		title: `TD SYNNEX, PO ${number}: ${first.what}`.slice(0, 120),
		text: events
			.map(({ what, serialNumbers }) =>
				serialNumbers.length > 0 ? `${what}\nSerial numbers: ${serialNumbers.join(', ')}` : what,
			)
			.join('\n\n'),
	};
}

function isTicket(id: string): boolean {
	return id !== '' && id !== '0';
}

/** The lines that the General Memo gets; a first look leaves one, whatever had happened before. */
export function historyOf(
	{ before, emitsEvents }: TrackedOrder,
	{ events, known }: Comparison,
	time: number,
): HistoryEntry[] {
	const line = (from: string, source: string, what: string) =>
		historyLine(time, `${from === known.status ? '' : `${from} -> `}${known.status}`, source, what);
	if (!emitsEvents) return [line(known.status, 'order status', 'first seen')];
	if (events.length === 0)
		return known.status === before.status ? [] : [line(before.status, 'order status', '')];
	return events.map(({ source, what, fault }, index) =>
		line(index === 0 ? before.status : known.status, source, fault ? `attention: ${what}` : what),
	);
}

/** A history line: old -> new, where it comes from, what it is. */
function historyLine(time: number, step: string, source: string, what: string): HistoryEntry {
	return { time: isoTime(time), text: `${step} (${source})${what === '' ? '' : `: ${what}`}` };
}
