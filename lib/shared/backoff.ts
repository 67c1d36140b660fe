import type { Clock } from './clock';
import { Problem, problemOf } from './problem';

/**
 * Repeats `work` until its outcome is final or the attempts are used up, and returns the last
 * outcome.
 *
 * @param attempts in all, the first included
 * @param pauseAfter milliseconds to wait after an outcome before the next attempt; `null` = it is
 * final
 */
export async function withBackoff<Outcome>(
	clock: Pick<Clock, 'sleep'>,
	attempts: number,
	work: () => Promise<Outcome>,
	pauseAfter: (outcome: Outcome, attempt: number) => number | null,
): Promise<Outcome> {
	for (let attempt = 1; ; attempt++) {
		const outcome = await work();
		if (attempt >= attempts) return outcome;
		const pause = pauseAfter(outcome, attempt);
		if (pause === null) return outcome;
		await clock.sleep(pause);
	}
}

/** Exponential backoff: the pause after an attempt, doubled each time. */
export function doubled(firstMs: number, attempt: number): number {
	return firstMs * 2 ** (attempt - 1);
}

/**
 * `Retry-After` as milliseconds from now: seconds or an HTTP date. What cannot be read, is past, or
 * is absent gives `undefined`; a wait that no run should sit through is cut to the longest one.
 */
export function retryAfterMs(
	header: string | undefined,
	now: number,
	longestMs: number,
): number | undefined {
	const text = header?.trim() ?? '';
	const wait = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
	return Number.isFinite(wait) && wait > 0 ? Math.min(wait, longestMs) : undefined;
}

/** Tries again, with growing pauses, what fails with a Problem that may pass. */
export async function retryTransient<T>(
	clock: Pick<Clock, 'sleep'>,
	work: () => Promise<T>,
	{ attempts, firstPauseMs } = { attempts: 4, firstPauseMs: 1000 },
): Promise<T> {
	const outcome = await withBackoff(
		clock,
		attempts,
		() => work().catch(problemOf),
		(ended, attempt) =>
			ended instanceof Problem && ended.retryable ? doubled(firstPauseMs, attempt) : null,
	);
	if (outcome instanceof Problem) throw outcome;
	return outcome;
}
