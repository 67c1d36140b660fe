import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { vendorField } from '../shared/vendor';
import { atFirst, watchOptions } from '../shared/poll-trigger';

const KINDS: INodePropertyOptions[] = [
	{ name: 'Contracts', value: 'contract' },
	{ name: 'Projects', value: 'project' },
	{ name: 'Tickets', value: 'ticket' },
];

export const properties: INodeProperties[] = [
	{
		displayName:
			'Starts once for each charge that reaches Need to Order/Fulfill, if TD SYNNEX sells its product and it is on no purchase order. Autotask has no webhooks for charges, so the trigger polls at the times above.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	vendorField,
	{
		displayName: 'Charges Of',
		name: 'kinds',
		type: 'multiOptions',
		options: KINDS,
		default: ['contract', 'project', 'ticket'],
		required: true,
		description:
			'Which charges to poll. Remove those that the API user is not allowed to view, because the trigger does not skip them but stops.',
	},
	atFirst,
	watchOptions,
];
