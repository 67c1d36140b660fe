import { z } from 'zod';
import { NoAnswer, type Send, type WireResponse } from '../../shared/http';
import { Problem } from '../../shared/problem';
import { checkPasted, type Fields, textOf } from '../ec-xml/element-fields';
import { noAnswerProblem } from '../ec-xml/reply-errors';
import { snippet } from '../ec-xml/xml';
import { jsonIn } from './documents';
import { type PartnerSettings, partnerHostsOf, partnerSettings } from './hosts';

const CREDENTIAL = 'TD SYNNEX Partner API';
const RECORD = `${CREDENTIAL} credential`;

/** A form post that brings an access token for two hours (OAuth2 client credentials). */
interface TokenRequest {
	url: string;
	headers: Record<string, string>;
	body: string;
}

/**
 * @param credential the fields of a TD SYNNEX Partner API credential
 * @throws Problem before anything is sent, when a value is missing or has blanks around it
 */
function tokenRequest(credential: Fields): TokenRequest {
	const text = textOf(credential);
	const login = { clientId: text('clientId'), clientSecret: text('clientSecret') };
	checkPasted(CREDENTIAL, 'Client ID', login.clientId);
	checkPasted(CREDENTIAL, 'Client Secret', login.clientSecret);
	return {
		url: partnerHostsOf(partnerSettings(credential)).tokenUrl,
		headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: login.clientId,
			client_secret: login.clientSecret,
		}).toString(),
	};
}

/**
 * Fetches an access token.
 *
 * @param credential the fields of a TD SYNNEX Partner API credential
 * @param send without a credential: the login is in the request
 * @throws Problem before anything is sent, when a value cannot be used; and when no token came.
 *   Only the token service's own refusal is about the login; a page, or no answer, is not
 */
export async function fetchToken(credential: Fields, send: Send): Promise<string> {
	const request = tokenRequest(credential);
	const response = await send({ method: 'POST', ...request }).catch(notReached);
	const read = TOKEN.safeParse(jsonIn(response.body));
	if (response.status < 300 && read.success) return read.data.access_token;
	throw noToken(response);
}

function notReached(error: unknown): never {
	if (!(error instanceof NoAnswer)) throw error;
	throw noAnswerProblem(error, { service: 'token', credential: CREDENTIAL });
}

/** What an answer without a token means (RFC 6749, 5.2: `{"error": "invalid_client"}`). */
function noToken({ status, body }: WireResponse): Problem {
	const refusal = REFUSAL.safeParse(jsonIn(body));
	const said = refusal.success ? refusal.data.error : snippet(body);
	const words = said === '' ? '' : ` (“${said}”)`;
	if ((refusal.success && status >= 400 && status < 500) || (status === 401 && body === ''))
		return credentialProblem({
			code: 'tdsynnex-partner-refused',
			cause: `TD SYNNEX refused the client ID or client secret${words}`,
			remedy:
				'Check the client ID, client secret, and environment. A new secret takes up to 10 minutes to work.',
		});
	if (status === 401 || status === 403)
		return credentialProblem({
			code: 'tdsynnex-partner-turned-away',
			cause: `The request for an access token was turned away with HTTP ${status}${words}, without a message of TD SYNNEX's token service`,
			remedy: 'Check whether a proxy or firewall between n8n and TD SYNNEX turns calls away.',
		});
	return new Problem({
		code: 'tdsynnex-partner-no-token',
		record: RECORD,
		cause: `TD SYNNEX's token service answered HTTP ${status} without an access token${words}`,
		remedy: `Try again in a few minutes. If the problem persists, check for a proxy between n8n and TD SYNNEX, and the host in the ${RECORD}.`,
		retryable: true,
	});
}

/**
 * The header that signs a call.
 *
 * @throws Problem when the call goes to a host that is not the credential's
 */
export function partnerHeader(
	url: string,
	accessToken: string,
	settings: PartnerSettings,
): Record<string, string> {
	if (!url.startsWith(`${partnerHostsOf(settings).baseUrl}/`))
		throw credentialProblem({
			code: 'tdsynnex-foreign-host',
			cause:
				'The request goes to a host that does not belong to this credential, so the token was not sent',
			remedy:
				'Use this credential only with the nodes of this package, or set Environment to Custom and enter the host.',
		});
	return { Authorization: `Bearer ${accessToken}` };
}

function credentialProblem(facts: { code: string; cause: string; remedy: string }): Problem {
	return new Problem({ ...facts, record: RECORD, reach: 'run' });
}

const TOKEN = z.object({ access_token: z.string().min(1) });
/** What says that the client is not known, or may not ask. */
const REFUSAL = z.object({
	error: z.enum(['invalid_client', 'unauthorized_client', 'invalid_grant', 'invalid_token']),
});
