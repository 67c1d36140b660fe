import { LOGIN, reached } from '../../check-ids';
import { SCREEN, securitySection } from '../../../autotask/screens';
import type { Check } from '../../types';

/** Who the API user is. */
export function identityChecks(): Check[] {
	const check = (part: string, rest: Omit<Check, 'id' | 'area' | 'blocks' | 'docs'>): Check => ({
		id: `identity.${part}`,
		area: 'Identity',
		blocks: 'Everything in Autotask.',
		docs: `docs/setup.md#autotask-api-user`,
		...rest,
	});
	return [
		check('user-name', {
			name: 'User name is known to Autotask',
			needed: 'Username (Key) of an API user',
			remedy: `Copy Username (Key) from ${SCREEN.apiUser} > Credentials into the Autotask API credential.`,
			needs: [reached('autotask')],
		}),
		check('zone', {
			name: 'Zone found',
			needed: "The address of the zone that holds this company's database",
			remedy:
				'Set Zone Discovery URL in the Autotask API credential back to its default, https://webservices.autotask.net/ATServicesRest/.',
			needs: ['identity.user-name'],
		}),
		check('locked', {
			name: 'User is not locked',
			needed: 'Active selected, Locked not selected',
			remedy: `First enter the correct secret in the credential, then clear Locked at ${SCREEN.apiUser} > General.`,
			needs: ['identity.zone'],
		}),
		check('secret', {
			name: 'Secret is right',
			needed: 'Password (Secret) of that user, and the user Active',
			remedy: `Generate a new secret at ${SCREEN.apiUser} > Credentials > Generate Secret (the old one cannot be shown again), enter it in the Autotask API credential, and check that Active is selected. Do not try again before that: each wrong login counts toward locking the user.`,
			needs: ['identity.zone'],
		}),
		check('tracking-identifier', {
			name: 'Tracking identifier is accepted',
			needed: 'The tracking identifier that belongs to this API user',
			remedy: `Copy Tracking Identifier from ${SCREEN.apiUser} > API Tracking Identifier into the Autotask API credential.`,
			needs: ['identity.zone'],
		}),
		check('api-only', {
			name: 'User is an API-only user',
			needed: 'Security level API User (API-only)',
			remedy: `Create an API user at ${SCREEN.newApiUser} with the security level "API User (system) (API-only)" or a copy of it; a regular user cannot use the REST API.`,
			needs: ['identity.zone'],
		}),
		check('impersonation', {
			name: 'Impersonated resource',
			needed: 'If set: an active resource whose security level allows impersonation',
			remedy: `Clear Impersonation Resource ID in the Autotask API credential, or select "Allow impersonation of resources with this security level" at ${securitySection('Web Services API > Resource Impersonation')} of that resource.`,
			needs: LOGIN,
		}),
	];
}
