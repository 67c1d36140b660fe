import type { INodeProperties } from 'n8n-workflow';
import { webUrlField } from '../../shared/common-fields';

const openStatuses: INodeProperties = {
	displayName: 'Open Statuses',
	name: 'openStatuses',
	type: 'string',
	default: 'Active',
	description: 'Labels of the opportunity statuses that count as open, separated by commas',
};

/** What *Get Open Lines* reads. */
export const openLines: INodeProperties[] = [
	openStatuses,
	{
		displayName: 'Quotes',
		name: 'quotes',
		type: 'options',
		options: [
			{ name: 'All Active', value: 'active', description: 'Every active quote' },
			{
				name: 'Primary',
				value: 'primary',
				description: 'Only the primary quote of each opportunity',
			},
		],
		default: 'active',
		description: 'Which quotes of an open opportunity to read',
	},
	webUrlField('Where you sign in to Autotask. If set, each line has a link to its opportunity.'),
];

/** When *Check Lines* tells a line. */
export const lineCheck: INodeProperties[] = [
	{
		displayName: 'Least Loss (Points)',
		name: 'leastLoss',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 1,
		description:
			'By how many percentage points the margin of a line must have fallen since it was quoted. With 1, a line that fell from 20 % to 19 % is reported.',
	},
	{
		displayName: 'Minimum Margin (%)',
		name: 'minMargin',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 99 },
		default: 0,
		description:
			'A line whose margin has fallen below this is reported, however little it lost. 0 means no minimum.',
	},
	{
		displayName: 'Promotion Look-Ahead (Days)',
		name: 'daysAhead',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 14,
		description:
			'A promotion that ends in this time, and before the quote expires, is reported. 0 means all of them.',
	},
	{
		displayName: 'Output',
		name: 'linesOutput',
		type: 'options',
		options: [
			{
				name: 'Every Line',
				value: 'every',
				description: 'One item for each line, including those that are fine',
			},
			{
				name: 'Lines to Look At',
				value: 'attention',
				description: 'Only lines with a finding, and those that could not be checked',
			},
		],
		default: 'attention',
		description: 'What the first output contains. The summary is always on the second output.',
	},
];

/** What *Add Products* fills. */
export const quoteToFill: INodeProperties[] = [
	{
		displayName: 'Quote Number',
		name: 'quoteNumber',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 1007',
		description:
			'The number of the quote as Autotask shows it. It must be active, and its opportunity open.',
	},
	openStatuses,
];
