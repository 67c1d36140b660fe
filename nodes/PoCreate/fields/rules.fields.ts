import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { DEFAULT_RULES } from '../../../lib/orders/validate/settings';

const RULES: INodePropertyOptions[] = [
	{ name: 'Address Complete and Within Lengths', value: 'address' },
	{ name: 'Approval', value: 'approval' },
	{ name: 'Cap per Day', value: 'capPerDay' },
	{ name: 'Cap per Order', value: 'capPerOrder' },
	{ name: 'Cap per Run', value: 'capPerRun' },
	{ name: 'Comment Holds', value: 'comments' },
	{ name: 'Cost Near the Live Price', value: 'cost' },
	{ name: 'Currency', value: 'currency' },
	{ name: 'End User Named', value: 'endUser' },
	{ name: 'Minimum Margin', value: 'margin' },
	{ name: 'Minimum Quantity', value: 'quantity' },
	{ name: 'No Other Order Number', value: 'orderedElsewhere' },
	{ name: 'No Post-Office Box', value: 'poBox' },
	{ name: 'Only TD SYNNEX Lines', value: 'lines' },
	{ name: "Price Within TD SYNNEX's Tolerance", value: 'heldPrice' },
	{ name: 'Ready Status', value: 'status' },
	{ name: 'Ship Method Reaches Ship-To', value: 'destination' },
	{ name: 'SKU Active and Authorized', value: 'product' },
	{ name: 'Special Price Type and Number', value: 'specialPrice' },
	{ name: 'Stock or Back Order', value: 'stock' },
	{ name: 'Vendor', value: 'vendor' },
];

const CURRENCIES: INodePropertyOptions[] = [
	{ name: 'CAD', value: 'CAD' },
	{ name: 'USD', value: 'USD' },
];

const { approvalAbove, capPerDay, capPerOrder, capPerRun, costTolerance, currency } = DEFAULT_RULES;
const { otherLines, priceApart, withoutSellingPrice } = DEFAULT_RULES;
const { percent, amount } = costTolerance;

/** What keeps an order from being sent. Every rule is on until it is switched off. */
export const rules: INodeProperties = {
	displayName: 'Rules',
	name: 'rules',
	type: 'collection',
	placeholder: 'Add rule',
	default: {},
	description:
		'What is checked before an order is sent. Every rule is on unless you turn it off here.',
	options: [
		{
			displayName: 'Approval Needed Above',
			name: 'approvalAbove',
			type: 'string',
			default: approvalAbove,
			description:
				'Orders above this total need "TDS approved by: NAME" in the General Memo, or Approved By in the order options. If empty, no order needs an approval.',
		},
		{
			displayName: 'Cap per Day',
			name: 'capPerDay',
			type: 'string',
			default: capPerDay,
			description:
				'Highest total of all orders within 24 hours, by any workflow, read from the purchase orders themselves. If empty, there is no cap.',
		},
		{
			displayName: 'Cap per Order',
			name: 'capPerOrder',
			type: 'string',
			default: capPerOrder,
			description: 'Highest total of one order. If empty, there is no cap.',
		},
		{
			displayName: 'Cap per Run',
			name: 'capPerRun',
			type: 'string',
			default: capPerRun,
			description: 'Highest total of all orders in one run. If empty, there is no cap.',
		},
		{
			displayName: 'Cost Tolerance (%)',
			name: 'tolerancePercent',
			type: 'string',
			default: percent,
			description:
				'How far the unit cost of a line can be from the live price, in percent of that price. If empty, any cost is accepted.',
		},
		{
			displayName: 'Cost Tolerance (Amount)',
			name: 'toleranceAmount',
			type: 'string',
			default: amount,
			description:
				'The same as an amount for each piece. Both limits must hold. If empty, any cost is accepted.',
		},
		{
			displayName: 'Lines of Other Vendors',
			name: 'otherLines',
			type: 'options',
			options: [
				{
					name: 'Leave Out',
					value: 'leaveOut',
					description: 'Order the TD SYNNEX lines and leave the others',
				},
				{ name: 'Refuse', value: 'refuse', description: 'Do not send the purchase order' },
			],
			default: otherLines,
		},
		{
			displayName: 'Minimum Margin (%)',
			name: 'marginPercent',
			type: 'string',
			default: '',
			placeholder: 'e.g. 8',
			description:
				"Orders and lines that earn less than this share of their selling price need an approval. The selling price is that of the charge or quote item. The cost is TD SYNNEX's current price. If empty, there is no floor.",
		},
		{
			displayName: 'Minimum Margin (Amount)',
			name: 'marginAmount',
			type: 'string',
			default: '',
			placeholder: 'e.g. 25',
			description:
				'Orders that earn less than this in total need an approval. If empty, there is no floor.',
		},
		{
			displayName: 'Minimum Quantity Field',
			name: 'minimumField',
			type: 'string',
			default: '',
			placeholder: 'e.g. TD SYNNEX Minimum Quantity',
			description:
				'Product field or user-defined field with the smallest quantity that TD SYNNEX sells. If empty, the quantity is not checked.',
		},
		{
			displayName: 'Modules Not in Use',
			name: 'modulesNotInUse',
			type: 'multiOptions',
			options: [
				{ name: 'Contracts', value: 'contract' },
				{ name: 'Projects', value: 'project' },
				{ name: 'Service Desk', value: 'ticket' },
			],
			default: [],
			description:
				'Modules that your Autotask does not have. If the API user cannot read the charges of any other module, the node cannot know whether a deal is already ordered, and does not send it.',
		},
		{
			displayName: 'Price Tolerance',
			name: 'priceTolerance',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0.01',
			description:
				"The price difference for one piece above which TD SYNNEX's sales desk holds an order, as your auto-fill profile says. If empty, 0.01 in the US and 0.02 in Canada.",
		},
		{
			displayName: 'Purchase Currency',
			name: 'currency',
			type: 'options',
			options: CURRENCIES,
			default: currency,
			description: 'The currency of unit costs in your Autotask',
		},
		{
			displayName: 'Switched Off',
			name: 'off',
			type: 'multiOptions',
			options: RULES,
			default: [],
			description: 'Rules that are not applied',
		},
		{
			displayName: 'When the Price Is Apart',
			name: 'priceApart',
			type: 'options',
			options: [
				{
					name: "Send TD SYNNEX's Price",
					value: 'sendTheirs',
					description: 'Within Cost Tolerance; the purchase order keeps its own cost',
				},
				{ name: 'Stop', value: 'stop', description: 'Do not send the purchase order' },
				{ name: 'Warn', value: 'warn', description: 'Send the order anyway: TD SYNNEX holds it' },
			],
			default: priceApart,
			description: 'What to do if the unit cost is outside Price Tolerance',
		},
		{
			displayName: 'Without a Selling Price',
			name: 'withoutSellingPrice',
			type: 'options',
			options: [
				{
					name: 'Wait for an Approval',
					value: 'stop',
					description: 'A person decides, because nobody knows what the order earns',
				},
				{ name: 'Warn', value: 'warn', description: 'Send the order with a warning' },
			],
			default: withoutSellingPrice,
			description:
				'With a Minimum Margin, what to do with an order that has lines without a selling price, such as lines that a person made by product',
		},
	],
};
