import {
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import type { Autotask } from '../../lib/autotask/types';
import {
	readWon,
	withProducts,
	opportunitySnapshot,
	wonValues,
} from '../../lib/orders/triggers/won-opportunities';
import { ONE_WAY } from '../shared/connections';
import { autotaskPsaApiTest } from '../shared/autotask-credential-test';
import { pollWatch, sourceOf, type WatchState } from '../shared/poll-trigger';
import { searchVendors } from '../shared/vendor';
import { properties } from './OpportunityTrigger.description';

/** Starts a workflow for each opportunity that is won with something to order at TD SYNNEX. */
export class OpportunityTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Autotask Opportunity Trigger',
		name: 'opportunityTrigger',
		icon: { light: 'file:opportunityTrigger.svg', dark: 'file:opportunityTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'won opportunities',
		description: 'Start when an Autotask opportunity is won with TD SYNNEX products',
		defaults: { name: 'Autotask Opportunity Trigger' },
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
		],
		properties,
	};

	methods = {
		credentialTest: { autotaskPsaApiTest },
		listSearch: { searchVendors },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollWatch(this, async (autotask, state) => {
			const source = sourceOf(this);
			const rule = {
				statuses: await statuses(this, autotask, state),
				days: this.getNodeParameter('days') as number,
			};
			return {
				rule: { ...source, ...rule },
				choices: {
					atFirst: this.getNodeParameter('atFirst') as 'none' | 'ready',
					again: 'never',
					steady: false,
				},
				async read(startedFor) {
					const won = await readWon(autotask, rule, Date.now());
					const open = won.filter(({ id }) => !startedFor(id));
					return await withProducts(autotask, open, source);
				},
				snapshotOf: opportunitySnapshot,
				toItem: ({ id, status, ...rest }) =>
					({ opportunityId: id, statusId: status, ...rest }) as unknown as IDataObject,
				nothing: {
					what: 'No opportunity was won with TD SYNNEX products on its primary quote within the days set',
					remedy:
						'Check Won Statuses, Won Within (Days), and SKU Pattern, or win an opportunity in Autotask whose primary quote has such products.',
				},
			};
		});
	}
}

/** Picklist values of the won statuses, from memory when they were asked before. */
async function statuses(
	context: IPollFunctions,
	autotask: Autotask,
	state: WatchState,
): Promise<string[]> {
	const labels = context.getNodeParameter('wonStatuses') as string;
	const known = state.labels[labels];
	const values = known?.split(',') ?? (await wonValues(autotask, labels.split(',')));
	state.labels[labels] = values.join(',');
	return values;
}
