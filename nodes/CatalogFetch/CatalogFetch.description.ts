import type { INodeProperties } from 'n8n-workflow';

const resourceAndOperation: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Price and Availability', value: 'priceAvailability' },
			{ name: 'Price File', value: 'priceFile' },
		],
		default: 'priceFile',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['priceFile'] } },
		options: [
			{
				name: 'Read',
				value: 'read',
				description: 'Turn the nightly price file into products, filtered while it streams',
				action: 'Read a price file',
			},
		],
		default: 'read',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['priceAvailability'] } },
		options: [
			{
				name: 'Check',
				value: 'check',
				description: 'Ask TD SYNNEX what exact products cost and how many are in stock now',
				action: 'Check price and availability',
			},
		],
		default: 'check',
	},
];

const priceFile: INodeProperties[] = [
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
		options: [
			{ name: 'Canada (CAD)', value: 'CA' },
			{ name: 'United States (USD)', value: 'US' },
		],
		default: 'US',
		description:
			'Whose price file it is: the file does not say, and its currency and warehouse columns depend on it',
	},
	{
		displayName: 'Expected File',
		name: 'expectedFile',
		type: 'options',
		options: [
			{
				name: 'Either',
				value: 'either',
				description: 'Take what comes; the summary says which kind it was',
			},
			{
				name: 'Full',
				value: 'full',
				description: 'The whole catalogue: a product that is missing is gone',
			},
			{
				name: 'Update',
				value: 'delta',
				description: 'Changes only: a missing product says nothing',
			},
		],
		default: 'full',
		description: 'The run stops when the header of the file says otherwise',
	},
	{
		displayName: 'Maximum Products',
		name: 'maxProducts',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 20000,
		description:
			'How many matching products to return at most, in the order of the file. 0 means all of them.',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'A product must pass all of them',
		options: [
			{
				displayName: 'Category Codes',
				name: 'categoryPrefixes',
				type: 'string',
				default: '',
				placeholder: 'e.g. 0110, 0215',
				description: 'Beginnings of TD SYNNEX category codes; leading zeros do not count',
			},
			{
				displayName: 'In Stock Only',
				name: 'inStockOnly',
				type: 'boolean',
				default: true,
				description: 'Whether to leave out products of which no warehouse has any',
			},
			{
				displayName: 'Lifecycle',
				name: 'lifecycleCodes',
				type: 'multiOptions',
				options: [
					{ name: 'Active (A)', value: 'A' },
					{ name: 'End of Life (C)', value: 'C' },
					{ name: 'Not Stated', value: '-' },
					{ name: 'Special Order (B)', value: 'B' },
					{ name: 'To Be Discontinued (T)', value: 'T' },
				],
				default: ['A', 'B'],
			},
			{
				displayName: 'Manufacturers',
				name: 'manufacturers',
				type: 'string',
				default: '',
				placeholder: 'e.g. DELL, HP*',
				description: 'Names as the price file writes them; * stands for any ending',
			},
			{
				displayName: 'Maximum Cost',
				name: 'maxCost',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2500.00',
			},
			{
				displayName: 'Minimum Cost',
				name: 'minCost',
				type: 'string',
				default: '',
				placeholder: 'e.g. 5.00',
			},
			{
				displayName: 'SKUs',
				name: 'skus',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				placeholder: 'e.g. 14152708, 13994201',
			},
			{
				displayName: 'Text',
				name: 'text',
				type: 'string',
				default: '',
				placeholder: 'e.g. usb dock',
				description:
					'All of these words must stand in the part number, name, manufacturer or description',
			},
		],
	},
];

const priceAvailability: INodeProperties[] = [
	{
		displayName: 'Products From',
		name: 'productsFrom',
		type: 'options',
		options: [
			{
				name: 'Input Items',
				value: 'items',
				description: 'One product an item, by its SKU or its manufacturer part number',
			},
			{ name: 'List', value: 'list', description: 'SKUs and part numbers typed in below' },
		],
		default: 'items',
	},
	{
		displayName: 'SKU Field',
		name: 'skuField',
		type: 'string',
		default: 'sku',
		displayOptions: { show: { productsFrom: ['items'] } },
		description: 'The field that holds the TD SYNNEX SKU. TDS-14152708 is understood too.',
	},
	{
		displayName: 'Part Number Field',
		name: 'mpnField',
		type: 'string',
		default: 'mpn',
		displayOptions: { show: { productsFrom: ['items'] } },
		description: 'The field that holds the manufacturer part number, used where there is no SKU',
	},
	{
		displayName: 'SKUs',
		name: 'skus',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. 14152708, 13994201',
		displayOptions: { show: { productsFrom: ['list'] } },
	},
	{
		displayName: 'Part Numbers',
		name: 'mpns',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. 210-BKXY, C9300-24P-A',
		description: 'Manufacturer part numbers; one may stand for several SKUs, all are returned',
		displayOptions: { show: { productsFrom: ['list'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Calls per Minute',
				name: 'callsPerMinute',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 600 },
				default: 20,
				description: 'TD SYNNEX publishes no limit; trouble was seen from 25 on',
			},
			{
				displayName: 'Products per Call',
				name: 'batchSize',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 100 },
				default: 50,
				description: 'TD SYNNEX takes at most 100',
			},
		],
	},
];

/** What the editor shows, top down. */
export const properties: INodeProperties[] = [
	...resourceAndOperation,
	...priceFile.map((property) => shownFor('priceFile', property)),
	...priceAvailability.map((property) => shownFor('priceAvailability', property)),
];

function shownFor(resource: string, property: INodeProperties): INodeProperties {
	const show = { ...property.displayOptions?.show, resource: [resource] };
	return { ...property, displayOptions: { show } };
}
