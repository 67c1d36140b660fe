import { z } from 'zod';
import { Problem } from '../../shared/problem';
import { isSecure } from '../../shared/secure-address';

/** Where Autotask keeps a database, as the zone lookup says. */
export interface Zone {
	/** Ends in `/`; `V1.0/...` comes after it. */
	url: string;
	name: string;
	/** The user interface, such as `https://ww3.autotask.net/`; empty when not given. */
	webUrl: string;
}

/** The lookup needs no login and may be asked of any zone's host (Autotask: zoneInformation). */
export function zoneLookupUrl(zoneDiscoveryUrl: string, userName: string): string {
	return `${lookupBase(zoneDiscoveryUrl)}V1.0/zoneInformation?user=${encodeURIComponent(userName)}`;
}

/** The lookup's reply. */
export const zoneShape = z
	.object({ zoneName: z.string().nullish(), url: z.string().url(), webUrl: z.string().nullish() })
	.transform(({ zoneName, url, webUrl }): Zone => ({
		url: url.endsWith('/') ? url : `${url}/`,
		name: zoneName ?? '',
		webUrl: webUrl ?? '',
	}));

/**
 * Whether a request that carries the secret may go there: to a host of Autotask's own over https,
 * or to the very host that is asked for the zone (a stand-in or a proxy).
 */
export function mayReceiveSecret(url: string, zoneDiscoveryUrl: string): boolean {
	const target = parseUrl(url);
	if (!target) return false;
	const official = target.protocol === 'https:' && /(^|\.)autotask\.net$/i.test(target.hostname);
	return official || target.origin === new URL(lookupBase(zoneDiscoveryUrl)).origin;
}

/**
 * The zone, when the secret may go there.
 *
 * @throws Problem for any other host
 */
export function checkedZone(zone: Zone, zoneDiscoveryUrl: string): Zone {
	if (mayReceiveSecret(zone.url, zoneDiscoveryUrl)) return zone;
	throw new Problem({
		code: 'autotask-zone-host',
		reach: 'run',
		cause: `The zone lookup names a host that is not Autotask's: ${hostOf(zone.url)}`,
		remedy:
			'Check the zone discovery URL in the Autotask API credential; nothing was sent to that host.',
	});
}

/**
 * A next-page link, when it leads to the zone itself.
 *
 * @throws Problem when it leads elsewhere: the call would carry the secret there
 */
export function checkedPageUrl(link: string, zone: Zone): string {
	const target = parseUrl(link);
	const home = new URL(zone.url);
	const inside =
		target?.origin === home.origin &&
		target.pathname.toLowerCase().startsWith(home.pathname.toLowerCase());
	if (inside) return link;
	throw new Problem({
		code: 'autotask-page-host',
		cause: `Autotask's link to the next page leads to ${hostOf(link)}, not to the zone's own ${home.host}`,
		remedy: 'Check for a proxy between n8n and Autotask; nothing was sent to that host.',
	});
}

/** With or without the closing slash, as people paste it. */
function lookupBase(zoneDiscoveryUrl: string): string {
	const url = parseUrl(zoneDiscoveryUrl);
	if (url && isSecure(url)) return `${url.origin}${url.pathname.replace(/\/*$/, '/')}`;
	throw new Problem({
		code: 'autotask-zone-url',
		reach: 'run',
		cause: 'Zone Discovery URL in the Autotask API credential is not an https address',
		remedy:
			'Set it to https://webservices.autotask.net/ATServicesRest/ or to your own https address.',
	});
}

function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

function hostOf(text: string): string {
	return parseUrl(text)?.host ?? 'no address at all';
}
