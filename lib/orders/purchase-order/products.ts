import { z } from 'zod';
import type { Autotask, WireRecord } from '../../autotask/types';
import { skuPattern } from '../../shared/sku';
import {
	idNumbers,
	plainFields,
	readIn,
	readInBatches,
	TEXT,
} from '../../autotask/records/read-in-batches';

/** Where a product's TD SYNNEX facts stand in Autotask. */
export interface ProductSource {
	/** Autotask company id of TD SYNNEX; empty = its vendor entries are not read. */
	vendorId: string;
	/** Such as `TDS-{sku}`. */
	skuPattern: string;
	/** A field or user-defined field of Products with the smallest quantity sold; empty = none. */
	minimumField: string;
}

export interface KnownProduct {
	id: string;
	/** TD SYNNEX SKU; empty = none. */
	sku: string;
	name: string;
	/** Autotask's own cost; empty = none, or out of the API user's sight. */
	unitCost: string;
	minimumQuantity: number | null;
}

/**
 * Products by id, with the TD SYNNEX SKU from the SKU field or, failing that, from the vendor's
 * entry.
 */
export async function readProducts(
	autotask: Autotask,
	ids: string[],
	source: ProductSource,
): Promise<Map<string, KnownProduct>> {
	const { fromAutotask } = skuPattern(source.skuPattern);
	const fields = [
		'id',
		'sku',
		'name',
		'unitCost',
		...(source.minimumField ? [source.minimumField] : []),
	];
	const products = (await readIn(autotask, 'Products', 'id', ids, fields)).map((record) => {
		const { id, sku, name, unitCost } = PRODUCT.parse(record);
		const minimumQuantity = minimumOf(record, source.minimumField);
		return { id, sku: fromAutotask(sku) ?? '', name, unitCost, minimumQuantity };
	});
	const open = products.filter(({ sku }) => sku === '').map(({ id }) => id);
	const entries =
		open.length === 0 || source.vendorId === ''
			? []
			: await readInBatches(autotask, {
					entity: 'ProductVendors',
					field: 'productID',
					values: idNumbers(open),
					fields: ['productID', 'vendorPartNumber'],
					further: [{ op: 'eq', field: 'vendorID', value: Number(source.vendorId) }],
				});
	const byProduct = new Map(
		entries.map((record) => {
			const { productID, vendorPartNumber } = VENDOR_ENTRY.parse(record);
			return [productID, vendorPartNumber.trim()];
		}),
	);
	return new Map(
		products.map((product) => [
			product.id,
			{ ...product, sku: product.sku || (byProduct.get(product.id) ?? '') },
		]),
	);
}

/** A whole number from a field or a user-defined field; `null` where none stands. */
function minimumOf(record: WireRecord, field: string): number | null {
	if (field === '') return null;
	const text = (plainFields(record)[field] ?? '').trim();
	return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null;
}

const PRODUCT = z.object({ id: TEXT, sku: TEXT, name: TEXT, unitCost: TEXT });
const VENDOR_ENTRY = z.object({ productID: TEXT, vendorPartNumber: TEXT });
