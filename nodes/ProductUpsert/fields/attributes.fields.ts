import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { NO_ATTRIBUTES } from '../../../lib/catalog/plan/attributes/settings';
import { ATTRIBUTES } from '../../../lib/catalog/plan/attributes/sources';

const CHOICES: INodePropertyOptions[] = ATTRIBUTES.map(({ name, label }) => ({
	name: label,
	value: name,
}));

const { when, percent } = NO_ATTRIBUTES.stock;

/** TD SYNNEX's data in user-defined fields of products. */
export const attributes: INodeProperties = {
	displayName: 'TD SYNNEX Data',
	name: 'attributes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add field',
	default: {},
	description:
		"Which TD SYNNEX data to write to which user-defined field of products. The node writes it together with the product's other changes, so no field costs an extra call.",
	options: [
		{
			displayName: 'Field',
			name: 'fields',
			values: [
				{
					displayName: 'Data',
					name: 'attribute',
					type: 'options',
					options: CHOICES,
					default: 'stockTotal',
					description:
						'The data in the catalog item. If the item does not have it, nothing changes.',
				},
				{
					displayName: 'Product Field Name or ID',
					name: 'field',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getProductUserFields' },
					default: '',
					description:
						'An active user-defined field of products. Create Missing Fields of Permission Check can create some. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Owner',
					name: 'owner',
					type: 'options',
					options: [
						{ name: 'Sync', value: 'sync', description: 'Overwritten with every change' },
						{
							name: 'Sync While Empty',
							value: 'blank',
							description: 'Filled when it is empty, then yours',
						},
					],
					default: 'sync',
				},
			],
		},
	],
};

/** What stands in the description, readable without fields of its own. */
export const descriptionData: INodeProperties = {
	displayName: 'Data in Description',
	name: 'descriptionData',
	type: 'multiOptions',
	// the state is a field of the sync's own
	options: CHOICES.filter(({ value }) => value !== 'lifecycleState'),
	default: [],
	description:
		'Which TD SYNNEX data to add to the TD SYNNEX block of the description, one fact on each line. Needs the owner Merge of Description. Write Stock applies here, too.',
};

/** When stock alone is reason enough to write. */
export const stockOptions: INodeProperties[] = [
	{
		displayName: 'Stock Change (%)',
		name: 'stockPercent',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: percent,
		description:
			'For Write Stock: By Percent. The node writes a stock that changed by more than this.',
	},
	{
		displayName: 'Write Stock',
		name: 'writeStock',
		type: 'options',
		options: [
			{
				name: 'At Every Change',
				value: 'every',
				description:
					'One call for nearly every product each night, because stock changes for nearly every product',
			},
			{
				name: 'By Percent',
				value: 'percent',
				description: 'Also when it changes by more than Stock Change (%)',
			},
			{
				name: 'In or Out of Stock',
				value: 'inOut',
				description: 'When it runs out or comes back',
			},
		],
		default: when,
		description:
			'When a change of stock is reason enough to write a product. If anything else in the product changed, the node always writes the stock.',
	},
];
