import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { z } from 'zod';
import { NoAnswer, type NoAnswerKind, type Send, type WireResponse } from '../../lib/shared/http';
import { Problem } from '../../lib/shared/problem';
import { untilRefused } from './refused-login';

/** Longer than any answer seen of either system; a run must not hang on a dead connection. */
const DEFAULT_TIMEOUT_MS = 120_000;

/** The name of the credential type `AutotaskPsaApi`. */
export const AUTOTASK_CREDENTIAL = 'autotaskPsaApi';

type Context = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions;

/**
 * n8n's own HTTP helper as the package's `Send`: it brings the instance's proxy and TLS settings
 * and lets the credential sign the request, so that no node ever holds a secret.
 *
 * Redirects are not followed: the body or the headers of every request carry a secret.
 *
 * @throws NoAnswer when nothing came back; Problem when the credential refused to sign
 */
export function sendWith(context: Context, credentialType: string): Send {
	const send = sendThrough((options) =>
		context.helpers.httpRequestWithAuthentication.call(context, credentialType, options),
	);
	// TD SYNNEX refuses a password in its XML: a 401 is of a proxy, and may be gone at the next poll
	const isKept = credentialType === AUTOTASK_CREDENTIAL;
	return untilRefused(context, { credentialType, isKept }, send);
}

/** The same on any helper of n8n that answers `{statusCode, headers, body}`. */
export function sendThrough(helper: (options: IHttpRequestOptions) => Promise<unknown>): Send {
	return async (request) => {
		const options: IHttpRequestOptions = {
			method: request.method,
			url: request.url,
			headers: { ...request.headers },
			...(request.body === undefined ? {} : { body: request.body }),
			timeout: request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
			encoding: 'text',
			json: false,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		};
		let reply: unknown;
		try {
			reply = await helper(options);
		} catch (error) {
			throw asOurs(error, request.url);
		}
		return asWireResponse(reply);
	};
}

function asWireResponse(reply: unknown): WireResponse {
	const { statusCode, headers, body } = reply as {
		statusCode: number;
		headers: Record<string, unknown>;
		body: unknown;
	};
	return {
		status: statusCode,
		headers: Object.fromEntries(
			Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
		),
		body: typeof body === 'string' ? body : body == null ? '' : JSON.stringify(body),
	};
}

/** n8n wraps what went wrong, sometimes twice: the truth lies down the chain of causes. */
function asOurs(error: unknown, url: string): Error {
	const chain = causes(error);
	const problem = chain.find(isProblem);
	if (problem) return new Problem(problem);
	const code = chain.map(codeOf).find((found) => KINDS[found] !== undefined || isTls(found));
	if (code !== undefined)
		return new NoAnswer(kindOf(code), new URL(url).host, code, proxyIn(chain, new URL(url)));
	if (chain.some((link) => 'isAxiosError' in link && !('response' in link && link.response)))
		return new NoAnswer('other', new URL(url).host, chain.map(codeOf).find(Boolean) ?? 'unknown');
	return error instanceof Error ? error : new Error(String(error));
}

/**
 * The proxy that could not be reached: whoever was dialed or looked up is not the host of the call.
 * Nodes may not read n8n's environment, where proxies are set.
 */
function proxyIn(chain: object[], { hostname, port, protocol }: URL): string {
	const wanted = Number(port || (protocol === 'http:' ? 80 : 443));
	for (const link of chain) {
		const dialed = DIALED.safeParse(link);
		if (!dialed.success) continue;
		const { address, port: at, hostname: name } = dialed.data;
		if (at !== undefined && at !== wanted) return `${address ?? name ?? ''}:${at}`;
		if (name !== undefined && name !== hostname) return name;
	}
	return '';
}

const DIALED = z.object({
	syscall: z.enum(['connect', 'getaddrinfo']),
	address: z.string().optional(),
	port: z.number().optional(),
	hostname: z.string().optional(),
});

function causes(error: unknown): object[] {
	const chain: object[] = [];
	for (let link = error; typeof link === 'object' && link !== null && !chain.includes(link);) {
		chain.push(link);
		link = (link as { cause?: unknown }).cause ?? (link as { errors?: unknown[] }).errors?.[0];
	}
	return chain;
}

/** Credentials are bundled apart from nodes, so that `instanceof` does not hold between them. */
function isProblem(link: object): link is Problem {
	return (link as Error).name === 'Problem' && 'remedy' in link;
}

function codeOf(link: object): string {
	const { code } = link as { code?: unknown };
	return typeof code === 'string' ? code : '';
}

const KINDS: Record<string, NoAnswerKind> = {
	ECONNREFUSED: 'refused',
	ENOTFOUND: 'lookup',
	EAI_AGAIN: 'lookup',
	ETIMEDOUT: 'timeout',
	ECONNABORTED: 'timeout',
	ECONNRESET: 'reset',
	EPIPE: 'reset',
	ERR_CANCELED: 'cancelled',
	EHOSTUNREACH: 'other',
	ENETUNREACH: 'other',
	EPROTO: 'other',
};

/**
 * The codes with which Node's TLS turns a certificate down, before a byte of the request is sent.
 */
function isTls(code: string): boolean {
	return /CERT|^UNABLE_TO_|SELF_SIGNED|HOSTNAME_MISMATCH/.test(code);
}

function kindOf(code: string): NoAnswerKind {
	return KINDS[code] ?? 'certificate';
}
