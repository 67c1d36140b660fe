import { statusValue } from '../../autotask/metadata/picklist';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, WireRecord } from '../../autotask/types';
import { Problem } from '../../shared/problem';
import { readLineMark, unexplainedMark } from '../journal/line-mark';
import { readMemo } from '../journal/memo';
import type { OrderedLine } from './charge-types';
import type { OrderState, PurchaseOrderItem } from '../types';

/**
 * Every purchase order line that stands for one of the charges, whoever made it: two calls, a third
 * where one of the purchase orders is canceled, none where no charge is named. A line of a canceled
 * purchase order counts where TD SYNNEX has, or may have, an order of it all the same.
 */
export async function orderedLines(
	autotask: Autotask,
	chargeIds: string[],
): Promise<OrderedLine[]> {
	if (chargeIds.every((id) => id === '')) return [];
	const lines = await linesOf(autotask, chargeIds);
	const orderIds = lines.map(({ orderID }) => TEXT.parse(orderID));
	const orders = new Map(
		(await readIn(autotask, 'PurchaseOrders', 'id', orderIds)).map((order) => [
			TEXT.parse(order.id),
			order,
		]),
	);
	const canceled = lines.length === 0 ? '' : await statusValue(autotask, 'Canceled');
	const memos = await memosOf(
		autotask,
		[...orders.values()].filter((order) => isOver(order, canceled)),
	);
	return lines.flatMap((line) => {
		const poId = TEXT.parse(line.orderID);
		const order = orders.get(poId);
		const standing =
			order === undefined ? 'standing' : standingOf(order, canceled, memos.get(poId) ?? []);
		if (standing === null) return [];
		return [
			{
				chargeId: TEXT.parse(line.chargeID),
				itemId: TEXT.parse(line.id),
				poId,
				poNumber: TEXT.parse(order?.purchaseOrderNumber) || poId,
				canceled: standing === 'orderedAllTheSame',
				quantity: TEXT.parse(line.quantity),
			},
		];
	});
}

/**
 * The charges of a purchase order that stand on another one by now as well, in words; empty = none.
 * What has been looked up once may have changed since: this is asked right before an order is
 * posted.
 */
export async function orderedMeanwhile(
	autotask: Autotask,
	poId: string,
	items: PurchaseOrderItem[],
): Promise<string> {
	const ids = items.flatMap(({ charge }) => (charge === null ? [] : [charge.id]));
	const others = (await orderedLines(autotask, ids)).filter((line) => line.poId !== poId);
	return others.map(otherInWords).join('; ');
}

export function otherInWords({ chargeId, poNumber, canceled }: OrderedLine): string {
	return canceled
		? `charge ${chargeId} is also on PO ${poNumber}, which is canceled in Autotask and was sent to TD SYNNEX`
		: `charge ${chargeId} is also on PO ${poNumber}`;
}

/**
 * Autotask may refuse to search lines by charge; then those of all purchase orders are gone
 * through: one that is received in full, or was canceled after it was sent, buys as well.
 */
async function linesOf(autotask: Autotask, chargeIds: string[]): Promise<WireRecord[]> {
	const found = await readIn(
		autotask,
		'PurchaseOrderItems',
		'chargeID',
		chargeIds,
		LINE_FIELDS,
	).catch(nullIfNotSearchable);
	if (found !== null) return found;
	const orders = await autotask.query('PurchaseOrders', {
		filter: [{ op: 'exist', field: 'id' }],
		fields: ['id'],
	});
	const ids = orders.map(({ id }) => TEXT.parse(id));
	const lines = await readIn(autotask, 'PurchaseOrderItems', 'orderID', ids, LINE_FIELDS);
	return lines.filter(({ chargeID }) => chargeIds.includes(TEXT.parse(chargeID)));
}

function nullIfNotSearchable(error: unknown): null {
	if (isNotSearchable(error)) return null;
	throw error;
}

/** Whether Autotask refuses to search by that field, which no documentation rules out. */
export function isNotSearchable(error: unknown): boolean {
	return error instanceof Problem && NOT_SEARCHABLE.includes(error.code);
}

/**
 * Whether a purchase order buys what is on it: it is not canceled, or it was sent before it was.
 *
 * @param memos those of its lines, where it is canceled
 */
export function stillBuys(order: WireRecord, canceled: string, memos: string[]): boolean {
	return standingOf(order, canceled, memos) !== null;
}

function standingOf(
	order: WireRecord,
	canceled: string,
	memos: string[],
): 'standing' | 'orderedAllTheSame' | null {
	if (!isOver(order, canceled)) return 'standing';
	return mayBeOrdered(order, memos) ? 'orderedAllTheSame' : null;
}

/**
 * Whether TD SYNNEX has, or may have, an order of it: its block or a line's mark says so or is not
 * whole, or an order number stands in it, whoever wrote that.
 *
 * @param memos those of its lines
 */
export function mayBeOrdered(order: WireRecord, memos: string[]): boolean {
	const id = TEXT.parse(order.id);
	const memo = readMemo(TEXT.parse(order.generalMemo), id);
	const mark = readLineMark(memos, id);
	if (memo.kind === 'damaged' || mark.kind === 'damaged') return true;
	const journal = memo.kind === 'journal' ? memo.journal : null;
	if (unexplainedMark(mark, journal) !== null) return true;
	if (journal === null) return ORDER_NUMBER.test(TEXT.parse(order.externalPONumber));
	return !NOT_ORDERED.includes(journal.state) && journal.answer !== 'REJECTED';
}

/** Those of the purchase orders that TD SYNNEX has, or may have, an order of: one call at most. */
export async function orderedAmong(
	autotask: Autotask,
	orders: WireRecord[],
): Promise<WireRecord[]> {
	if (orders.length === 0) return [];
	const memos = await memosOf(autotask, orders);
	return orders.filter((order) => mayBeOrdered(order, memos.get(TEXT.parse(order.id)) ?? []));
}

function isOver(order: WireRecord, canceled: string): boolean {
	return TEXT.parse(order.status) === canceled || TEXT.parse(order.cancelDateTime) !== '';
}

/** The memos of the lines of purchase orders, by order: what is left where a block was wiped. */
async function memosOf(autotask: Autotask, orders: WireRecord[]): Promise<Map<string, string[]>> {
	const ids = orders.map(({ id }) => TEXT.parse(id));
	const lines = await readIn(autotask, 'PurchaseOrderItems', 'orderID', ids, MEMO_FIELDS);
	return new Map(
		ids.map((id) => [
			id,
			lines.filter(({ orderID }) => TEXT.parse(orderID) === id).map(({ memo }) => TEXT.parse(memo)),
		]),
	);
}

/** TD SYNNEX's order numbers have eight digits; other tools' marks are shorter or no numbers. */
const ORDER_NUMBER = /\d{6,}/;
const MEMO_FIELDS = ['id', 'orderID', 'memo'];
const LINE_FIELDS = ['id', 'orderID', 'chargeID', 'quantity'];
const NOT_SEARCHABLE = ['autotask-refused', 'autotask-field-unknown'];
/** States of a purchase order that TD SYNNEX holds no order of. */
const NOT_ORDERED: OrderState[] = ['PLANNED', 'CLAIMED', 'REJECTED'];
