import { Problem } from '../../shared/problem';
import { mayReceiveSecret } from './zone';

/** What the Autotask API credential holds. */
export interface AutotaskLogin {
	userName: string;
	secret: string;
	/** The API tracking identifier. */
	integrationCode: string;
	zoneDiscoveryUrl: string;
	/** The id of a resource to write as; empty for none. */
	impersonationResourceId: string;
}

/**
 * The headers that sign a call. This is the only place where the secret appears.
 *
 * The zone look-up needs no login, so it gets none: a secret goes only where it is asked for.
 * Impersonation is asked for on writes alone, and only where the entity knows it: Autotask refuses
 * it anywhere else, and what it refuses is not written at all.
 *
 * @throws Problem, before anything is sent, when a value was pasted with blanks, is missing, cannot
 * travel in a header, or would go to a host that is not Autotask's
 */
export function signHeaders(
	{ method, url }: { method: string; url: string },
	login: AutotaskLogin,
): Record<string, string> {
	checkPasted('User Name', login.userName);
	checkPasted('Secret', login.secret);
	checkPasted('Tracking Identifier', login.integrationCode);
	if (!mayReceiveSecret(url, login.zoneDiscoveryUrl))
		throw credentialProblem(
			'autotask-foreign-host',
			`The request goes to ${hostIn(url)}, which is not Autotask's, so the secret was not sent`,
			'Check Zone Discovery URL. It can be your own host.',
		);
	if (isZoneLookUp(url)) return {};
	return {
		UserName: login.userName,
		Secret: login.secret,
		ApiIntegrationCode: login.integrationCode,
		...(isWrite(method, url) && impersonation(login.impersonationResourceId, url)),
	};
}

/**
 * A blank that came along with copy and paste makes Autotask refuse the login, and after a few
 * tries lock the user.
 */
function checkPasted(field: string, value: string): void {
	if (value === '')
		throw credentialProblem('autotask-credential-empty', `${field} is empty`, `Fill in ${field}.`);
	if (/^[\s\u200B]|[\s\u200B]$/.test(value))
		throw credentialProblem(
			'autotask-credential-blanks',
			`${field} begins or ends with a blank, so nothing was sent`,
			`Remove the blanks around ${field}. They usually come from copy and paste.`,
		);
	if (!/^[\x20-\x7e]+$/.test(value))
		throw credentialProblem(
			'autotask-credential-letters',
			`${field} contains a character that cannot be sent, such as a letter with an accent or a line break`,
			`Copy ${field} again from the API user's page in Autotask.`,
		);
}

function isZoneLookUp(url: string): boolean {
	return /\/zoneInformation$/i.test(new URL(url).pathname);
}

function isWrite(method: string, url: string): boolean {
	return method !== 'GET' && !/\/query(\/|$)/i.test(new URL(url).pathname);
}

/**
 * Where a write goes that may be made in another's name: entities whose records hold an
 * `impersonatorCreatorResourceID` (Autotask's field tables), by the short path that writes them.
 */
const IMPERSONATED = [
	'products',
	'products/notes',
	'inventoryitems',
	'inventorylocations',
	'purchaseorders',
	'companies',
	'companies/contacts',
	'companies/notes',
	'opportunities',
	'opportunities/salesorders',
	'salesorders',
	'quotes',
	'configurationitems',
	'tickets',
	'tickets/notes',
];

function knowsImpersonation(url: string): boolean {
	const [, below = ''] = new URL(url).pathname.toLowerCase().split(/\/v1\.0\//);
	return IMPERSONATED.includes(below.replace(/\/\d+(?=\/|$)/g, '').replace(/\/$/, ''));
}

function impersonation(resourceId: string, url: string): Record<string, string> {
	if (resourceId === '') return {};
	if (/^\d+$/.test(resourceId))
		return knowsImpersonation(url) ? { ImpersonationResourceId: resourceId } : {};
	throw credentialProblem(
		'autotask-credential-impersonation',
		'Impersonation Resource ID is not a number, so nothing was sent',
		'Enter the ID of the resource to write as, or leave the field empty.',
	);
}

function hostIn(url: string): string {
	return URL.canParse(url) ? new URL(url).host : 'an invalid address';
}

function credentialProblem(code: string, cause: string, remedy: string): Problem {
	const record = 'Autotask API credential';
	return new Problem({ code, record, cause, remedy, reach: 'run' });
}
