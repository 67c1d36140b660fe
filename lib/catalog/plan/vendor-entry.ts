import Big from 'big.js';
import type { Change } from '../../shared/activity';
import type { WireRecord } from '../../autotask/types';
import { idOf } from '../../autotask/types';
import { fromWire } from './field-rules';
import { sameMoney } from '../../shared/money';
import type { LinkDecision } from './decision';
import type { UpsertSettings } from '../settings';
import { plainSku } from '../../shared/sku';
import type { DesiredProduct } from './desired';

/** How changes name the vendor's cost. */
export const VENDOR_COST = 'ProductVendors.vendorCost';

/**
 * What becomes of a product's vendor entry (ProductVendors). One that is missing is made, whoever
 * made the product; it is the default only where the product has no other default vendor. An
 * inactive product gets none, since Autotask refuses references to inactive records; it follows
 * once it is active.
 *
 * @param link the entry of the chosen vendor, where there is one
 */
export function decideEntry(
	item: DesiredProduct,
	product: WireRecord,
	link: WireRecord | undefined,
	settings: UpsertSettings,
): { link: LinkDecision; changes: Change[] } {
	if (!link && product.isActive === false) return { link: { kind: 'keep' }, changes: [] };
	if (!link) {
		const vendor = product.defaultVendorID ?? null;
		return newEntry(item, settings, vendor === null || Number(vendor) === settings.vendorId);
	}
	const held = fromWire('unitCost', link.vendorCost);
	const same = sameMoney(held === null ? null : String(held), item.cost);
	if (settings.vendorCost === 'first' || !mayWriteCost(item, settings) || same) {
		return { link: { kind: 'keep' }, changes: [] };
	}
	return {
		link: { kind: 'update', id: idOf(link), record: { vendorCost: Number(item.cost) } },
		changes: [{ field: VENDOR_COST, old: held, new: item.cost }],
	};
}

/**
 * The other vendor that has a product by this TD SYNNEX SKU, where we have no entry on it: a second
 * account of TD SYNNEX. With one SKU pattern the two would write each other's costs, a night in US
 * dollars and a night in Canadian ones.
 *
 * @param others entries of other vendors on this product
 */
export function otherAccount(item: DesiredProduct, others: WireRecord[]): number | null {
	const same = others.find((link) => plainSku(String(link.vendorPartNumber ?? '')) === item.sku);
	return same === undefined ? null : Number(same.vendorID);
}

/** The vendor part number is TD SYNNEX's bare SKU: what TD SYNNEX reads on an order. */
export function newEntry(
	item: DesiredProduct,
	settings: UpsertSettings,
	isDefault: boolean,
): { link: LinkDecision; changes: Change[] } {
	const record: WireRecord = {
		vendorID: settings.vendorId,
		vendorPartNumber: item.sku,
		isActive: true,
		isDefault,
		...(mayWriteCost(item, settings) ? { vendorCost: Number(item.cost) } : {}),
	};
	return {
		link: { kind: 'create', record },
		changes: [{ field: 'ProductVendors.vendorPartNumber', old: null, new: item.sku }],
	};
}

/**
 * Whether an entry holds the SKU of another TD SYNNEX product. People keep part numbers there too,
 * and those are no SKU.
 */
export function namesOther(item: Pick<DesiredProduct, 'sku' | 'mpn'>, link: WireRecord): boolean {
	const number = plainSku(String(link.vendorPartNumber ?? ''));
	return /^\d+$/.test(number) && number !== item.sku && number !== item.mpn;
}

/** The guard `keep` takes the item but leaves the cost alone; a missing cost is never written. */
export function mayWriteCost(item: DesiredProduct, settings: UpsertSettings): boolean {
	if (item.cost === null) return false;
	return settings.guards.zeroCost === 'write' || !new Big(item.cost).eq(0);
}
