import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { ONE_WAY, TWO_WAYS } from '../shared/connections';
import { autotaskPsaApiTest } from '../shared/autotask-credential-test';
import { type NodeShape, runNode } from '../shared/run-node';
import { searchVendors } from '../shared/vendor';
import {
	getProductCategories,
	getProductUserFields,
	getProductUserFieldsOrNone,
	searchMaterialCodes,
} from './methods';
import { runOperation } from './actions';
import { properties } from './ProductUpsert.description';

/** Keeps Autotask's products in step with TD SYNNEX's catalog. */
export class ProductUpsert implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Autotask Product Upsert',
		name: 'productUpsert',
		icon: { light: 'file:productUpsert.svg', dark: 'file:productUpsert.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter["dryRun"] ? "dry run: " : "") + { upsert: "create or update", findDuplicates: "find duplicates", undo: "undo run", adoptionReport: "adoption report", getLines: "open quote lines", checkLines: "check quote lines", addProducts: "add to a quote" }[$parameter["operation"]] }}',
		description:
			'Keep Autotask products in sync with the TD SYNNEX catalog, and check and fill quotes',
		defaults: { name: 'Autotask Product Upsert' },
		usableAsTool: true,
		inputs: ONE_WAY,
		outputs: TWO_WAYS,
		outputNames: ['Products', 'Summary'],
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
		listSearch: { searchVendors, searchMaterialCodes },
		loadOptions: { getProductCategories, getProductUserFields, getProductUserFieldsOrNone },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, SHAPE, async () => await runOperation(this));
	}
}

const SHAPE: NodeShape = {
	failureOutput: 'first',
	badness: ({ outcome, state }) =>
		outcome === 'failed' || outcome === 'uncertain' || state === 'stopped'
			? 2
			: outcome === 'held' || outcome === 'deferred'
				? 1
				: 0,
};
