import { isoTime, type Clock } from '../../shared/clock';
import { isFinal, Problem } from '../../shared/problem';
import type { HourlyCalls, Threshold } from '../types';
import { countOwnCalls, type OwnCalls } from './call-limits';

export interface BudgetSetting {
	clock: Clock;
	/**
	 * Per cent of the hourly limit that may be used: by us and by everybody else, and where
	 * `leaveFree` is given by us alone. At 100 nothing is held back: the count is read once, to prove
	 * the login, and Autotask itself is the limit.
	 */
	share: number;
	/**
	 * Per cent of the hourly limit that always stays free, whatever the share. Between the share and
	 * that, where others have used it, calls go on, the slower the fuller the hour.
	 */
	leaveFree?: number;
	/** The calls of other runs beside this one's. */
	own?: OwnCalls;
	/** Reads `ThresholdInformation`: a call that counts itself. */
	read: () => Promise<Threshold>;
}

/** Lets calls through while the tenant's calls of the hour are below our share of the limit. */
export interface Budget {
	/** Runs the work when there is room, else throws before anything is sent. */
	spend<T>(work: () => Promise<T>): Promise<T>;
	/** Reads the count now. */
	readCount(): Promise<Threshold>;
	/** The count is in doubt (a call was refused for the limit): look before the next call. */
	invalidate(): void;
	/** The hour as far as it is known; `null` = the count was not read. */
	hour(): HourlyCalls | null;
}

/**
 * Autotask counts the calls of all integrations of a database in the last 60 minutes (10,000
 * allowed). We see only our own, so the count is read before the first call and again after some of
 * ours: the fewer are left, the sooner. It is read by one caller at a time, and the others wait for
 * it.
 *
 * The count is taken high: what was under way when it was read, and the reading itself, come on
 * top. Calls of other runs of this process come on top as they are made.
 */
export function createBudget(setting: BudgetSetting): Budget {
	const { clock, own = countOwnCalls() } = setting;
	let known: Reading | undefined;
	let pending: Promise<Threshold> | undefined;
	/** Calls of this run since the reading. */
	let since = 0;

	const readCount = () => (pending ??= readNow().finally(() => void (pending = undefined)));

	/** A later reading that fails is made up for by our own count; the next one is due soon. */
	async function rereadCount(before: Reading): Promise<void> {
		await readCount().catch((error: unknown) => {
			if (!(error instanceof Problem) || isFinal(error)) throw error;
			known = { ...before, used: usedNow(before, own), total: own.total(), at: clock.now() };
			since = 0;
		});
	}

	async function readNow(): Promise<Threshold> {
		const unseen = own.underWay() + 1;
		own.begin(clock.now());
		const total = own.total();
		const threshold = await setting.read().finally(own.end);
		known = readingOf(threshold, { unseen, total }, setting);
		since = 0;
		return threshold;
	}

	/** Begins a call when there is room. */
	async function begin(): Promise<void> {
		for (;;) {
			if (pending) await pending.catch(() => undefined);
			else if (!known) await readCount();
			else if (isWhole(setting)) break;
			else if (isDue(known, since, clock.now())) await rereadCount(known);
			else if (hasRoom(known, own, clock)) break;
			else if (since > 0 || clock.now() > known.at + SHORTEST_BETWEEN_READINGS_MS)
				await rereadCount(known);
			else throw usedUp(known, ownOf(known, own, clock), setting);
		}
		since += 1;
		own.begin(clock.now());
	}

	return {
		readCount,
		invalidate: () => void (known = undefined),
		hour: () => (known ? hourOf(known, own, clock) : null),
		async spend(work) {
			await begin();
			try {
				const pause = known ? pauseOf(known, own) : 0;
				if (pause > 0) await clock.sleep(pause);
				return await work();
			} finally {
				own.end();
			}
		},
	};
}

/** Nothing is held back. */
function isWhole({ share, leaveFree }: BudgetSetting): boolean {
	return share >= 100 && !leaveFree;
}

/**
 * @param before.unseen calls that the count may not hold
 * @param before.total our calls of the process until then
 */
function readingOf(
	threshold: Threshold,
	{ unseen, total }: { unseen: number; total: number },
	{ clock, share, leaveFree }: BudgetSetting,
): Reading {
	const part = (percent: number) => Math.floor((threshold.limit * percent) / 100);
	const ceiling = part(leaveFree === undefined ? share : 100 - leaveFree);
	const allowed = Math.min(part(share), ceiling);
	return { threshold, used: threshold.used + unseen, total, allowed, ceiling, at: clock.now() };
}

function hourOf(known: Reading, own: OwnCalls, clock: Clock): HourlyCalls {
	return {
		limit: known.threshold.limit,
		used: usedNow(known, own),
		own: ownOf(known, own, clock),
	};
}

/** The count as read, and the calls of this process since then. */
function usedNow({ used, total }: Reading, own: OwnCalls): number {
	return used + own.total() - total;
}

function ownOf({ threshold }: Reading, own: OwnCalls, clock: Clock): number {
	return own.within(threshold.timeframeMinutes, clock.now());
}

function isDue(known: Reading, since: number, now: number): boolean {
	return now > known.at + LONGEST_BETWEEN_READINGS_MS || since >= callsBetweenReadings(known);
}

/** One call of our share is kept for the next reading. */
function hasRoom(known: Reading, own: OwnCalls, clock: Clock): boolean {
	const { allowed, ceiling } = known;
	if (usedNow(known, own) >= ceiling) return false;
	return ceiling === allowed || ownOf(known, own, clock) < allowed - 1;
}

interface Reading {
	threshold: Threshold;
	/** Taken high: see above. */
	used: number;
	/** Calls of this process when it was read. */
	total: number;
	/** Calls of our share. */
	allowed: number;
	/** Calls of everybody together; more than our share where others use the hour. */
	ceiling: number;
	/** Milliseconds since 1970. */
	at: number;
}

/** Somebody else's burst is noticed within so long, if we call at all. */
const LONGEST_BETWEEN_READINGS_MS = 5 * 60_000;
/** When the share is used up, the count is not read more often than this. */
const SHORTEST_BETWEEN_READINGS_MS = 30_000;

/**
 * A reading for every quarter of what is left, but no fewer than 25 and no more than 500 calls
 * apart.
 */
function callsBetweenReadings({ ceiling, used }: Reading): number {
	return Math.min(500, Math.max(25, Math.floor((ceiling - used) / 4)));
}

/** Between the share and what stays free: from nothing to a second, as the hour fills. */
function pauseOf(known: Reading, own: OwnCalls): number {
	const { allowed, ceiling } = known;
	const beyond = usedNow(known, own) - allowed;
	if (beyond <= 0 || ceiling <= allowed) return 0;
	return Math.min(1, beyond / (ceiling - allowed)) * LONGEST_PAUSE_MS;
}

const LONGEST_PAUSE_MS = 1_000;

function usedUp(known: Reading, own: number, setting: BudgetSetting): Problem {
	const { timeframeMinutes } = known.threshold;
	const again = isoTime(setting.clock.now() + timeframeMinutes * 60_000);
	const [cause, also] = whyUsedUp(known, own, setting);
	return new Problem({
		code: 'autotask-budget-used',
		reach: 'pause',
		cause,
		remedy: `Run again, at the latest after ${again}. The run continues where it stopped. Or ${also}.`,
		retryable: true,
	});
}

function whyUsedUp(
	{ threshold, used, allowed, ceiling }: Reading,
	own: number,
	{ share, leaveFree }: BudgetSetting,
): [cause: string, also: string] {
	const { limit, timeframeMinutes } = threshold;
	if (leaveFree === undefined)
		return [
			`The ${allowed} Autotask calls that are allowed in ${timeframeMinutes} minutes (${share} % of ${limit}, across all integrations) are used up: ${used} were made`,
			'raise the share of the hourly limit',
		];
	if (ceiling > allowed && own >= allowed - 1)
		return [
			`The ${allowed} Autotask calls that n8n can make in ${timeframeMinutes} minutes (${share} % of ${limit}) are used up; with those of other tools ${used} were made`,
			'raise Hourly Calls to Use',
		];
	return [
		`The ${ceiling} Autotask calls of ${timeframeMinutes} minutes that leave ${leaveFree} % of ${limit} free are used up: ${used} were made, ${own} of them by n8n and ${Math.max(0, used - own)} by other tools`,
		'lower Always Leave Free, or find the tool that makes so many calls',
	];
}
