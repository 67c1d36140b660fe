import type { INodeProperties } from 'n8n-workflow';

/** Between which totals a purchase order is taken. */
export const amountBounds: INodeProperties[] = [
	{
		displayName: 'Amount From',
		name: 'amountFrom',
		type: 'string',
		default: '',
		placeholder: 'e.g. 100',
		description: 'Only purchase orders of at least this total. Leave empty for no minimum.',
	},
	{
		displayName: 'Amount To',
		name: 'amountTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5000',
		description: 'Only purchase orders of at most this total. Leave empty for no maximum.',
	},
];
