import { isoTime } from '../../shared/clock';
import { markedMemo } from '../journal/source-marks';
import type { PlannedPo } from './types';
import type { PurchaseOrder } from '../types';

/** A purchase order that is not made yet, as if it were: for previews. It has no number of its own. */
export function asPurchaseOrder(plan: PlannedPo, status: string, now: number): PurchaseOrder {
	return {
		id: '0',
		number: 'NEW',
		vendorId: plan.vendorId,
		status,
		externalNumber: '',
		memo: markedMemo(plan.memo, plan.source),
		shipTo: plan.shipTo,
		phone: plan.phone,
		purchaseForCompanyId: plan.purchaseForCompanyId,
		createdAt: isoTime(now),
		cancelled: false,
		items: plan.items.map((item, index) => ({
			id: String(index + 1),
			productId: item.productId,
			quantity: String(item.quantity),
			unitCost: item.unitCost,
			memo: '',
			sku: item.sku,
			productName: item.name,
			minimumQuantity: item.minimumQuantity,
			fields: {},
		})),
		fields: {},
	};
}
