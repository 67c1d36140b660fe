import type { INodeProperties } from 'n8n-workflow';
import { vendorField } from '../shared/vendor';
import { atFirst, watchOptions } from '../shared/poll-trigger';

export const properties: INodeProperties[] = [
	{
		displayName:
			'Starts once for each opportunity that is won with TD SYNNEX products on its primary quote. Autotask has no webhooks for opportunities, so the trigger polls at the times above.',
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
			'Labels of the opportunity statuses that count as won, separated by commas. Labels that your Autotask does not have are ignored.',
	},
	{
		displayName: 'Won Within (Days)',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 365 },
		default: 30,
		description:
			'How long ago an opportunity can have been closed or last changed. If n8n was down for longer, the trigger does not catch up on older ones.',
	},
	atFirst,
	watchOptions,
];
