import { isoTime, type Clock } from '../../shared/clock';
import { isFinal, Problem } from '../../shared/problem';
import type { Threshold } from '../types';

export interface BudgetSetting {
	clock: Clock;
	/**
	 * Per cent of the hourly limit that may be used in total: by us and by everybody else. At 100
	 * nothing is held back: the count is read once, to prove the login, and Autotask itself is the
	 * limit.
	 */
	share: number;
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
export function createBudget({ clock, share, read }: BudgetSetting): Budget {
	let known: Reading | undefined;
	let pending: Promise<Threshold> | undefined;
	let since = 0;
	let underWay = 0;

	const readCount = (): Promise<Threshold> => {
		pending ??= readNow().finally(() => void (pending = undefined));
		return pending;
	};

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
		const threshold = await read();
		const allowed = Math.floor((threshold.limit * share) / 100);
		known = { threshold, used: threshold.used + unseen, allowed, at: clock.now() };
		since = 0;
		return threshold;
	}

	async function take(): Promise<void> {
		for (;;) {
			const age = clock.now() - (known?.at ?? 0);
			if (pending) await pending.catch(() => undefined);
			else if (!known) await readCount();
			else if (share >= 100) break;
			else if (age > LONGEST_BETWEEN_READINGS_MS || since >= callsBetweenReadings(known))
				await rereadCount(known);
			else if (known.used + since < known.allowed) break;
			else if (age > SHORTEST_BETWEEN_READINGS_MS || since > 0) await rereadCount(known);
			else throw usedUp(known, share, clock);
		}
		since += 1;
	}

	return {
		readCount,
		invalidate: () => void (known = undefined),
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

interface Reading {
	threshold: Threshold;
	/** Taken high: see above. */
	used: number;
	allowed: number;
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
function callsBetweenReadings({ allowed, used }: Reading): number {
	return Math.min(500, Math.max(25, Math.floor((allowed - used) / 4)));
}

function usedUp({ threshold, used, allowed }: Reading, share: number, clock: Clock): Problem {
	const { limit, timeframeMinutes } = threshold;
	const again = isoTime(clock.now() + timeframeMinutes * 60_000);
	return new Problem({
		code: 'autotask-budget-used',
		reach: 'pause',
		cause: `The ${allowed} Autotask calls that are allowed in ${timeframeMinutes} minutes (${share} % of ${limit}, across all integrations) are used up: ${used} were made`,
		remedy: `Run again, at the latest after ${again}. The run continues where it stopped. Or raise the share of the hourly limit.`,
		retryable: true,
	});
}
