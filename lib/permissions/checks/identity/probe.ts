import { checkedZone, type Zone, zoneShape } from '../../../autotask/requests/zone';
import type { Autotask, WireRecord } from '../../../autotask/types';
import type { WireRequest, WireResponse } from '../../../shared/http';
import type { AutotaskEvidence } from '../../evidence';
import { probe, type HttpRecorder } from '../../http-recorder';
import { type ProbeResult, probed, notProbed } from '../../types';

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
 * The first two calls of a run: the zone look-up, which needs no secret, and the hour's count,
 * which is the first to send one. A wrong secret is sent this once.
 */
export async function probeIdentity(
	autotask: Autotask,
	recorder: HttpRecorder,
	zone: () => Zone | null,
	impersonatedId: string,
): Promise<Pick<AutotaskEvidence, 'zone' | 'login' | 'impersonation'>> {
	const login = await probe(recorder, () => autotask.threshold());
	const seen = zone();
	return {
		zone: seen ? probed(seen) : asZone(login),
		login: seen ? login : notProbed('The zone look-up failed first'),
		impersonation:
			impersonatedId === '' ? 'unset' : await probeResource(autotask, recorder, impersonatedId),
	};
}

async function probeResource(
	autotask: Autotask,
	recorder: HttpRecorder,
	id: string,
): Promise<ProbeResult<WireRecord | null>> {
	if (/^\d+$/.test(id)) return await probe(recorder, () => autotask.get('Resources', Number(id)));
	return {
		state: 'refused',
		code: 'autotask-credential-impersonation',
		cause: 'Impersonation Resource ID is not a number',
		remedy: 'Enter the ID of the resource to write as, or leave the field empty.',
	};
}

/** Where the zone was never found, what went wrong with the login went wrong with the look-up. */
function asZone(login: AutotaskEvidence['login']): ProbeResult<Zone> {
	return login.state === 'found' ? notProbed('The zone look-up was not seen') : login;
}
