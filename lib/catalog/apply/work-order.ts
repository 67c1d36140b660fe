import type { Decision } from '../plan/decision';

/**
 * The order in which records are tried. Long runs are mixed, so that records that stand together
 * for one and the same fault cannot stand before all others night after night, and so that many
 * failures in a row are those of different records. What failed in the run before comes last.
 *
 * The very first one tells whether Autotask stores costs and shows what it stored: it carries a
 * cost where one does.
 */
export function workOrder(
	decisions: Decision[],
	failedBefore: ReadonlySet<string>,
	random: () => number,
): Decision[] {
	const mixed = decisions.length > SHORT ? shuffled(decisions, random) : decisions;
	const failed = ({ sku }: Decision) => failedBefore.has(sku);
	const all = [...mixed.filter((one) => !failed(one)), ...mixed.filter(failed)];
	const first = all.find((one) => 'unitCost' in one.record && !failed(one)) ?? all[0];
	return first ? [first, ...all.filter((decision) => decision !== first)] : [];
}

/**
 * So many failures of one kind in a row are one fault, not many; each costs a call of the tenant's
 * budget.
 */
export const FAILURES_IN_A_ROW = 25;

/** Too few to end a run. */
const SHORT = FAILURES_IN_A_ROW;

/** Fisher-Yates. */
function shuffled<T>(all: T[], random: () => number): T[] {
	const mixed = [...all];
	for (let at = mixed.length - 1; at > 0; at -= 1) {
		const other = Math.min(at, Math.floor(random() * (at + 1)));
		[mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
	}
	return mixed;
}
