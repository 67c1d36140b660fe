import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { autotaskPsaApiTest } from '../shared/autotask-credential-test';
import { failedItem, toNodeError } from '../shared/errors';
import { getStatuses, getStatusesOrNone } from '../shared/purchase-order-statuses';
import { tdSynnexEcApiTest } from '../shared/td-synnex';
import { searchVendors } from '../shared/vendor';
import { fromItems, fromOpportunities } from './create-operations';
import { searchOpportunities, searchPurchaseOrders } from './methods';
import { onPurchaseOrders, type Outcome, type Setting } from './submit-operations';
import { attentionError, hintsFor, outputsOf } from './output';
import { properties } from './PoCreate.description';
import { orderPorts } from './ports';
import { readChoices } from './settings';
import { refuseAgent } from './ai-agent-guard';

const INPUTS = [NodeConnectionTypes.Main];
const OUTPUTS = [NodeConnectionTypes.Main, NodeConnectionTypes.Main];

/** Autotask purchase orders in, exactly one TD SYNNEX order each, what became of it out. */
export class PoCreate implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TD SYNNEX PO Create',
		name: 'poCreate',
		icon: { light: 'file:poCreate.svg', dark: 'file:poCreate.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ { preview: "preview", submit: "submit", reconcile: "reconcile", createFromItems: "create from items", createFromOpportunity: "create from opportunity" }[$parameter["operation"]] }}',
		description: 'Send Autotask purchase orders to TD SYNNEX, each exactly once',
		defaults: { name: 'TD SYNNEX PO Create' },
		usableAsTool: true,
		inputs: INPUTS,
		outputs: OUTPUTS,
		outputNames: ['Orders', 'Needs Attention'],
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
		],
		properties,
	};

	methods = {
		listSearch: { searchVendors, searchPurchaseOrders, searchOpportunities },
		loadOptions: { getStatuses, getStatusesOrNone },
		credentialTest: { autotaskPsaApiTest, tdSynnexEcApiTest },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			const choices = readChoices(this);
			const setting: Setting = { context: this, choices, ...(await orderPorts(this)) };
			const outcomes = await carryOut(setting);
			this.addExecutionHints(...hintsFor(setting, outcomes));
			const error = choices.failOnAttention ? attentionError(this, outcomes) : null;
			if (error && !this.continueOnFail()) throw error;
			return outputsOf(setting, outcomes);
		} catch (error) {
			if (this.continueOnFail()) return [[], [failedItem(this, error, 0)]];
			throw toNodeError(this.getNode(), error, 0);
		}
	}
}

async function carryOut(setting: Setting): Promise<Outcome[]> {
	const operation = setting.context.getNodeParameter('operation', 0);
	const previewOf = setting.context.getNodeParameter('previewOf', 0, 'purchaseOrders');
	if (operation !== 'preview') refuseAgent(setting, operation);
	switch (operation) {
		case 'createFromOpportunity':
			return await fromOpportunities(setting, 'create');
		case 'createFromItems':
			return await fromItems(setting, 'create');
		case 'submit':
		case 'reconcile':
			return await onPurchaseOrders(setting, operation);
		default:
			if (previewOf === 'opportunity') return await fromOpportunities(setting, 'preview');
			if (previewOf === 'items') return await fromItems(setting, 'preview');
			return await onPurchaseOrders(setting, 'preview');
	}
}
