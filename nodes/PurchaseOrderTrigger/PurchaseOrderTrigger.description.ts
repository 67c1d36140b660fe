import type { INodeProperties } from 'n8n-workflow';
import { amountBounds } from '../shared/amount-bounds';
import { memoMarkField, readyStatusField } from '../shared/purchase-order-fields';
import { vendorField } from '../shared/vendor';
import { atFirst, watchOptions } from '../shared/poll-trigger';

const rule: INodeProperties[] = [
	{
		displayName:
			'Starts once for each purchase order that becomes ready. Autotask has no webhooks for purchase orders, so the trigger polls at the times above.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	vendorField,
	readyStatusField,
	memoMarkField(
		'Text that must be in the General Memo. Leave empty if the status alone shows that an order is ready. With a mark, the person who writes the purchase order shows when it is complete.',
	),
	...amountBounds,
	{
		displayName: 'Creator Names or IDs',
		name: 'creators',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getResources' },
		default: [],
		description:
			'Only purchase orders that these people created. Leave empty for everybody. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];

const behaviour: INodeProperties[] = [
	{
		displayName: 'Wait Until It Stands Still',
		name: 'steady',
		type: 'boolean',
		default: true,
		description:
			'Whether a purchase order must be unchanged in two polls before it starts the workflow, because a person may still be adding lines',
	},
	{
		displayName: 'Fire Again',
		name: 'again',
		type: 'options',
		options: [
			{
				name: 'Never',
				value: 'never',
				description: 'Each purchase order starts the workflow once',
			},
			{
				name: 'When It Was Changed and Is Still Ready',
				value: 'changed',
				description:
					'After its lines, ship-to, or memo changed, such as a correction after a refusal. TD SYNNEX PO Create never sends what was already sent.',
			},
		],
		default: 'never',
	},
	atFirst,
	watchOptions,
];

export const properties: INodeProperties[] = [...rule, ...behaviour];
