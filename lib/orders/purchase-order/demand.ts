import { statusValue } from '../../autotask/metadata/picklist';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, WireRecord } from '../../autotask/types';
import { Problem } from '../../shared/problem';
import { readMemo } from '../journal/memo';
import type { OrderedLine } from './charge-types';
import type { OrderState, PurchaseOrderItem } from '../types';

/**
 * Every purchase order line that stands for one of the charges, whoever made it: two calls, none
 * where no charge is named. A line of a canceled purchase order counts where TD SYNNEX has, or may
 * have, an order of it all the same.
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
	return lines.flatMap((line) => {
		const poId = TEXT.parse(line.orderID);
		const order = orders.get(poId);
		const standing = order === undefined ? 'standing' : standingOf(order, canceled);
		if (standing === null) return [];
		return [
			{
				chargeId: TEXT.parse(line.chargeID),
				itemId: TEXT.parse(line.id),
				poId,
				poNumber: TEXT.parse(order?.purchaseOrderNumber) || poId,
				canceled: standing === 'orderedAllTheSame',
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
		? `charge ${chargeId} stands on PO ${poNumber} too, which is canceled in Autotask and was sent to TD SYNNEX`
		: `charge ${chargeId} stands on PO ${poNumber} too`;
}

/**
 * Autotask may refuse to search lines by charge; then those of all open purchase orders are gone
 * through.
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
	const open = await Promise.all(
		['New', 'Submitted', 'Received Partial'].map((label) => statusValue(autotask, label)),
	);
	const orders = await readIn(autotask, 'PurchaseOrders', 'status', open, ['id']);
	const ids = orders.map(({ id }) => TEXT.parse(id));
	const lines = await readIn(autotask, 'PurchaseOrderItems', 'orderID', ids, LINE_FIELDS);
	return lines.filter(({ chargeID }) => chargeIds.includes(TEXT.parse(chargeID)));
}

function nullIfNotSearchable(error: unknown): null {
	if (error instanceof Problem && NOT_SEARCHABLE.includes(error.code)) return null;
	throw error;
}

/**
 * Whether a purchase order buys what is on it: it is not canceled, or it was sent before it was.
 */
export function stillBuys(order: WireRecord, canceled: string): boolean {
	return standingOf(order, canceled) !== null;
}

function standingOf(order: WireRecord, canceled: string): 'standing' | 'orderedAllTheSame' | null {
	const over = TEXT.parse(order.status) === canceled || TEXT.parse(order.cancelDateTime) !== '';
	if (!over) return 'standing';
	const memo = readMemo(TEXT.parse(order.generalMemo), TEXT.parse(order.id));
	if (memo.kind === 'none') return null;
	const nothingThere = memo.kind === 'journal' && NOT_ORDERED.includes(memo.journal.state);
	return nothingThere || (memo.kind === 'journal' && memo.journal.answer === 'REJECTED')
		? null
		: 'orderedAllTheSame';
}

const LINE_FIELDS = ['id', 'orderID', 'chargeID'];
const NOT_SEARCHABLE = ['autotask-refused', 'autotask-field-unknown'];
/** States of a purchase order that TD SYNNEX holds no order of. */
const NOT_ORDERED: OrderState[] = ['PLANNED', 'CLAIMED', 'REJECTED'];
