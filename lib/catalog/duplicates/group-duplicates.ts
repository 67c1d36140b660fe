import { idOf, type WireRecord } from '../../autotask/types';
import { plainSku, type SkuPattern } from '../../shared/sku';
import { makerKey } from '../manufacturer';
import { userFieldsOf } from '../plan/attributes/user-fields';
import { mpnKey } from '../plan/match';
import type { ActiveCatalog } from './read-products';

/** Active products that seem to be one. */
export interface DuplicateGroup {
	products: WireRecord[];
	/** What they share, such as `SKU TDS-14152708`. */
	shared: string[];
}

/**
 * Products that share a TD SYNNEX SKU (in SKU or vendor entry), maker and part number, or a UPC.
 * Two that share something with a third are one group. Pure.
 *
 * @param upcField user-defined field that holds the UPC; empty = none
 */
export function groupDuplicates(
	{ products, entries }: ActiveCatalog,
	pattern: SkuPattern,
	upcField: string,
): DuplicateGroup[] {
	const groupOf = new Map<WireRecord, DuplicateGroup>();
	const firstBy = new Map<string, WireRecord>();
	for (const product of products) {
		const keys = keysOf(product, entries.get(idOf(product)), pattern, upcField);
		for (const [key, shown] of keys) {
			const first = firstBy.get(key);
			if (!first) firstBy.set(key, product);
			else join(first, product, shown, groupOf);
		}
	}
	return [...new Set(groupOf.values())].map(({ products: members, shared }) => ({
		products: members.sort((a, b) => idOf(a) - idOf(b)),
		shared,
	}));
}

function join(
	one: WireRecord,
	other: WireRecord,
	shown: string,
	groupOf: Map<WireRecord, DuplicateGroup>,
): void {
	if (one === other) return;
	const group = groupOf.get(one) ?? { products: [one], shared: [] };
	const second = groupOf.get(other) ?? { products: [other], shared: [] };
	if (!group.shared.includes(shown)) group.shared.push(shown);
	if (group !== second) {
		group.products.push(...second.products);
		group.shared.push(...second.shared.filter((text) => !group.shared.includes(text)));
	}
	for (const product of group.products) groupOf.set(product, group);
}

/** What a product is compared by, and how that is said. */
function keysOf(
	product: WireRecord,
	entry: WireRecord | undefined,
	pattern: SkuPattern,
	upcField: string,
): [string, string][] {
	const keys: [string, string][] = [];
	const own = pattern.fromAutotask(text(product.sku));
	const isPattern = pattern.prefix !== '' || pattern.suffix !== '';
	const number = plainSku(text(entry?.vendorPartNumber));
	for (const sku of new Set([isPattern && own ? plainSku(own) : '', number]))
		if (/^\d+$/.test(sku)) keys.push([`sku ${sku}`, `TD SYNNEX SKU ${sku}`]);
	const maker = makerKey(text(product.manufacturerName));
	const mpn = mpnKey(text(product.manufacturerProductName));
	if (maker !== '' && mpn !== '')
		keys.push([
			`mpn ${maker} ${mpn}`,
			`part number ${text(product.manufacturerProductName)} of ${text(product.manufacturerName)}`,
		]);
	const upc = upcField === '' ? '' : (userFieldsOf(product).get(upcField) ?? '').trim();
	if (/^\d{8,14}$/.test(upc)) keys.push([`upc ${upc.padStart(14, '0')}`, `UPC ${upc}`]);
	return keys;
}

function text(value: unknown): string {
	return value === null || value === undefined ? '' : String(value).trim();
}
