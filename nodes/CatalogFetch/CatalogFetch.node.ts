import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { ONE_WAY, TWO_WAYS } from '../shared/connections';
import { type NodeShape, runNode } from '../shared/run-node';
import { tdSynnexEcApiTest } from '../shared/td-synnex';
import { properties } from './CatalogFetch.description';
import { checkPriceAvailability } from './actions/price-availability.operation';
import { readPriceFiles } from './actions/price-file.operation';
import { searchPriceFile } from './actions/search.operation';

/**
 * TD SYNNEX's catalog as product items: from the nightly price file, or asked live for exact
 * products.
 */
export class CatalogFetch implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TD SYNNEX Catalog Fetch',
		name: 'catalogFetch',
		icon: { light: 'file:catalogFetch.svg', dark: 'file:catalogFetch.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ $parameter["resource"] === "priceFile" ? ($parameter["operation"] === "search" ? "search the price file, " : "price file, ") + $parameter["country"] : "price and availability" }}',
		description:
			'Read or search TD SYNNEX products in the price file, or check price and availability',
		defaults: { name: 'TD SYNNEX Catalog Fetch' },
		usableAsTool: true,
		inputs: ONE_WAY,
		outputs: TWO_WAYS,
		outputNames: ['Products', 'Summary'],
		credentials: [
			{
				name: 'tdSynnexEcApi',
				displayName: 'TD SYNNEX EC API',
				required: true,
				testedBy: 'tdSynnexEcApiTest',
				displayOptions: { show: { resource: ['priceAvailability'] } },
			},
		],
		properties,
	};

	methods = { credentialTest: { tdSynnexEcApiTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, SHAPE, async () => {
			if (this.getNodeParameter('resource', 0) !== 'priceFile')
				return await checkPriceAvailability(this);
			return this.getNodeParameter('operation', 0, 'read') === 'search'
				? await searchPriceFile(this)
				: await readPriceFiles(this);
		});
	}
}

/** Of a product of status `unknown` TD SYNNEX could not be asked. */
const SHAPE: NodeShape = {
	failureOutput: 'first',
	badness: ({ status }) => (status === 'unknown' ? 1 : 0),
};
