import type { Autotask, WireRecord } from '../../autotask/types';
import { readIn, TEXT } from '../records';
import { itemMark, markIn, orderMark } from './marks';
import { cancelledByHand } from './problems';
import type { PlannedItem, PlannedPo } from './types';

/**
 * The purchase order that was made from what the plan stands for; `null` = none yet. Reads alone.
 *
 * @param statusCanceled picklist value of the status of a cancelled purchase order
 * @throws Problem `po-cancelled` when all that were made are cancelled: a person wanted none
 */
export async function findStanding(
	autotask: Autotask,
	plan: PlannedPo,
	statusCanceled: number,
): Promise<WireRecord | null> {
	const all = await findMade(autotask, plan);
	const standing = all.find((record) => !isCancelled(record, statusCanceled));
	if (standing === undefined && all.length > 0) throw cancelledByHand(plan, all);
	return standing ?? null;
}

/** Every purchase order that carries the plan's mark, cancelled ones too; the oldest first. */
export async function findMade(autotask: Autotask, plan: PlannedPo): Promise<WireRecord[]> {
	const found = await autotask.query('PurchaseOrders', {
		filter: [
			{ op: 'eq', field: 'vendorID', value: Number(plan.vendorId) },
			{ op: 'contains', field: 'generalMemo', value: orderMark(plan.source) },
		],
	});
	return found.sort((one, other) => Number(one.id) - Number(other.id));
}

export function isCancelled(record: WireRecord, statusCanceled: number): boolean {
	return Number(record.status) === statusCanceled || TEXT.parse(record.cancelDateTime) !== '';
}

/** How the lines of a purchase order stand to the plan it was made from. */
export interface Compared {
	/** Planned lines whose mark no line carries. */
	missing: PlannedItem[];
	/** In words, what is otherwise than planned; lines that a person added do not count. */
	differences: string[];
	/** In words, lines that stand there more than once: the trace of an insert that was made twice. */
	doubled: string[];
}

export async function compareItems(
	autotask: Autotask,
	plan: PlannedPo,
	id: number,
): Promise<Compared> {
	const items = await readIn(autotask, 'PurchaseOrderItems', 'orderID', [String(id)]);
	const compared: Compared = { missing: [], differences: [], doubled: [] };
	for (const item of plan.items) {
		const mark = itemMark(plan.source, item.key);
		const lines = items.filter((line) => markIn(TEXT.parse(line.memo)) === mark);
		const [line] = lines;
		if (lines.length > 1)
			compared.doubled.push(`the line for ${item.name} stands there ${lines.length} times`);
		if (line === undefined) {
			compared.missing.push(item);
			compared.differences.push(`${item.quantity} x ${item.name} is not on it`);
		} else if (Number(line.productID) !== Number(item.productId))
			compared.differences.push(`it has another product in the place of ${item.name}`);
		else if (Number(line.quantity) !== item.quantity)
			compared.differences.push(
				`${item.name}: ${TEXT.parse(line.quantity)} on the purchase order, ${item.quantity} in the ${plan.source}`,
			);
	}
	return compared;
}
