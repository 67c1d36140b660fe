import { isoTime, type Clock } from '../../shared/clock';
import { isFinal, Problem } from '../../shared/problem';
import type { HourlyCalls, Threshold } from '../types';

export interface BudgetSetting {
	clock: Clock;
	/**
	 * Per cent of the hourly limit that may be used: by us and by everybody else, and where
	 * `leaveFree` is given by us alone. At 100 nothing is held back: the count is read once, to prove
	 * the login, and Autotask itself is the limit.
	 */
	share: number;
	/**
	 * Per cent of the hourly limit that always stays free. Between the share and that, where others
	 * have used it, calls go on, the slower the fuller the hour.
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

/** Calls that we made ourselves, in every run of this process with one login. */
export interface OwnCalls {
	add(now: number): void;
	/** Those of the last so many minutes. */
	within(minutes: number, now: number): number;
}

/** Counts by the minute: one that is partly over counts whole. */
export function countOwnCalls(): OwnCalls {
	const minutes = new Map<number, number>();
	const minuteOf = (now: number) => Math.floor(now / 60_000);
	return {
		add(now) {
			const minute = minuteOf(now);
			minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
		},
		within(count, now) {
			for (const minute of minutes.keys())
				if (minute < minuteOf(now) - count) minutes.delete(minute);
			return [...minutes.values()].reduce((sum, calls) => sum + calls, 0);
		},
	};
}

/**
 * Autotask counts the calls of all integrations of a database in the last 60 minutes (10,000
 * allowed). We see only our own, so the count is read before the first call and again after some of
 * ours: the fewer are left, the sooner. It is read by one caller at a time, and the others wait for
 * it.
 *
 * The count is taken high: what was under way when it was read, and the reading itself, come on
 * top.
 */
export function createBudget(setting: BudgetSetting): Budget {
	const { clock, own = countOwnCalls() } = setting;
	let known: Reading | undefined;
	let pending: Promise<Threshold> | undefined;
	let [since, underWay] = [0, 0];

	const readCount = () => (pending ??= readNow().finally(() => void (pending = undefined)));

	/** A later reading that fails is made up for by our own count; the next one is due soon. */
	async function rereadCount(before: Reading): Promise<void> {
		await readCount().catch((error: unknown) => {
			if (!(error instanceof Problem) || isFinal(error)) throw error;
			known = { ...before, used: before.used + since, at: clock.now() };
			since = 0;
		});
	}

	async function readNow(): Promise<Threshold> {
		const unseen = underWay + 1;
		own.add(clock.now());
		const threshold = await setting.read();
		known = readingOf(threshold, unseen, setting);
		since = 0;
		return threshold;
	}

	async function take(): Promise<void> {
		for (;;) {
			if (pending) await pending.catch(() => undefined);
			else if (!known) await readCount();
			else if (setting.share >= 100) break;
			else if (isDue(known, since, clock.now())) await rereadCount(known);
			else if (hasRoom(known, since, ownOf(known))) break;
			else if (since > 0 || clock.now() > known.at + SHORTEST_BETWEEN_READINGS_MS)
				await rereadCount(known);
			else throw usedUp(known, ownOf(known), setting);
		}
		since += 1;
		own.add(clock.now());
		const pause = pauseOf(known, since);
		if (pause > 0) await clock.sleep(pause);
	}

	const ownOf = ({ threshold }: Reading) => own.within(threshold.timeframeMinutes, clock.now());

	return {
		readCount,
		invalidate: () => void (known = undefined),
		hour: () => (known ? hourOf(known, since, ownOf(known)) : null),
		async spend(work) {
			await take();
			underWay += 1;
			try {
				return await work();
			} finally {
				underWay -= 1;
			}
		},
	};
}

/** @param unseen calls that the count may not hold */
function readingOf(
	threshold: Threshold,
	unseen: number,
	{ clock, share, leaveFree }: BudgetSetting,
): Reading {
	const part = (percent: number) => Math.floor((threshold.limit * percent) / 100);
	const allowed = part(share);
	const ceiling = leaveFree === undefined ? allowed : Math.max(allowed, part(100 - leaveFree));
	return { threshold, used: threshold.used + unseen, allowed, ceiling, at: clock.now() };
}

function hourOf({ threshold, used }: Reading, since: number, own: number): HourlyCalls {
	return { limit: threshold.limit, used: used + since, own };
}

function isDue(known: Reading, since: number, now: number): boolean {
	return now > known.at + LONGEST_BETWEEN_READINGS_MS || since >= callsBetweenReadings(known);
}

/** One call of our share is kept for the next reading. */
function hasRoom({ used, allowed, ceiling }: Reading, since: number, own: number): boolean {
	return used + since < ceiling && (ceiling === allowed || own < allowed - 1);
}

interface Reading {
	threshold: Threshold;
	/** Taken high: see above. */
	used: number;
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
function pauseOf(known: Reading | undefined, since: number): number {
	if (known === undefined) return 0;
	const { used, allowed, ceiling } = known;
	const beyond = used + since - allowed;
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
	if (ceiling === allowed)
		return [
			`The ${allowed} Autotask calls that are allowed in ${timeframeMinutes} minutes (${share} % of ${limit}, across all integrations) are used up: ${used} were made`,
			'raise the share of the hourly limit',
		];
	if (own >= allowed - 1)
		return [
			`The ${allowed} Autotask calls that n8n can make in ${timeframeMinutes} minutes (${share} % of ${limit}) are used up; with those of other tools ${used} were made`,
			'raise Hourly Calls to Use',
		];
	return [
		`The ${ceiling} Autotask calls of ${timeframeMinutes} minutes that leave ${leaveFree} % of ${limit} free are used up: ${used} were made, ${own} of them by n8n and ${Math.max(0, used - own)} by other tools`,
		'lower Always Leave Free, or find the tool that makes so many calls',
	];
}
