import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeCredentialTestResult,
	IPollFunctions,
} from 'n8n-workflow';
import type { Send } from '../../lib/shared/http';
import { partnerHostsOf, partnerSettings } from '../../lib/tdsynnex/partner-api/hosts';
import { fetchToken } from '../../lib/tdsynnex/partner-api/token';
import { sendSigned, testResult } from '../shared/credential-test';
import { sendThrough } from '../shared/node-send';

const PARTNER_CREDENTIAL = 'tdSynnexPartnerApi';

type Context = IExecuteFunctions | IPollFunctions;

/**
 * The partner API behind the node's third credential; `undefined` when none is chosen. A credential
 * that cannot be used fails with its first call: the poll goes on without it.
 */
export async function partnerOf(
	context: Context,
): Promise<{ send: Send; baseUrl: string } | undefined> {
	if (context.getNode().credentials?.[PARTNER_CREDENTIAL] === undefined) return undefined;
	try {
		const { baseUrl } = partnerHostsOf(
			partnerSettings(await context.getCredentials(PARTNER_CREDENTIAL)),
		);
		return { baseUrl, send: partnerSend(context) };
	} catch (error) {
		return { baseUrl: '', send: () => Promise.reject(error as Error) };
	}
}

/** The Test button: fetches a token, which proves client id, secret and host. */
export async function tdSynnexPartnerApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await testResult(async () => {
		const data = credential.data ?? {};
		const { tokenUrl } = partnerHostsOf(partnerSettings(data));
		await fetchToken(
			data,
			sendSigned(this, async (options) => options),
		);
		return `Connected to ${new URL(tokenUrl).host}`;
	});
}

/**
 * n8n fetches a new token only when a 401 comes up as an error, so that this one status is not
 * taken for an answer at once; a second 401 is.
 */
function partnerSend(context: Context): Send {
	return sendThrough(async (options) => {
		const asked: IHttpRequestOptions = {
			...options,
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
		};
		try {
			return await context.helpers.httpRequestWithAuthentication.call(
				context,
				PARTNER_CREDENTIAL,
				asked,
			);
		} catch (error) {
			return isUnauthorised(error)
				? { statusCode: 401, headers: {}, body: '' }
				: await Promise.reject(error);
		}
	});
}

function isUnauthorised(error: unknown): boolean {
	const { httpCode, status, response } = (error ?? {}) as {
		httpCode?: unknown;
		status?: unknown;
		response?: { status?: unknown };
	};
	return [httpCode, status, response?.status].some((code) => String(code) === '401');
}
