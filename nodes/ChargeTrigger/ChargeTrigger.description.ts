import type { INodeProperties } from 'n8n-workflow';
import { vendorField } from '../shared/vendor';
import { atFirst, watchOptions } from '../shared/poll-trigger';

export const properties: INodeProperties[] = [
	{
		displayName:
			'Fires once for each charge that reaches Need to Order/Fulfill, if TD SYNNEX sells its product and no purchase order has it. Autotask has no webhooks for charges, so it is asked at the times above.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	vendorField,
	{
		displayName: 'Charges Of',
		name: 'kinds',
		type: 'multiOptions',
		options: [
			{ name: 'Contracts', value: 'contract' },
			{ name: 'Projects', value: 'project' },
			{ name: 'Tickets', value: 'ticket' },
		],
		default: ['contract', 'project', 'ticket'],
		required: true,
		description:
			'Which charges to look at. Remove those that the API user may not see: the trigger stops rather than pass them over.',
	},
	atFirst,
	watchOptions,
];
