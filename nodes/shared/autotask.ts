import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import { createAutotask } from '../../lib/autotask';
import { countOwnCalls, type OwnCalls } from '../../lib/autotask/requests/call-limits';
import type { Autotask } from '../../lib/autotask/types';
import { nodeClock } from './node-clock';
import { AUTOTASK_CREDENTIAL, sendWith } from './node-send';

export { AUTOTASK_CREDENTIAL };

type Context = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/**
 * Autotask behind the node's credential. The node learns the user name and where to ask for the
 * zone, never the secret: the credential signs each request itself.
 *
 * @param budget how much of the tenant's hourly calls may be used; absent = half, other tools
 *   included
 */
export async function autotaskFor(
	context: Context,
	budget: Partial<HourlyBudget> = {},
): Promise<Autotask> {
	const { userName, zoneDiscoveryUrl } = await context.getCredentials<{
		userName: string;
		zoneDiscoveryUrl: string;
	}>(AUTOTASK_CREDENTIAL);
	return createAutotask({
		send: sendWith(context, AUTOTASK_CREDENTIAL),
		clock: nodeClock(context as Partial<IExecuteFunctions>),
		userName,
		zoneDiscoveryUrl,
		budgetShare: budget.budgetShare,
		leaveFree: budget.leaveFree,
		own: ownCallsOf(userName),
		signal: 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
	});
}

/** Percent of the tenant's hourly calls: that n8n may use, and that always stay free. */
export interface HourlyBudget {
	budgetShare: number;
	leaveFree: number;
}

/** Runs of one process share an API user's part of the hour. */
export function ownCallsOf(userName: string): OwnCalls {
	const own = OWN_CALLS.get(userName) ?? countOwnCalls();
	OWN_CALLS.set(userName, own);
	return own;
}

const OWN_CALLS = new Map<string, OwnCalls>();
