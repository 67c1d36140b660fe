import type { CallStats } from '../../autotask/types';
import { activity, type Activity, type ActivitySource } from '../../shared/activity';
import { isoTime } from '../../shared/clock';
import type { DuplicateResult } from './find-duplicates';

/** One run of the operation in numbers. */
export interface DuplicatesSummary {
	dryRun: boolean;
	state: 'completed' | 'completed with warnings' | 'stopped';
	groups: number;
	/** Products of all groups. */
	products: number;
	/** Products that were changed; in a dry run: that would be. */
	merged: number;
	/** Of groups that nobody approved, or changed meanwhile. */
	held: number;
	failed: number;
	deferred: number;
	autotaskCalls: number;
	autotaskWrites: number;
	seconds: number;
	/** Of what was written, or went wrong. */
	activity: Activity[];
}

/** @param run times in milliseconds since 1970 */
export function summarizeDuplicates(
	results: DuplicateResult[],
	run: { dryRun: boolean; calls: CallStats; started: number; now: number; source: ActivitySource },
): DuplicatesSummary {
	const count = (...outcomes: DuplicateResult['outcome'][]) =>
		results.filter(({ outcome }) => outcomes.includes(outcome)).length;
	const [failed, deferred] = [count('failed'), count('deferred')];
	return {
		dryRun: run.dryRun,
		state: deferred > 0 ? 'stopped' : failed > 0 ? 'completed with warnings' : 'completed',
		groups: new Set(results.map(({ group }) => group)).size,
		products: results.length,
		merged: count('done', 'planned'),
		held: count('held'),
		failed,
		deferred,
		autotaskCalls: run.calls.calls,
		autotaskWrites: run.calls.writes,
		seconds: (run.now - run.started) / 1000,
		activity: results.flatMap((one) => {
			const { outcome, productId, autotaskSku, changes, cause, reason, remedy } = one;
			if (outcome !== 'done' && outcome !== 'failed') return [];
			const key = autotaskSku || productId;
			const facts = { entity: 'Products', key, action: 'merge', changes, outcome, remedy };
			return [activity(run.source, { ...facts, time: isoTime(run.now), cause: cause || reason })];
		}),
	};
}
