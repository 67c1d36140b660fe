import { Problem, type Reach } from '../../shared/problem';
import type { Call, CallKind } from './call';

/** Why Autotask refused, in the words of its own screens, and what to do about it. */
export interface Cause {
	code: string;
	cause: string;
	remedy: string;
	/** Absent = `record`. */
	reach?: Reach;
	/** May go by itself. */
	passing?: boolean;
}

export interface Refusal {
	status: number;
	/** What Autotask said, cut to a few words. */
	said: string;
	call: Call;
}

/**
 * The cause behind a refusal: the first rule that fits. Texts come before statuses, because
 * Autotask gives 500 for most of what a person can mend.
 */
export function causeFor(refused: Refusal): Cause {
	const rule = RULES.find(({ fits }) => fits(refused));
	return rule ? rule.cause(refused) : unknownRefusal(refused);
}

/** The cause as a Problem about the call's record. */
export function problemAbout({ passing, ...cause }: Cause, { record }: Call): Problem {
	return new Problem({ ...cause, record, retryable: passing });
}

/**
 * The page where an API user's Username (Key), Password (Secret), Locked box and tracking
 * identifier are.
 */
const API_USER_PAGE =
	'Autotask: Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users, the API user';
const SECURITY_LEVELS =
	'Autotask: Admin > Organization Settings & Users > Resources/Users (HR) > Security Levels';
const DEED: Record<CallKind, string> = { read: 'read', update: 'edit', create: 'add' };

interface Rule {
	fits: (refused: Refusal) => boolean;
	cause: (refused: Refusal) => Cause;
}

const says =
	(pattern: RegExp) =>
	({ said }: Refusal) =>
		pattern.test(said);
const quoted = (said: string) => (said ? ` (“${said}”)` : '');

const RULES: Rule[] = [
	{
		// Seen with 429 and with other statuses.
		fits: says(/thread threshold|itgenatr005/i),
		cause: () => ({
			code: 'autotask-thread-limit',
			cause:
				'Autotask allows three calls at once to each kind of record, and another integration or run with the same tracking identifier is using them',
			remedy: 'Let runs that use the same API user follow one another.',
			passing: true,
		}),
	},
	{
		fits: (refused) =>
			says(/account has been locked/i)(refused) ||
			(refused.status === 401 && says(/locked/i)(refused)),
		cause: () => ({
			code: 'autotask-user-locked',
			reach: 'run',
			cause: 'Autotask has locked the API user after several wrong secrets',
			remedy: `Clear the Locked box (${API_USER_PAGE}), and correct the secret in every place that uses it before you run again.`,
		}),
	},
	{
		fits: ({ status }) => status === 401,
		cause: () => ({
			code: 'autotask-login-refused',
			reach: 'run',
			cause: 'Autotask refused the user name or secret',
			remedy: `Copy Username (Key) and Password (Secret) anew (${API_USER_PAGE}) into the Autotask API credential; check that the user is Active and not Locked. It was sent once: several wrong tries lock the user; a trigger asks again once its workflow was switched off and on.`,
		}),
	},
	{
		// Autotask goes on: "may not have the required permissions"; it cannot tell which.
		fits: says(/no matching records found/i),
		cause: notFound,
	},
	{
		fits: says(/impersonat/i),
		cause: ({ said, call }) => ({
			code: 'autotask-impersonation',
			reach: 'entity',
			cause: `Autotask does not let the API user act for the impersonated resource with ${call.entity}${quoted(said)}`,
			remedy: `Allow impersonation for this entity in the security levels of both (${SECURITY_LEVELS}), or empty Impersonation Resource ID in the credential.`,
		}),
	},
	{
		fits: (refused) =>
			refused.status === 403 ||
			says(/adequate permissions|not have (the )?(required )?permission/i)(refused),
		cause: ({ said, call }) => ({
			code: 'autotask-permission',
			reach: 'entity',
			cause: `The API user's security level does not let it ${DEED[call.kind]} ${call.entity}${quoted(said)}`,
			remedy: `Give the API user a security level that may ${DEED[call.kind]} ${call.entity} (${SECURITY_LEVELS}); check that the module is switched on and that the line of business is not restricted.`,
		}),
	},
	{
		fits: ({ status, said }) => status === 429 || /request threshold|requests per hour/i.test(said),
		cause: ({ said }) => ({
			code: 'autotask-rate-limit',
			reach: 'pause',
			cause: `Autotask takes no more calls for now: all integrations together have used the hourly limit${quoted(said)}`,
			remedy: 'Run again later; see which other integrations call Autotask.',
			passing: true,
		}),
	},
	{
		fits: ({ status, call }) => status === 500 && call.entity === 'zoneInformation',
		cause: () => ({
			code: 'autotask-user-unknown',
			reach: 'run',
			cause: 'Autotask knows no API user of this name',
			remedy: `Copy Username (Key) anew (${API_USER_PAGE}) into the Autotask API credential; it is not the e-mail address of the API user.`,
		}),
	},
	{
		fits: ({ status, call }) => status >= 400 && status < 500 && call.entity === 'zoneInformation',
		cause: ({ status }) => ({
			code: 'autotask-zone-url',
			reach: 'run',
			cause: `There is no Autotask zone lookup at the zone discovery URL (HTTP ${status})`,
			remedy:
				'Set it to https://webservices.autotask.net/ATServicesRest/ in the Autotask API credential.',
		}),
	},
	{
		// The zone lookup has proved the user name, and this call carries no value that could be wrong.
		fits: ({ status, call }) => status === 500 && call.provesLogin === true,
		cause: ({ said }) => ({
			code: 'autotask-tracking-identifier',
			reach: 'run',
			cause: `Autotask refused the first signed call with HTTP 500, as it does for a wrong tracking identifier${quoted(said)}`,
			remedy: `Copy the API tracking identifier anew (${API_USER_PAGE}) into the Autotask API credential.`,
		}),
	},
	{
		fits: ({ status }) => status === 502 || status === 503 || status === 504,
		cause: ({ status, said }) => ({
			code: 'autotask-busy',
			cause: `Autotask is not available at the moment (HTTP ${status}${said ? `, “${said}”` : ''})`,
			remedy: 'Run again in a few minutes.',
			passing: true,
		}),
	},
	{
		fits: says(/unable to find .+ in the .+ entity/i),
		cause: ({ said, call }) => ({
			code: 'autotask-field-unknown',
			cause: `${call.entity} has no such field${quoted(said)}`,
			remedy: 'Correct the field name; a user-defined field goes by its Name, not its label.',
		}),
	},
	{
		fits: says(/500 or fewer 'OR'/i),
		cause: ({ said }) => ({
			code: 'autotask-query-too-long',
			cause: `The query asks for more than 500 values at once${quoted(said)}`,
			remedy: 'Ask for fewer at a time.',
		}),
	},
	{
		fits: says(/picklist value/i),
		cause: ({ said }) => ({
			code: 'autotask-picklist',
			cause: `A drop-down field of Autotask does not have the value that was sent${quoted(said)}`,
			remedy:
				'Choose the value anew in the node; somebody may have removed it or made it inactive.',
		}),
	},
	{
		fits: says(/does not exist or is invalid/i),
		cause: ({ said }) => ({
			code: 'autotask-reference',
			cause: `A record that is referred to does not exist or is inactive${quoted(said)}`,
			remedy: 'Choose the record anew in the node; check that it is active in Autotask.',
		}),
	},
	{
		fits: says(/unexpected error/i),
		cause: ({ said }) => ({
			code: 'autotask-unexpected',
			cause: `Autotask met an error of its own${quoted(said)}`,
			remedy: 'Run again; if it stays, give the Error ID to Autotask Support.',
		}),
	},
	{
		fits: says(/http resource was found|no type was found/i),
		cause: ({ said, call }) => ({
			code: 'autotask-address-unknown',
			cause: `Autotask has no such address for ${call.entity}${quoted(said)}`,
			remedy: 'Check the zone discovery URL in the Autotask API credential.',
		}),
	},
	{
		fits: ({ status }) => status === 404,
		cause: notFound,
	},
	{
		fits: ({ status }) => status === 409,
		cause: ({ said }) => ({
			code: 'autotask-conflict',
			cause: `Somebody else changed the record at the same moment${quoted(said)}`,
			remedy: 'Run again: the next run reads the record anew.',
		}),
	},
];

function notFound({ call }: Refusal): Cause {
	return {
		code: 'autotask-not-found',
		cause: `There is no such record in ${call.entity}, or the API user may not see it`,
		remedy:
			'Check whether it was deleted meanwhile, and the line of business and security level of the API user.',
	};
}

function unknownRefusal({ status, said, call }: Refusal): Cause {
	return {
		code: 'autotask-refused',
		cause: `Autotask refused to ${DEED[call.kind]} ${call.entity}: ${said ? `“${said}”` : `HTTP ${status} without a reason`}`,
		remedy:
			call.kind === 'read'
				? 'Check the filter, and the zone discovery URL in the Autotask API credential.'
				: 'Correct the value that Autotask names, then run again.',
	};
}
