import { submitOrders } from '../../../lib/orders/submit/batch';
import { onPurchaseOrders } from './existing-orders';
import type { Operation } from './types';

export const submit: Operation = {
	option: {
		name: 'Submit',
		value: 'submit',
		description: 'Send purchase orders to TD SYNNEX: each becomes exactly one order',
		action: 'Submit purchase orders',
	},
	run: async (setting) => await onPurchaseOrders(setting, submitOrders, true),
};
