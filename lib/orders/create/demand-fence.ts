import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import { builderIn, orderMark } from '../journal/source-marks';
import type { OrderPorts } from '../ports';
import { orderedLines, otherInWords } from '../purchase-order/demand';
import type { CreatedPo, PlannedItem, PlannedPo } from './types';

/**
 * Whoever buys a charge by now, by hand or by another run, has it: the look-up comes right before
 * the lines.
 */
export async function stillFree(
	{ autotask }: OrderPorts,
	creation: CreatedPo,
	missing: PlannedItem[],
): Promise<PlannedItem[]> {
	const lines = await orderedLines(
		autotask,
		missing.map(({ chargeId }) => chargeId),
	);
	const taken = lines.filter(({ poId }) => poId !== creation.poId);
	creation.warnings.push(...taken.map((line) => `not added: ${otherInWords(line)}`));
	return missing.filter(({ chargeId }) => !taken.some((line) => line.chargeId === chargeId));
}

/**
 * All that it was made for is bought elsewhere by now; where it is ours and empty, it is canceled.
 */
export async function leftEmpty(
	{ autotask }: OrderPorts,
	plan: PlannedPo,
	creation: CreatedPo,
	{ token, statusCanceled }: { token: string; statusCanceled: number },
): Promise<CreatedPo> {
	const record = await autotask.get('PurchaseOrders', Number(creation.poId));
	const memo = TEXT.parse(record?.generalMemo);
	const items = await readIn(autotask, 'PurchaseOrderItems', 'orderID', [creation.poId]);
	// Without its mark: a person who frees the charges again is not to find them given up.
	if (items.length === 0 && builderIn(memo)?.token === token)
		await autotask.update('PurchaseOrders', {
			id: Number(creation.poId),
			status: statusCanceled,
			generalMemo: `Canceled while it was empty: what it was made for is bought elsewhere.\n${memo.replace(orderMark(plan.source), '')}`,
		});
	return { ...creation, state: 'incomplete', cause: creation.warnings.join('; ') };
}
