import type { INodeProperties } from 'n8n-workflow';
import { lineSource, opportunitySource } from './create.description';
import { optionMap, orderOptions } from './options.description';
import { rules } from './rules.description';
import { general, safety, writeBack } from './run.description';
import { previewOf, reading, selection } from './selection.description';
import { vendorField } from '../shared/vendor';

const operation: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [{ name: 'Purchase Order', value: 'purchaseOrder' }],
		default: 'purchaseOrder',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Create From Items',
				value: 'createFromItems',
				description:
					'Make an Autotask purchase order from the input items, once for each reference',
				action: 'Create a purchase order from items',
			},
			{
				name: 'Create From Opportunity',
				value: 'createFromOpportunity',
				description:
					"Make an Autotask purchase order from a won opportunity's primary quote, once for each quote",
				action: 'Create a purchase order from an opportunity',
			},
			{
				name: 'Preview',
				value: 'preview',
				description:
					'Show what would be ordered, at live prices, without writing or sending anything',
				action: 'Preview a purchase order',
			},
			{
				name: 'Reconcile',
				value: 'reconcile',
				description: 'Settle orders in doubt by looking them up at TD SYNNEX; sends nothing',
				action: 'Reconcile purchase orders',
			},
			{
				name: 'Submit',
				value: 'submit',
				description: 'Send purchase orders to TD SYNNEX: each becomes exactly one order',
				action: 'Submit purchase orders',
			},
		],
		default: 'preview',
	},
];

export const properties: INodeProperties[] = [
	...operation,
	previewOf,
	vendorField,
	...selection,
	...opportunitySource,
	...lineSource,
	...reading,
	orderOptions,
	optionMap,
	rules,
	writeBack,
	safety,
	general,
];
