import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { optionsField } from '../../shared/common-fields';

const PRICE_TYPES: INodePropertyOptions[] = [
	{ name: 'Education', value: 'EDUCATION' },
	{ name: 'Federal Government', value: 'FEDERALGOVERNMENT' },
	{ name: 'Healthcare', value: 'HEALTHCARE' },
	{ name: 'Promotion', value: 'PROMOTION' },
	{ name: 'Regular', value: '' },
	{ name: 'State Government', value: 'STATEGOVERNMENT' },
];

/** The live service. */
export const priceAvailability: INodeProperties[] = [
	{
		displayName: 'Products From',
		name: 'productsFrom',
		type: 'options',
		options: [
			{
				name: 'Input Items',
				value: 'items',
				description: 'One product for each item, by its SKU or its manufacturer part number',
			},
			{ name: 'List', value: 'list', description: 'SKUs and part numbers that you enter below' },
		],
		default: 'items',
	},
	{
		displayName: 'SKU Field',
		name: 'skuField',
		type: 'string',
		default: 'sku',
		displayOptions: { show: { productsFrom: ['items'] } },
		description: 'The field with the TD SYNNEX SKU. A value such as TDS-14152708 also works.',
	},
	{
		displayName: 'Part Number Field',
		name: 'mpnField',
		type: 'string',
		default: 'mpn',
		displayOptions: { show: { productsFrom: ['items'] } },
		description: 'The field with the manufacturer part number. It is used if there is no SKU.',
	},
	{
		displayName: 'SKUs',
		name: 'skus',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. 14152708, 13994201',
		description: 'TD SYNNEX SKUs, separated by commas or line breaks',
		displayOptions: { show: { productsFrom: ['list'] } },
	},
	{
		displayName: 'Part Numbers',
		name: 'mpns',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. 210-BKXY, C9300-24P-A',
		description:
			'Manufacturer part numbers. If one belongs to several SKUs, all of them are returned.',
		displayOptions: { show: { productsFrom: ['list'] } },
	},
	optionsField([
		{
			displayName: 'Calls per Minute',
			name: 'callsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 600 },
			default: 20,
			description: 'TD SYNNEX publishes no limit. Problems were seen from 25 on.',
		},
		{
			displayName: 'Price Type',
			name: 'priceType',
			type: 'options',
			options: PRICE_TYPES,
			default: '',
			description:
				'Which of your prices to request. Regular is your contract price. TD SYNNEX does not say whether it includes a promotion, as the cost of the price file does.',
		},
		{
			displayName: 'Products per Call',
			name: 'batchSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 50,
			description: 'TD SYNNEX accepts at most 100',
		},
		{
			displayName: 'Special Deal Number',
			name: 'specialDealNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. D-1001',
			description: 'Number of a deal, from TD SYNNEX or the manufacturer, whose prices to request',
		},
	]),
];
