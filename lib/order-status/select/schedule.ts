import type { PaceSettings } from '../settings';

/**
 * How often an order is asked about. The memory of it is a convenience: lost, it costs calls, never
 * an event.
 */
export interface PaceMemory {
	orders: Record<string, OrderMemory>;
	/** Calls to TD SYNNEX of the last hour: when, and how many. */
	calls: { at: number; count: number }[];
	/**
	 * When Autotask last asked for a vendor invoice number with a receipt, in milliseconds since
	 * 1970: a system setting that nothing but a refusal shows.
	 */
	needsInvoice?: number;
}

export interface OrderMemory {
	/** Milliseconds since 1970. */
	asked: number;
	/** When its invoices were asked for. */
	invoices?: number;
	/** Pieces on its invoices when they were last asked for. */
	billed?: number;
	/** What stands in for a memo that could not be written. */
	known?: string;
	/**
	 * What its changes are to be compared with: the record of them may have been written, and nobody
	 * knows.
	 */
	untold?: string;
}

export interface ScheduledOrder {
	poId: string;
	/** Milliseconds since 1970 of the last thing that happened to the order; 0 = not known. */
	moved: number;
	/** The next expected arrival as ISO day; empty = none stated. */
	eta: string;
	/** Shipped and not yet there, or held: the next change may come at any hour. */
	isActive: boolean;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long an order may rest. */
export function restOf({ moved, eta, isActive }: ScheduledOrder, now: number): number {
	const quiet = moved === 0 ? DAY : Math.max(now - moved, 0);
	const due = Date.parse(eta);
	const far = !Number.isNaN(due) && due - now > 2 * DAY;
	if (quiet < DAY) return 15 * MINUTE;
	if (quiet < 3 * DAY && !far) return HOUR;
	if (isActive && quiet < 14 * DAY) return 4 * HOUR;
	return far || quiet < 30 * DAY ? 12 * HOUR : DAY;
}

export interface Pick {
	/** Ids in the order in which they are to be asked about. */
	ask: string[];
	/** Not yet due. */
	resting: number;
	/** Due, and left for the next poll since the hour's calls are used up. */
	postponed: number;
}

/** Which orders to ask about now: the most overdue first, and no more than the hour allows. */
export function pickDue(
	candidates: ScheduledOrder[],
	memory: PaceMemory,
	{ mode, callsPerHour }: PaceSettings,
	now: number,
): Pick {
	const overdue = candidates
		.map((candidate) => {
			const asked = memory.orders[candidate.poId]?.asked ?? 0;
			return { poId: candidate.poId, late: (now - asked) / restOf(candidate, now) };
		})
		// A poll that comes a few seconds early is on time.
		.filter(({ late }) => mode === 'always' || late >= 0.98)
		.sort((one, other) => other.late - one.late);
	const ask = overdue.slice(0, allowance(memory, callsPerHour, now)).map(({ poId }) => poId);
	return {
		ask,
		resting: candidates.length - overdue.length,
		postponed: overdue.length - ask.length,
	};
}

/** Calls that may still be made in this hour. */
export function allowance(memory: PaceMemory, callsPerHour: number, now: number): number {
	const made = memory.calls
		.filter(({ at }) => at > now - HOUR)
		.reduce((sum, { count }) => sum + count, 0);
	return Math.max(callsPerHour - made, 0);
}

/**
 * Invoices come late: an order that has shipped is asked about them twice a day at most, unless it
 * moved.
 */
export function invoicesDue(memory: PaceMemory, poId: string, now: number): boolean {
	return now - (memory.orders[poId]?.invoices ?? 0) >= 12 * HOUR;
}

export function remember(
	memory: PaceMemory,
	poId: string,
	what: Partial<PaceMemory['orders'][string]>,
): void {
	memory.orders[poId] = { asked: 0, ...memory.orders[poId], ...what };
}

/** Keeps the memory small: calls of the last hour, and orders that are still followed. */
export function tidy(memory: PaceMemory, followed: string[], calls: number, now: number): void {
	const keep = new Set(followed);
	for (const poId of Object.keys(memory.orders)) if (!keep.has(poId)) delete memory.orders[poId];
	memory.calls = [
		...memory.calls.filter(({ at }) => at > now - HOUR),
		...(calls > 0 ? [{ at: now, count: calls }] : []),
	];
}

export function emptyMemory(): PaceMemory {
	return { orders: {}, calls: [] };
}
