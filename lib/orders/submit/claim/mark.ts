import { type Problem, problemOf } from '../../../shared/problem';
import { type LineMark, readLineMark, withLineMarks } from '../../journal/line-mark';
import type { Journal } from '../../journal/types';
import type { PurchaseOrder } from '../../types';
import type { Run } from '../order-context';

/** The mark that an order's journal stands for. */
export function markOf(journal: Journal, kind: LineMark['kind']): LineMark {
	const { poId, revision, poNumber, claim } = journal;
	const { token, time, settle } = claim;
	return {
		kind,
		poId,
		revision,
		poNumber,
		token,
		time,
		settle: kind === 'claimed' ? settle : null,
	};
}

/** The marks of a purchase order's lines that can be read. */
export function lineMarksOf({ id, items }: PurchaseOrder): Marks {
	const reading = readLineMark(
		items.map(({ memo }) => memo),
		id,
	);
	return reading.kind === 'marks' ? reading : { sent: null, claim: null };
}

/** What stands on the lines of a purchase order; `null` = no such mark. */
export interface Marks {
	sent: LineMark | null;
	claim: LineMark | null;
}

/**
 * Writes the marks in place of any other, on the line that has one, else on the first. Returns why
 * they could not be written.
 */
export async function writeMarks(
	{ ports }: Run,
	{ id, items }: PurchaseOrder,
	{ sent, claim }: Marks,
): Promise<Problem | null> {
	const marked = items.find(({ memo }) => withLineMarks(memo, []) !== memo.trimEnd());
	const line = marked ?? items[0];
	if (line === undefined) return null;
	const memo = withLineMarks(line.memo, [sent, claim]);
	if (memo === line.memo) return null;
	try {
		await ports.autotask.update('PurchaseOrderItems', { id: Number(line.id), memo }, Number(id));
		return null;
	} catch (error) {
		return problemOf(error);
	}
}
