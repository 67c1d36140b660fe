import type { CatalogDoor } from './door';
import type { History, Item } from './history';

export const VENDOR = 174;
const GONE = 175;

/** Fills Autotask as it stands before the first night. @returns the billing code of new products */
export function fill(autotask: CatalogDoor, { items }: History): number {
	const { store, schema } = autotask.world;
	const vendor = { companyType: schema.picklistId('Companies', 'companyType', 'Vendor') };
	const company = (companyName: string, id: number) =>
		store.table('Companies').insert({ companyName, isActive: true, ...vendor }, {}, id);
	company('TD SYNNEX', VENDOR);
	company('Gone', GONE);
	const billingCode = autotask.add('BillingCodes', {
		name: 'Hardware',
		useType: schema.picklistId('BillingCodes', 'useType', 'Material'),
		isActive: true,
	});
	for (const item of items) if (item.held !== 'nothing') held(autotask, item, billingCode);
	// from now on every change of a product of this vendor is refused
	autotask.change('Companies', GONE, { isActive: false });
	return billingCode;
}

function held(autotask: CatalogDoor, item: Item, billingCode: number): void {
	const hasEntry = item.held === 'product and entry';
	const productID = autotask.add('Products', {
		name: `Old ${item.name}`,
		sku: `TDS-${item.sku}`,
		description: null,
		isActive: true,
		isSerialized: false,
		unitCost: 1,
		unitPrice: 2,
		manufacturerProductName: item.mpn,
		productBillingCodeID: billingCode,
		chargeBillingCodeID: billingCode,
		defaultVendorID: item.held === 'refused' ? GONE : hasEntry ? VENDOR : null,
		...standard(autotask),
	});
	if (hasEntry)
		autotask.add('ProductVendors', {
			productID,
			vendorID: VENDOR,
			vendorPartNumber: item.sku,
			vendorCost: 1,
			isActive: true,
			isDefault: true,
		});
}

/** What every product of Autotask has. */
function standard({ world: { schema } }: CatalogDoor) {
	const id = (field: string, label: string) => schema.picklistId('Products', field, label);
	return {
		billingType: id('billingType', 'Standard'),
		priceCostMethod: id('priceCostMethod', 'Standard (Flat)'),
		periodType: id('periodType', 'One-Time'),
	};
}
