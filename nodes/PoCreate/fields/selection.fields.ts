import type { INodeProperties } from 'n8n-workflow';
import { amountBounds } from '../../shared/amount-bounds';
import { type Situation, shownIn } from '../../shared/display-options';
import {
	memoMarkField,
	readyStatusField,
	skuPatternField,
} from '../../shared/purchase-order-fields';

const onOrders: Situation[] = [
	{ operation: ['submit', 'reconcile'] },
	{ operation: ['preview'], previewOf: ['purchaseOrders'] },
];
const selecting = (select: string): Situation[] =>
	onOrders.map((situation) => ({ ...situation, select: [select] }));

/** Which purchase orders an operation is about. */
export const selection: INodeProperties[] = [
	...shownIn(onOrders, {
		displayName: 'Which',
		name: 'select',
		type: 'options',
		options: [
			{
				name: 'All in Doubt',
				value: 'open',
				description:
					'Orders that are in doubt, that an interrupted run left, or that are not yet written back',
			},
			{
				name: 'All That Are Ready',
				value: 'ready',
				description: 'All purchase orders of the vendor in one status',
			},
			{
				name: 'One for Each Input Item',
				value: 'one',
				description: 'By list, ID, or number. Use an expression to take it from each input item.',
			},
		],
		default: 'one',
	}),
	...shownIn(selecting('one'), {
		displayName: 'Purchase Order',
		name: 'purchaseOrder',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description:
			'The list shows the purchase orders of the last half year. To find an older one, enter its number.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchPurchaseOrders', searchable: true },
			},
			{ displayName: 'Number', name: 'number', type: 'string', placeholder: 'e.g. 16' },
			{ displayName: 'ID', name: 'id', type: 'string', placeholder: 'e.g. 5021' },
		],
	}),
	...shownIn(
		selecting('ready'),
		memoMarkField(
			'Only purchase orders whose General Memo contains this text. Leave empty to take all. Autotask purchase orders have no user-defined fields.',
		),
	),
	...amountBounds.flatMap((bound) => shownIn(selecting('ready'), bound)),
];

/** How purchase orders are read, whatever the operation. */
export const reading: INodeProperties[] = [
	skuPatternField(
		"How a TD SYNNEX SKU is written in an Autotask product's SKU field. A product without one is found by the vendor part number of its vendor entry.",
		true,
	),
	readyStatusField,
];
