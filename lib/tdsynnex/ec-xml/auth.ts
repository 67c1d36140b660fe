import { Problem } from '../../shared/problem';
import { checkPasted } from './element-fields';
import { type AccountSettings, hostsOf } from '../hosts';
import { escapeXml } from './xml';

const CREDENTIAL = 'TD SYNNEX EC API';

export interface EcLogin {
	userId: string;
	password: string;
	/** A user that may not order, for what only reads: his password does not expire. Empty = none. */
	readOnlyUserId?: string;
	readOnlyPassword?: string;
}

/**
 * Writes user id and password into the empty credential elements of a document of the EC XML
 * services: `<userName/>` and `<password/>`, or `<UserID/>` and `<Password/>`. This is the only
 * place where they appear; everything else builds its XML with the elements empty.
 *
 * @param url where the document goes; it must be one of the account's own hosts
 * @throws Problem, before anything is sent, when a value has blanks around it, is missing, or would
 * go elsewhere
 */
export function sign(xml: string, url: string, login: EcLogin, account: AccountSettings): string {
	checkPasted(CREDENTIAL, 'User ID', login.userId);
	checkPasted(CREDENTIAL, 'Password', login.password);
	checkPasted(CREDENTIAL, 'Customer Number', account.customerNumber);
	const { ecUrl, invoiceUrl } = hostsOf(account);
	if (![ecUrl, invoiceUrl].some((base) => url.startsWith(`${base}/`)))
		throw credentialProblem(
			'tdsynnex-foreign-host',
			`The request goes to ${hostIn(url)}, which is not a host of this credential's country and environment, so the password was not sent`,
			'Use this credential only with the nodes of this package, or set Environment to Custom and enter the host.',
		);
	const { userId, password } = loginFor(xml, login);
	const named = fill(xml, USER, userId);
	const signed = named && fill(named, PASSWORD, password);
	if (signed === undefined)
		throw credentialProblem(
			'tdsynnex-no-place-to-sign',
			'The request has no empty credential elements, so it was not sent',
			'Use this credential only with the nodes of this package.',
		);
	return signed;
}

/**
 * Prices, order states and freight are asked for by the read-only user where there is one; orders
 * and invoices never.
 */
function loginFor(xml: string, login: EcLogin): EcLogin {
	const { readOnlyUserId = '', readOnlyPassword = '' } = login;
	if (readOnlyUserId === '' && readOnlyPassword === '') return login;
	checkPasted(CREDENTIAL, 'Read-Only User ID', readOnlyUserId);
	checkPasted(CREDENTIAL, 'Read-Only Password', readOnlyPassword);
	const reads = READS.test(xml) && !ORDERS.test(xml);
	return reads ? { userId: readOnlyUserId, password: readOnlyPassword } : login;
}

/** The first such element filled in; `undefined` when there is none. */
function fill(xml: string, place: RegExp, value: string): string | undefined {
	return place.test(xml)
		? xml.replace(place, (_, name: string) => `<${name}>${escapeXml(value)}</${name}>`)
		: undefined;
}

function hostIn(url: string): string {
	return URL.canParse(url) ? new URL(url).host : 'an invalid address';
}

function credentialProblem(code: string, cause: string, remedy: string): Problem {
	const record = `${CREDENTIAL} credential`;
	return new Problem({ code, record, cause, remedy, reach: 'run' });
}

const READS = /<(priceRequest|OrderStatusRequest|FreightQuoteRequest)\b/;
const ORDERS = /<OrderRequest\b/;
const USER = /<(userName|UserID)(?:\s*\/>|><\/\1>)/;
const PASSWORD = /<([pP]assword)(?:\s*\/>|><\/\1>)/;
