import { z } from 'zod';
import type { Autotask, Filter, WireRecord } from '../autotask/types';
import { skuPattern } from '../catalog/sku';
import { Problem } from '../problem';
import type { PurchaseOrder, PurchaseOrderItem } from './types';

/** Which purchase orders a run is about. */
export type Selection =
	| { by: 'id'; ids: string[] }
	| { by: 'number'; numbers: string[] }
	/** All of a vendor in one status, and with a word in the memo if one is given. */
	| { by: 'ready'; vendorId: string; status: string; memoMark: string };

/** A purchase order without its lines, and when it was asked for: its memo is no newer than that. */
export interface Header {
	po: PurchaseOrder;
	/** Milliseconds since 1970, taken before the request left. */
	readAt: number;
}

/**
 * The purchase orders of a selection, lines not yet read; in the order of their ids.
 *
 * @throws Problem `po-not-found` when one that was named is not there or out of sight
 */
export async function readHeaders(
	autotask: Autotask,
	selection: Selection,
	now: () => number,
): Promise<Header[]> {
	const readAt = now();
	const records = await readRecords(autotask, selection);
	return records
		.map((record) => ({ po: readHeader(record), readAt }))
		.sort((one, other) => Number(one.po.id) - Number(other.po.id));
}

/** One purchase order anew, its lines kept from an earlier read. */
export async function rereadHeader(
	autotask: Autotask,
	po: PurchaseOrder,
	now: () => number,
): Promise<Header> {
	const readAt = now();
	const record = await autotask.get('PurchaseOrders', Number(po.id));
	if (record === null) throw notFound(`PO ${po.number}`);
	return { po: { ...readHeader(record), items: po.items }, readAt };
}

/** Adds the lines and their TD SYNNEX SKUs: two calls, a third when a product's SKU does not follow the pattern. */
export async function readLines(
	autotask: Autotask,
	orders: PurchaseOrder[],
	source: ProductSource,
): Promise<PurchaseOrder[]> {
	if (orders.length === 0) return [];
	const items = (
		await readIn(
			autotask,
			'PurchaseOrderItems',
			'orderID',
			orders.map(({ id }) => id),
		)
	).map((record) => ITEM.parse(record));
	const products = await readProducts(
		autotask,
		items.map(({ productID }) => productID),
		source,
	);
	return orders.map((order) => ({
		...order,
		items: items
			.filter(({ orderID }) => orderID === order.id)
			.map((item) => ({
				id: item.id,
				productId: item.productID,
				quantity: item.quantity,
				unitCost: item.unitCost,
				memo: item.memo,
				sku: products.get(item.productID)?.sku ?? '',
				productName: products.get(item.productID)?.name ?? '',
				minimumQuantity: products.get(item.productID)?.minimumQuantity ?? null,
			}))
			.sort(byId),
	}));
}

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

/** Products by id, with the TD SYNNEX SKU from the SKU field or, failing that, from the vendor's entry. */
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
			: await readIn(
					autotask,
					'ProductVendors',
					'productID',
					open,
					['productID', 'vendorPartNumber'],
					[{ op: 'eq', field: 'vendorID', value: Number(source.vendorId) }],
				);
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

/** Records whose field is one of the values, 500 at a time: Autotask refuses more conditions in one query. */
export async function readIn(
	autotask: Autotask,
	entity: string,
	field: string,
	values: string[],
	fields?: string[],
	further: Filter[] = [],
): Promise<WireRecord[]> {
	const wanted = [...new Set(values.filter((value) => value !== ''))].map(Number);
	const records: WireRecord[] = [];
	for (let start = 0; start < wanted.length; start += MOST_CONDITIONS) {
		const some = wanted.slice(start, start + MOST_CONDITIONS);
		const condition: Filter =
			some.length === 1 ? { op: 'eq', field, value: some[0] } : { op: 'in', field, value: some };
		records.push(...(await autotask.query(entity, { filter: [condition, ...further], fields })));
	}
	return records;
}

/** All plain fields of a record as texts; what is absent or structured is left out. */
export function plainFields(record: WireRecord): Record<string, string> {
	return Object.fromEntries(
		Object.entries(record).flatMap(([name, value]) =>
			value === null || typeof value === 'object' ? [] : [[name, String(value)]],
		),
	);
}

/** Text of any plain value; `null` and absent are empty. */
export const TEXT = z
	.union([z.string(), z.number(), z.boolean()])
	.nullish()
	.transform((value) => (value === null || value === undefined ? '' : String(value)));

const MOST_CONDITIONS = 500;

/** A whole number from a field or a user-defined field; `null` where none stands. */
function minimumOf(record: WireRecord, field: string): number | null {
	if (field === '') return null;
	const { userDefinedFields } = UDFS.parse(record);
	const udf = userDefinedFields.find(({ name }) => name === field);
	const text = (udf?.value ?? TEXT.parse(record[field] ?? null)).trim();
	return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null;
}

async function readRecords(autotask: Autotask, selection: Selection): Promise<WireRecord[]> {
	if (selection.by === 'ready') {
		return await autotask.query('PurchaseOrders', { filter: readyFilter(selection) });
	}
	if (selection.by === 'id' && selection.ids.length === 1) {
		const [id = ''] = selection.ids;
		const record = await autotask.get('PurchaseOrders', Number(id));
		if (record === null) throw notFound(`PO with the id ${id}`);
		return [record];
	}
	const [field, values] =
		selection.by === 'id' ? ['id', selection.ids] : ['purchaseOrderNumber', selection.numbers];
	const filter: Filter[] = [
		{ op: 'in', field, value: selection.by === 'id' ? values.map(Number) : values },
	];
	const records = values.length === 0 ? [] : await autotask.query('PurchaseOrders', { filter });
	for (const value of values) {
		if (!records.some((record) => String(record[field]) === value)) {
			throw notFound(selection.by === 'id' ? `PO with the id ${value}` : `PO ${value}`);
		}
	}
	return records;
}

function readyFilter(selection: Extract<Selection, { by: 'ready' }>): Filter[] {
	return [
		{ op: 'eq', field: 'vendorID', value: Number(selection.vendorId) },
		{ op: 'eq', field: 'status', value: Number(selection.status) },
		...(selection.memoMark === ''
			? []
			: [{ op: 'contains' as const, field: 'generalMemo', value: selection.memoMark }]),
	];
}

/** A record of PurchaseOrders as the trade sees it; lines are read apart. */
export function readHeader(record: WireRecord): PurchaseOrder {
	const read = HEADER.parse(record);
	return {
		id: read.id,
		number: read.purchaseOrderNumber || read.id,
		vendorId: read.vendorID,
		status: read.status,
		externalNumber: read.externalPONumber.trim(),
		memo: read.generalMemo,
		shipTo: {
			name1: read.shipToName,
			name2: '',
			line1: read.shipToAddress1,
			line2: read.shipToAddress2,
			city: read.shipToCity,
			state: read.shipToState,
			zip: read.shipToPostalCode,
			country: '',
		},
		phone: read.phone,
		purchaseForCompanyId: read.purchaseForCompanyID,
		createdAt: read.createDateTime,
		cancelled: read.cancelDateTime !== '',
		items: [],
		fields: plainFields(record),
	};
}

function byId(one: PurchaseOrderItem, other: PurchaseOrderItem): number {
	return Number(one.id) - Number(other.id);
}

function notFound(record: string): Problem {
	return new Problem({
		code: 'po-not-found',
		record,
		cause: 'Autotask has no such purchase order, or the API user cannot see it',
		remedy:
			'Check the number in Autotask under Inventory > Purchase Orders; if it is there, check the security level and line of business of the API user.',
	});
}

const HEADER = z.object({
	id: TEXT,
	purchaseOrderNumber: TEXT,
	vendorID: TEXT,
	status: TEXT,
	externalPONumber: TEXT,
	generalMemo: TEXT,
	shipToName: TEXT,
	shipToAddress1: TEXT,
	shipToAddress2: TEXT,
	shipToCity: TEXT,
	shipToState: TEXT,
	shipToPostalCode: TEXT,
	phone: TEXT,
	purchaseForCompanyID: TEXT,
	createDateTime: TEXT,
	cancelDateTime: TEXT,
});
const ITEM = z.object({
	id: TEXT,
	orderID: TEXT,
	productID: TEXT,
	quantity: TEXT,
	unitCost: TEXT,
	memo: TEXT,
});
const PRODUCT = z.object({ id: TEXT, sku: TEXT, name: TEXT, unitCost: TEXT });
const UDFS = z.object({
	userDefinedFields: z.array(z.object({ name: z.string(), value: TEXT })).catch([]),
});
const VENDOR_ENTRY = z.object({ productID: TEXT, vendorPartNumber: TEXT });
