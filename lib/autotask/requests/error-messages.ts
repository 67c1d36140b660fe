import { Problem } from '../../shared/problem';
import type { WireRecord } from '../types';
import type { Call, CallKind } from './call';
import { LOGIN_RULES } from './login-errors';
import { type Cause, quoted, type Refusal, type RefusalRule, says } from './refusal-rule';
import { isThreadLimit, isUnexpected } from './said';

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

const SECURITY_LEVELS =
	'Autotask: Admin > Organization Settings & Users > Resources/Users (HR) > Security Levels';
const DEED: Record<CallKind, string> = { read: 'read', update: 'edit', create: 'add' };

/** Refused for the threads of the endpoint. */
export const THREAD_LIMIT = 'autotask-thread-limit';

const RULES: RefusalRule[] = [
	{
		// Seen with 429 and with other statuses.
		fits: ({ said }) => isThreadLimit(said),
		cause: () => ({
			code: THREAD_LIMIT,
			cause:
				'Autotask allows three simultaneous calls for each kind of record, and another integration or run with the same tracking identifier is using them',
			remedy: 'Do not run workflows that use the same API user at the same time.',
			passing: true,
		}),
	},
	...LOGIN_RULES,
	{
		// What is not Autotask's JSON is never an answer about a record, a right or a limit.
		fits: ({ status, by }) =>
			(by === 'page' || (by === 'text' && status !== 500)) &&
			![401, 502, 503, 504].includes(status),
		cause: foreignAnswer,
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
			remedy: `Allow impersonation for this entity in the security levels of both (${SECURITY_LEVELS}), or clear Impersonation Resource ID in the credential.`,
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
			remedy: `Give the API user a security level that is allowed to ${DEED[call.kind]} ${call.entity} (${SECURITY_LEVELS}). Check that the module is turned on and that the line of business is not restricted.`,
		}),
	},
	{
		fits: ({ status, said }) => status === 429 || /request threshold|requests per hour/i.test(said),
		cause: ({ said }) => ({
			code: 'autotask-rate-limit',
			reach: 'pause',
			cause: `Autotask accepts no more calls for now: all integrations together have used up the hourly limit${quoted(said)}`,
			remedy: 'Run again later. Find out which other integrations call Autotask.',
			passing: true,
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
			remedy: 'Correct the field name. For a user-defined field, use its Name, not its label.',
		}),
	},
	{
		fits: says(/500 or fewer 'OR'/i),
		cause: ({ said }) => ({
			code: 'autotask-query-too-long',
			cause: `The query asks for more than 500 values at once${quoted(said)}`,
			remedy: 'Request fewer at a time.',
		}),
	},
	{
		fits: says(/picklist value/i),
		cause: ({ said }) => ({
			code: 'autotask-picklist',
			cause: `A drop-down field of Autotask does not have the value that was sent${quoted(said)}`,
			remedy:
				'Select the value again in the node. Somebody may have removed it or made it inactive.',
		}),
	},
	{ fits: says(/does not exist or is invalid/i), cause: referenceRefused },
	{
		fits: ({ said }) => isUnexpected(said),
		cause: ({ said, call }) => ({
			code: 'autotask-unexpected',
			cause: `Autotask had an internal error${quoted(said)}`,
			remedy: 'Run again. If the problem persists, give the Error ID to Autotask Support.',
			// A refused value meets it each time; a reading does not.
			passing: call.kind === 'read',
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
			remedy: 'Run again. The next run reads the record again.',
		}),
	},
];

function notFound({ call }: Refusal): Cause {
	return {
		code: 'autotask-not-found',
		cause: `There is no such record in ${call.entity}, or the API user cannot see it`,
		remedy:
			'Check whether it was deleted, and check the line of business and security level of the API user.',
	};
}

function unknownRefusal(refused: Refusal): Cause {
	const { status, said, by, call } = refused;
	// a plain sentence that is none of the known ones is not Autotask's
	if (by === 'text') return foreignAnswer(refused);
	return {
		code: 'autotask-refused',
		cause: `Autotask refused to ${DEED[call.kind]} ${call.entity}: ${said ? `“${said}”` : `HTTP ${status} without a reason`}`,
		remedy: remedyOf(call),
	};
}

function remedyOf({ kind, body }: Call): string {
	if (kind !== 'read') return 'Correct the value that Autotask names, then run again.';
	const urls = 'check the zone discovery URL in the Autotask API credential.';
	return body === undefined
		? `Run again in a few minutes. If the problem persists, ${urls}`
		: `Check the filter that was used, and ${urls}`;
}

function foreignAnswer({ status, said, call }: Refusal): Cause {
	return {
		code: 'autotask-foreign-answer',
		cause: `Something between n8n and Autotask answered for ${call.entity} (HTTP ${status}${said ? `, “${said}”` : ', without a text'}), so nothing is known about the record`,
		remedy:
			'Run again. If the problem persists, check the zone discovery URL in the Autotask API credential and any proxy between n8n and Autotask.',
		passing: true,
	};
}

/**
 * `Reference value on field: defaultVendorID of type: Company does not exist or is invalid.`, or
 * the older wording.
 */
const NEWER = /field: *(\w+) of type: *(\w+)/i;
const OLDER = /\b(\w+): Value \S+ does not exist or is invalid/i;

/**
 * A reference to what is not there or inactive. Autotask checks the whole record at each write, so
 * the field may be one that was not sent: then it is the record that has to be corrected, and no
 * choice in the node helps.
 */
function referenceRefused({ said, call }: Refusal): Cause {
	const [, field = '', type = ''] = NEWER.exec(said) ?? OLDER.exec(said) ?? [];
	const code = 'autotask-reference';
	if (field === '' || call.kind === 'read' || holds(call.body, field))
		return {
			code,
			cause: `A record that is referred to does not exist or is inactive${quoted(said)}`,
			remedy: `Select ${field === '' ? 'the record' : `the record for ${field}`} again in the node. Check that it is active in Autotask.`,
		};
	const target = type === '' ? 'record' : type.toLowerCase();
	return {
		code,
		cause: `Autotask refuses every change to it, because its own ${field} names a ${target} that does not exist or is inactive${quoted(said)}`,
		remedy: `Open ${call.record || `the record in ${call.entity}`} in Autotask and give ${field} an active ${target}, or make that ${target} active again; this write did not set the field.`,
	};
}

function holds(body: unknown, field: string): boolean {
	return Object.keys((body ?? {}) as WireRecord).some(
		(name) => name.toLowerCase() === field.toLowerCase(),
	);
}
