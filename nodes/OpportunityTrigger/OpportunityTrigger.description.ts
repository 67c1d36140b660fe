import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_SKU_PATTERN } from '../../lib/catalog/sku';
import { atFirst } from '../shared/watch';

export const properties: INodeProperties[] = [
	{
		displayName:
			'Fires once for each opportunity that is won with TD SYNNEX products on its primary quote. Autotask has no webhooks for opportunities, so it is asked at the times above.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Vendor',
		name: 'vendor',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'The company of type Vendor that stands for TD SYNNEX in your Autotask',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchVendors', searchable: true },
			},
			{
				displayName: 'ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 174',
				validation: [
					{
						type: 'regex',
						properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: 'A company ID is a number' },
					},
				],
			},
		],
	},
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
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'SKU Pattern',
				name: 'skuPattern',
				type: 'string',
				default: DEFAULT_SKU_PATTERN,
				description: "How a TD SYNNEX SKU is written in an Autotask product's SKU field",
			},
		],
	},
];
