/** Time and chance as ports, so that a test can turn both. */
export interface Clock {
	/** Now, in milliseconds since 1970-01-01T00:00:00Z. */
	now(): number;
	/** Resolves after `ms` milliseconds; rejects when the run is cancelled meanwhile. */
	sleep(ms: number): Promise<void>;
	/** A number in [0, 1), for jitter only. */
	random(): number;
}

/** The times that leave the package are UTC ISO 8601 without milliseconds. */
export function isoTime(ms: number): string {
	return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
