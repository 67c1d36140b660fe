import { isoTime } from '../../shared/clock';
import { Problem } from '../../shared/problem';
import { oneLine } from './journal';
import type { Journal, JournalLine, LogEntry } from './types';
import type { Answer, OrderState } from '../types';

/** What may happen to an order. Times are UTC ISO 8601. */
export type JournalEvent =
	/** The right to send is taken: the one way into CLAIMED. */
	| { kind: 'claimed'; time: string; token: string; settle: number; draft: Draft }
	/** Whoever holds the claim is about to post: from now on an order may exist. */
	| { kind: 'posting'; time: string }
	/** Whoever holds the claim knows that nothing was sent. */
	| { kind: 'released'; time: string; why: string }
	| { kind: 'answered'; time: string; answer: Answer; lines: JournalLine[]; why: string }
	/** No clear answer came, or a run is gone that was posting. */
	| { kind: 'doubted'; time: string; why: string }
	/** The answer is written into Autotask's own fields. */
	| { kind: 'recorded'; time: string; note: string };

/** What is fixed about an order as it is claimed. */
export type Draft = Pick<
	Journal,
	| 'poId'
	| 'poNumber'
	| 'revision'
	| 'environment'
	| 'customerNumber'
	| 'payloadHash'
	| 'parts'
	| 'lines'
>;

/**
 * The order's next journal. Pure. Only an order without a journal, a PLANNED one, or one that
 * {@link reopen} has made PLANNED may be claimed; everything else is refused with a Problem
 * `order-state`, which no run should ever see.
 */
export function advance(journal: Journal | null, event: JournalEvent): Journal {
	if (event.kind === 'claimed') return claimed(journal, event);
	if (journal === null) throw illegal('no order', event);
	switch (event.kind) {
		case 'released':
			return only(['CLAIMED', 'POSTING'], journal, event, {
				state: 'PLANNED',
				uncertainSince: '',
				reason: event.why,
			});
		case 'posting':
			return only(['CLAIMED'], journal, event, { state: 'POSTING' });
		case 'answered':
			return only(['POSTING', 'UNCERTAIN'], journal, event, {
				state: event.answer,
				answer: event.answer,
				lines: event.lines,
				uncertainSince: '',
				reason: event.why,
			});
		case 'doubted':
			return only(['CLAIMED', 'POSTING', 'UNCERTAIN'], journal, event, {
				state: 'UNCERTAIN',
				uncertainSince: journal.uncertainSince || postedAt(journal),
				reason: event.why,
			});
		case 'recorded':
			return only(['ACCEPTED', 'PARTIAL', 'HELD'], journal, event, { state: 'RECORDED' });
	}
}

/**
 * A sent or rejected order made PLANNED again: for a new revision, or for another try after the
 * waiting window by the user's own choice. The one who calls has checked that it may be.
 */
export function reopen(journal: Journal, why: 'revision' | 'sendAgain'): Journal {
	return {
		...journal,
		state: 'PLANNED',
		answer: null,
		uncertainSince: '',
		reason: '',
		attempt: why === 'revision' ? 0 : journal.attempt,
	};
}

/** Whether two journals are of one order: same PO, revision and try. */
export function sameTry(one: Journal, other: Journal): boolean {
	return (
		one.poId === other.poId && one.revision === other.revision && one.attempt === other.attempt
	);
}

/**
 * What to keep when Autotask's memo has changed while we worked: a clear answer is never
 * overwritten by a doubt, nor a later revision or try by an earlier one.
 */
export function mergeJournals(found: Journal | null, ours: Journal): Journal {
	if (found === null) return ours;
	const winner = progressOf(found) > progressOf(ours) ? found : ours;
	return { ...winner, log: mergeLogs(found.log, ours.log) };
}

/**
 * How far an order has come; greater = further, and less to be sent. What became of one try of a
 * revision counts more than that another try was begun: an answer is never lost to a claim.
 */
export function progressOf(journal: Journal): number {
	return (
		journal.revision * 1_000_000 +
		STAGE[journal.state] * 100_000 +
		Math.min(journal.attempt, 99_999)
	);
}

/** When an order that may exist was posted, at the earliest. */
export function postedAt(journal: Journal): string {
	if (journal.state === 'POSTING') return journal.changed;
	return journal.uncertainSince || journal.claim.time;
}

/** Milliseconds since 1970 of a time in the journal; 0 for one that is damaged. */
export function timeMs(time: string): number {
	const value = Date.parse(time);
	return Number.isNaN(value) ? 0 : value;
}

/**
 * How far a time in the journal lies back; a time in the future (another machine's clock) counts as
 * now.
 */
export function age(time: string, now: number): number {
	return Math.max(now - timeMs(time), 0);
}

export function after(time: string, milliseconds: number): string {
	return isoTime(timeMs(time) + milliseconds);
}

function claimed(
	journal: Journal | null,
	event: Extract<JournalEvent, { kind: 'claimed' }>,
): Journal {
	if (journal !== null && journal.state !== 'PLANNED') throw illegal(journal.state, event);
	const attempt = (journal?.attempt ?? 0) + 1;
	return {
		...event.draft,
		state: 'CLAIMED',
		answer: null,
		attempt,
		claim: { token: event.token, time: event.time, settle: event.settle },
		changed: event.time,
		uncertainSince: '',
		reason: '',
		log: [
			...(journal?.log ?? []),
			{ time: event.time, text: `sending as PO ${event.draft.poNumber}` },
		],
		folded: journal?.folded ?? 0,
	};
}

function only(
	from: OrderState[],
	journal: Journal,
	event: Exclude<JournalEvent, { kind: 'claimed' }>,
	change: Partial<Journal>,
): Journal {
	if (!from.includes(journal.state)) throw illegal(journal.state, event);
	const next = { ...journal, ...change, changed: event.time };
	const text = describe(journal, next, event);
	return text === '' ? next : { ...next, log: [...journal.log, { time: event.time, text }] };
}

/** A memo has room for the beginning of a long reason. */
export function sameReason(one: Journal, other: Journal): boolean {
	return oneLine(one.reason) === oneLine(other.reason);
}

/** A doubt that stays a doubt is no change. */
function describe(
	before: Journal,
	next: Journal,
	event: Exclude<JournalEvent, { kind: 'claimed' }>,
): string {
	if (event.kind === 'recorded') return event.note;
	if (event.kind === 'doubted' && before.state === 'UNCERTAIN' && sameReason(before, next))
		return '';
	if (event.kind === 'posting') return '';
	const numbers = [...new Set(next.lines.flatMap((line) => line.orderNumbers))];
	const orders = numbers.length > 0 ? `, order ${numbers.join(', ')}` : '';
	const why = event.why === '' ? '' : `: ${event.why}`;
	return event.kind === 'answered'
		? `${next.state.toLowerCase()}${orders}${why}`
		: `${event.kind === 'released' ? 'not sent' : 'uncertain'}${why}`;
}

function mergeLogs(one: LogEntry[], other: LogEntry[]): LogEntry[] {
	const seen = new Set<string>();
	return [...one, ...other]
		.filter(({ time, text }) => {
			const key = `${time} ${text}`;
			return !seen.has(key) && seen.add(key);
		})
		.sort((first, second) => timeMs(first.time) - timeMs(second.time));
}

function illegal(state: string, event: JournalEvent): Problem {
	return new Problem({
		code: 'order-state',
		cause: `an order that is ${state} cannot be ${event.kind}`,
		remedy: 'Report this as a bug of the package, with the General Memo of the purchase order.',
	});
}

const STAGE: Record<OrderState, number> = {
	PLANNED: 0,
	CLAIMED: 1,
	POSTING: 2,
	UNCERTAIN: 3,
	REJECTED: 4,
	HELD: 5,
	PARTIAL: 5,
	ACCEPTED: 5,
	RECORDED: 6,
};
