import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { ONE_WAY, TWO_WAYS } from '../shared/connections';
import { autotaskPsaApiTest } from '../shared/autotask-credential-test';
import { getStatuses, getStatusesOrNone } from '../shared/purchase-order-statuses';
import { type NodeShape, runNode } from '../shared/run-node';
import { tdSynnexEcApiTest } from '../shared/td-synnex';
import { goesOn } from '../shared/tries';
import { searchVendors } from '../shared/vendor';
import { runOperation } from './actions';
import type { Setting } from './actions/types';
import { searchOpportunities, searchPurchaseOrders } from './methods';
import { attentionError, hintsFor, outputsOf } from './output';
import { properties } from './PoCreate.description';
import { orderPorts } from './ports';
import { readChoices } from './settings';

/** Autotask purchase orders in, exactly one TD SYNNEX order each, what became of it out. */
export class PoCreate implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TD SYNNEX PO Create',
		name: 'poCreate',
		icon: { light: 'file:poCreate.svg', dark: 'file:poCreate.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ { preview: "preview", submit: "submit", reconcile: "reconcile", createFromCharges: "create from charges", createFromItems: "create from items", createFromOpportunity: "create from opportunity" }[$parameter["operation"]] }}',
		description: 'Send Autotask purchase orders to TD SYNNEX, each exactly once',
		defaults: { name: 'TD SYNNEX PO Create' },
		usableAsTool: true,
		inputs: ONE_WAY,
		outputs: TWO_WAYS,
		outputNames: ['Orders', 'Attention'],
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
		return await runNode(this, SHAPE, async () => {
			const choices = readChoices(this);
			const setting: Setting = { context: this, choices, ...(await orderPorts(this)) };
			const outcomes = await runOperation(setting);
			this.addExecutionHints(...hintsFor(setting, outcomes));
			const error = choices.failOnAttention ? attentionError(this, outcomes) : null;
			if (error && !goesOn(this)) throw error;
			return outputsOf(setting, outcomes);
		});
	}
}

const SHAPE: NodeShape = {
	failureOutput: 'second',
	badness: ({ problem }) => (problem ? 1 : 0),
};
