import {
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { EVENT_KINDS, type EventKind } from '../../lib/order-status/types';
import { ONE_WAY } from '../shared/connections';
import { autotaskPsaApiTest } from '../shared/autotask-credential-test';
import { toNodeError } from '../shared/node-error';
import { getStatuses } from '../shared/purchase-order-statuses';
import { tdSynnexEcApiTest } from '../shared/td-synnex';
import { searchVendors } from '../shared/vendor';
import { alone, endedEarly, pollAndHandOver } from './delivery-tracking';
import { tdSynnexPartnerApiTest } from './partner';
import { runPoll } from './run-poll';
import { onlyLooking, readCommon, readerOf, type RunChoices } from './settings';
import { triggerProperties } from './StatusPollTrigger.description';

/**
 * Starts a workflow with each change of a TD SYNNEX order, once. What was emitted is recorded in
 * Autotask's purchase orders, so that restarts, a second instance and a lost memory emit nothing
 * twice; the first poll after activation only records how things stand.
 */
export class StatusPollTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TD SYNNEX Order Status Trigger',
		name: 'statusPollTrigger',
		icon: { light: 'file:statusPoll.svg', dark: 'file:statusPoll.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].length ? $parameter["events"].join(", ") : "every change" }}',
		description:
			'Start when a TD SYNNEX order ships, is delayed, is delivered, is invoiced, or needs a person',
		defaults: { name: 'TD SYNNEX Order Status Trigger' },
		polling: true,
		inputs: [],
		outputs: ONE_WAY,
		credentials: [
			{
				name: 'autotaskPsaApi',
				displayName: 'Autotask API',
				required: true,
				testedBy: 'autotaskPsaApiTest',
			},
			{
				name: 'tdSynnexEcApi',
				displayName: 'TD SYNNEX EC API',
				required: true,
				testedBy: 'tdSynnexEcApiTest',
			},
			{
				name: 'tdSynnexPartnerApi',
				displayName: 'TD SYNNEX Partner API (Optional)',
				required: false,
				testedBy: 'tdSynnexPartnerApiTest',
			},
		],
		properties: triggerProperties,
	};

	methods = {
		credentialTest: { autotaskPsaApiTest, tdSynnexEcApiTest, tdSynnexPartnerApiTest },
		listSearch: { searchVendors },
		loadOptions: { getStatuses },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			const choices = readCommon(readerOf(this), { kind: 'open' });
			const kinds = this.getNodeParameter('events', []) as EventKind[];
			const wanted = kinds.length === 0 ? [...EVENT_KINDS] : kinds;
			if (this.getMode() === 'manual') return await sample(this, choices, wanted);
			return await alone(this, async () => {
				const { changes, summary } = await pollAndHandOver(this, choices, wanted);
				const wantedOnes = changes.filter(({ kind }) => wanted.includes(kind));
				if (wantedOnes.length > 0) return [wantedOnes.map(itemOf)];
				if (summary.problem !== '') throw endedEarly(summary.problem);
				return null;
			});
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	}
}

/** Orders that a test in the editor looks at. */
const SAMPLE = 10;

/**
 * In the editor: what a few orders have gone through so far, without writing or remembering
 * anything.
 */
async function sample(
	context: IPollFunctions,
	choices: RunChoices,
	wanted: EventKind[],
): Promise<INodeExecutionData[][] | null> {
	const { changes } = await runPoll(context, onlyLooking(choices, SAMPLE));
	const wantedOnes = changes.filter(({ kind }) => wanted.includes(kind));
	return wantedOnes.length === 0 ? null : [wantedOnes.map(itemOf)];
}

function itemOf(change: object): INodeExecutionData {
	return { json: { ...change } as IDataObject };
}
