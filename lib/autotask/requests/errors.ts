import { retryAfterMs } from '../../shared/backoff';
import type { WireResponse } from '../../shared/http';
import type { Call } from './call';
import { LONGEST_WAIT_MS, type Failure } from './retry-policy';
import { causeFor, problemAbout } from './error-messages';
import { excerptOf, isThreadLimit, isUnexpected, type Said, saidIn } from './said';

/**
 * What an answer other than 2xx means.
 *
 * Autotask answers 500 for an ordinary validation error, so a 500 says nothing about repeating: the
 * text decides, and only the thread limit, 429, 502, 503 and 504 are passing.
 *
 * @param now milliseconds since 1970, for a `Retry-After` that is a date
 */
export function refusalOf(response: WireResponse, call: Call, now: number): Failure {
	const said = saidIn(response.body);
	const cause = causeFor({ status: response.status, said: said.text, by: said.by, call });
	return {
		problem: problemAbout(cause, call),
		passing: cause.passing ?? false,
		untouched: isUntouched(response.status, said),
		waitMs: cause.passing
			? retryAfterMs(response.headers['retry-after'], now, LONGEST_WAIT_MS)
			: undefined,
	};
}

/**
 * A 2xx answer that cannot be read: cut off, a web page of a proxy, or another shape than the known
 * one.
 */
export function unreadable(response: WireResponse, detail: string, call: Call): Failure {
	const shown = excerptOf(response.body);
	const broken = detail === 'json';
	return {
		problem: problemAbout(
			{
				code: 'autotask-reply-unreadable',
				cause: broken
					? `Autotask's reply about ${call.entity} is cut off or not JSON${shown && `: “${shown}”`}`
					: `Autotask's reply about ${call.entity} has a different form than expected (${detail})`,
				remedy: broken
					? 'Run again. If the problem persists, check for a proxy between n8n and Autotask.'
					: 'Check the zone discovery URL in the Autotask API credential, and whether there is a newer version of this package.',
				passing: broken,
			},
			call,
		),
		passing: broken,
		untouched: false,
	};
}

/**
 * A 4xx of Autotask's own turns the call away. So does a 500 with its reasons, but not its
 * "unexpected error", after which the record may stand; and what a server or gateway in between
 * says, whatever its status, tells nothing of what lies behind. Only a login that is asked for
 * (401, a proxy's 407) comes before everything else.
 */
function isUntouched(status: number, said: Said): boolean {
	if (status === 401 || status === 407 || isThreadLimit(said.text)) return true;
	if (said.by !== 'autotask') return false;
	if (status >= 400 && status < 500) return status !== 408;
	return status === 500 && !isUnexpected(said.text);
}
