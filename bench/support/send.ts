import { Agent } from 'node:http';

import axios, { isAxiosError } from 'axios';

import { NoAnswer, type NoAnswerKind, type Send } from '../../lib/shared/http';

/** The package's HTTP port on axios, for scripts: n8n's helper is not there. Connections are kept open. */
export function axiosSend(headers: Record<string, string>): Send {
	const agent = new Agent({ keepAlive: true });
	return async ({ method, url, headers: own, body, timeoutMs }) => {
		const reply = await axios
			.request<string>({
				method,
				url,
				headers: { ...own, ...headers },
				data: body,
				timeout: timeoutMs,
				httpAgent: agent,
				responseType: 'text',
				transformResponse: (text: string) => text,
				validateStatus: () => true,
				maxRedirects: 0,
			})
			.catch((error: unknown) => {
				const code = isAxiosError(error) ? (error.code ?? '') : '';
				throw new NoAnswer(KINDS[code] ?? 'other', new URL(url).host, code || String(error));
			});
		return {
			status: reply.status,
			headers: Object.fromEntries(
				Object.entries(reply.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
			),
			body: reply.data,
		};
	};
}

const KINDS: Record<string, NoAnswerKind> = {
	ECONNREFUSED: 'refused',
	ENOTFOUND: 'lookup',
	ETIMEDOUT: 'timeout',
	ECONNABORTED: 'timeout',
	ECONNRESET: 'reset',
	EPIPE: 'reset',
};

/** The header names of Autotask's login. */
export function autotaskHeaders(login: {
	userName: string;
	secret: string;
	integrationCode: string;
}): Record<string, string> {
	return {
		UserName: login.userName,
		Secret: login.secret,
		ApiIntegrationCode: login.integrationCode,
	};
}
