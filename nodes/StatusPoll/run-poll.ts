import {
	deepCopy,
	type IDataObject,
	type IExecuteFunctions,
	type IPollFunctions,
} from 'n8n-workflow';
import { createAutotask } from '../../lib/autotask';
import { retryingReads } from '../../lib/autotask/records/retrying-reads';
import { emptyMemory, type PaceMemory } from '../../lib/order-status/select/schedule';
import { pollStatus } from '../../lib/order-status/poll';
import type { StatusReport } from '../../lib/order-status/report/status-change';
import { createSources } from '../../lib/order-status/fetch/status-gateway';
import { CURRENCY } from '../../lib/tdsynnex/hosts';
import { activitySource } from '../shared/activity';
import { AUTOTASK_CREDENTIAL, ownCallsOf } from '../shared/autotask';
import { nodeClock } from '../shared/node-clock';
import { sendWith } from '../shared/node-send';
import { newToken } from '../shared/run-token';
import { TDSYNNEX_CREDENTIAL, tdSynnexAccount } from '../shared/td-synnex';
import { partnerOf } from './partner';
import type { RunChoices } from './settings';

/** One poll behind the node's credentials. What the pace remembers is kept in n8n's static data. */
export async function runPoll(
	context: IExecuteFunctions | IPollFunctions,
	{ settings, webUrl, budgetShare, leaveFree }: RunChoices,
): Promise<StatusReport> {
	const execute = 'getInputData' in context ? context : null;
	const signal = execute?.getExecutionCancelSignal();
	const clock = nodeClock(execute ?? {});
	const { userName, zoneDiscoveryUrl } = await context.getCredentials<{
		userName: string;
		zoneDiscoveryUrl: string;
	}>(AUTOTASK_CREDENTIAL);
	const { hosts, customerNumber, country, environment } = await tdSynnexAccount(context);
	const kept = context.getWorkflowStaticData('node');
	// what n8n hands out watches each of its parts, and such an object cannot be taken by
	// structuredClone
	const memory = deepCopy((kept.pace ?? emptyMemory()) as unknown as PaceMemory);
	const autotask = createAutotask({
		send: sendWith(context, AUTOTASK_CREDENTIAL),
		clock,
		userName,
		zoneDiscoveryUrl,
		budgetShare,
		leaveFree,
		own: ownCallsOf(userName),
		attempts: 1,
		signal,
	});
	const report = await pollStatus(
		{
			autotask: retryingReads(autotask, clock),
			sources: createSources({
				send: sendWith(context, TDSYNNEX_CREDENTIAL),
				clock,
				customerNumber,
				ecUrl: hosts.ecUrl,
				invoiceUrl: hosts.invoiceUrl,
				partner: await partnerOf(context),
				signal,
			}),
			clock,
			token: () => newToken(context.getExecutionId?.()),
			memory,
			cancelled: () => signal?.aborted ?? false,
			onProgress: (done, total) => {
				if (done % SHOWN_EVERY === 0) execute?.sendMessageToUI(`${done} of ${total} orders`);
			},
		},
		settings,
		{
			environment,
			host: new URL(hosts.ecUrl).host,
			customerNumber,
			country,
			currency: CURRENCY[country],
		},
		{
			...activitySource(context),
			environment: hosts.name,
			dryRun: settings.dryRun,
			webUrl,
		},
	);
	if (!settings.dryRun) kept.pace = memory as unknown as IDataObject;
	return report;
}

/** Orders between two messages of progress in the editor. */
const SHOWN_EVERY = 50;
