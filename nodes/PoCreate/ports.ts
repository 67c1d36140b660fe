import type { IExecuteFunctions } from 'n8n-workflow';
import { createAutotask } from '../../lib/autotask';
import type { Clock } from '../../lib/shared/clock';
import { retryingReads } from '../../lib/autotask/records/retrying-reads';
import type { SentMemory, OrderPorts } from '../../lib/orders/ports';
import { createTdSynnex } from '../../lib/orders/submit/order-gateway';
import type { Account } from '../../lib/orders/types';
import { CURRENCY } from '../../lib/tdsynnex/hosts';
import { AUTOTASK_CREDENTIAL } from '../shared/autotask';
import { nodeClock } from '../shared/node-clock';
import { sendWith } from '../shared/node-send';
import { newToken } from '../shared/run-token';
import { TDSYNNEX_CREDENTIAL, tdSynnexAccount } from '../shared/td-synnex';

/**
 * What an order touches, behind the node's two credentials. A cancelled run does not break off an
 * order that is begun: it would be left in doubt for nothing. It stops between orders.
 */
export async function orderPorts(
	context: IExecuteFunctions,
): Promise<{ ports: OrderPorts; account: Account }> {
	const clock: Clock = nodeClock({});
	const { userName, zoneDiscoveryUrl } = await context.getCredentials<{
		userName: string;
		zoneDiscoveryUrl: string;
	}>(AUTOTASK_CREDENTIAL);
	const { hosts, customerNumber, country, environment } = await tdSynnexAccount(context);
	const account: Account = {
		environment,
		host: new URL(hosts.ecUrl).host,
		customerNumber,
		country,
		currency: CURRENCY[country],
	};
	const autotask = createAutotask({
		send: sendWith(context, AUTOTASK_CREDENTIAL),
		clock,
		userName,
		zoneDiscoveryUrl,
		unbudgeted: true,
		attempts: 1,
	});
	return {
		account,
		ports: {
			autotask: retryingReads(autotask, clock),
			tdSynnex: createTdSynnex({
				send: sendWith(context, TDSYNNEX_CREDENTIAL),
				clock,
				account,
				ecUrl: hosts.ecUrl,
			}),
			clock,
			token: () => newToken(context.getExecutionId()),
			memory: memoryOf(context),
		},
	};
}

/** n8n's store of what was processed: shared by all workers, kept over restarts, and no lock. */
function memoryOf(context: IExecuteFunctions): SentMemory {
	return {
		async seenBefore(key) {
			try {
				const { processed } = await context.helpers.checkProcessedAndRecord([key], 'node', {
					mode: 'entries',
					maxEntries: REMEMBERED,
				});
				return processed.length > 0;
			} catch {
				// A workflow that was never saved has no store; the claim in Autotask does without.
				return false;
			}
		},
		async forget(key) {
			try {
				await context.helpers.removeProcessed([key], 'node', { mode: 'entries' });
			} catch {
				// As above.
			}
		},
	};
}

const REMEMBERED = 10_000;
