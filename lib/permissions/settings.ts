import { DEFAULT_SKU_PATTERN } from '../catalog/sku';
import type { CheckSettings } from './evidence';
import { PRODUCT_FIELDS } from './product-fields';

/** What the check takes for granted until the user says otherwise. */
export const DEFAULT_SETTINGS: CheckSettings = {
	vendorName: 'TD SYNNEX',
	skuPattern: DEFAULT_SKU_PATTERN,
	purchaseOrderStates: ['New', 'Submitted', 'Received Partial', 'Received Full', 'Canceled'],
	productFields: PRODUCT_FIELDS.map(({ name }) => name),
	productsToSync: 20_000,
	budgetShare: 50,
};
