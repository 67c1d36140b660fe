import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import { createAutotask } from '../../lib/autotask';
import type { Autotask } from '../../lib/autotask/types';
import { nodeClock } from './node-clock';
import { AUTOTASK_CREDENTIAL, sendWith } from './node-send';

export { AUTOTASK_CREDENTIAL };

type Context = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/**
 * Autotask behind the node's credential. The node learns the user name and where to ask for the
 * zone, never the secret: the credential signs each request itself.
 *
 * @param budgetShare percent of the tenant's hourly calls that may be used up, other tools included
 */
export async function autotaskFor(context: Context, budgetShare?: number): Promise<Autotask> {
	const { userName, zoneDiscoveryUrl } = await context.getCredentials<{
		userName: string;
		zoneDiscoveryUrl: string;
	}>(AUTOTASK_CREDENTIAL);
	return createAutotask({
		send: sendWith(context, AUTOTASK_CREDENTIAL),
		clock: nodeClock(context as Partial<IExecuteFunctions>),
		userName,
		zoneDiscoveryUrl,
		budgetShare,
		signal: 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
	});
}
