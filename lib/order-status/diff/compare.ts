import { attentionFaults } from './snapshot-checks';
import { deriveStatus, RANK } from './status-rules';
import { attentionEvents, eventsOf, trackingOf } from './events';
import { allDelivered, digest, mergeLines, type MergedLine, sameKnown, union } from './snapshot';
import type {
	InvoiceSnapshot,
	Known,
	KnownLine,
	OrderEvent,
	OrderSnapshot,
	SnapshotFault,
} from '../types';

/** What is known besides TD SYNNEX's answer. */
export interface Circumstances {
	/** Milliseconds since 1970. */
	now: number;
	/** Received in full in Autotask. */
	settled: boolean;
	/** Shipped so long ago that nothing more is expected. */
	overdue: boolean;
	/** Pieces that earlier answers of the invoice service hold. */
	billed: number;
	/** What a person must look at on Autotask's side. */
	faults: SnapshotFault[];
	/** Digests of what was reported and is not for this comparison to decide. */
	kept?: string[];
}

export interface Comparison {
	/** What is to be remembered from now on. */
	known: Known;
	events: OrderEvent[];
	/** Nothing is to be written. */
	same: boolean;
	/** The answer is older than what is recorded and was left aside. */
	stale: boolean;
}

/**
 * Old against new, each change once. Pure: the same memory and the same answer give the same
 * events, and the memory that comes out of it gives none.
 *
 * @param before what was recorded; for an order that is seen for the first time, what its block
 *   says
 */
export function compare(
	before: Known,
	snapshot: OrderSnapshot,
	{ now, settled, overdue, billed, faults, kept = [] }: Circumstances,
): Comparison {
	const asOf = plausibleTime(before.asOf, now);
	const answeredAt = plausibleTime(snapshot.answeredAt, now);
	const stale = asOf !== '' && answeredAt !== '' && answeredAt < asOf;
	if (stale) return { known: before, events: [], same: true, stale };
	const lines = mergeLines(before.lines, snapshot);
	const known = lines.map((line) => line.known);
	const facts = {
		order: 'sent' as const,
		seen: true,
		held: snapshot.lines.some(({ held, quote, over }) => held || (quote && !over)),
		allocated: snapshot.lines.every(({ allocated }) => allocated),
		lines: known,
	};
	const arrived = settled || (known.some(({ delivered }) => delivered > 0) && allDelivered(known));
	const first = deriveStatus({
		...facts,
		settled: overdue || (arrived && isBilled(known, snapshot, billed)),
	});
	// What is closed stays closed, whatever trickles in: a late tracking number opens nothing.
	const status =
		before.status === 'Closed' && RANK[first] >= RANK.Shipped && sameShipped(lines)
			? 'Closed'
			: first;
	const attention = [...snapshot.faults, ...faults, ...attentionFaults(lines, snapshot, status)];
	const next: Known = {
		status,
		asOf: answeredAt || asOf,
		lines: known,
		invoices: union(
			before.invoices,
			(snapshot.invoices ?? []).map(({ number }) => number),
		),
		tracking: union(before.tracking, trackingOf(snapshot).map(digest)),
		reported: union(
			kept,
			attention.map(({ key }) => digest(key)),
		).sort(),
	};
	const events = eventsOf(before, next, lines, snapshot, attention);
	return { known: next, events, same: sameKnown(before, next), stale };
}

/**
 * A look-up that found nothing. It proves nothing, and above all no cancellation: the status stays;
 * an order that was never seen waits as Submitted.
 */
export function compareNotFound(before: Known, fault: SnapshotFault): Comparison {
	const status = before.asOf === '' && before.status !== 'Held' ? 'Submitted' : before.status;
	// Right after an order the look-up may lag behind: that changes nothing.
	if (status === 'Submitted') return { known: before, events: [], same: true, stale: false };
	const reported = [...new Set([...before.reported, digest(fault.key)])].sort();
	const next: Known = { ...before, reported };
	return {
		known: next,
		events: attentionEvents(before, next, [fault]),
		same: sameKnown(before, next),
		stale: false,
	};
}

/** Only what is wrong is reported; nothing of the answer is taken over. */
export function compareFaults(before: Known, faults: SnapshotFault[]): Comparison {
	const next: Known = {
		...before,
		reported: union(
			before.reported,
			faults.map(({ key }) => digest(key)),
		).sort(),
	};
	return {
		known: next,
		events: attentionEvents(before, next, faults),
		same: sameKnown(before, next),
		stale: false,
	};
}

/**
 * Invoices may come hours after the code and the delivery that they belong to: an order is not
 * closed before they are there, since a closed one is asked about no more. Credit notes take
 * nothing back here.
 */
function isBilled(known: KnownLine[], { invoices }: OrderSnapshot, before: number): boolean {
	const shipped = known.reduce((sum, line) => sum + line.shipped, 0);
	return Math.max(billedQuantity(invoices ?? []), before) >= shipped;
}

/** Pieces on invoices. One that lists no lines is taken to bill whatever has shipped. */
export function billedQuantity(invoices: InvoiceSnapshot[]): number {
	const bills = invoices.filter(({ credit }) => !credit);
	if (bills.some(({ lines }) => lines.length === 0)) return Number.MAX_SAFE_INTEGER;
	return bills.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);
}

/**
 * An answer's own time, unless it is none or lies ahead: believed, it would silence every answer
 * that follows.
 */
function plausibleTime(time: string, now: number): string {
	const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(time);
	return shape && Date.parse(`${time.slice(0, 19)}Z`) < now + CLOCKS_APART_MS ? time : '';
}

/** TD SYNNEX names no time zone, and clocks go wrong by hours. */
const CLOCKS_APART_MS = 36 * 3_600_000;

function sameShipped(lines: MergedLine[]): boolean {
	return lines.every(({ known, before }) => known.shipped === before.shipped);
}
