import type { Clock } from './clock';
import { Problem, problemOf } from './problem';

/** Tries again, with growing pauses, what fails with a Problem that may pass. */
export async function persist<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		const outcome = await work().catch(problemOf);
		if (!(outcome instanceof Problem)) return outcome;
		if (!outcome.retryable || attempt === TRIES) throw outcome;
		await clock.sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1));
	}
}

export const TRIES = 4;
export const FIRST_PAUSE_MS = 1000;
