import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const ROUNDINGS: INodePropertyOptions[] = [
	{ name: 'To the Cent', value: 'cent' },
	{ name: 'Up to a Whole Amount', value: 'whole' },
	{ name: 'Up to .99', value: '99' },
];

/** In the order of the alphabet, as n8n asks. */
const WAYS: INodePropertyOptions[] = [
	{
		name: 'Cost Plus Margin',
		value: 'margin',
		description: 'Percent of the price: a cost of 80 at 20 % gives 100',
	},
	{
		name: 'Cost Plus Markup',
		value: 'markup',
		description: 'Percent on the cost: a cost of 80 at 20 % gives 96',
	},
	{ name: 'Leave Empty', value: 'none' },
	{
		name: 'MSRP',
		value: 'msrp',
		description: 'The list price of the maker; cost plus markup where there is none',
	},
];

const rule: INodeProperties[] = [
	{
		displayName: 'Category',
		name: 'category',
		type: 'string',
		default: '',
		placeholder: 'e.g. 004003, 0215',
		description: 'TD SYNNEX category codes or names, or their beginnings; empty = any',
	},
	{
		displayName: 'Manufacturer',
		name: 'manufacturer',
		type: 'string',
		default: '',
		placeholder: 'e.g. Cisco, HP*',
		description: 'HP stands for HP Inc too, HP* for all that begin so; empty = any',
	},
	{
		displayName: 'Cost From',
		name: 'costFrom',
		type: 'string',
		default: '',
		placeholder: 'e.g. 100.00',
		description: 'This cost itself is included',
	},
	{
		displayName: 'Cost Up To',
		name: 'costTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. 500.00',
		description: 'This cost itself is included',
	},
	{
		displayName: 'Unit Price',
		name: 'basis',
		type: 'options',
		options: WAYS,
		default: 'markup',
	},
	{
		displayName: 'Percent',
		name: 'percent',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		displayOptions: { hide: { basis: ['none'] } },
		default: 20,
	},
];

const limits: INodeProperties = {
	displayName: 'Price Limits',
	name: 'priceLimits',
	type: 'collection',
	placeholder: 'Add limit',
	default: {},
	description: 'Between what the rules and the first unit price must stay',
	options: [
		{
			displayName: 'Minimum Margin (%)',
			name: 'minMarginPercent',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			description: 'A price is raised until this much of it is margin; 0 = no limit',
		},
		{
			displayName: 'Never Above MSRP',
			name: 'notAboveMsrp',
			type: 'boolean',
			default: false,
			description:
				'Whether a price above the list price of the maker is lowered to it. Minimum margin and MAP come first.',
		},
		{
			displayName: 'Never Below MAP',
			name: 'notBelowMap',
			type: 'boolean',
			default: true,
			description: 'Whether a price below the minimum advertised price is raised to it',
		},
	],
};

/**
 * How unit prices are made: what holds for all, the rules that come before it, and the limits of
 * both.
 */
export const price: INodeProperties[] = [
	{
		displayName: 'First Unit Price',
		name: 'priceBasis',
		type: 'options',
		options: WAYS,
		default: 'markup',
		description:
			'The price that a new product starts with. Afterwards the price is yours: it is never overwritten, unless the owner of Unit Price is set to Sync.',
	},
	{
		displayName: 'Percent',
		name: 'pricePercent',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		displayOptions: { hide: { priceBasis: ['none'] } },
		default: 20,
		description: 'Markup on cost, or margin of the price; a margin must be below 100',
	},
	{
		displayName: 'Price Rules',
		name: 'priceRules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add rule',
		default: {},
		description:
			'Prices by category, manufacturer and cost. The first rule that fits counts; what fits none gets the first unit price above.',
		options: [{ displayName: 'Rule', name: 'rules', values: rule }],
	},
	{
		displayName: 'Rounding',
		name: 'priceRounding',
		type: 'options',
		options: ROUNDINGS,
		default: 'cent',
		description: 'How every price is rounded; one that is lowered to MSRP stays as that is',
	},
	limits,
];
