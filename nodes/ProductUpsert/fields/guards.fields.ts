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

const { zeroCost, discontinued, handMade, missing, missingFiles, returned } = DEFAULT_GUARDS;
const { maxCostChangePercent, maxCostChange, maxRetiredPercent } = DEFAULT_GUARDS;
const { maxRepricedPercent, maxAverageChangePercent } = DEFAULT_GUARDS;

/** What holds an item back before it does harm. */
export const guards: INodeProperties = {
	displayName: 'Guards',
	name: 'guards',
	type: 'collection',
	placeholder: 'Add guard',
	default: {},
	description: 'When to hold an item back instead of writing it',
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
					description: 'They stay in quotes and orders that contain them',
				},
				{
					name: 'Set Inactive',
					value: 'inactive',
					description: 'When TD SYNNEX has none left. The sync never sets them active again.',
				},
			],
			default: discontinued,
			description:
				'What to do with products that TD SYNNEX no longer sells and does not have in stock. New ones are never created.',
		},
		{
			displayName: 'First Load',
			name: 'firstLoad',
			type: 'boolean',
			default: false,
			description:
				'Whether you expect that Autotask shows no product at all. If off, nothing is created in this case, because an API user that cannot view products would duplicate the whole catalog.',
		},
		{
			displayName: 'Largest Average Change (%)',
			name: 'maxAverageChangePercent',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: maxAverageChangePercent,
			description:
				'If the costs and prices that would change differ by more than this on average, nothing is written, because the file is probably wrong. 0 means no limit.',
		},
		{
			displayName: 'Largest Change (%)',
			name: 'maxCostChangePercent',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: maxCostChangePercent,
			description:
				'If a cost changes by more than this, the node holds the item for review. The same applies to a Unit Price that the sync owns. 0 means no limit.',
		},
		{
			displayName: 'Largest Change (Amount)',
			name: 'maxCostChange',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: maxCostChange,
			description: 'The same limit as an amount. 0 means no limit.',
		},
		{
			displayName: 'Missing After (Files)',
			name: 'missingFiles',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
			default: missingFiles,
			description:
				'After how many full price files in a row without the product Missing Products applies. A file counts once.',
		},
		{
			displayName: 'Missing Products',
			name: 'missing',
			type: 'options',
			options: [
				{ name: 'Leave as They Are', value: 'leave', description: 'Only count' },
				{
					name: 'Mark as Gone',
					value: 'mark',
					description: 'Say so in the field for Lifecycle State',
				},
				{
					name: 'Set Inactive',
					value: 'inactive',
					description: 'A product that a person sets active again stays active',
				},
			],
			default: missing,
			description:
				'What to do with products that a complete full price file no longer has. Needs a field for Lifecycle State under TD SYNNEX Data, and a file of Catalog Fetch (Hand On As: File) that is complete.',
		},
		{
			displayName: 'Most Prices Changed (%)',
			name: 'maxRepricedPercent',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: maxRepricedPercent,
			description:
				'In percent of the products found in one run. If more products would get a new cost or price, nothing is written, because the file is probably wrong. 0 means no limit.',
		},
		{
			displayName: 'Most Products Set Inactive (%)',
			name: 'maxRetiredPercent',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: maxRetiredPercent,
			description:
				'In percent of the products found in one run. Above this, no product is set inactive, because the file is probably wrong. 0 means no limit.',
		},
		{
			displayName: 'Products Made by Hand',
			name: 'handMade',
			type: 'options',
			options: [
				{
					name: 'Adopt',
					value: 'adopt',
					description: 'Give the product the SKU and keep it up to date. Its name and price stay.',
				},
				{ name: 'Create Beside Them', value: 'ignore', description: 'Do not look for them' },
				{
					name: 'Hold Back and Warn',
					value: 'warn',
					description: 'Skip the item until you decide: Autotask cannot delete products',
				},
			],
			default: handMade,
			description:
				'What to do if a product without a TD SYNNEX SKU has the same manufacturer part number, or a vendor entry with this SKU',
		},
		{
			displayName: 'Products That Return',
			name: 'returned',
			type: 'options',
			options: [
				{
					name: 'Leave Inactive',
					value: 'leave',
					description: 'Lifecycle State says that they are back',
				},
				{ name: 'Set Active', value: 'reactivate' },
			],
			default: returned,
			description:
				'What to do with products that the sync set inactive, not a person, when a full price file has them again. Needs a field for Lifecycle State under TD SYNNEX Data.',
		},
	],
};
