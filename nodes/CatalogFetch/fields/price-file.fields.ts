import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { LARGEST_SHRINKAGE } from '../../../lib/catalog/fetch/file-length';

const LIFECYCLES: INodePropertyOptions[] = [
	{ name: 'Active (A)', value: 'A' },
	{ name: 'End of Life (C)', value: 'C' },
	{ name: 'Not Stated', value: '-' },
	{ name: 'Special Order (B)', value: 'B' },
	{ name: 'To Be Discontinued (T)', value: 'T' },
];

const COUNTRIES: INodePropertyOptions[] = [
	{ name: 'Canada (CAD)', value: 'CA' },
	{ name: 'United States (USD)', value: 'US' },
];

/** What a row must fit. */
export const fileFilters: INodeProperties[] = [
	{
		displayName: 'Category Codes',
		name: 'categoryPrefixes',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0110, 0215',
		description: 'Beginnings of TD SYNNEX category codes. 4003 also finds 004003.',
	},
	{
		displayName: 'In Stock Only',
		name: 'inStockOnly',
		type: 'boolean',
		default: true,
		description:
			'Whether to leave out products that no warehouse has in stock. Licenses, whose stock is not counted, are left out, too.',
	},
	{
		displayName: 'Lifecycle',
		name: 'lifecycleCodes',
		type: 'multiOptions',
		options: LIFECYCLES,
		default: ['A', 'B'],
		description: 'The lifecycle state that TD SYNNEX gives a product',
	},
	{
		displayName: 'Manufacturers',
		name: 'manufacturers',
		type: 'string',
		default: '',
		placeholder: 'e.g. DELL, HP*',
		description:
			'Full names, or names as in the price file, which cuts them at 25 characters. * stands for any ending.',
	},
	{
		displayName: 'Maximum Cost',
		name: 'maxCost',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2500.00',
		description: 'This cost is included. Products without a cost are left out.',
	},
	{
		displayName: 'Minimum Cost',
		name: 'minCost',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5.00',
		description: 'This cost is included. Products without a cost are left out.',
	},
	{
		displayName: 'SKUs',
		name: 'skus',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. 14152708, 13994201',
		description: 'TD SYNNEX SKUs, separated by commas or line breaks',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. usb dock',
		description:
			'All of these words must be in the part number, name, manufacturer, or description',
	},
];

/** The nightly price file. */
export const priceFile: INodeProperties[] = [
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the input field that holds the price file, .zip or .AP',
	},
	{
		displayName: 'Country',
		name: 'country',
		type: 'options',
		options: COUNTRIES,
		default: 'US',
		description:
			'The country of the price file. The file does not state it, and its currency and warehouse columns depend on it.',
	},
	{
		displayName: 'Expected File',
		name: 'expectedFile',
		type: 'options',
		options: [
			{
				name: 'Either',
				value: 'either',
				description: 'Accept both kinds. The summary says which kind it was.',
			},
			{
				name: 'Full',
				value: 'full',
				description: 'Everything that TD SYNNEX puts into your file, changed or not',
			},
			{
				name: 'Update',
				value: 'delta',
				description: 'Only changes. A product that is missing from the file has not changed.',
			},
		],
		default: 'full',
		description: 'The run stops if the header of the file says something else',
	},
	{
		displayName: 'No Filter at TD SYNNEX',
		name: 'unfilteredFile',
		type: 'boolean',
		default: false,
		description:
			'Whether TD SYNNEX has told you that it leaves nothing out of your file: neither products without stock nor product lines. Only then can the summary of a full file say that it is complete, so that a missing product is gone.',
	},
	{
		displayName: 'Maximum Products',
		name: 'maxProducts',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 20000,
		description:
			'The maximum number of products to return, in the order of the file. 0 means all of them.',
	},
	{
		displayName: 'Hand On As',
		name: 'handOnAs',
		type: 'options',
		options: [
			{
				name: 'File',
				value: 'file',
				description:
					'One item with a file of all products, which Autotask Product Upsert reads. Takes far less memory and database.',
			},
			{
				name: 'Items',
				value: 'items',
				description: 'One item for each product, for workflows that look at the products',
			},
		],
		default: 'items',
		description:
			'How the products reach the next node. Choose File for thousands of products that go straight to Autotask Product Upsert.',
	},
	{
		displayName: 'File Checks',
		name: 'fileChecks',
		type: 'collection',
		placeholder: 'Add check',
		default: {},
		description:
			'Checks that stop the run, in addition to those for a damaged file or the wrong kind of file',
		options: [
			{
				displayName: 'Largest Shrinkage (%)',
				name: 'maxShrinkPercent',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: LARGEST_SHRINKAGE,
				description:
					'The run stops if a full file is shorter than the last one by more than this. Only scheduled runs remember the length. 0 means no limit.',
			},
			{
				displayName: 'Oldest File (Days)',
				name: 'maxAgeDays',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 0 },
				default: 3,
				description:
					'A file with an older header is not read. Counts business days, because no file is written on weekends. 0 means no limit.',
			},
			{
				displayName: 'Trading Partner',
				name: 'tradingPartner',
				type: 'string',
				default: '',
				placeholder: 'e.g. DEMO846',
				description:
					'The code at the beginning of the header of your file. The summary of a run shows it. Each account has its own code.',
			},
		],
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		description: 'A product must pass all of them',
		options: fileFilters,
	},
];
