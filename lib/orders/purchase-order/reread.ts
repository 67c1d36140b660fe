import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask } from '../../autotask/types';
import type { PurchaseOrder } from '../types';
import { orderedMeanwhile } from './demand';
import { areSame, readPlainLines } from './read-lines';
import { type Header, notFound, readHeader } from './read-purchase-orders';

/** A purchase order read anew. */
export interface Reread extends Header {
	/** Whether its lines still say what they said before. */
	sameLines: boolean;
}

/**
 * Purchase orders anew with the memos of their lines, by id: two queries side by side, however many
 * they are. What was read of products and charges before is kept.
 *
 * @throws Problem `po-not-found` for one that is gone
 */
export async function rereadOrders(
	autotask: Autotask,
	orders: PurchaseOrder[],
	now: () => number,
): Promise<Map<string, Reread>> {
	const readAt = now();
	const ids = orders.map(({ id }) => id);
	const [records, lines] = await Promise.all([
		readIn(autotask, 'PurchaseOrders', 'id', ids),
		readPlainLines(autotask, ids),
	]);
	const headers = new Map(records.map((record) => [TEXT.parse(record.id), readHeader(record)]));
	return new Map(
		orders.map((order) => {
			const header = headers.get(order.id);
			if (header === undefined) throw notFound(`PO ${order.number}`);
			const own = lines.filter(({ orderID }) => orderID === order.id);
			const memos = new Map(own.map(({ id, memo }) => [id, memo]));
			const items = order.items.map((item) => ({
				...item,
				memo: memos.get(item.id) ?? item.memo,
			}));
			const po = { ...header, items };
			return [order.id, { po, readAt, sameLines: areSame(order.items, own) }] as const;
		}),
	);
}

/** One of them. */
export async function rereadOrder(
	autotask: Autotask,
	po: PurchaseOrder,
	now: () => number,
): Promise<Reread> {
	return (await rereadOrders(autotask, [po], now)).get(po.id) as Reread;
}

/**
 * In words, what speaks against sending a purchase order now that did not when its lines were read:
 * they were changed, or somebody else buys their charges. Empty = nothing. No call but for lines
 * made from charges.
 */
export async function changedMeanwhile(
	autotask: Autotask,
	before: PurchaseOrder,
	sameLines: boolean,
): Promise<string> {
	if (!sameLines) return 'its lines were changed while it was being sent';
	return await orderedMeanwhile(autotask, before.id, before.items);
}
