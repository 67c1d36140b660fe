import { checkedZone, type Zone, zoneShape } from '../../../autotask/requests/zone';
import type { Autotask, WireRecord } from '../../../autotask/types';
import type { WireRequest, WireResponse } from '../../../shared/http';
import type { AutotaskEvidence } from '../../evidence';
import { ask, type Watched } from '../../http-recorder';
import { type Finding, found, notAsked } from '../../types';

/** Notes the zone as it goes by, since the Autotask port keeps it to itself. */
export function zoneListener(zoneDiscoveryUrl: string) {
	let zone: Zone | null = null;
	return {
		zone: () => zone,
		onAnswer({ url }: WireRequest, { status, body }: WireResponse): void {
			if (status !== 200 || !/\/zoneInformation$/i.test(new URL(url).pathname)) return;
			try {
				zone = checkedZone(zoneShape.parse(JSON.parse(body)), zoneDiscoveryUrl);
			} catch {
				// the port reads the same reply and says what is wrong with it
			}
		},
	};
}

/**
 * The first two calls of a run: the zone look-up, which needs no secret, and the hour's count, which
 * is the first to send one. A wrong secret is sent this once.
 */
export async function probeIdentity(
	autotask: Autotask,
	watched: Watched,
	zone: () => Zone | null,
	impersonatedId: string,
): Promise<Pick<AutotaskEvidence, 'zone' | 'login' | 'impersonation'>> {
	const login = await ask(watched, () => autotask.threshold());
	const seen = zone();
	return {
		zone: seen ? found(seen) : asZone(login),
		login: seen ? login : notAsked('The zone look-up failed first'),
		impersonation:
			impersonatedId === '' ? 'unset' : await probeResource(autotask, watched, impersonatedId),
	};
}

async function probeResource(
	autotask: Autotask,
	watched: Watched,
	id: string,
): Promise<Finding<WireRecord | null>> {
	if (/^\d+$/.test(id)) return await ask(watched, () => autotask.get('Resources', Number(id)));
	return {
		state: 'refused',
		code: 'autotask-credential-impersonation',
		cause: 'Impersonation Resource ID is not a number',
		remedy: 'Enter the id of the resource to write as, or leave the field empty.',
	};
}

/** Where the zone was never found, what went wrong with the login went wrong with the look-up. */
function asZone(login: AutotaskEvidence['login']): Finding<Zone> {
	return login.state === 'found' ? notAsked('The zone look-up was not seen') : login;
}
