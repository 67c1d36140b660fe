/**
 * What went wrong, in three parts that a technician can act on: which record, why (in the words of
 * the screens that he knows), and what to do. Codes are stable, for flows that branch on them.
 */
export interface ProblemFacts {
	/** Stable, kebab-case, such as `autotask-login-refused`. */
	code: string;
	/**
	 * The record it is about, such as `TDS-14152708`, `PO 16`, `price file 123456.zip, row 88`. Empty
	 * = the run as a whole.
	 */
	record?: string;
	/** One sentence. No secret, no stack. */
	cause: string;
	/** One sentence that starts with a verb. */
	remedy: string;
	/** Absent = `record`. */
	reach?: Reach;
	/** Whether running again without any change may help. */
	retryable?: boolean;
}

/**
 * What a failure ends, as the wire that met it knows. `record`: that record alone. `entity`: every
 * record of that entity would meet it, such as a right that is missing. `run`: every further call
 * would meet it, such as a refused login. `pause`: nothing is wrong, but no more can be done now,
 * and a later run goes on from there: the hour's calls are used up, or the run was cancelled.
 */
export type Reach = 'record' | 'entity' | 'run' | 'pause';

/**
 * A failure that a person can mend. Nodes turn it into n8n's own error, with the remedy as
 * description.
 */
export class Problem extends Error {
	override readonly name = 'Problem';
	readonly code: string;
	readonly record: string;
	override readonly cause: string;
	readonly remedy: string;
	readonly reach: Reach;
	readonly retryable: boolean;

	constructor(facts: ProblemFacts) {
		super(facts.record ? `${facts.record}: ${facts.cause}` : facts.cause);
		this.code = facts.code;
		this.record = facts.record ?? '';
		this.cause = facts.cause;
		this.remedy = facts.remedy;
		this.reach = facts.reach ?? 'record';
		this.retryable = facts.retryable ?? false;
	}
}

/** The error as a Problem; anything else is no failure of the trade and goes on upwards. */
export function problemOf(error: unknown): Problem {
	if (error instanceof Problem) return error;
	throw error;
}

/** Whether no further record can be handled in this run, of whatever entity. */
export function endsTheRun({ reach }: Problem): boolean {
	return reach === 'run' || reach === 'pause';
}

/**
 * Whether the next call of this run would fail as well, or do harm: another attempt is not worth
 * it.
 */
export function isFinal({ reach, retryable }: Problem): boolean {
	return reach === 'pause' || (reach === 'run' && !retryable);
}
