import { AutotaskDoor } from '../orders/autotask-door';
import type { Life } from './life';

/** The order that a person works at, and what came of the work. */
interface AtWork {
	autotask: AutotaskDoor;
	poId: number;
	itemIds: Map<number, number>;
	notes: string[];
	life: Life;
	/** Receipts made by hand. */
	byHand: number;
}

/** A person who tidies up the memo, and takes the memory of the polls for rubbish. */
export function wipe(autotask: AutotaskDoor, poId: number): void {
	const memo = String(autotask.row('PurchaseOrders', poId).generalMemo ?? '');
	autotask.change('PurchaseOrders', poId, {
		generalMemo: memo.replace(/=== TD SYNNEX status[\s\S]*?=== end of TD SYNNEX status ===/g, ''),
	});
}

/** A person at work in Autotask's own screens. */
export function act(played: AtWork, what: 'note' | 'receiveOne', at: number): void {
	const { autotask, poId, life } = played;
	if (what === 'note') {
		const note = `Note of hour ${at}: call Jo`;
		const memo = String(autotask.row('PurchaseOrders', poId).generalMemo ?? '');
		autotask.change('PurchaseOrders', poId, { generalMemo: `${note}\n${memo}` });
		played.notes.push(note);
		return;
	}
	const line = life.lines.find(({ serialised, rejected }) => !serialised && !rejected);
	if (line === undefined) return;
	const itemId = played.itemIds.get(line.number);
	const answer = autotask.answer({
		method: 'POST',
		url: `${AutotaskDoor.discoveryUrl}V1.0/PurchaseOrderItems/${itemId}/Receiving`,
		body: JSON.stringify({ purchaseOrderItemID: itemId, quantityNowReceiving: 1 }),
	});
	if (answer.status === 200) played.byHand += 1;
}
