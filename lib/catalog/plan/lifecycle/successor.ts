import { idOf, type WireRecord } from '../../../autotask/types';
import type { SkuPattern } from '../../../shared/sku';
import type { UpsertSettings } from '../../settings';
import type { DesiredProduct } from '../desired';

/** The product that Autotask has for a TD SYNNEX SKU which replaces another; `null` = none. */
export type SuccessorOf = (sku: string) => WireRecord | null;

/**
 * SKUs that replace others and are not in the input themselves: they are read only where a field is
 * to name their products.
 */
export function successorSkus(wanted: DesiredProduct[], { attributes }: UpsertSettings): string[] {
	const { fields, inDescription = [] } = attributes;
	const chosen = [...fields.map(({ attribute }) => attribute), ...inDescription];
	if (!chosen.includes('replacement')) return [];
	const there = new Set(wanted.map(({ sku }) => sku));
	const named = wanted.flatMap(({ replacementSku: sku }) => (sku && !there.has(sku) ? [sku] : []));
	return [...new Set(named)];
}

/** Finds successors among the products that were read; of several, the oldest active one. */
export function successorsIn(
	wanted: DesiredProduct[],
	products: WireRecord[],
	pattern: SkuPattern,
): SuccessorOf {
	const keys = new Set(
		wanted.flatMap(({ replacementSku }) =>
			replacementSku ? [pattern.keyOfSku(replacementSku)] : [],
		),
	);
	const found = new Map<string, WireRecord>();
	for (const product of keys.size === 0 ? [] : products) {
		const key = pattern.keyOf(String(product.sku ?? ''));
		const other = found.get(key);
		if (keys.has(key) && (!other || comesBefore(product, other))) found.set(key, product);
	}
	return (sku) => found.get(pattern.keyOfSku(sku)) ?? null;
}

/** The item with its successor named by the product that Autotask has for it. */
export function withSuccessor(item: DesiredProduct, successorOf: SuccessorOf): DesiredProduct {
	const { replacementSku: sku, attributes } = item;
	if (sku === null || !attributes.has('replacement')) return item;
	const named = new Map(attributes).set('replacement', nameOf(sku, successorOf));
	return { ...item, attributes: named };
}

/** One sentence; empty where TD SYNNEX names no successor. */
export function replacementNote({ replacementSku: sku }: DesiredProduct, of: SuccessorOf): string {
	return sku === null ? '' : `TD SYNNEX replaces it by ${nameOf(sku, of)}.`;
}

function nameOf(sku: string, successorOf: SuccessorOf): string {
	const product = successorOf(sku);
	return product
		? `SKU ${sku}: product ${idOf(product)}, ${String(product.name ?? '').trim()}`
		: `SKU ${sku}, which Autotask does not have`;
}

function comesBefore(one: WireRecord, other: WireRecord): boolean {
	const [first, second] = [one, other].map(({ isActive }) => (isActive === false ? 1 : 0));
	return first === second ? idOf(one) < idOf(other) : first! < second!;
}
