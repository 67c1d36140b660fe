import {
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import type { Autotask } from '../../lib/autotask/types';
import type { ChargeKind } from '../../lib/orders/purchase-order/charge-types';
import { PARENT_FIELD } from '../../lib/orders/purchase-order/charges';
import {
	chargeSnapshot,
	type NeededCharge,
	needStatus,
	readNeed,
	unordered,
} from '../../lib/orders/triggers/needed-charges';
import { ONE_WAY } from '../shared/connections';
import { autotaskPsaApiTest } from '../shared/autotask-credential-test';
import { pollWatch, sourceOf, type WatchState } from '../shared/poll-trigger';
import { searchVendors } from '../shared/vendor';
import { properties } from './ChargeTrigger.description';

/** Starts a workflow for each charge that needs ordering at TD SYNNEX. */
export class ChargeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Autotask Charge Trigger',
		name: 'chargeTrigger',
		icon: { light: 'file:chargeTrigger.svg', dark: 'file:chargeTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ "charges of " + $parameter["kinds"].join("s, ") + "s" }}',
		description: 'Start when an Autotask charge needs ordering and TD SYNNEX sells its product',
		defaults: { name: 'Autotask Charge Trigger' },
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
			const kinds = this.getNodeParameter('kinds') as ChargeKind[];
			return {
				rule: { ...source, kinds },
				choices: {
					atFirst: this.getNodeParameter('atFirst') as 'none' | 'ready',
					again: 'never',
					steady: false,
				},
				async read(startedFor) {
					const charges = [];
					for (const kind of kinds)
						charges.push(
							...(await readNeed(autotask, kind, await knownNeed(autotask, state, kind))),
						);
					const open = charges.filter(({ id }) => !startedFor(id));
					return await unordered(autotask, open, source);
				},
				snapshotOf: chargeSnapshot,
				toItem,
				nothing: {
					what: 'No charge of a TD SYNNEX product is in the status Need to Order/Fulfill without a purchase order',
					remedy:
						'Check Charges Of and SKU Pattern, or add a charge with such a product to a ticket in Autotask and set its status to Need to Order/Fulfill.',
				},
			};
		});
	}
}

/** The value of the status, from memory when it was asked before. */
async function knownNeed(autotask: Autotask, state: WatchState, kind: ChargeKind): Promise<string> {
	const value = state.labels[kind] ?? (await needStatus(autotask, kind));
	state.labels[kind] = value;
	return value;
}

function toItem({ id, kind, parentId, status, ...rest }: NeededCharge): IDataObject {
	return {
		chargeId: id,
		chargeOf: kind,
		[PARENT_FIELD[kind]]: parentId,
		statusId: status,
		...rest,
	};
}
