import { isoTime } from '../../shared/clock';
import { sha256 } from '../../shared/hash';
import { eachInSteps, type Steps } from '../../shared/in-slices';
import type { Decision } from '../plan/decision';

/**
 * The order in which records are tried. Long runs are mixed, so that records that stand together
 * for one and the same fault cannot stand before all others night after night, and so that many
 * failures in a row are those of different records. What failed in the run before comes last.
 *
 * Two runs of one day mix alike: they meet at the first product that both want to create, and one
 * of them stops there, instead of each doubling what the other makes.
 *
 * The very first one tells whether Autotask stores costs and shows what it stored: it carries a
 * cost where one does.
 *
 * @param now ms since 1970, UTC
 */
export function* workOrder(
	decisions: Decision[],
	failedBefore: ReadonlySet<string>,
	now: number,
): Steps<Decision[]> {
	const mixed =
		decisions.length > SHORT ? yield* mixedBy(isoTime(now).slice(0, 10), decisions) : decisions;
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

/**
 * Of products that failed in the run before, so many in a row: that they fail again proves no
 * common fault, and one that can be written by now may stand behind them.
 */
export const KNOWN_FAILURES = 100;

/** Too few to end a run. */
const SHORT = FAILURES_IN_A_ROW;

/** By a hash of day and SKU. */
function* mixedBy(day: string, decisions: Decision[]): Steps<Decision[]> {
	const placed = yield* eachInSteps(decisions, (decision) => ({
		decision,
		at: parseInt(sha256(`${day} ${decision.sku}`).slice(0, PLACE_DIGITS), 16),
	}));
	return placed.sort((one, other) => one.at - other.at).map(({ decision }) => decision);
}

/** Of the hash, in hexadecimal: as many as a number holds exactly. */
const PLACE_DIGITS = 13;
