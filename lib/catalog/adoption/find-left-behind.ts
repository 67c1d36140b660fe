import Big from 'big.js';
import { idOf, type WireRecord } from '../../autotask/types';
import { moneyText, sameMoney } from '../../shared/money';
import { plainSku, type SkuPattern } from '../../shared/sku';
import { fromWire } from '../plan/field-rules';
import type { LeftBehind } from './read-left-behind';
import type { AdoptionItem, ForeignOrders, LeftBehindCounts } from './types';

export interface JudgedBy {
	pattern: SkuPattern;
	/** Cost of today by TD SYNNEX SKU; `null` = the file states none. */
	costs: ReadonlyMap<string, string | null>;
	/** Percent of the price; 0 = below cost alone. */
	minMargin: number;
}

/** What is found about products: one item for each that has a finding. Pure. */
export function findProducts(
	left: LeftBehind,
	{ pattern, costs, minMargin }: JudgedBy,
): { items: AdoptionItem[]; counts: LeftBehindCounts } {
	const counts = none(left);
	const doubled = new Map(
		left.groups.flatMap(({ products, shared }) =>
			products.map((product): [number, string] => [
				idOf(product),
				`Product ${products
					.filter((one) => one !== product)
					.map(idOf)
					.join(', ')} has the same ${shared.join(' and ')}.`,
			]),
		),
	);
	const isJudged = counts.unused !== null;
	const ours = new Set(left.products);
	const items = left.catalog.products.flatMap((product): AdoptionItem[] => {
		const isOurs = ours.has(product);
		const twin = doubled.get(idOf(product));
		if (!isOurs) return twin ? [itemOf(product, null, [['duplicate', twin]])] : [];
		const sku = pattern.fromAutotask(String(product.sku ?? '')) ?? '';
		const now = costs.get(sku) ?? null;
		const said: Said[] = [];
		const low = belowMargin(product, now, minMargin);
		if (low) said.push(['below-margin', low]);
		if (twin) said.push(['duplicate', twin]);
		const off = staleBy(product, now);
		if (off) said.push(['stale-cost', `The cost is off by ${moneyText(off)}.`]);
		const isUnused = isJudged && left.uses.every(({ counts: by }) => !by?.get(idOf(product)));
		if (isUnused) said.push(['unused', 'Nothing that was read uses it.']);
		counts.synced += Number(plainSku(String(product.vendorProductNumber ?? '')) === sku);
		counts.withoutVendorEntry += Number(!left.catalog.entries.has(idOf(product)));
		counts.withoutPartNumber += Number(!String(product.manufacturerProductName ?? '').trim());
		counts.notInFile += Number(!costs.has(sku));
		counts.belowMargin += Number(low !== '');
		counts.staleCosts += Number(off !== null);
		counts.staleDifference = moneyText(new Big(counts.staleDifference).plus(off ?? 0));
		if (isUnused) counts.unused = (counts.unused ?? 0) + 1;
		return said.length > 0 ? [itemOf(product, now, said)] : [];
	});
	return { items, counts };
}

type Said = [code: string, text: string];

function none({ products, inactive, groups, uses }: LeftBehind): LeftBehindCounts {
	return {
		products: products.length,
		inactive,
		synced: 0,
		withoutVendorEntry: 0,
		withoutPartNumber: 0,
		notInFile: 0,
		duplicateGroups: groups.length,
		duplicates: groups.reduce((sum, group) => sum + group.products.length, 0),
		belowMargin: 0,
		staleCosts: 0,
		staleDifference: '0.00',
		unused: uses.some(({ counts }) => counts === null) ? null : 0,
	};
}

/** In words; empty = it earns enough, or nothing is known of it. */
function belowMargin(product: WireRecord, now: string | null, minMargin: number): string {
	const margin = marginOf(product, now);
	if (margin === null || margin.gte(minMargin)) return '';
	const cost = costOf(product, now);
	return `At a cost of ${cost}, the price of ${money(product, 'unitPrice')} is ${
		margin.lt(0) ? 'below cost' : `below the minimum margin of ${minMargin} %`
	} (${margin.toFixed(1)} %).`;
}

function marginOf(product: WireRecord, now: string | null): Big | null {
	const [price, cost] = [money(product, 'unitPrice'), costOf(product, now)];
	if (price === null || cost === null || !new Big(price).gt(0)) return null;
	return new Big(price).minus(cost).div(price).times(100);
}

/** A cost of zero is none. */
function costOf(product: WireRecord, now: string | null): string | null {
	const known = [now, money(product, 'unitCost')];
	return known.find((cost) => cost !== null && new Big(cost).gt(0)) ?? null;
}

function staleBy(product: WireRecord, now: string | null): Big | null {
	const held = money(product, 'unitCost');
	if (now === null || held === null || !new Big(now).gt(0) || sameMoney(held, now)) return null;
	return new Big(now).minus(held);
}

function money(product: WireRecord, field: 'unitCost' | 'unitPrice'): string | null {
	const value = fromWire(field, product[field]);
	return value === null ? null : String(value);
}

function itemOf(product: WireRecord, now: string | null, said: Said[]): AdoptionItem {
	return {
		index: 0,
		kind: 'product',
		outcome: 'found',
		id: String(product.id),
		key: String(product.sku ?? ''),
		name: String(product.name ?? ''),
		codes: said.map(([code]) => code).join(', '),
		what: said.map(([, text]) => text).join(' '),
		cause: '',
		remedy: '',
		unitCost: money(product, 'unitCost'),
		costNow: now,
		unitPrice: money(product, 'unitPrice'),
		margin: marginOf(product, now)?.toFixed(1) ?? null,
		changes: [],
	};
}

/**
 * Orders that somebody else sent: the Digital Bridge leaves TD SYNNEX's order number as External
 * P.O. Number. Pure.
 */
export function findOrders({ orders, statuses }: LeftBehind): {
	items: AdoptionItem[];
	counts: ForeignOrders;
} {
	const counts: ForeignOrders = { numbered: {}, withoutNumber: 0 };
	const items = orders.flatMap((order): AdoptionItem[] => {
		const number = String(order.externalPONumber ?? '').trim();
		const status = statuses.get(String(order.status)) ?? String(order.status ?? '');
		if (number !== '') {
			counts.numbered[status] = (counts.numbered[status] ?? 0) + 1;
			return [];
		}
		if (!order.submitDateTime || order.cancelDateTime) return [];
		counts.withoutNumber += 1;
		return [withoutNumber(order, status)];
	});
	return { items, counts };
}

function withoutNumber(order: WireRecord, status: string): AdoptionItem {
	return {
		index: 0,
		kind: 'purchase order',
		outcome: 'found',
		id: String(order.id),
		key: String(order.purchaseOrderNumber ?? ''),
		name: '',
		codes: 'no-order-number',
		what: `It was submitted on ${String(order.submitDateTime).slice(0, 10)} (${status}) and has no External P.O. Number: TD SYNNEX may have this order or not.`,
		cause: '',
		remedy: '',
		unitCost: null,
		costNow: null,
		unitPrice: null,
		margin: null,
		changes: [],
	};
}
