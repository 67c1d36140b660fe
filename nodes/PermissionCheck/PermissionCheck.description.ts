import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { PRODUCT_FIELDS } from '../../lib/permissions/product-fields';

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Create Missing Fields',
			value: 'createFields',
			description: 'Create the user-defined fields of products that are not there yet',
			action: 'Create missing product fields',
		},
		{
			name: 'Run Check',
			value: 'run',
			description: 'Report what is set up and what is missing; changes nothing',
			action: 'Run the check',
		},
		{
			name: 'Run Check with Write Proof',
			value: 'runWithProof',
			description: 'The check, then writes on one product and reads back what came of it',
			action: 'Run the check and prove the rights by writing',
		},
	],
	default: 'run',
};

const createFields: INodeProperties[] = [
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'multiOptions',
		options: PRODUCT_FIELDS.map(({ name, description }) => ({ name, value: name, description })),
		default: [],
		description:
			'User-defined fields of products to have; empty means all. Those that exist are left as they are. Autotask cannot delete a field by API.',
		displayOptions: { show: { operation: ['createFields'] } },
	},
];

const proof: INodeProperties[] = [
	{
		displayName:
			'The proof writes to Autotask. Without a product of yours it creates one, sets it inactive at the end and leaves it there: products cannot be deleted by API. It never creates a purchase order. Every write is listed in the report.',
		name: 'proofNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['runWithProof'] } },
	},
	{
		displayName: 'Product',
		name: 'proofProduct',
		type: 'string',
		default: '',
		placeholder: 'e.g. TDS-14152708',
		description:
			'ID or SKU of a product to write on; description and cost are put back. Empty: one is created and set inactive.',
		displayOptions: { show: { operation: ['runWithProof'] } },
	},
	{
		displayName: 'Purchase Order Number',
		name: 'proofPurchaseOrder',
		type: 'string',
		default: '',
		placeholder: 'e.g. 16',
		description:
			'P.O. number of an order whose Ship To Name is written as it stands. Empty: no purchase order is touched.',
		displayOptions: { show: { operation: ['runWithProof'] } },
	},
];

/** The defaults are those of lib/permissions/settings.ts, written out because n8n's rules want them so. */
const options: INodePropertyCollection['values'] = [
	{
		displayName: 'Hourly Calls to Use (%)',
		name: 'budgetShare',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 50,
		description:
			"Percent of Autotask's hourly calls that a sync may use, as set in Product Upsert; for the reckoning only",
	},
	{
		displayName: 'Price File Field',
		name: 'priceFileField',
		type: 'string',
		default: 'data',
		description:
			'Name of the input field that holds a price file, if an FTP node in front of this one has downloaded it',
	},
	{
		displayName: 'Product Fields',
		name: 'productFields',
		type: 'string',
		default:
			'TD SYNNEX SKU, TD SYNNEX Stock, TD SYNNEX ETA, TD SYNNEX MAP, TD SYNNEX Weight, TD SYNNEX Status',
		description: 'Names of user-defined fields of products to look for, with commas between',
	},
	{
		displayName: 'Products to Sync',
		name: 'productsToSync',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 20000,
		description: 'How many products your catalogue sync is to keep; for the reckoning only',
	},
	{
		displayName: 'Purchase Order States',
		name: 'purchaseOrderStates',
		type: 'string',
		default: 'New, Submitted, Received Partial, Received Full, Canceled',
		description: 'Labels of the states of purchase orders in your Autotask, with commas between',
	},
	{
		displayName: 'SKU Pattern',
		name: 'skuPattern',
		type: 'string',
		default: 'TDS-{sku}',
		description: 'How a TD SYNNEX SKU is written in Autotask, as set in Product Upsert',
	},
	{
		displayName: 'Test SKU',
		name: 'testSku',
		type: 'string',
		default: '',
		placeholder: 'e.g. 14152708',
		description:
			'TD SYNNEX SKU to ask a price for. Empty: that of a TD SYNNEX product in Autotask.',
	},
	{
		displayName: 'Vendor Name',
		name: 'vendorName',
		type: 'string',
		default: 'TD SYNNEX',
		description: 'Name, or a part of it, of the company that is TD SYNNEX in your Autotask',
	},
];

export const properties: INodeProperties[] = [
	operation,
	...createFields,
	...proof,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { operation: ['run', 'runWithProof'] } },
		options,
	},
];
