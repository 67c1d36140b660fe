import { ourNumbers } from '../fetch/own-items';
import { RECEIVING, type SnapshotFault } from '../types';
import type { MatchedOrder } from './po-lines';

/**
 * Why the goods of an answer are not received: it is not certain that they are this purchase
 * order's. A PO number alone proves nothing, since another order may stand under it. `null` = they
 * are.
 */
export function whyUnproven(matched: MatchedOrder): SnapshotFault | null {
	const { order, snapshot } = matched;
	const ours = ourNumbers(order);
	const theirs = snapshot.orderNumbers;
	const shown = `under PO ${order.poNumber} TD SYNNEX has order ${theirs.join(', ')}`;
	if (ours.length === 0)
		return order.journal === null
			? unproven(`${shown}, and Autotask names no TD SYNNEX order number`)
			: null;
	const others = theirs.filter((number) => !ours.includes(number));
	if (others.length === 0) return null;
	if (order.journal === null)
		return holdsMore(matched)
			? unproven(`${shown} with more pieces than the purchase order has`)
			: null;
	// TD SYNNEX releases what it held under a number of its own.
	const waited = order.journal.lines.some(({ result }) => WAITING.includes(result ?? ''));
	return waited || others.length < theirs.length
		? null
		: unproven(`${shown}, and Autotask says ${ours.join(', ')}`);
}

const WAITING: string[] = ['held', 'nonStockQuote', 'backOrdered'];

/** Of an order that was placed some other way, the purchase order alone says how much it is. */
function holdsMore({ snapshot, byLine }: MatchedOrder): boolean {
	const items = new Set([...byLine.values()].flat());
	const ordered = [...items].reduce((sum, { quantity }) => sum + quantity, 0);
	return snapshot.lines.reduce((sum, { stated }) => sum + stated, 0) > ordered;
}

function unproven(what: string): SnapshotFault {
	return {
		key: RECEIVING,
		cause: `nothing was received, because it is not certain that the goods belong to this purchase order: ${what}`,
		remedy:
			'Ask TD SYNNEX whose order that is. If it belongs to this purchase order, enter its number under External P.O. Number in Autotask, and the next poll receives its goods. If it does not, do not receive it here.',
	};
}
