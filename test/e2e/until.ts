import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something is found. @throws naming what was waited for */
export async function until<T>(
	what: string,
	find: () => T | undefined,
	timeoutMs = 120_000,
): Promise<T> {
	for (const deadline = Date.now() + timeoutMs; ; await sleep(100)) {
		const found = find();
		if (found !== undefined) return found;
		if (Date.now() > deadline) throw new Error(`${what} did not come in ${timeoutMs / 1_000} s`);
	}
}
