import { DEFAULT_SKU_PATTERN } from '../shared/sku';
import { PRODUCT_FIELDS } from './product-fields';

/** What the check takes for granted until the user says otherwise. */
export const DEFAULT_CHECK_SETTINGS: CheckSettings = {
	vendorName: 'TD SYNNEX',
	skuPattern: DEFAULT_SKU_PATTERN,
	purchaseOrderStates: ['New', 'Submitted', 'Received Partial', 'Received Full', 'Canceled'],
	productFields: PRODUCT_FIELDS.map(({ name }) => name),
	productsToSync: 20_000,
	budgetShare: 50,
};

/** What the user entered for the check. */
export interface CheckSettings {
	/** How the vendor is called in Autotask. */
	vendorName: string;
	/** Such as `TDS-{sku}`. */
	skuPattern: string;
	/** Labels of the purchase order states, in the order of an order's life. */
	purchaseOrderStates: string[];
	/** Names of the Product user-defined fields to look for. */
	productFields: string[];
	/** Products that a full sync is reckoned for. */
	productsToSync: number;
	/** Percent of the calls that this package may use. */
	budgetShare: number;
}
