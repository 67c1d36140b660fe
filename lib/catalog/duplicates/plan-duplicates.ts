import { idOf, type WireRecord } from '../../autotask/types';
import type { Change } from '../../shared/activity';
import type { SkuPattern } from '../../shared/sku';
import { fromWire } from '../plan/field-rules';
import type { DuplicateGroup } from './group-duplicates';
import type { ActiveCatalog, ProductUse } from './read-products';

/** One product of a group, and what is to become of it. */
export interface DuplicatePlan {
	product: WireRecord;
	role: 'stays' | 'retired' | 'left';
	changes: Change[];
	/** Product fields to write, without id. */
	record: WireRecord;
	/** The vendor entry that the staying product lacks; `null` = none. */
	entry: WireRecord | null;
	use: ProductUse;
	reason: string;
}

export interface GroupPlan {
	/** The ids of its products; another member makes another group. */
	key: string;
	shared: string[];
	products: DuplicatePlan[];
}

/**
 * Which product of a group stays: the one with stock, then the one in purchase orders, then the one
 * in quotes, then the one that the sync keeps, then the oldest. It takes over the TD SYNNEX SKU and
 * the vendor entry where it has none; the others are set inactive, unless they have stock. Pure.
 */
export function planGroup(
	{ products, shared }: DuplicateGroup,
	{ entries }: ActiveCatalog,
	uses: ReadonlyMap<number, ProductUse>,
	{ pattern, vendorId }: { pattern: SkuPattern; vendorId: number },
): GroupPlan {
	const useOf = (product: WireRecord) => uses.get(idOf(product)) ?? NO_USE;
	const isSynced = ({ sku }: WireRecord) => pattern.fromAutotask(String(sku ?? '')) !== null;
	const ranked = [...products].sort(
		(a, b) =>
			Number(useOf(b).onHand > 0) - Number(useOf(a).onHand > 0) ||
			Number(useOf(b).purchaseOrderItems > 0) - Number(useOf(a).purchaseOrderItems > 0) ||
			Number(useOf(b).quoteItems > 0) - Number(useOf(a).quoteItems > 0) ||
			Number(isSynced(b)) - Number(isSynced(a)) ||
			idOf(a) - idOf(b),
	);
	const [kept, ...others] = ranked as [WireRecord, ...WireRecord[]];
	const plan: GroupPlan = {
		key: products.map(idOf).join('+'),
		shared,
		products: [
			stays(kept, others, entries, { isSynced, vendorId, use: useOf(kept) }),
			...others.map((one) => retired(one, useOf(one), idOf(kept))),
		],
	};
	return plan;
}

const NO_USE: ProductUse = { quoteItems: 0, purchaseOrderItems: 0, onHand: 0 };

function stays(
	kept: WireRecord,
	others: WireRecord[],
	entries: ActiveCatalog['entries'],
	about: { isSynced: (product: WireRecord) => boolean; vendorId: number; use: ProductUse },
): DuplicatePlan {
	const changes: Change[] = [];
	const record: WireRecord = {};
	const synced = others.find(about.isSynced);
	const ownSku = String(kept.sku ?? '').trim();
	if (synced && ownSku === '') {
		record.sku = synced.sku ?? null;
		changes.push({
			field: 'sku',
			old: fromWire('sku', kept.sku),
			new: fromWire('sku', synced.sku),
		});
	}
	const theirs = others.map((one) => entries.get(idOf(one))).find((one) => one !== undefined);
	const entry =
		theirs && !entries.has(idOf(kept))
			? {
					vendorID: about.vendorId,
					vendorPartNumber: theirs.vendorPartNumber ?? null,
					vendorCost: theirs.vendorCost ?? null,
					isActive: true,
					isDefault: (kept.defaultVendorID ?? null) === null,
				}
			: null;
	if (entry)
		changes.push({
			field: 'ProductVendors.vendorPartNumber',
			old: null,
			new: fromWire('sku', entry.vendorPartNumber),
		});
	const own = synced && ownSku !== '' && !about.isSynced(kept);
	const reason = own
		? `It keeps its own SKU ${ownSku}; the sync will look for ${String(synced.sku)}.`
		: '';
	return { product: kept, role: 'stays', changes, record, entry, use: about.use, reason };
}

function retired(product: WireRecord, use: ProductUse, keptId: number): DuplicatePlan {
	const base = { product, use, entry: null };
	if (use.onHand > 0)
		return {
			...base,
			role: 'left',
			changes: [],
			record: {},
			reason: `${use.onHand} units are in stock under it. First transfer them to product ${keptId} first.`,
		};
	return {
		...base,
		role: 'retired',
		changes: [{ field: 'isActive', old: true, new: false }],
		record: { isActive: false },
		reason: `Product ${keptId} stays instead.`,
	};
}
