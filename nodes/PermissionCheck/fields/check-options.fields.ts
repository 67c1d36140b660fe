import type { INodePropertyCollection } from 'n8n-workflow';
import { budgetShareField } from '../../shared/common-fields';

/**
 * The defaults are those of lib/permissions/settings.ts, written out because n8n's rules want them
 * so.
 */
export const checkOptions: INodePropertyCollection['values'] = [
	budgetShareField(
		"Percent of Autotask's hourly calls that a sync can use, as set in Product Upsert. Used only for the estimate.",
	),
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
		description: 'Names of user-defined fields of products to look for, separated by commas',
	},
	{
		displayName: 'Products to Sync',
		name: 'productsToSync',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 20000,
		description: 'How many products your catalog sync keeps. Used only for the estimate.',
	},
	{
		displayName: 'Purchase Order States',
		name: 'purchaseOrderStates',
		type: 'string',
		default: 'New, Submitted, Received Partial, Received Full, Canceled',
		description: 'Labels of the purchase order states in your Autotask, separated by commas',
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
			'TD SYNNEX SKU to check the price of. If empty, the SKU of a TD SYNNEX product in Autotask is used.',
	},
	{
		displayName: 'Vendor Name',
		name: 'vendorName',
		type: 'string',
		default: 'TD SYNNEX',
		description: 'Name, or part of the name, of the company that is TD SYNNEX in your Autotask',
	},
];
