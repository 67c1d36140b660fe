import type { INodeProperties } from 'n8n-workflow';
import { options, recording, vendor } from './fields/poll.fields';
import { dryRunField, operationField, resourceField } from '../shared/common-fields';

const resourceAndOperation: INodeProperties[] = [
	resourceField('Order', 'order'),
	operationField(
		[
			{
				name: 'Get Status',
				value: 'get',
				description: 'Show what has happened to orders so far, without writing anything',
				action: 'Get the status of orders',
			},
			{
				name: 'Poll Status',
				value: 'poll',
				description: 'Get the status of orders from TD SYNNEX, and record changes in Autotask',
				action: 'Poll the status of orders',
			},
		],
		'poll',
	),
];

const scope: INodeProperties[] = [
	{
		displayName: 'Orders',
		name: 'scope',
		type: 'options',
		options: [
			{
				name: 'Open',
				value: 'open',
				description: 'Every order that is not closed or canceled yet',
			},
			{
				name: 'Of the Last Days',
				value: 'days',
				description: 'Orders created in the last days. Closed ones are not polled again.',
			},
			{
				name: 'These Purchase Orders',
				value: 'given',
				description: 'By number, including closed orders',
			},
		],
		default: 'open',
	},
	{
		displayName: 'Days',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 730 },
		displayOptions: { show: { scope: ['days'] } },
		default: 30,
		description: 'How many days ago a purchase order can have been created',
	},
	{
		displayName: 'Purchase Order Numbers',
		name: 'purchaseOrders',
		type: 'string',
		displayOptions: { show: { scope: ['given'] } },
		default: '={{ $json.purchaseOrderNumber }}',
		required: true,
		placeholder: 'e.g. 16, 17',
		description:
			"Autotask's own purchase order numbers, separated by commas. Read for each input item.",
	},
];

const dryRun = dryRunField(
	'Whether to report what changed without writing anything. Nothing is remembered either, so the next run reports the same changes again.',
);

/** What is about writing is not there where nothing is written. */
const writing: INodeProperties[] = [...recording, dryRun].map((field) => ({
	...field,
	displayOptions: { show: { operation: ['poll'] } },
}));

export const properties: INodeProperties[] = [
	...resourceAndOperation,
	...scope,
	vendor,
	...writing,
	options,
];
