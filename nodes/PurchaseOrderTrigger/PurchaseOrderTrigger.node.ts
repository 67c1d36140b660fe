import {
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import type { PurchaseOrder } from '../../lib/orders/types';
import type { TriggerChoices } from '../../lib/orders/triggers/newly-ready';
import {
	type ReadyRule,
	readReady,
	snapshotOf,
	linesTotal,
} from '../../lib/orders/triggers/ready-purchase-orders';
import { ONE_WAY } from '../shared/connections';
import { autotaskPsaApiTest } from '../shared/autotask-credential-test';
import { nodeClock } from '../shared/node-clock';
import { getStatuses } from '../shared/purchase-order-statuses';
import { getResources } from '../shared/resources';
import { amountOf, knownStatus, pollWatch, sourceOf } from '../shared/poll-trigger';
import { searchVendors } from '../shared/vendor';
import { properties } from './PurchaseOrderTrigger.description';

/** Starts a workflow for each Autotask purchase order that becomes ready. */
export class PurchaseOrderTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Autotask Purchase Order Trigger',
		name: 'purchaseOrderTrigger',
		icon: { light: 'file:purchaseOrderTrigger.svg', dark: 'file:purchaseOrderTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{"status " + $parameter["readyStatus"]}}{{$parameter["memoMark"] ? ", " + $parameter["memoMark"] : ""}}',
		description: 'Start when an Autotask purchase order is ready to be sent to TD SYNNEX',
		defaults: { name: 'Autotask Purchase Order Trigger' },
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
		loadOptions: { getStatuses, getResources },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollWatch(this, async (autotask, state) => {
			const source = sourceOf(this);
			const label = this.getNodeParameter('readyStatus') as string;
			const rule = readRule(this, source.vendorId, await knownStatus(autotask, state, label));
			return {
				rule,
				choices: readChoices(this),
				read: async () => await readReady(autotask, rule, source, nodeClock({}).now),
				snapshotOf,
				toItem: jsonOf,
				nothing: {
					what: 'No purchase order meets the rule',
					remedy:
						'Check Vendor, Ready Status, Memo Mark, and the amounts, or create a purchase order in Autotask that meets them, with at least one line.',
				},
			};
		});
	}
}

function readRule(context: IPollFunctions, vendorId: string, status: string): ReadyRule {
	return {
		vendorId,
		status,
		memoMark: String(context.getNodeParameter('memoMark', '')).trim(),
		atLeast: amountOf(context, 'amountFrom', 'Amount From'),
		atMost: amountOf(context, 'amountTo', 'Amount To'),
		creatorIds: (context.getNodeParameter('creators', []) as (string | number)[]).map(String),
	};
}

function readChoices(context: IPollFunctions): TriggerChoices {
	return {
		atFirst: context.getNodeParameter('atFirst') as TriggerChoices['atFirst'],
		again: context.getNodeParameter('again') as TriggerChoices['again'],
		steady: context.getNodeParameter('steady') as boolean,
	};
}

function jsonOf(po: PurchaseOrder): IDataObject {
	return {
		purchaseOrderId: po.id,
		purchaseOrderNumber: po.number,
		vendorId: po.vendorId,
		total: linesTotal(po),
		createdAt: po.createdAt,
		creatorId: po.fields.creatorResourceID ?? '',
		purchaseForCompanyId: po.purchaseForCompanyId,
		memo: po.memo,
		shipTo: { ...po.shipTo },
		lines: po.items.map(({ id, productId, sku, productName, quantity, unitCost }) => ({
			itemId: id,
			productId,
			sku,
			name: productName,
			quantity,
			unitCost,
		})),
		/** The same telling of the same content, for de-duplication. */
		event: `${po.id}/${snapshotOf(po).mark}`,
	};
}
