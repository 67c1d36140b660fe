import type { RecordCalls } from '../../autotask/types';
import type { WireRecord } from '../../autotask/types';
import type { Clock } from '../../shared/clock';
import { fromWire } from '../plan/field-rules';
import { sameMoney } from '../../shared/money';
import type { Decision } from '../plan/decision';

/**
 * `ignored`: the cost was not stored; `repriced`: the Unit Price moved though nobody wrote it;
 * `unknown`: the product could not be read.
 */
export type ReadBack = 'kept' | 'ignored' | 'repriced' | 'invisible' | 'unknown';

/**
 * Reads a product back after a write and says whether it is there, its Unit Cost was stored, and
 * its Unit Price stayed. One call; a bad finding is looked at again a little later, since a reply
 * may come from a copy that is behind.
 */
export async function readBack(
	autotask: RecordCalls,
	clock: Clock,
	decision: Decision,
	productId: number,
): Promise<ReadBack> {
	try {
		const first = verdict(await autotask.get('Products', productId), decision);
		if (first === 'kept') return first;
		await clock.sleep(LAG_MS);
		return verdict(await autotask.get('Products', productId), decision);
	} catch {
		return 'unknown';
	}
}

const LAG_MS = 5000;

/** Only a cost that is blank, or still the old one, counts as ignored: Autotask may round. */
function verdict(record: WireRecord | null, decision: Decision): ReadBack {
	if (record === null) return 'invisible';
	const now = fromWire('unitCost', record.unitCost);
	const change = decision.changes.find(({ field }) => field === 'unitCost');
	if (!change) return 'kept';
	const isOld = now !== null && change.old !== null && sameMoney(String(now), String(change.old));
	if (now === null || isOld) return 'ignored';
	const price = fromWire('unitPrice', record.unitPrice);
	const { standingPrice } = decision;
	return standingPrice === null || price === null || sameMoney(standingPrice, String(price))
		? 'kept'
		: 'repriced';
}
