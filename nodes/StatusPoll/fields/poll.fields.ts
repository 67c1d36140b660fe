import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { DEFAULT_STATUS_SETTINGS, DEFAULT_WRITES } from '../../../lib/order-status/settings';
import { STATUSES } from '../../../lib/order-status/types';
import { optionalVendorField } from '../../shared/vendor';
import {
	budgetShareField,
	leaveFreeField,
	optionsField,
	webUrlField,
} from '../../shared/common-fields';

const { closeAfterDays, openDays, poNumberPattern, skuPattern } = DEFAULT_STATUS_SETTINGS;
const { callsPerHour, mode } = DEFAULT_STATUS_SETTINGS.pace;
const { devices: devicesWhen, receive: receiveWhen } = DEFAULT_WRITES;

/** Whose orders node and trigger follow beside those of PO Create. */
export const vendor = optionalVendorField(
	'The company that is TD SYNNEX in your Autotask. If set, the node also follows purchase orders that were ordered in another way, once their External P.O. Number is filled. If empty, it follows only those of TD SYNNEX PO Create.',
);

const NEVER_OR_DELIVERED: INodePropertyOptions[] = [
	{ name: 'Never', value: 'never' },
	{
		name: 'When Delivered',
		value: 'delivered',
		description: 'Needs carrier reports, which not every account gets',
	},
];

const receive: INodeProperties = {
	displayName: 'Receive in Autotask',
	name: 'receive',
	type: 'options',
	options: [
		...NEVER_OR_DELIVERED,
		{ name: 'When Invoiced', value: 'invoiced' },
		{ name: 'When Shipped', value: 'shipped', description: 'Goods in transit count as yours' },
	],
	default: receiveWhen,
	description:
		'When to receive goods into stock, with their serial numbers. The node never receives more than was ordered, and never a serial number twice.',
};

const devices: INodeProperties = {
	displayName: 'Create Devices',
	name: 'devices',
	type: 'options',
	options: [
		...NEVER_OR_DELIVERED,
		{
			name: 'When Received',
			value: 'received',
			description: 'As soon as Autotask has received them',
		},
	],
	default: devicesWhen,
	description:
		"When to create devices (configuration items) for serial numbers that Autotask has received for a customer. Each device is created once. Do not use it together with Autotask's own Devices Wizard, which does not see these devices and creates them again.",
};

const writes: INodeProperties = {
	displayName: 'Write to Autotask',
	name: 'write',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	description:
		'What to write in addition to the short status block in the General Memo, which is the memory of the node',
	options: [
		{
			displayName: 'Arrival Dates',
			name: 'eta',
			type: 'boolean',
			default: true,
			description: 'Whether to keep the expected arrival of each line up to date',
		},
		{
			displayName: 'Freight',
			name: 'freight',
			type: 'boolean',
			default: false,
			description: 'Whether to add up the freight of the invoices in the purchase order',
		},
		{
			displayName: 'History',
			name: 'history',
			type: 'boolean',
			default: true,
			description: 'Whether to add a readable line to the General Memo for each change',
		},
		{
			displayName: 'Invoice Numbers',
			name: 'invoiceNumbers',
			type: 'boolean',
			default: true,
			description: 'Whether to write invoice numbers to Vendor Invoice Number',
		},
		{
			displayName: 'Line Memo',
			name: 'itemMemo',
			type: 'boolean',
			default: false,
			description: 'Whether to add the changes of a line to its memo, including serial numbers',
		},
		{
			displayName: 'Note on the Opportunity',
			name: 'opportunityNote',
			type: 'boolean',
			default: false,
			description: 'Whether to add a note for each change to the opportunity of the line',
		},
		{
			displayName: 'Note on the Ticket',
			name: 'ticketNote',
			type: 'boolean',
			default: false,
			description: 'Whether to add a note for each change to the ticket of the line',
		},
		{
			displayName: 'Order Number',
			name: 'orderNumber',
			type: 'boolean',
			default: false,
			description:
				"Whether to add TD SYNNEX's order number to External P.O. Number after accounting has written its own number there. QuickBooks Online imports only purchase orders in which that field is empty.",
		},
	],
};

const statuses: INodeProperties = {
	displayName: 'Purchase Order Status',
	name: 'statuses',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add status',
	default: {},
	description:
		'Which status a purchase order gets for which state of the order. Receiving sets Received Partial and Received Full automatically. A status that a person or receiving has set is not changed back.',
	options: [
		{
			displayName: 'Status',
			name: 'rules',
			values: [
				{
					displayName: 'State',
					name: 'state',
					type: 'options',
					options: STATUSES.map((name) => ({ name, value: name })),
					default: 'Processing',
				},
				{
					displayName: 'Autotask Status Name or ID',
					name: 'label',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getStatuses' },
					default: '',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
			],
		},
	],
};

/** What is seldom set. */
export const options: INodeProperties = optionsField([
	webUrlField(
		'Where you sign in to Autotask. If set, each change has links to the company and the ticket.',
	),
	{
		displayName: 'Close After (Days)',
		name: 'closeAfterDays',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: closeAfterDays,
		description:
			'After how many days an invoiced order counts as closed if no delivery was reported. Closed orders are not polled again.',
	},
	leaveFreeField,
	budgetShareField(
		'How much of the hourly calls that Autotask allows you (usually 10,000) this node can use',
	),
	{
		displayName: 'Look Back (Days)',
		name: 'openDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000 },
		default: openDays,
		description:
			'How old an open order can be when the node first finds it. The node follows an order until it is finished.',
	},
	{
		displayName: 'Pace',
		name: 'pace',
		type: 'options',
		options: [
			{
				name: 'Adaptive',
				value: 'adaptive',
				description: 'Poll new and changing orders often, and others rarely',
			},
			{ name: 'Every Order Each Time', value: 'always' },
		],
		default: mode,
	},
	{
		displayName: 'PO Number Pattern',
		name: 'poNumberPattern',
		type: 'string',
		default: poNumberPattern,
		description:
			"For orders that PO Create did not send: the PO number at TD SYNNEX. {number} is Autotask's purchase order number, {ID} its internal one.",
	},
	{
		displayName: 'SKU Pattern',
		name: 'skuPattern',
		type: 'string',
		default: skuPattern,
		description:
			"For orders that PO Create did not send: how a TD SYNNEX SKU is written in an Autotask product's SKU field",
	},
	{
		displayName: 'TD SYNNEX Calls per Hour',
		name: 'callsPerHour',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: callsPerHour,
		description: 'Orders above the limit wait for the next poll. The most overdue ones are next.',
	},
]);

/** What is recorded in Autotask. */
export const recording: INodeProperties[] = [receive, devices, writes, statuses];
