import { z } from 'zod';
import type { NoAnswer, NoAnswerKind, WireResponse } from '../http';
import { Problem } from '../problem';
import type { Call } from './call';
import { retryAfterMs, type Failure } from './retry';
import { causeFor, type Cause } from './words';

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
		problem: problemOf(cause, call),
		passing: cause.passing ?? false,
		untouched: isUntouched(response.status, said),
		waitMs: cause.passing ? retryAfterMs(response.headers['retry-after'], now) : undefined,
	};
}

/** What the absence of an answer means: certainly not carried out only when it never arrived. */
export function absenceOf(noAnswer: NoAnswer, call: Call): Failure {
	const cause = ABSENT[noAnswer.kind](noAnswer);
	return {
		problem: problemOf({ ...cause, code: `autotask-${noAnswer.kind}` }, call),
		passing: cause.passing ?? false,
		untouched: !noAnswer.reached,
	};
}

/** A 2xx answer that cannot be read: cut off, a web page of a proxy, or another shape than the known one. */
export function unreadable(response: WireResponse, detail: string, call: Call): Failure {
	const shown = snippet(response.body);
	const broken = detail === 'json';
	return {
		problem: problemOf(
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

/** The run was cancelled before the call was sent. */
export function cancelled(call: Call): Problem {
	return problemOf({ ...ABSENT.cancelled(), code: 'autotask-cancelled' }, call);
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

/** Three bodies are seen: `{"errors": [...]}`, ASP.NET's `{"Message": "..."}`, and plain text or HTML. */
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
 * A 4xx turns the call away. So does a 500 with Autotask's own reasons, but not its "unexpected error",
 * after which the record may stand; and a gateway's 502, 503 or 504 tells nothing of what lies behind.
 */
function isUntouched(status: number, { text, own }: Said): boolean {
	if (status >= 400 && status < 500) return status !== 408;
	return status === 500 && own && !/unexpected error/i.test(text);
}

function problemOf(cause: Cause, call: Call): Problem {
	return new Problem({
		code: cause.code,
		record: call.record,
		cause: cause.cause,
		remedy: cause.remedy,
		retryable: cause.passing,
	});
}

const ABSENT: Record<NoAnswerKind, (noAnswer?: NoAnswer) => Omit<Cause, 'code'>> = {
	lookup: (seen) => ({
		cause: `The host ${seen?.host} is not known`,
		remedy:
			'Check the zone discovery URL in the Autotask API credential, and the name service of the machine that n8n runs on.',
		passing: true,
	}),
	refused: (seen) => ({
		cause: `${seen?.host} refused the connection`,
		remedy:
			'Check the zone discovery URL in the Autotask API credential, and that a firewall lets n8n out to it.',
		passing: true,
	}),
	certificate: (seen) => ({
		cause: `The certificate of ${seen?.host} was not accepted: ${certificateWords(seen?.detail ?? '')}`,
		remedy:
			'Check the zone discovery URL and the clock of the machine that n8n runs on; if a proxy opens TLS, give n8n its certificate.',
	}),
	timeout: (seen) => ({
		cause: `${seen?.host} did not answer in time`,
		remedy: 'Run again in a few minutes.',
		passing: true,
	}),
	reset: (seen) => ({
		cause: `${seen?.host} broke the connection off before it had answered`,
		remedy: 'Run again in a few minutes.',
		passing: true,
	}),
	cancelled: () => ({
		cause: 'The run was cancelled',
		remedy: 'Run again when you are ready: what is done stays done.',
	}),
	other: (seen) => ({
		cause: `${seen?.host} could not be reached: ${seen?.detail}`,
		remedy: 'Check the zone discovery URL in the Autotask API credential and the network of n8n.',
		passing: true,
	}),
};

function certificateWords(code: string): string {
	return CERTIFICATE[code] ?? code;
}

const CERTIFICATE: Record<string, string> = {
	CERT_HAS_EXPIRED: 'it has expired',
	CERT_NOT_YET_VALID: 'it is not valid yet',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'it is signed by itself',
	SELF_SIGNED_CERT_IN_CHAIN: 'its chain holds a certificate signed by itself',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its issuer is not known',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its issuer is not known',
	ERR_TLS_CERT_ALTNAME_INVALID: 'it belongs to another host',
};
