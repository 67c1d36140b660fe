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
		options: KINDS,
		default: ['contract', 'project', 'ticket'],
		required: true,
		description:
			'Which charges to look at. Remove those that the API user may not see: the trigger stops rather than pass them over.',
	},
	atFirst,
	watchOptions,
];
