import { isoTime } from '../../shared/clock';
import type { Comparison } from '../diff/compare';
import type { HistoryEntry } from '../diff/status-block';
import type { TrackedOrder } from '../select/eligibility';
import type { WriteSettings } from '../settings';
import type { OrderEvent } from '../types';

/** One note on the records that an order is linked with. */
export interface OrderNote {
	/** Says which change it is: Autotask knows no key for a write. */
	title: string;
	text: string;
	onTickets: boolean;
	onOpportunities: boolean;
}

/** One note for all changes of a poll; `null` = none. */
export function noteOf(
	{ ticketNote, opportunityNote }: WriteSettings,
	{ po }: TrackedOrder,
	events: OrderEvent[],
): OrderNote | null {
	const [first] = events;
	if (first === undefined || (!ticketNote && !opportunityNote)) return null;
	return {
		title: `TD SYNNEX, PO ${po.number}: ${first.what}`.slice(0, 120),
		text: events
			.map(({ what, serialNumbers }) =>
				serialNumbers.length > 0 ? `${what}\nSerial numbers: ${serialNumbers.join(', ')}` : what,
			)
			.join('\n\n'),
		onTickets: ticketNote,
		onOpportunities: opportunityNote,
	};
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
