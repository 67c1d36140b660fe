import type { RecordCalls } from '../../autotask/types';
import type { Decision } from '../plan/decision';
import { type Applied, result } from './outcome';
import { readBack } from './verify-write';
import { proveUserFields } from './prove-user-fields';
import { noEntriesFor, stopFor, type UpsertRun } from './run-state';
import { FAILURES_IN_A_ROW, KNOWN_FAILURES } from './work-order';
import { CREATE_UNCERTAIN, type Written } from './write-product';
import {
	CANCELLED,
	COST_IGNORED,
	callFailure,
	INVISIBLE,
	REPRICED,
	withConsequence,
} from './failures';

/** After the first cost written, and after the first product created, the product is read back. */
export async function checked(
	applied: Applied,
	run: UpsertRun,
	autotask: RecordCalls,
): Promise<Applied> {
	const { decision, productId } = applied;
	if (productId !== null)
		run.warnings.push(...(await proveUserFields(autotask, decision, productId, run.userFields)));
	const costInDoubt = run.cost === 'unknown' && 'unitCost' in decision.record;
	const sightInDoubt = !run.visible && decision.action === 'create';
	if (productId === null || !(costInDoubt || sightInDoubt)) return applied;
	const seen = await readBack(autotask, run.ports.clock, decision, productId);
	// Whatever hindered the reading, the item itself is written; the next one will meet and name it.
	if (seen === 'unknown') return applied;
	run.visible = true;
	if (seen === 'invisible' || seen === 'repriced') {
		run.stop = seen === 'invisible' ? INVISIBLE : REPRICED;
		run.warnings.push(`${run.stop.cause} ${run.stop.remedy}`);
		if (seen === 'repriced') return { ...applied, ...REPRICED };
	} else if (costInDoubt) {
		run.cost = seen;
		if (seen === 'ignored') {
			run.warnings.push(`${COST_IGNORED.cause} ${COST_IGNORED.remedy}`);
			return { ...applied, ...COST_IGNORED };
		}
	}
	return applied;
}

export function notWritten(
	decision: Decision,
	{ productId }: Written,
	failure: NonNullable<Written['failure']>,
	run: UpsertRun,
): Applied {
	const facts = callFailure(failure.error);
	const worded = withConsequence(facts, failure.step, decision, productId);
	if (run.ports.signal?.aborted) run.stop ??= CANCELLED;
	if (facts.reach === 'entity' && failure.step === 'vendor entry') noEntriesFor(facts, run);
	else if (facts.reach !== 'record') stopFor(facts, run);
	if (facts.reach === 'pause' || run.ports.signal?.aborted) {
		return result(decision, 'deferred', productId, worded);
	}
	const length = run.streak?.code === facts.code ? run.streak.length + 1 : 1;
	run.streak = { code: facts.code, length };
	const isKnown = run.ports.failedBefore?.has(decision.sku) ?? false;
	if (length >= (isKnown ? KNOWN_FAILURES : FAILURES_IN_A_ROW) && !run.rowStop) {
		run.rowStop = {
			...facts,
			cause: `${length} items in a row failed, so the rest was not tried. The last one: ${worded.cause}`,
		};
		run.warnings.push(run.rowStop.cause);
	}
	const outcome = facts.code === CREATE_UNCERTAIN ? 'uncertain' : 'failed';
	return result(decision, outcome, productId, worded);
}
