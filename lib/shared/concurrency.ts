/** Autotask lets one integration make three calls at once on an endpoint. */
export const CONCURRENT_CALLS = 3;

/**
 * Works through `jobs` in order, at most `most` at a time. The first error stops the
 * hand-out of further jobs and is thrown when those under way have ended.
 */
export async function forEachConcurrently<T>(
	jobs: T[],
	work: (job: T) => Promise<void>,
	most = CONCURRENT_CALLS,
): Promise<void> {
	const failures: unknown[] = [];
	let next = 0;
	const worker = async () => {
		while (failures.length === 0 && next < jobs.length) {
			const job = jobs[next++] as T;
			try {
				await work(job);
			} catch (error) {
				failures.push(error);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(most, jobs.length) }, worker));
	if (failures.length > 0) throw failures[0];
}

/**
 * The results of all, in their order. Unlike `Promise.all`, a failure is thrown when the others
 * have ended: nothing goes on behind the back of who called.
 */
export async function allEnded<T extends readonly unknown[]>(works: {
	readonly [K in keyof T]: Promise<T[K]>;
}): Promise<T> {
	await Promise.allSettled(works);
	return (await Promise.all(works)) as unknown as T;
}
