/** @param key an endpoint of Autotask */
export type ThreadLimit = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * At most `limit` pieces of work at once per key; the others wait their turn, first come first
 * served.
 *
 * Autotask: three threads per tracking identifier and object endpoint; the fourth call is refused.
 */
export function createThreadLimit(limit: number): ThreadLimit {
	const semaphores = new Map<string, Semaphore>();

	return async function run<T>(key: string, work: () => Promise<T>): Promise<T> {
		const semaphore = semaphores.get(key) ?? { busy: 0, waiting: [] };
		semaphores.set(key, semaphore);
		await acquire(semaphore, limit);
		try {
			return await work();
		} finally {
			release(semaphore);
		}
	};
}

interface Semaphore {
	busy: number;
	waiting: Array<() => void>;
}

function acquire(semaphore: Semaphore, limit: number): Promise<void> | void {
	if (semaphore.busy < limit) {
		semaphore.busy += 1;
		return;
	}
	return new Promise((resolve) => semaphore.waiting.push(resolve));
}

/** The place goes straight to the next in line, so that a newcomer cannot take it. */
function release(semaphore: Semaphore): void {
	const next = semaphore.waiting.shift();
	if (next) next();
	else semaphore.busy -= 1;
}
