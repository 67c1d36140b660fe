import {
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import type { Autotask } from '../../lib/autotask/types';
import { newlyReady } from '../../lib/orders/triggers/newly-ready';
import {
	readWon,
	withProducts,
	opportunitySnapshot,
	wonValues,
	type WonWithProducts,
} from '../../lib/orders/triggers/won-opportunities';
import { ONE_WAY } from '../shared/connections';
import { autotaskFor } from '../shared/autotask';
import { autotaskPsaApiTest } from '../shared/autotask-credential-test';
import { toNodeError } from '../shared/errors';
import {
	nothingToShow,
	readState,
	sourceOf,
	type WatchState,
	writeState,
} from '../shared/poll-trigger';
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
		try {
			const now = Date.now();
			const state = await readState(this, now);
			const autotask = await autotaskFor(this);
			const source = sourceOf(this);
			const rule = {
				statuses: await statuses(this, autotask, state),
				days: this.getNodeParameter('days') as number,
			};
			const won = await readWon(autotask, rule, now);
			// a test shows the newest, and nothing is remembered of it
			if (this.getMode() === 'manual')
				return [itemsOf(sample(await withProducts(autotask, won, source)))];
			const open = won.filter(({ id }) => state.memory?.told[id] === undefined);
			const found = await withProducts(autotask, open, source);
			const { fresh, memory } = newlyReady(
				found.map(opportunitySnapshot),
				state.memory,
				JSON.stringify({ ...source, ...rule }),
				{
					atFirst: this.getNodeParameter('atFirst') as 'none' | 'ready',
					again: 'never',
					steady: false,
				},
			);
			writeState(this, { ...state, memory });
			return fresh.length === 0 ? null : [itemsOf(found.filter(({ id }) => fresh.includes(id)))];
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
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

function sample(found: WonWithProducts[]): WonWithProducts[] {
	if (found.length > 0) return found.slice(-1);
	throw nothingToShow(
		'No opportunity was won with TD SYNNEX products on its primary quote within the days set',
		'Check Won Statuses, Won Within and SKU Pattern, or win an opportunity in Autotask whose primary quote has such products.',
	);
}

function itemsOf(found: WonWithProducts[]): INodeExecutionData[] {
	return found.map(({ id, status, ...rest }) => ({
		json: { opportunityId: id, statusId: status, ...rest } as unknown as IDataObject,
	}));
}
