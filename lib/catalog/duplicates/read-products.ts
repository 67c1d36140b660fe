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
	const of = async (entity: string, units?: string) =>
		await countUses(autotask, entity, ids, units);
	const quotes = await of('QuoteItems');
	const orders = await of('PurchaseOrderItems');
	const stock = await of('InventoryItems', 'quantityOnHand');
	return new Map(
		ids.map((id): [number, ProductUse] => [
			id,
			{
				quoteItems: quotes.get(id) ?? 0,
				purchaseOrderItems: orders.get(id) ?? 0,
				onHand: stock.get(id) ?? 0,
			},
		]),
	);
}

/**
 * How many records of an entity name each of these products, 490 products a call.
 *
 * @param units the field whose sum counts instead of the records
 */
export async function countUses(
	autotask: Autotask,
	entity: string,
	ids: number[],
	units?: string,
): Promise<Map<number, number>> {
	const records = await readInBatches(autotask, {
		entity,
		field: 'productID',
		values: ids,
		fields: ['productID', ...(units ? [units] : [])],
		concurrency: CONCURRENT_CALLS,
	});
	const counts = new Map<number, number>();
	for (const record of records) {
		const id = Number(record.productID);
		counts.set(id, (counts.get(id) ?? 0) + (units ? Number(record[units] ?? 0) : 1));
	}
	return counts;
}
