import type { AutotaskEvidence } from '../../evidence';
import type { ProbeResult, CheckVerdict } from '../../types';
import { failed, onAnswer, passed, untested } from '../../verdict';

/**
 * Who the API user is, as far as Autotask lets one: the zone look-up knows user names
 * (HTTP 500 for an unknown one) and needs no secret; the first call with the secret tells the rest.
 */
export function identityVerdicts(seen: AutotaskEvidence): Record<string, CheckVerdict> {
	return {
		'identity.user-name': userName(seen.zone),
		'identity.zone': zone(seen.zone),
		...login(seen.login),
		'identity.impersonation': impersonation(seen.impersonation),
	};
}

/** Codes of a refused login, as the Autotask wire gives them. */
export const LOGIN_CODE = {
	unknownUser: 'autotask-user-unknown',
	locked: 'autotask-user-locked',
	refused: 'autotask-login-refused',
	forbidden: 'autotask-permission',
	trackingIdentifier: 'autotask-tracking-identifier',
} as const;

function userName(zone: AutotaskEvidence['zone']): CheckVerdict {
	if (zone.state === 'refused' && zone.code === LOGIN_CODE.unknownUser)
		return failed('unknown', zone.cause);
	if (zone.state === 'refused' && /^autotask-(credential-|foreign-host$)/.test(zone.code))
		return failed('credential not usable', zone.cause, zone.remedy);
	return onAnswer(zone, () => passed('known', 'The zone look-up knows the user name'));
}

/** An address that is no zone look-up, or a look-up that names a host which is not Autotask's. */
function zone(finding: AutotaskEvidence['zone']): CheckVerdict {
	if (finding.state === 'refused' && /^autotask-zone-/.test(finding.code))
		return failed('not found', finding.cause, finding.remedy);
	return onAnswer(finding, ({ name, url }) => passed(name, `Zone ${name} at ${new URL(url).host}`));
}

const IN = 'Autotask answered a call with this login';

function login(finding: AutotaskEvidence['login']): Record<string, CheckVerdict> {
	const rows: Record<string, CheckVerdict> = {
		'identity.locked': onAnswer(finding, () => passed('not locked', IN)),
		'identity.secret': onAnswer(finding, () => passed('right', IN)),
		'identity.tracking-identifier': onAnswer(finding, () => passed('accepted', IN)),
		'identity.api-only': onAnswer(finding, () =>
			passed('API-only', `${IN}, and its REST API accepts only API-only users`),
		),
	};
	if (finding.state !== 'refused') return rows;
	const blamed = blame(finding.code);
	if (!blamed) return rows;
	for (const id of Object.keys(rows))
		rows[id] =
			id === blamed
				? failed(FOUND[blamed], finding.cause)
				: untested(`The login was refused first: ${finding.cause}`);
	return rows;
}

type Blamed =
	'identity.locked' | 'identity.secret' | 'identity.tracking-identifier' | 'identity.api-only';

function blame(code: string): Blamed | null {
	if (code === LOGIN_CODE.locked) return 'identity.locked';
	if (code === LOGIN_CODE.refused) return 'identity.secret';
	if (code === LOGIN_CODE.forbidden) return 'identity.api-only';
	return code === LOGIN_CODE.trackingIdentifier ? 'identity.tracking-identifier' : null;
}

const FOUND: Record<Blamed, string> = {
	'identity.locked': 'locked',
	'identity.secret': 'refused',
	'identity.tracking-identifier': 'refused',
	'identity.api-only': 'is not allowed to use the REST API',
};

/**
 * What has no mark for it (Autotask's field tables): the header is not sent there, or Autotask
 * would refuse the write.
 */
const OWN_NAME =
	'Vendor entries of products, purchase-order lines, receipts, quote items, and locations do not support impersonation: they are written as the API user itself';

function impersonation(
	finding: ProbeResult<Record<string, unknown> | null> | 'unset',
): CheckVerdict {
	if (finding === 'unset') return untested('No Impersonation Resource ID is set in the credential');
	if (finding.state === 'refused' && finding.code === 'autotask-credential-impersonation')
		return failed('refused', finding.cause, finding.remedy);
	return onAnswer(finding, (resource) => {
		if (!resource) return failed('not found', 'Autotask shows no resource with that ID');
		const name = [resource.firstName, resource.lastName].filter(Boolean).join(' ');
		return resource.isActive === false
			? failed('inactive', `Resource ${name} is inactive`)
			: passed(name || 'active', `Resource ${name} is active. ${OWN_NAME}`);
	});
}
