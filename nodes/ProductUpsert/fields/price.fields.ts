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
		description: 'The list price of the manufacturer. If there is none, cost plus markup.',
	},
];

const rule: INodeProperties[] = [
	{
		displayName: 'Category',
		name: 'category',
		type: 'string',
		default: '',
		placeholder: 'e.g. 004003, 0215',
		description: 'TD SYNNEX category codes or names, or their beginnings. If empty, any category.',
	},
	{
		displayName: 'Manufacturer',
		name: 'manufacturer',
		type: 'string',
		default: '',
		placeholder: 'e.g. Cisco, HP*',
		description:
			'HP also matches HP Inc. HP* matches all names that begin with HP. If empty, any manufacturer.',
	},
	{
		displayName: 'Cost From',
		name: 'costFrom',
		type: 'string',
		default: '',
		placeholder: 'e.g. 100.00',
		description: 'This cost is included',
	},
	{
		displayName: 'Cost Up To',
		name: 'costTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. 500.00',
		description: 'This cost is included',
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
	description: 'Limits for the rules and for the first unit price',
	options: [
		{
			displayName: 'Minimum Margin (%)',
			name: 'minMarginPercent',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			description: 'The node raises a price until this much of it is margin. 0 means no limit.',
		},
		{
			displayName: 'Never Above MSRP',
			name: 'notAboveMsrp',
			type: 'boolean',
			default: false,
			description:
				'Whether to lower a price above the list price of the manufacturer to the list price. Minimum margin and MAP take precedence.',
		},
		{
			displayName: 'Never Below MAP',
			name: 'notBelowMap',
			type: 'boolean',
			default: true,
			description: 'Whether to raise a price below the minimum advertised price to that price',
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
			'The price of a new product. After that, the price is yours: it is never overwritten, unless you set the owner of Unit Price to Sync.',
	},
	{
		displayName: 'Percent',
		name: 'pricePercent',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		displayOptions: { hide: { priceBasis: ['none'] } },
		default: 20,
		description: 'Markup on cost, or margin of the price. A margin must be below 100.',
	},
	{
		displayName: 'Price Rules',
		name: 'priceRules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add rule',
		default: {},
		description:
			'Prices by category, manufacturer, and cost. The first rule that matches applies. An item that matches no rule gets the first unit price above.',
		options: [{ displayName: 'Rule', name: 'rules', values: rule }],
	},
	{
		displayName: 'Rounding',
		name: 'priceRounding',
		type: 'options',
		options: ROUNDINGS,
		default: 'cent',
		description: 'How every price is rounded. A price that is lowered to MSRP is not rounded.',
	},
	limits,
];
