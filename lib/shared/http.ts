/**
 * The one door through which every byte leaves and enters: nodes hand in n8n's own authenticated
 * helper, bench and scripts hand in axios, tests hand in a function.
 */

export interface WireRequest {
	method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	url: string;
	headers?: Record<string, string>;
	body?: string;
	/** Milliseconds until the call is given up. */
	timeoutMs?: number;
}

export interface WireResponse {
	status: number;
	/** Header names in lower case. */
	headers: Record<string, string>;
	body: string;
}

/**
 * Sends one request. Any HTTP status is an answer and is returned; only the absence of an answer
 * throws, as a {@link NoAnswer}.
 */
export type Send = (request: WireRequest) => Promise<WireResponse>;

/** Why no answer came. `lookup` = the name is unknown (DNS). */
export type NoAnswerKind =
	'refused' | 'lookup' | 'timeout' | 'reset' | 'certificate' | 'cancelled' | 'other';

/**
 * No answer came back: for a write this says nothing about whether it took effect, save where
 * `reached` is false.
 */
export class NoAnswer extends Error {
	override readonly name = 'NoAnswer';

	/**
	 * @param kind what was seen
	 * @param host the host that was called, for the message; never a URL with a query
	 * @param detail the code of the runtime, such as ECONNREFUSED or CERT_HAS_EXPIRED
	 * @param proxy host and port of the proxy that could not be reached; empty = the host itself
	 */
	constructor(
		readonly kind: NoAnswerKind,
		readonly host: string,
		readonly detail: string,
		readonly proxy = '',
	) {
		super(`no answer from ${proxy || host}: ${detail}`);
	}

	/**
	 * False only when the request certainly never left: the name is unknown, the port refused, the
	 * certificate was turned down.
	 */
	get reached(): boolean {
		return !['refused', 'lookup', 'certificate'].includes(this.kind);
	}
}

/** What to say where the proxy before the host could not be reached; `null` = it was not that. */
export function proxyDown({ proxy, detail }: NoAnswer): { cause: string; remedy: string } | null {
	if (proxy === '') return null;
	return {
		cause: `The proxy ${proxy} that n8n is set to use could not be reached: ${detail}`,
		remedy:
			'Start the proxy, or correct HTTPS_PROXY, HTTP_PROXY, and NO_PROXY of the machine or container that n8n runs on.',
	};
}
