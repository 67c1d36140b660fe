import type { Limits } from './limits';
import { LOGIN } from './login';
import { zoneUnknown } from './refusal';

/** Where a user's database is: asked for without a login. */
export function zone({ user = '' }: Record<string, string>, url: string): unknown {
	if (user.toLowerCase() !== LOGIN.userName) throw zoneUnknown();
	return { zoneName: 'Sandbox', url, webUrl: new URL('/', url).href, ci: 123456 };
}

/** Calls in the hour, and how many there may be. */
export function threshold(limits: Limits): unknown {
	return {
		externalRequestThreshold: limits.settings.hourlyLimit || 10_000,
		requestThresholdTimeframe: 60,
		currentTimeframeRequestCount: limits.used(),
	};
}
