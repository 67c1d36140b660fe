import type { Autotask } from '../autotask/types';
import { fromWire } from './fields';
import { sameMoney } from './money';
import type { Decision } from './plan';

/** `unknown`: the product could not be read. */
export type Seen = 'kept' | 'ignored' | 'invisible' | 'unknown';

/**
 * Reads the product back (one call) and says whether it is there and its Unit Cost was stored. Only a
 * cost that is blank, or still the old one, counts as ignored: Autotask may round.
 */
export async function readBack(
	autotask: Autotask,
	decision: Decision,
	productId: number,
): Promise<Seen> {
	const record = await autotask.get('Products', productId).catch(() => 'unknown' as const);
	if (record === 'unknown') return record;
	if (record === null) return 'invisible';
	const now = fromWire('unitCost', record.unitCost);
	const change = decision.changes.find(({ field }) => field === 'unitCost');
	if (now === null) return 'ignored';
	const isOld = change?.old != null && sameMoney(String(now), String(change.old));
	return isOld ? 'ignored' : 'kept';
}

/** The same decision with nothing said about the cost; it becomes `leave` when nothing else is left to write. */
export function withoutCost(decision: Decision): Decision {
	const record = { ...decision.record };
	delete record.unitCost;
	const changes = decision.changes.filter(({ field }) => field !== 'unitCost');
	return { ...decision, record, changes, action: changes.length > 0 ? decision.action : 'leave' };
}
