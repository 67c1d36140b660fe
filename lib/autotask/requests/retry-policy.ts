import { doubled, withBackoff } from '../../shared/backoff';
import type { Clock } from '../../shared/clock';
import { Problem } from '../../shared/problem';
import type { CallKind } from './call';
import { THREAD_LIMIT } from './error-messages';

/** One attempt that failed, as the retry policies see it. */
export interface Failure {
	problem: Problem;
	/** The same call may succeed in a while. Never true for a refused login or a refused value. */
	passing: boolean;
	/** Certainly nothing was written: the call was turned away or never arrived. */
	untouched: boolean;
	/** How long the server asks us to wait, in milliseconds. */
	waitMs?: number;
}

export type AttemptOutcome<T> = { value: T } | { failure: Failure };

export interface RetrySetting {
	clock: Clock;
	/** Attempts in all, the first included. */
	attempts: number;
}

/**
 * Three policies in one place. Reads and updates are tried again while the failure is a passing
 * one. A create is tried again only when it certainly was not carried out; otherwise the record may
 * exist and the caller is told so. What is not passing (a refused login, a refused value) is never
 * repeated.
 */
export async function withRetries<T>(
	kind: CallKind,
	once: () => Promise<AttemptOutcome<T>>,
	{ clock, attempts }: RetrySetting,
): Promise<T> {
	const inDoubt = ({ untouched }: Failure) => kind === 'create' && !untouched;
	const outcome = await withBackoff(clock, Infinity, once, (ended, attempt) => {
		if ('value' in ended || inDoubt(ended.failure) || !ended.failure.passing) return null;
		if (attempt >= attemptsFor(kind, ended.failure, attempts)) return null;
		return ended.failure.waitMs ?? backoff(attempt, clock);
	});
	if ('value' in outcome) return outcome.value;
	const { failure } = outcome;
	throw inDoubt(failure) ? uncertain(failure.problem) : failure.problem;
}

/**
 * Another process that holds all threads does so for as long as its own run takes: minutes, where
 * a server that is busy or down is back, or is not, in seconds. A write that waited so long could
 * go over what a person has changed since the last look.
 */
function attemptsFor(kind: CallKind, { problem }: Failure, attempts: number): number {
	const isWorthIt = kind === 'read' && problem.code === THREAD_LIMIT && attempts > 1;
	return isWorthIt ? THREAD_ATTEMPTS : attempts;
}

/** One to two minutes in all. */
const THREAD_ATTEMPTS = 9;

const FIRST_WAIT_MS = 1000;
const LONGEST_BACKOFF_MS = 30_000;
/** Two minutes: longer waits are better spent with the run ended and started again. */
export const LONGEST_WAIT_MS = 120_000;

/**
 * Doubles from one second, each wait between half and the whole, so that parallel runs drift apart.
 */
function backoff(attempt: number, clock: Clock): number {
	const whole = Math.min(doubled(FIRST_WAIT_MS, attempt), LONGEST_BACKOFF_MS);
	return Math.round(whole * (0.5 + clock.random() / 2));
}

function uncertain(problem: Problem): Problem {
	return new Problem({
		code: 'autotask-create-uncertain',
		record: problem.record,
		cause: `It is not known whether Autotask created the record: ${problem.cause}`,
		remedy:
			'Do not create it yourself before you have looked for it in Autotask. Run again: the next run looks first, and uses what it finds.',
		retryable: true,
	});
}
