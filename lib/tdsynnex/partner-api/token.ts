import { z } from 'zod';
import { Problem } from '../../shared/problem';
import { checkPasted, type Fields, textOf } from '../ec-xml/element-fields';
import { type PartnerSettings, partnerHostsOf, partnerSettings } from './hosts';

const CREDENTIAL = 'TD SYNNEX Partner API';

/** A form post that brings an access token for two hours (OAuth2 client credentials). */
export interface TokenRequest {
	url: string;
	headers: Record<string, string>;
	body: string;
}

/**
 * @param credential the fields of a TD SYNNEX Partner API credential
 * @throws Problem before anything is sent, when a value is missing or has blanks around it
 */
export function tokenRequest(credential: Fields): TokenRequest {
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

/** @throws Problem when the reply holds no token */
export function readToken(reply: unknown): string {
	const read = TOKEN.safeParse(typeof reply === 'string' ? parsed(reply) : reply);
	if (read.success) return read.data.access_token;
	throw credentialProblem(
		'tdsynnex-partner-refused',
		'TD SYNNEX returned no access token',
		'Check the client ID, client secret, and environment. A new secret takes up to 10 minutes to work.',
	);
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
		throw credentialProblem(
			'tdsynnex-foreign-host',
			'The request goes to a host that does not belong to this credential, so the token was not sent',
			'Use this credential only with the nodes of this package, or set Environment to Custom and enter the host.',
		);
	return { Authorization: `Bearer ${accessToken}` };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function credentialProblem(code: string, cause: string, remedy: string): Problem {
	const record = `${CREDENTIAL} credential`;
	return new Problem({ code, record, cause, remedy, reach: 'run' });
}

const TOKEN = z.object({ access_token: z.string().min(1) });
