import { type Problem, problemOf } from '../../../shared/problem';
import { type LineMark, readLineMark, withLineMark } from '../../journal/line-mark';
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

/** The mark of what was sent of an order; `null` where nothing was. */
export function markOfSent(journal: Journal | null): LineMark | null {
	const nothing = journal === null || ['PLANNED', 'CLAIMED'].includes(journal.state);
	return nothing ? null : markOf(journal, 'sent');
}

/** The mark of a purchase order's lines that can be read. */
export function lineMarkOf({ id, items }: PurchaseOrder): LineMark | null {
	const memos = items.map(({ memo }) => memo);
	const reading = readLineMark(memos, id);
	return reading.kind === 'mark' ? reading.mark : null;
}

/**
 * Writes the mark in place of any other, on the line that has one, else on the first; `null` takes
 * it out. Returns why it could not be written.
 */
export async function writeMark(
	{ ports }: Run,
	{ id, items }: PurchaseOrder,
	mark: LineMark | null,
): Promise<Problem | null> {
	const marked = items.find(({ memo }) => withLineMark(memo, null) !== memo.trimEnd());
	const line = marked ?? items[0];
	if (line === undefined) return null;
	const memo = withLineMark(line.memo, mark);
	if (memo === line.memo) return null;
	try {
		await ports.autotask.update('PurchaseOrderItems', { id: Number(line.id), memo }, Number(id));
		return null;
	} catch (error) {
		return problemOf(error);
	}
}
