import type { INodeProperties } from 'n8n-workflow';
import { options, recording, vendor } from './fields/poll.fields';

const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	options: [
		{
			name: 'Accepted',
			value: 'accepted',
			description: 'TD SYNNEX accepted or released the order',
		},
		{
			name: 'Back-Ordered',
			value: 'backOrdered',
			description: 'Pieces are on back order until a stated date',
		},
		{ name: 'Cancelled', value: 'cancelled', description: 'TD SYNNEX deleted or rejected pieces' },
		{ name: 'Delivered', value: 'delivered', description: 'The carrier delivered packages' },
		{ name: 'ETA Moved', value: 'etaMoved', description: 'An expected arrival changed' },
		{ name: 'Held', value: 'held', description: "TD SYNNEX's sales desk is reviewing the order" },
		{ name: 'Invoiced', value: 'invoiced', description: 'One for each invoice or credit note' },
		{ name: 'Needs Attention', value: 'needsAttention', description: 'A person should look' },
		{ name: 'Partly Shipped', value: 'partlyShipped' },
		{ name: 'Shipped', value: 'shipped', description: 'Nothing more will ship' },
	],
	default: [],
	description: 'Which changes start the workflow. If none is selected, all changes do.',
};

/** The trigger always follows open orders, and always records: that is its memory. */
export const triggerProperties: INodeProperties[] = [events, vendor, ...recording, options];
