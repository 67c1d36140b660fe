import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_TIMING } from '../../../lib/orders/journal/timing';
import { DEFAULT_PO_NUMBER } from '../../../lib/orders/request/po-number';
import { DEFAULT_SETTINGS } from '../../../lib/orders/settings';
import { textLengths } from './reseller.fields';
import { optionsField } from '../../shared/common-fields';

const { orderNumberField, statusAfterOrder, afterWindow } = DEFAULT_SETTINGS;
const { pattern, maximumLength } = DEFAULT_PO_NUMBER;
const claimLifeMinutes = DEFAULT_TIMING.claimLife / 60_000;
const settleSeconds = DEFAULT_TIMING.settle / 1_000;
const windowMinutes = DEFAULT_TIMING.window / 60_000;

/** What is written into Autotask once TD SYNNEX has taken an order. */
export const writeBack: INodeProperties = {
	displayName: 'Write Back',
	name: 'writeBack',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	options: [
		{
			displayName: 'Arrival Dates',
			name: 'writeEta',
			type: 'boolean',
			default: true,
			description:
				'Whether to write the expected arrival to lines that have one. It costs one Autotask call for each such line.',
		},
		{
			displayName: 'Order Number Field',
			name: 'orderNumberField',
			type: 'options',
			options: [
				{
					name: 'External P.O. Number',
					value: 'externalPONumber',
					description:
						'Immediately, as the Digital Bridge does. Use it only if no accounting system imports your purchase orders.',
				},
				{
					name: "External P.O. Number, After Accounting's Number",
					value: 'afterAccounting',
					description:
						'After the number that accounting writes there. TD SYNNEX Status Poll adds it (Write to Autotask > Order Number).',
				},
				{ name: 'General Memo Only', value: 'memo' },
				{ name: 'Vendor Invoice Number', value: 'vendorInvoiceNumber' },
			],
			default: orderNumberField,
			description:
				'QuickBooks Online imports only purchase orders whose External P.O. Number is empty. An order number that is written there first therefore keeps the purchase order out of your books. The General Memo always has the number.',
		},
		{
			displayName: 'Status Name or ID',
			name: 'statusAfterOrder',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getStatusesOrNone' },
			default: statusAfterOrder,
			description:
				'The status that a purchase order gets after TD SYNNEX has accepted it. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
	],
};

/** The bounds of the promise that nothing is ordered twice. */
export const safety: INodeProperties = {
	displayName: 'Safety',
	name: 'safety',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	description: 'The times that keep an order from being placed twice',
	options: [
		{
			displayName: 'After the Waiting Window',
			name: 'afterWindow',
			type: 'options',
			options: [
				{
					name: 'Ask a Person (Never Orders Twice)',
					value: 'review',
					description: 'The order stays uncertain and goes to the Attention output',
				},
				{
					name: 'Send Again (May Order Twice)',
					value: 'sendAgain',
					description:
						'Post the order again under the same PO number. TD SYNNEX\'s "not found" does not prove that no order exists: you may receive and pay for the goods twice.',
				},
			],
			default: afterWindow,
			description:
				'What to do with an order in doubt that TD SYNNEX still does not know after the waiting window',
		},
		{
			displayName: 'Claim Life (Minutes)',
			name: 'claimLife',
			type: 'number',
			typeOptions: { minValue: 0.05, numberPrecision: 2 },
			default: claimLifeMinutes,
			description:
				'After this time, a run that was sending counts as ended, and its order is looked up',
		},
		{
			displayName: 'PO Number Length',
			name: 'poNumberLength',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50 },
			default: maximumLength,
			description:
				"The longest PO number that is sent. TD SYNNEX's document of 2015 allows 20 characters.",
		},
		{
			displayName: 'PO Number Pattern',
			name: 'poNumberPattern',
			type: 'string',
			default: pattern,
			placeholder: 'e.g. MSP-{number}',
			description:
				"The PO number TD SYNNEX sees: {number} is Autotask's purchase order number, {ID} its internal one. Never change it while orders are in doubt.",
		},
		{
			displayName: 'Settle Time (Seconds)',
			name: 'settle',
			type: 'number',
			typeOptions: { minValue: 0.2, maxValue: 120, numberPrecision: 1 },
			default: settleSeconds,
			description:
				'The pause between claiming a purchase order and sending it. A read and a write of Autotask must take less than half of it. Use the same value in every node that orders.',
		},
		textLengths,
		{
			displayName: 'Waiting Window (Minutes)',
			name: 'window',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 1 },
			default: windowMinutes,
			description:
				'How long an order that TD SYNNEX does not know stays uncertain before a person must look at it',
		},
	],
};

export const general: INodeProperties = optionsField([
	{
		displayName: 'AI Agent May Order',
		name: 'agentMayOrder',
		type: 'boolean',
		default: false,
		description:
			'Whether an AI agent that uses this node as a tool is allowed to do more than preview and reconcile',
	},
	{
		displayName: 'Include Activity',
		name: 'activity',
		type: 'boolean',
		default: false,
		description: 'Whether to include the activity records in each result, for an activity log',
	},
	{
		displayName: 'When an Order Needs Attention',
		name: 'onAttention',
		type: 'options',
		options: [
			{
				name: 'Fail After All Orders Are Handled',
				value: 'fail',
				description: 'The results of all orders are still recorded in Autotask',
			},
			{ name: 'Send It to the Second Output', value: 'output' },
		],
		default: 'output',
	},
]);
