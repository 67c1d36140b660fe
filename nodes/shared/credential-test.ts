import type {
	ICredentialTestFunctions,
	IHttpRequestOptions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import type { Clock } from '../../lib/shared/clock';
import type { Send } from '../../lib/shared/http';
import { Problem } from '../../lib/shared/problem';
import { sendThrough } from './node-send';

/**
 * The one HTTP helper that n8n gives a credential test does not sign: the credential's own function
 * does.
 */
export function sendSigned(
	context: ICredentialTestFunctions,
	sign: (options: IHttpRequestOptions) => Promise<IHttpRequestOptions>,
): Send {
	return sendThrough(async (options) => {
		const { method, url, headers, body } = await sign(options);
		const { helpers } = context;
		return await helpers.request({
			method,
			uri: url,
			headers,
			body,
			timeout: TEST_TIMEOUT_MS,
			simple: false,
			followRedirect: false,
			resolveWithFullResponse: true,
		});
	});
}

/** What a Test button says: the message of the work, or why it failed and what to do. */
export async function testResult(work: () => Promise<string>): Promise<INodeCredentialTestResult> {
	try {
		return { status: 'OK', message: await work() };
	} catch (error) {
		return testFailure(error);
	}
}

/** A failed test, in our own sentences. */
function testFailure(error: unknown): INodeCredentialTestResult {
	const message =
		error instanceof Problem
			? `${error.message}. ${error.remedy}`
			: `${error instanceof Error ? error.message : String(error)}. Try again. If the problem persists, report it with this message.`;
	return { status: 'Error', message };
}

/** A person waits before the screen: what does not work at once is reported at once. */
export const IMPATIENT: Clock = {
	now: () => Date.now(),
	sleep: async () => {},
	random: () => 0,
};
const TEST_TIMEOUT_MS = 20_000;
