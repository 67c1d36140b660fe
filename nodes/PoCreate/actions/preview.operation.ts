import type { INodeProperties } from 'n8n-workflow';
import { previewOrders } from '../../../lib/orders/submit/batch';
import { onPurchaseOrders } from './existing-orders';
import { ordersOfCharges } from './create-from-charges.operation';
import { planOfItems } from './create-from-items.operation';
import { planOfOpportunity } from './create-from-opportunity.operation';
import { eachNewOrder } from './new-orders';
import type { Operation } from './types';

/** What a preview looks at. */
export const previewOf: INodeProperties = {
	displayName: 'Preview Of',
	name: 'previewOf',
	type: 'options',
	options: [
		{
			name: 'Charges',
			value: 'charges',
			description: 'What Create From Charges would create from the charges',
		},
		{
			name: 'Input Items',
			value: 'items',
			description: 'What Create From Items would create from the items',
		},
		{
			name: 'Opportunity',
			value: 'opportunity',
			description: 'What Create From Opportunity would create from the opportunity',
		},
		{ name: 'Purchase Orders', value: 'purchaseOrders', description: 'What Submit would send' },
	],
	default: 'purchaseOrders',
	displayOptions: { show: { operation: ['preview'] } },
};

export const preview: Operation = {
	option: {
		name: 'Preview',
		value: 'preview',
		description: 'Show what would be ordered, at live prices, without writing or sending anything',
		action: 'Preview a purchase order',
	},
	async run(setting) {
		switch (setting.context.getNodeParameter('previewOf', 0, 'purchaseOrders')) {
			case 'charges':
				return await ordersOfCharges(setting, 'preview');
			case 'opportunity':
				return await eachNewOrder(setting, 'opportunity', 'preview', planOfOpportunity);
			case 'items':
				return await eachNewOrder(setting, 'reference', 'preview', planOfItems);
			default:
				return await onPurchaseOrders(setting, previewOrders);
		}
	},
};
