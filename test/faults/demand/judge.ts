import { findCharge } from '../../../sandbox/autotask/procurement/charges';
import type { History } from './history';

export interface Verdict {
	demands: number;
	ordered: number;
	/** Ordered by us though an order of the same demand was there. */
	twice: string[];
	/** Ordered by a purchaser after us: his own doing, stated. */
	twiceByHand: number;
	forgotten: string[];
	aboveNeed: string[];
	/** Pieces that our polls received. */
	received: number;
	/** Waits: for approval, for a person who was told, or is covered by stock. */
	waiting: number;
	faults: string[];
}

/** A purchaser's order counts as there before ours when it was made so long before: nobody can look up later than that. */
const BOUND_MS = 3_000;

/** Judged by the twins' own books: what TD SYNNEX accepted, what stands in Autotask, what was said. */
export function judge(history: History): Verdict {
	const verdict: Verdict = {
		demands: 0,
		ordered: 0,
		twice: [],
		twiceByHand: 0,
		forgotten: [],
		aboveNeed: [...history.aboveNeed],
		received: history.received,
		waiting: 0,
		faults: history.faults.map((text) => `seed ${history.seed}: ${text}`),
	};
	const ours = acceptedBySku(history);
	for (const [sku, times] of ours) {
		const hand = history.handOrders.filter((one) => one.sku === sku && !one.withdrawn);
		const late = times.some((at, index) => index > 0 || hand.some((one) => one.at < at - BOUND_MS));
		if (late) verdict.twice.push(`seed ${history.seed}: SKU ${sku} was ordered twice`);
		else if (hand.length > 0) verdict.twiceByHand++;
	}
	const { world } = history.shop.autotask;
	const charges = (['TicketCharges', 'ProjectCharges', 'ContractCharges'] as const).flatMap(
		(name) => world.store.table(name).all(),
	);
	for (const { id } of charges) {
		verdict.demands++;
		const sku = history.skuOf(id);
		const hand = history.handOrders.some((one) => one.sku === sku && !one.withdrawn);
		if (ours.has(sku) || hand) verdict.ordered++;
		else if (waits(history, id)) verdict.waiting++;
		else
			verdict.forgotten.push(
				`seed ${history.seed}: charge ${id} (${history.shop.statusOf(id)}) was forgotten`,
			);
	}
	return verdict;
}

/** By SKU, when TD SYNNEX took it: each charge has goods of its own. */
function acceptedBySku(history: History): Map<string, number[]> {
	const found = new Map<string, number[]>();
	for (const { lines, receivedAt } of history.shop.accepted())
		for (const { sku } of lines) found.set(sku, [...(found.get(sku) ?? []), receivedAt]);
	for (const times of found.values()) times.sort((one, other) => one - other);
	return found;
}

function waits(history: History, id: number): boolean {
	const { shop, told } = history;
	const status = shop.statusOf(id) ?? '';
	if (!['Need to Order/Fulfill', 'On Order'].includes(status)) return true;
	// by itself, or in the list that a purchase order was made from
	if (new RegExp(`charges? (?:\\d+, )*${id}\\b`).test(told)) return true;
	// on a purchase order that was spoken of
	return shop
		.rows('PurchaseOrderItems')
		.filter(({ values }) => values.chargeID === id)
		.some(({ values }) => {
			const order = shop.record(Number(values.orderID));
			const number = String(order.purchaseOrderNumber || values.orderID);
			return new RegExp(`PO ${number}: \\S`).test(told) && findCharge(shop.autotask.world, id);
		});
}
