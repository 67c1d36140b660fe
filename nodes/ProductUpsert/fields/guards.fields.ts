import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { DEFAULT_GUARDS } from '../../../lib/catalog/settings';

const AT_ZERO_COST: INodePropertyOptions[] = [
	{ name: 'Hold Back', value: 'skip', description: 'Leave the whole item alone' },
	{ name: 'Leave the Cost Alone', value: 'keep', description: 'Write the other fields' },
	{ name: 'Write a Zero', value: 'write', description: 'For items that really cost nothing' },
];

const CURRENCIES: INodePropertyOptions[] = [
	{ name: 'CAD', value: 'CAD' },
	{ name: 'That of the First Item', value: '' },
	{ name: 'USD', value: 'USD' },
];

const { zeroCost, discontinued, handMade } = DEFAULT_GUARDS;
const { maxCostChangePercent, maxCostChange, maxRetiredPercent } = DEFAULT_GUARDS;

/** What holds an item back before it does harm. */
export const guards: INodeProperties = {
	displayName: 'Guards',
	name: 'guards',
	type: 'collection',
	placeholder: 'Add guard',
	default: {},
	description: 'When to hold an item back rather than write it',
	options: [
		{
			displayName: 'Cost of Zero or None',
			name: 'zeroCost',
			type: 'options',
			options: AT_ZERO_COST,
			default: zeroCost,
		},
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'options',
			options: CURRENCIES,
			default: '',
			description: 'Items with costs in another currency are held back',
		},
		{
			displayName: 'Discontinued Products',
			name: 'discontinued',
			type: 'options',
			options: [
				{
					name: 'Leave as They Are',
					value: 'leave',
					description: 'They stay in quotes and orders that name them',
				},
				{
					name: 'Set Inactive',
					value: 'inactive',
					description: 'Once TD SYNNEX has none left; they are never set active again by the sync',
				},
			],
			default: discontinued,
			description:
				'What becomes of products that TD SYNNEX no longer sells and has none of; new ones are never created',
		},
		{
			displayName: 'First Load',
			name: 'firstLoad',
			type: 'boolean',
			default: false,
			description:
				'Whether it is right that Autotask shows no product at all. Otherwise nothing is created then, since an API user who may not see products would double the whole catalogue.',
		},
		{
			displayName: 'Largest Change (%)',
			name: 'maxCostChangePercent',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: maxCostChangePercent,
			description:
				'A cost that moves further is held back for review, and so is a Unit Price that the sync owns; 0 = no limit',
		},
		{
			displayName: 'Largest Change (Amount)',
			name: 'maxCostChange',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: maxCostChange,
			description: 'The same as an amount; 0 = no limit',
		},
		{
			displayName: 'Most Products Set Inactive (%)',
			name: 'maxRetiredPercent',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: maxRetiredPercent,
			description:
				'Of the products found, in one run; beyond that none is set inactive, since the file is likely wrong. 0 = no limit.',
		},
		{
			displayName: 'Products Made by Hand',
			name: 'handMade',
			type: 'options',
			options: [
				{
					name: 'Adopt',
					value: 'adopt',
					description: 'Give the product the SKU and keep it in step; its name and price stay',
				},
				{ name: 'Create Beside Them', value: 'ignore', description: 'Do not look for them' },
				{
					name: 'Hold Back and Warn',
					value: 'warn',
					description: 'Leave the item out until you have decided: Autotask cannot delete products',
				},
			],
			default: handMade,
			description:
				'What to do when a product without a SKU of ours has the same manufacturer part number, or a vendor entry with this SKU',
		},
	],
};
