import { LOGIN, moduleId, reached, SEES_ALL } from '../ids';
import { COST_SCREEN, type ModuleAccess } from '../modules';
import { SCREEN, securitySection } from '../screens';
import type { Check } from '../types';

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
			needed: 'Active ticked, Locked not ticked',
			remedy: `Wait until the right secret is in the credential, then clear Locked at ${SCREEN.apiUser} > General.`,
			needs: ['identity.zone'],
		}),
		check('secret', {
			name: 'Secret is right',
			needed: 'Password (Secret) of that user, and the user Active',
			remedy: `Generate a new secret at ${SCREEN.apiUser} > Credentials > Generate Secret (the old one cannot be shown again), put it into the Autotask API credential, and see that Active is ticked. Do not try again before: each wrong login counts towards locking the user.`,
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
			remedy: `Clear Impersonation Resource ID in the Autotask API credential, or tick "Allow impersonation of resources with this security level" at ${securitySection('Web Services API > Resource Impersonation')} of that resource.`,
			needs: LOGIN,
		}),
	];
}

/** What it may do with one entity. */
export function moduleCheck(access: ModuleAccess): Check {
	return {
		id: moduleId(access.entity),
		area: 'Modules',
		name: access.name,
		needed: `${access.rights.map((right) => right[0]?.toUpperCase() + right.slice(1)).join(', ')} (manual: ${access.manualRow})`,
		blocks: access.blocks,
		remedy: `Give the right at ${access.screen}.`,
		docs: 'docs/setup.md#security-level',
		needs: LOGIN,
	};
}

export function costCheck(): Check {
	return {
		id: 'module.cost',
		area: 'Modules',
		name: 'Costs can be seen',
		needed: 'A security level that may read and write costs',
		blocks:
			'Unit costs: Autotask silently ignores a cost written without this right, so that a green run writes nothing.',
		remedy: `Set ${COST_SCREEN}.`,
		docs: 'docs/setup.md#costs',
		needs: [moduleId('Products')],
	};
}

export function lineOfBusinessCheck(): Check {
	return {
		id: SEES_ALL,
		area: 'Line of business',
		name: 'The API user sees the records',
		needed: 'Every line of business that TD SYNNEX business belongs to, or none assigned at all',
		blocks:
			'Everything, without an error: Autotask answers "no records", and a sync would create what is already there.',
		remedy: `Assign all lines of business at ${SCREEN.apiUser} > Line of Business and tick "Resource can view items with no assigned Line of Business".`,
		docs: 'docs/setup.md#line-of-business',
		needs: LOGIN,
	};
}
