import { readAll, readInBatches } from '../../autotask/records/read-in-batches';
import { type Autotask, idOf, type WireRecord } from '../../autotask/types';
import { CONCURRENT_CALLS } from '../../shared/concurrency';

/** The active products, and the vendor's entries. */
export interface ActiveCatalog {
	/** Whole records, by ascending id. */
	products: WireRecord[];
	/** ProductVendors of the chosen vendor, by product id. */
	entries: Map<number, WireRecord>;
}

/** Where one product is used. */
export interface ProductUse {
	quoteItems: number;
	purchaseOrderItems: number;
	/** Units on hand, of all places. */
	onHand: number;
}

/** All of them in calls of 500: 20,000 products take some 80 calls. */
export async function readActiveCatalog(
	autotask: Autotask,
	vendorId: number,
): Promise<ActiveCatalog> {
	const active = { op: 'eq' as const, field: 'isActive', value: true };
	const ofVendor = { op: 'eq' as const, field: 'vendorID', value: vendorId };
	const products = await readAll(autotask, 'Products', active, undefined, (one) => one);
	const fields = ['id', 'productID', 'vendorPartNumber', 'vendorCost'];
	const entries = await readAll(autotask, 'ProductVendors', ofVendor, fields, (one) => one);
	return {
		products: products.sort((a, b) => idOf(a) - idOf(b)),
		entries: new Map(entries.map((one) => [Number(one.productID), one])),
	};
}

/**
 * What uses these products. Autotask gives an empty list to a user who may not see: a product
 * that shows no use may have some.
 */
export async function readUses(
	autotask: Autotask,
	ids: number[],
): Promise<Map<number, ProductUse>> {
	const uses = new Map(
		ids.map((id): [number, ProductUse] => [
			id,
			{ quoteItems: 0, purchaseOrderItems: 0, onHand: 0 },
		]),
	);
	const count = async (
		entity: string,
		fields: string[],
		add: (use: ProductUse, record: WireRecord) => void,
	) => {
		const query = {
			entity,
			field: 'productID',
			values: ids,
			fields,
			concurrency: CONCURRENT_CALLS,
		};
		for (const record of await readInBatches(autotask, query)) {
			const use = uses.get(Number(record.productID));
			if (use) add(use, record);
		}
	};
	await count('QuoteItems', ['productID'], (use) => (use.quoteItems += 1));
	await count('PurchaseOrderItems', ['productID'], (use) => (use.purchaseOrderItems += 1));
	await count('InventoryItems', ['productID', 'quantityOnHand'], (use, { quantityOnHand }) => {
		use.onHand += Number(quantityOnHand ?? 0);
	});
	return uses;
}
