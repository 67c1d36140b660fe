import type { INodeProperties } from 'n8n-workflow';
import { vendorField } from '../shared/vendor';
import { atFirst, watchOptions } from '../shared/poll-trigger';

export const properties: INodeProperties[] = [
	{
		displayName:
			'Fires once for each opportunity that is won with TD SYNNEX products on its primary quote. Autotask has no webhooks for opportunities, so it is asked at the times above.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	vendorField,
	{
		displayName: 'Won Statuses',
		name: 'wonStatuses',
		type: 'string',
		default: 'Closed, Implemented, Won',
		description:
			'Labels of the opportunity statuses that count as won, separated by commas; those that your Autotask does not have are passed over',
	},
	{
		displayName: 'Won Within (Days)',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 365 },
		default: 30,
		description:
			'How far back the closing or the last activity of an opportunity may lie. After a longer standstill of n8n, older ones are not caught up on.',
	},
	atFirst,
	watchOptions,
];
