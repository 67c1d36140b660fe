import { readAll } from '../../autotask/records/read-in-batches';
import { type Autotask, idOf, type WireRecord } from '../../autotask/types';
import { Problem } from '../../shared/problem';
import { skuPattern } from '../../shared/sku';
import { type DuplicateGroup, groupDuplicates } from '../duplicates/group-duplicates';
import { type ActiveCatalog, countUses, readActiveCatalog } from '../duplicates/read-products';
import { patternFilter } from '../plan/pattern-filter';
import type { UseCount } from './types';

/** What another connector left in Autotask, as it was read. */
export interface LeftBehind {
	catalog: ActiveCatalog;
	/** Active products whose SKU follows the pattern. */
	products: WireRecord[];
	inactive: number;
	groups: DuplicateGroup[];
	uses: UseCount[];
	/** Purchase orders to the vendor, without those that this package sent. */
	orders: WireRecord[];
	/** Labels of the statuses of purchase orders, by value. */
	statuses: Map<string, string>;
}

export interface LeftBehindSelection {
	vendorId: number;
	skuPattern: string;
	/** Whether this package has sent the purchase order, by its General Memo. */
	isOurs: (memo: string) => boolean;
}

/**
 * Reads alone. Calls: one for 500 active products, for 500 entries of the vendor, and for 500
 * purchase orders; one for 490 products of the pattern and each kind of {@link USES}; and two.
 *
 * @throws Problem when products or purchase orders cannot be read
 */
export async function readLeftBehind(
	autotask: Autotask,
	{ vendorId, skuPattern: typed, isOurs }: LeftBehindSelection,
): Promise<LeftBehind> {
	const pattern = skuPattern(typed);
	const catalog = await readActiveCatalog(autotask, vendorId);
	const products = catalog.products.filter(
		({ sku }) => pattern.fromAutotask(String(sku ?? '')) !== null,
	);
	const filter = patternFilter(pattern);
	const isInactive = { op: 'eq' as const, field: 'isActive', value: false };
	const inactive = filter ? await autotask.count('Products', [filter, isInactive]) : 0;
	const orders = await readAll(
		autotask,
		'PurchaseOrders',
		{ op: 'eq', field: 'vendorID', value: vendorId },
		ORDER_FIELDS,
		(order) => (isOurs(String(order.generalMemo ?? '')) ? null : order),
	);
	const [status] = (await autotask.fields('PurchaseOrders')).filter(
		({ name }) => name === 'status',
	);
	return {
		catalog,
		products,
		inactive,
		groups: groupDuplicates(catalog, pattern, ''),
		uses: await readAllUses(autotask, products.map(idOf)),
		orders,
		statuses: new Map((status?.picklist ?? []).map(({ value, label }) => [value, label])),
	};
}

const ORDER_FIELDS = [
	'id',
	'purchaseOrderNumber',
	'externalPONumber',
	'status',
	'submitDateTime',
	'cancelDateTime',
	'generalMemo',
];

/** Records that name a product. Closed ones count too: what was sold once is no waste. */
const USES = [
	['QuoteItems', 'quote lines'],
	['PurchaseOrderItems', 'purchase order lines'],
	['InventoryItems', 'units in stock', 'quantityOnHand'],
	['ConfigurationItems', 'installed products'],
	['TicketCharges', 'ticket charges'],
	['ProjectCharges', 'project charges'],
	['ContractCharges', 'contract charges'],
] as const;

async function readAllUses(autotask: Autotask, ids: number[]): Promise<UseCount[]> {
	const uses: UseCount[] = [];
	for (const [entity, label, units] of USES)
		uses.push({ entity, label, counts: await readable(countUses(autotask, entity, ids, units)) });
	return uses;
}

/** A kind that is switched off or closed to the API user makes no report fail. */
async function readable<T>(reading: Promise<T>): Promise<T | null> {
	return await reading.catch((error: unknown) => {
		if (error instanceof Problem && error.reach !== 'pause') return null;
		throw error;
	});
}
