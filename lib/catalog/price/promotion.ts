/** The last day of a promotion is that of TD SYNNEX in California; summer time aside. */
const PACIFIC_MS = 8 * 3_600_000;

/**
 * Whether a promotion has ended since the source stated the cost. A file that was written after its
 * end states the cost of now, whatever old date stands in it. The last day itself counts.
 *
 * @param ends ISO date
 * @param stated ISO date of the price file; `null` for what is said at this moment
 * @param now in milliseconds since 1970
 */
export function isOverSince(ends: string | null, stated: string | null, now: number): boolean {
	if (ends === null || stated === null) return false;
	return stated <= ends && hasEnded(ends, now);
}

/**
 * Whether the last day of a promotion is over.
 *
 * @param ends ISO date
 * @param now in milliseconds since 1970
 */
export function hasEnded(ends: string, now: number): boolean {
	return ends < pacificDay(now);
}

/** The day at TD SYNNEX, as ISO date. */
export function pacificDay(ms: number): string {
	return new Date(ms - PACIFIC_MS).toISOString().slice(0, 10);
}
