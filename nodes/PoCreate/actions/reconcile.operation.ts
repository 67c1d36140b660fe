import { reconcileOrders } from '../../../lib/orders/submit/batch';
import { onPurchaseOrders } from './existing-orders';
import type { Operation } from './types';

export const reconcile: Operation = {
	option: {
		name: 'Reconcile',
		value: 'reconcile',
		description: 'Look up orders in doubt at TD SYNNEX to settle them. Sends nothing.',
		action: 'Reconcile purchase orders',
	},
	run: async (setting) => await onPurchaseOrders(setting, reconcileOrders),
};
