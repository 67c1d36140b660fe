import axios, { AxiosError } from 'axios';
import { NoAnswer, type NoAnswerKind, type Send, type WireRequest } from '../../lib/shared/http';

/** Adds what a credential type's `authenticate` would add. */
export type Sign = (request: WireRequest) => WireRequest | Promise<WireRequest>;

/** `Send` outside of n8n: for bench, demo and loopback tests. Statuses never throw; redirects are not followed. */
export function axiosSend(sign: Sign = (request) => request): Send {
	return async (request) => {
		const { method, url, headers, body, timeoutMs } = await sign(request);
		try {
			const reply = await axios.request<string>({
				method,
				url,
				headers,
				data: body,
				timeout: timeoutMs ?? 120_000,
				responseType: 'text',
				transformResponse: (text: string) => text,
				validateStatus: () => true,
				maxRedirects: 0,
				proxy: false,
			});
			return { status: reply.status, headers: plain(reply.headers), body: reply.data ?? '' };
		} catch (error) {
			throw error instanceof AxiosError ? asNoAnswer(error, url) : error;
		}
	};
}

/** Signs as the credential AutotaskPsaApi does. */
export function autotaskSign(login: {
	userName: string;
	secret: string;
	integrationCode: string;
}): Sign {
	return (request) => ({
		...request,
		headers: {
			...request.headers,
			UserName: login.userName,
			Secret: login.secret,
			ApiIntegrationCode: login.integrationCode,
		},
	});
}

function plain(headers: object): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

function asNoAnswer(error: AxiosError, url: string): NoAnswer {
	const code = error.code ?? 'unknown';
	return new NoAnswer(KINDS[code] ?? kindOfTls(code), new URL(url).host, code);
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
};

function kindOfTls(code: string): NoAnswerKind {
	return /CERT|^UNABLE_TO_|SELF_SIGNED/.test(code) ? 'certificate' : 'other';
}
