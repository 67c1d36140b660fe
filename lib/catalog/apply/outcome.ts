import type { Problem } from '../../shared/problem';
import type { FailureFacts } from './failures';
import type { Decision } from '../plan/decision';

/**
 * How an item came out. `deferred`: nothing was tried, or not all of it; running again does the
 * rest.
 */
export type ItemOutcome =
	'done' | 'planned' | 'unchanged' | 'held' | 'failed' | 'uncertain' | 'deferred';

export interface Applied {
	decision: Decision;
	outcome: ItemOutcome;
	productId: number | null;
	code: string;
	cause: string;
	remedy: string;
	/** Absent where nothing was tried. */
	usage?: ItemUsage;
}

/** What writing one item took. */
export interface ItemUsage {
	/** When it was through, in milliseconds since 1970. */
	at: number;
	ms: number;
	calls: number;
}

/** The same shape for a plan that is only shown. */
export function showPlan(decisions: Decision[]): Applied[] {
	return decisions.map((decision) =>
		isWrite(decision) ? result(decision, 'planned', decision.productId) : untouched(decision),
	);
}

/** Every item deferred, for a run that could not even read. */
export function deferAll(decisions: Decision[], problem: Problem): Applied[] {
	return decisions.map((decision) => result(decision, 'deferred', decision.productId, problem));
}

/** An item that needs no writing. */
export function untouched(decision: Decision): Applied {
	return result(
		decision,
		decision.action === 'skip' ? 'held' : 'unchanged',
		decision.productId,
		decision.action === 'skip'
			? { code: decision.code, cause: decision.reason, remedy: decision.remedy }
			: undefined,
	);
}

export function result(
	decision: Decision,
	outcome: ItemOutcome,
	productId: number | null,
	facts: FailureFacts = { code: '', cause: '', remedy: '' },
): Applied {
	const { code, cause, remedy } = facts;
	return { decision, outcome, productId, code, cause, remedy };
}

export function isWrite(decision: Decision): boolean {
	return decision.action === 'create' || decision.action === 'update';
}
