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
		description: 'TD SYNNEX SKUs, separated by commas or one a line',
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
	optionsField([
		{
			displayName: 'Calls per Minute',
			name: 'callsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 600 },
			default: 20,
			description: 'TD SYNNEX publishes no limit; trouble was seen from 25 on',
		},
		{
			displayName: 'Price Type',
			name: 'priceType',
			type: 'options',
			options: PRICE_TYPES,
			default: '',
			description:
				'Which of your prices to ask for. Regular is your contract price; whether it includes a promotion, as the cost of the price file does, TD SYNNEX does not say.',
		},
		{
			displayName: 'Products per Call',
			name: 'batchSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 50,
			description: 'TD SYNNEX takes at most 100',
		},
		{
			displayName: 'Special Deal Number',
			name: 'specialDealNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. D-1001',
			description: "TD SYNNEX's or the manufacturer's number of a deal whose prices to ask for",
		},
	]),
];
