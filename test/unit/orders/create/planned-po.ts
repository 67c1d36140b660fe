import type { PlannedPo } from '../../../../lib/orders/create/types';
import { NO_ADDRESS } from '../../../../lib/orders/request/option-types';
import type { VirtualShop } from '../order-fixture';

/** The plan of one purchase order: a piece of each good, to be shipped to ACME. */
export function plannedPo(shop: VirtualShop, goods = [1, 2], source = 'request T-1'): PlannedPo {
	return {
		source,
		others: [],
		vendorId: String(shop.vendor),
		shipTo: {
			...NO_ADDRESS,
			name1: 'ACME',
			line1: '1 Elm Street',
			city: 'Erie',
			state: 'PA',
			zip: '16501',
		},
		phone: '814-555-0100',
		purchaseForCompanyId: '',
		inventoryLocationId: String(shop.location),
		memo: '',
		items: goods.map((good) => ({
			key: `product ${shop.product(good)}`,
			productId: String(shop.product(good)),
			sku: shop.good(good).sku,
			name: shop.good(good).description,
			quantity: 1,
			unitCost: shop.good(good).cost,
			minimumQuantity: null,
			chargeId: '',
			soldPrice: '',
		})),
		leftOut: [],
	};
}
