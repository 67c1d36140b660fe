import type { CallStats } from '../../autotask/types';
import { activity, type Activity, type ActivitySource } from '../../shared/activity';
import { isWrong, MOST_RECORDS, pickForActivity, unlisted } from '../../shared/bounded-activity';
import { isoTime } from '../../shared/clock';
import type { UndoResult } from './undo-run';

/** One run of the operation in numbers. */
export interface UndoSummary {
	dryRun: boolean;
	state: 'completed' | 'completed with warnings' | 'stopped';
	products: number;
	/** In a dry run: that would be. */
	undone: number;
	unchanged: number;
	/** Products of which something stays: somebody changed it since, or Autotask cannot. */
	partlyKept: number;
	failed: number;
	deferred: number;
	/** Input items that tell of no write. */
	ignored: number;
	autotaskCalls: number;
	autotaskWrites: number;
	seconds: number;
	activity: Activity[];
}

/**
 * @param source absent = no records
 * @param now in milliseconds since 1970
 */
export function summarizeUndo(
	{ results, ignored }: { results: UndoResult[]; ignored: number },
	run: { dryRun: boolean; calls: CallStats; started: number; now: number; source: ActivitySource },
): UndoSummary {
	const count = (...outcomes: UndoResult['outcome'][]) =>
		results.filter(({ outcome }) => outcomes.includes(outcome)).length;
	const [failed, deferred] = [count('failed'), count('deferred')];
	const partlyKept = results.filter(({ kept }) => kept.length > 0).length;
	return {
		dryRun: run.dryRun,
		state:
			deferred > 0 ? 'stopped' : failed + partlyKept > 0 ? 'completed with warnings' : 'completed',
		products: results.length,
		undone: count('done', 'planned'),
		unchanged: count('unchanged'),
		partlyKept,
		failed,
		deferred,
		ignored,
		autotaskCalls: run.calls.calls,
		autotaskWrites: run.calls.writes,
		seconds: (run.now - run.started) / 1000,
		activity: recordsOf(results, run.source, isoTime(run.now)),
	};
}

function recordsOf(results: UndoResult[], source: ActivitySource, time: string): Activity[] {
	const all = results
		.filter(({ outcome }) => outcome !== 'unchanged')
		.map((one) => recordOf(one, source, time));
	const { kept, left } = pickForActivity(all, isWrong, MOST_RECORDS);
	return [...kept, ...unlisted(source, time, left)];
}

function recordOf(result: UndoResult, source: ActivitySource, time: string): Activity {
	const { outcome, productId, autotaskSku, changes, kept, cause, remedy } = result;
	return activity(source, {
		time,
		entity: 'Products',
		key: autotaskSku || productId,
		action: 'undo',
		changes,
		outcome: outcome === 'deferred' ? 'warning' : outcome,
		cause: [cause, ...kept].filter((text) => text !== '').join(' '),
		remedy,
	});
}
