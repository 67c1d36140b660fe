import type { INodeProperties } from 'n8n-workflow';
import { amountBounds } from '../shared/amount-bounds';
import { memoMarkField, readyStatusField } from '../shared/common-fields';
import { vendorField } from '../shared/vendor';
import { atFirst, watchOptions } from '../shared/poll-trigger';

const rule: INodeProperties[] = [
	{
		displayName:
			'Fires once for each purchase order that becomes ready. Autotask has no webhooks for purchase orders, so it is asked at the times above.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	vendorField,
	readyStatusField,
	memoMarkField(
		'Text that must stand in the General Memo; leave empty if the status alone says that an order is ready. With a mark, whoever writes the purchase order says when it is complete.',
	),
	...amountBounds,
	{
		displayName: 'Creator Names or IDs',
		name: 'creators',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getResources' },
		default: [],
		description:
			'Only purchase orders made by these people; leave empty for everybody. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];

const behaviour: INodeProperties[] = [
	{
		displayName: 'Wait Until It Stands Still',
		name: 'steady',
		type: 'boolean',
		default: true,
		description:
			'Whether a purchase order must look the same at two looks before it fires, since a person may still be adding lines',
	},
	{
		displayName: 'Fire Again',
		name: 'again',
		type: 'options',
		options: [
			{ name: 'Never', value: 'never', description: 'Each purchase order fires once' },
			{
				name: 'When It Was Changed and Is Still Ready',
				value: 'changed',
				description:
					'After a change of its lines, ship-to or memo, such as the correction that an order was refused for. TD SYNNEX PO Create never sends what was sent before.',
			},
		],
		default: 'never',
	},
	atFirst,
	watchOptions,
];

export const properties: INodeProperties[] = [...rule, ...behaviour];
