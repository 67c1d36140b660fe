/** Autotask: three threads per tracking identifier and object endpoint. */
export const THREADS = 3;

/** Calls that we made ourselves, in every run of this process with one login. */
export interface OwnCalls {
	begin(now: number): void;
	end(): void;
	/** Begun, and not at their end. */
	underWay(): number;
	/** Begun since the process started. */
	total(): number;
	/** Those of the last so many minutes. */
	within(minutes: number, now: number): number;
}

/** Counts by the minute: one that is partly over counts whole. */
export function countOwnCalls(): OwnCalls {
	const minutes = new Map<number, number>();
	let [total, ended] = [0, 0];
	const minuteOf = (now: number) => Math.floor(now / 60_000);
	return {
		begin(now) {
			const minute = minuteOf(now);
			minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
			total += 1;
		},
		end: () => void (ended += 1),
		underWay: () => total - ended,
		total: () => total,
		within(count, now) {
			for (const minute of minutes.keys())
				if (minute < minuteOf(now) - count) minutes.delete(minute);
			return [...minutes.values()].reduce((sum, calls) => sum + calls, 0);
		},
	};
}

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
