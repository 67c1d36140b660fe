/**
 * What went wrong, in three parts that a technician can act on: which record, why (in the words of
 * the screens that he knows), and what to do. Codes are stable, for flows that branch on them.
 */
export interface ProblemFacts {
	/** Stable, kebab-case, such as `autotask-login-refused`. */
	code: string;
	/** The record it is about, such as `TDS-14152708`, `PO 16`, `price file 123456.zip, row 88`. Empty = the run as a whole. */
	record?: string;
	/** One sentence. No secret, no stack. */
	cause: string;
	/** One sentence that starts with a verb. */
	remedy: string;
	/** Whether running again without any change may help. */
	retryable?: boolean;
}

/** A failure that a person can mend. Nodes turn it into n8n's own error, with the remedy as description. */
export class Problem extends Error {
	override readonly name = 'Problem';
	readonly code: string;
	readonly record: string;
	override readonly cause: string;
	readonly remedy: string;
	readonly retryable: boolean;

	constructor(facts: ProblemFacts) {
		super(facts.record ? `${facts.record}: ${facts.cause}` : facts.cause);
		this.code = facts.code;
		this.record = facts.record ?? '';
		this.cause = facts.cause;
		this.remedy = facts.remedy;
		this.retryable = facts.retryable ?? false;
	}
}

/** The Problem that was caught; anything else is no failure of the trade and goes on upwards. */
export function problemOf(error: unknown): Problem {
	if (error instanceof Problem) return error;
	throw error;
}

/** Going on after these would lock the user or do nothing but fail. */
export function endsTheRun({ code }: Problem): boolean {
	return FINAL.includes(code);
}

const FINAL = [
	'autotask-login-refused',
	'autotask-user-locked',
	'autotask-cancelled',
	'autotask-budget-used',
];
