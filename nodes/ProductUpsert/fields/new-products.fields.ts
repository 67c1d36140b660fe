import type { INodeProperties } from 'n8n-workflow';

/** Which products the sync may create. */
export const newProducts: INodeProperties = {
	displayName: 'New Products',
	name: 'newProducts',
	type: 'collection',
	placeholder: 'Add rule',
	default: {},
	description: 'Which products can be created. By default, all that no guard holds back.',
	options: [
		{
			displayName: 'Create',
			name: 'mode',
			type: 'options',
			options: [
				{ name: 'All', value: 'create' },
				{
					name: 'Approved Only',
					value: 'approved',
					description:
						'Only items with a field approved that is true. The others are returned as held, with the code new-product, and show what would be written.',
				},
			],
			default: 'create',
		},
		{
			displayName: 'Only of Categories',
			name: 'categories',
			type: 'string',
			default: '',
			placeholder: 'e.g. 004003, 0215',
			description:
				'Beginnings of TD SYNNEX category codes. Products that already exist are updated whatever their category.',
		},
		{
			displayName: 'Vendor Entries',
			name: 'vendorEntries',
			type: 'options',
			options: [
				{
					name: 'In Later Runs',
					value: 'later',
					description:
						'A new product takes one call. Once all new products exist, later runs add their vendor entries. Use it with one TD SYNNEX account only.',
				},
				{
					name: 'With the Product',
					value: 'now',
					description: 'A new product takes two calls',
				},
			],
			default: 'now',
			description: 'When new products get their entry of TD SYNNEX as a vendor',
		},
	],
};
