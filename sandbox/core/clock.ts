/** The sandbox's own time: it runs with real time and can be turned forward, never back. */
export class SandboxClock {
	private offsetMs = 0;

	/** Milliseconds since 1970-01-01T00:00:00Z. */
	now(): number {
		return Date.now() + this.offsetMs;
	}

	date(): Date {
		return new Date(this.now());
	}

	/** UTC ISO 8601 with milliseconds. */
	iso(): string {
		return this.date().toISOString();
	}

	/** @throws RangeError for a negative or non-finite number: what has been recorded stays in order. */
	advance(seconds: number): void {
		if (!Number.isFinite(seconds) || seconds < 0) {
			throw new RangeError(`the clock turns forward only; ${seconds} seconds is no such step`);
		}
		this.offsetMs += seconds * 1000;
	}

	/** Back to real time. */
	reset(): void {
		this.offsetMs = 0;
	}
}
