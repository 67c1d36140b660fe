import type { INodeProperties } from 'n8n-workflow';
import { recordLocator } from '../shared/record-locator';
import { onlyFor } from '../shared/display-options';
import { vendorField } from '../shared/vendor';
import { resourceAndOperation } from './actions';
import { description as adoptionFields } from './actions/adoption-report.operation';
import { description as addFields } from './actions/add-to-quote.operation';
import { description as lineCheckFields } from './actions/check-lines.operation';
import { description as duplicateFields } from './actions/find-duplicates.operation';
import { description as openLineFields } from './actions/get-open-lines.operation';
import { attributes, descriptionData, stockOptions } from './fields/attributes.fields';
import { fieldOwners } from './fields/owners.fields';
import { guards } from './fields/guards.fields';
import { newProducts } from './fields/new-products.fields';
import { price } from './fields/price.fields';
import {
	budgetShareField,
	leaveFreeField,
	dryRunField,
	optionsField,
} from '../shared/common-fields';
import { skuPatternField } from '../shared/purchase-order-fields';

const target: INodeProperties[] = [
	recordLocator({
		displayName: 'Material Code',
		name: 'billingCode',
		description: 'The Material billing code of new products, such as Hardware',
		search: 'searchMaterialCodes',
		example: '29682801',
		fault: 'A billing code ID is a number',
	}),
	{
		displayName: 'New Products Are Active',
		name: 'isActive',
		type: 'boolean',
		default: true,
		description: 'Whether new products can be used in quotes right away',
	},
	{
		displayName: 'Product Category Name or ID',
		name: 'productCategory',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getProductCategories' },
		default: '',
		description:
			'The category of new products that Category Mapping does not name. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Category Mapping',
		name: 'categoryMapping',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add category',
		default: {},
		description:
			'Which Autotask category a TD SYNNEX category gets. The longest code that matches applies.',
		options: [
			{
				displayName: 'Category',
				name: 'rules',
				values: [
					{
						displayName: 'TD SYNNEX Category Code',
						name: 'code',
						type: 'string',
						default: '',
						placeholder: 'e.g. 004003',
						description: 'The category code or its beginning',
					},
					{
						displayName: 'Product Category Name or ID',
						name: 'category',
						type: 'options',
						typeOptions: { loadOptionsMethod: 'getProductCategories' },
						default: '',
						description:
							'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
				],
			},
		],
	},
	{
		displayName: 'Category Table',
		name: 'categoryTable',
		type: 'string',
		typeOptions: { rows: 5 },
		default: '',
		placeholder: 'e.g. 011, Software, Software',
		description:
			'The same by names, one category on each line: TD SYNNEX category code, product category, and, if you want, Material Code. Rows of Category Mapping come first.',
	},
];

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'Changed and Failed',
			value: 'changed',
			description: 'Only items that were written, held back, deferred, or failed',
		},
		{
			name: 'Every Item',
			value: 'every',
			description: 'One item for each input item, including unchanged ones',
		},
		{ name: 'Summary Only', value: 'summary', description: 'Nothing on the first output' },
	],
	default: 'changed',
	description: 'What the first output contains. The summary is always on the second output.',
};

const options: INodeProperties = optionsField([
	{
		displayName: 'Activity Records',
		name: 'activityRecords',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 20000 },
		default: 1000,
		description:
			'The most activity records of products in the summary, with five times as many changes, failures first. With 0, only the record of the run itself is left.',
	},
	{
		displayName: 'Cost',
		name: 'cost',
		type: 'options',
		options: [
			{
				name: 'With Promotions',
				value: 'now',
				description: 'What you pay now, including promotions and rebates',
			},
			{
				name: 'Without Promotions',
				value: 'withoutPromotion',
				description:
					'For prices that remain valid after a promotion. Only the price file contains it. From any other source, the cost is what you pay now.',
			},
		],
		default: 'now',
		description: 'Which of the costs becomes the Unit Cost and sets the price',
	},
	descriptionData,
	leaveFreeField,
	budgetShareField(
		'How much of the hourly calls that Autotask allows you (usually 10,000) this node can use. The remaining items are then returned as deferred, and the next run processes them.',
	),
	{
		displayName: 'Keep Vendor Cost Current',
		name: 'keepVendorCost',
		type: 'boolean',
		default: false,
		description:
			'Whether to update the cost in the vendor entry of the product with each change, too. This doubles the Autotask calls of a price change.',
	},
	{
		displayName: 'Progress Every (Seconds)',
		name: 'progressSeconds',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description: 'How often the node calls Progress Workflow',
	},
	{
		displayName: 'Progress Workflow',
		name: 'progressWorkflow',
		type: 'workflowSelector',
		default: '',
		description:
			'A workflow that the node calls while it works, with one item about its progress (run, workflow, state, message, processed, total, added, updated, errors). Select Activity log to see the progress in Sync activity.',
	},
	...stockOptions,
]);

/** Operations that write to Autotask. */
const WRITING = ['addProducts', 'findDuplicates', 'undo', 'upsert'];
/** Operations with the settings of a sync. */
const SYNCING = ['adoptionReport', 'upsert'];

const skuPattern = skuPatternField(
	'How the TD SYNNEX SKU is written in the SKU field of Autotask products. The default is that of the TD SYNNEX Digital Bridge, so its products are updated and not duplicated.',
	true,
);

export const properties: INodeProperties[] = [
	...resourceAndOperation,
	...onlyFor(['adoptionReport', 'findDuplicates', 'getLines', 'undo', 'upsert'], [vendorField]),
	...onlyFor(['adoptionReport', 'findDuplicates', 'getLines', 'upsert'], [skuPattern]),
	...onlyFor(['findDuplicates'], duplicateFields),
	...onlyFor(['adoptionReport'], adoptionFields),
	...onlyFor(SYNCING, [...target, ...price, newProducts]),
	...onlyFor(['addProducts'], addFields),
	...onlyFor(WRITING, [
		dryRunField('Whether to show what would be written without writing anything'),
	]),
	...onlyFor(['upsert'], [output]),
	...onlyFor(SYNCING, [fieldOwners, attributes, guards, options]),
	...onlyFor(['getLines'], openLineFields),
	...onlyFor(['checkLines'], lineCheckFields),
];
