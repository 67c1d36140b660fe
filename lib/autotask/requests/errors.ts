import { z } from 'zod';
import { retryAfterMs } from '../../shared/backoff';
import type { WireResponse } from '../../shared/http';
import type { Call } from './call';
import { LONGEST_WAIT_MS, type Failure } from './retry-policy';
import { causeFor, problemAbout } from './error-messages';

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
	const cause = causeFor({ status: response.status, said: said.text, call });
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
	const shown = snippet(response.body);
	const broken = detail === 'json';
	return {
		problem: problemAbout(
			{
				code: 'autotask-reply-unreadable',
				cause: broken
					? `Autotask's reply about ${call.entity} is cut off or no JSON${shown && `: “${shown}”`}`
					: `Autotask's reply about ${call.entity} has another form than expected (${detail})`,
				remedy: broken
					? 'Run again; if it stays, check for a proxy between n8n and Autotask.'
					: 'Check the zone discovery URL in the Autotask API credential, and whether a newer version of this package is out.',
				passing: broken,
			},
			call,
		),
		passing: broken,
		untouched: false,
	};
}

/** A few words of a body: no tags, one line, at most 200 characters. */
function snippet(body: string): string {
	const plain = body
		.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/gi, ' ')
		.replace(/<[^>]*>?/g, ' ')
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.trim();
	return plain.length > 200 ? `${plain.slice(0, 197)}...` : plain;
}

interface Said {
	text: string;
	/** Autotask's own list of errors, as against a server's or a proxy's page. */
	own: boolean;
}

/**
 * Three bodies are seen: `{"errors": [...]}`, ASP.NET's `{"Message": "..."}`, and plain text or
 * HTML.
 */
const failureBody = z.union([
	z
		.object({ errors: z.array(z.coerce.string()).min(1), errorId: z.coerce.string().optional() })
		.transform(({ errors, errorId }) => ({
			text: [...errors, ...(errorId === undefined ? [] : [`Error ID: ${errorId}`])].join(' '),
			own: true,
		})),
	z.object({ Message: z.string() }).transform(({ Message }) => ({ text: Message, own: true })),
]);

function saidIn(body: string): Said {
	try {
		const known = failureBody.safeParse(JSON.parse(body));
		if (known.success) return { ...known.data, text: snippet(known.data.text) };
	} catch {
		// no JSON: shown as it came
	}
	return { text: snippet(body), own: false };
}

/**
 * A 4xx turns the call away. So does a 500 with Autotask's own reasons, but not its "unexpected
 * error", after which the record may stand; and a gateway's 502, 503 or 504 tells nothing of what
 * lies behind.
 */
function isUntouched(status: number, { text, own }: Said): boolean {
	if (status >= 400 && status < 500) return status !== 408;
	return status === 500 && own && !/unexpected error/i.test(text);
}
