import { reconcileOrders } from '../../../lib/orders/submit/batch';
import { onPurchaseOrders } from './existing-orders';
import type { Operation } from './types';

export const reconcile: Operation = {
	option: {
		name: 'Reconcile',
		value: 'reconcile',
		description: 'Settle orders in doubt by looking them up at TD SYNNEX; sends nothing',
		action: 'Reconcile purchase orders',
	},
	run: async (setting) => await onPurchaseOrders(setting, reconcileOrders),
};
