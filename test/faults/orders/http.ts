import { NoAnswer, type NoAnswerKind, type Send } from '../../../lib/shared/http';

/** Node's own HTTP as a `Send`: statuses are answers, only silence throws. */
export function httpSend(headers: Record<string, string> = {}): Send {
	return async (request) => {
		const controller = AbortSignal.timeout(request.timeoutMs ?? 60_000);
		try {
			const response = await fetch(request.url, {
				method: request.method,
				headers: { ...request.headers, ...headers },
				body: request.body,
				redirect: 'manual',
				signal: controller,
			});
			return {
				status: response.status,
				headers: Object.fromEntries(response.headers.entries()),
				body: await response.text(),
			};
		} catch (error) {
			throw new NoAnswer(kindOf(error), new URL(request.url).host, String(causeCode(error)));
		}
	};
}

function causeCode(error: unknown): string {
	const { name, cause } = error as { name?: string; cause?: { code?: string } };
	return cause?.code ?? name ?? 'unknown';
}

function kindOf(error: unknown): NoAnswerKind {
	const code = causeCode(error);
	if (code === 'TimeoutError') return 'timeout';
	if (code === 'ECONNREFUSED') return 'refused';
	return ['ECONNRESET', 'UND_ERR_SOCKET'].includes(code) ? 'reset' : 'other';
}
