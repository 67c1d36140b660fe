import type { Call } from './call';
import { quoted, type RefusalRule, says } from './refusal-rule';

/**
 * The page where an API user's Username (Key), Password (Secret), Locked box and tracking
 * identifier are.
 */
const API_USER_PAGE =
	'Autotask: Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users, the API user';

/**
 * What is said against the login, and before any record is asked for. Only the known sentences
 * prove that a part of the credential is wrong; whatever else fails here may pass, and is quoted.
 */
export const LOGIN_RULES: RefusalRule[] = [
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
		// Sent once all the same: who knows what it did behind the page.
		fits: ({ status, by, said }) => status === 401 && by === 'page' && said !== '',
		cause: ({ said }) => ({
			code: 'autotask-turned-away',
			reach: 'run',
			cause: `The call was refused with HTTP 401 and a page that is not Autotask's${quoted(said)}`,
			remedy:
				'Check whether a proxy or firewall between n8n and Autotask requires its own login, and whether the zone discovery URL in the Autotask API credential is correct. The login was sent only once, to avoid locking the user.',
		}),
	},
	{
		fits: ({ status }) => status === 401,
		cause: () => ({
			code: 'autotask-login-refused',
			reach: 'run',
			cause: 'Autotask refused the user name or secret',
			remedy: `Copy Username (Key) and Password (Secret) again (${API_USER_PAGE}) into the Autotask API credential. Check that the user is Active and not Locked. The login was sent only once, because several wrong tries lock the user. A trigger tries again after you turn its workflow off and on.`,
		}),
	},
	{
		// The sentence for an unknown user; any other 500 of the lookup proves nothing.
		fits: (refused) =>
			refused.call.entity === 'zoneInformation' &&
			says(
				/zone information could not be determined|(user|username).{0,40}(not (be )?(found|determined|exist)|invalid|unknown)/i,
			)(refused),
		cause: () => ({
			code: 'autotask-user-unknown',
			reach: 'run',
			cause: 'Autotask knows no API user of this name',
			remedy: `Copy Username (Key) again (${API_USER_PAGE}) into the Autotask API credential. It is not the email address of the API user.`,
		}),
	},
	{
		fits: says(
			/(integration ?code|tracking identifier).{0,40}(invalid|not valid|incorrect|unknown|not (be )?found)/i,
		),
		cause: ({ said }) => ({
			code: 'autotask-tracking-identifier',
			reach: 'run',
			cause: `Autotask refused the tracking identifier${quoted(said)}`,
			remedy: `Copy the API tracking identifier again (${API_USER_PAGE}) into the Autotask API credential.`,
		}),
	},
	{
		fits: ({ status, call }) => [404, 405].includes(status) && call.entity === 'zoneInformation',
		cause: ({ status, by }) => ({
			code: 'autotask-zone-url',
			reach: 'run',
			cause: `There is no Autotask zone lookup at the zone discovery URL (HTTP ${status})`,
			remedy:
				'Set it to https://webservices.autotask.net/ATServicesRest/ in the Autotask API credential.',
			// A gateway's words may be gone at the next try.
			passing: by !== 'autotask',
		}),
	},
	{
		// Neither call carries a value that could be wrong, and no known sentence says that the login
		// is.
		fits: ({ status, call }) => status >= 500 && isPreliminary(call),
		cause: ({ status, said }) => ({
			code: 'autotask-busy',
			cause: `Autotask could not answer at the moment (HTTP ${status}${said ? `, “${said}”` : ''})`,
			remedy:
				'Run again in a few minutes. If the problem persists, give this sentence to Autotask Support.',
			passing: true,
		}),
	},
];

/** Where the run begins: the zone lookup and the reading of the hour's count. */
function isPreliminary({ entity }: Call): boolean {
	return entity === 'zoneInformation' || entity === 'ThresholdInformation';
}
