import type { Activity } from '../../shared/activity';
import type { CallStats } from '../../autotask/types';
import type { UnmappedCategory } from '../settings';
import type { ProductResult } from './result';

/** One run in numbers; in a dry run `created` and `updated` are what would be. */
export interface UpsertSummary {
	dryRun: boolean;
	/**
	 * `completed`, `completed with warnings`, or `stopped`: the rest is deferred to the next run, or
	 * everything is held by the brake for prices.
	 */
	state: 'completed' | 'completed with warnings' | 'stopped';
	items: number;
	created: number;
	updated: number;
	unchanged: number;
	/** Left alone on purpose; `reasons` says why. */
	held: number;
	failed: number;
	uncertain: number;
	deferred: number;
	/** Items that carry a warning. */
	withWarnings: number;
	/** Number of items for each code, such as `cost-none`. */
	reasons: Record<string, number>;
	/**
	 * Active products that the price file does not have; `null` where that says nothing, because the
	 * run had no complete full file.
	 */
	missing: number | null;
	/** Most frequent first, to be reviewed. */
	unmappedCategories: UnmappedCategory[];
	/** What concerns the run as a whole. */
	warnings: string[];
	autotaskCalls: number;
	autotaskWrites: number;
	/** Greatest number of calls under way at once on one endpoint. */
	mostCallsAtOnce: number;
	callsByEndpoint: Record<string, number>;
	/** Autotask's hourly limit and who used it, as last read; `null` = not read. */
	hourlyCalls: { limit: number; byThisN8n: number; byOthers: number } | null;
	seconds: number;
	/** See {@link upsertActivity}; empty where none was asked for. */
	activity: Activity[];
}

export function summarizeUpsert(
	results: ProductResult[],
	run: {
		dryRun: boolean;
		warnings: string[];
		seconds: number;
		calls: CallStats;
		unmappedCategories?: UnmappedCategory[];
		missing?: number | null;
	},
): UpsertSummary {
	const { outcomes, reasons, created, updated, withWarnings } = countsOf(results);
	const outcome = (name: ProductResult['outcome']) => outcomes[name] ?? 0;
	const deferred = outcome('deferred');
	const troubled = outcome('failed') + outcome('uncertain') + run.warnings.length > 0;
	return {
		dryRun: run.dryRun,
		state:
			deferred > 0 || reasons['price-brake']
				? 'stopped'
				: troubled || withWarnings > 0
					? 'completed with warnings'
					: 'completed',
		items: results.length,
		created,
		updated,
		unchanged: outcome('unchanged'),
		held: outcome('held'),
		failed: outcome('failed'),
		uncertain: outcome('uncertain'),
		deferred,
		withWarnings,
		reasons,
		missing: run.missing ?? null,
		unmappedCategories: run.unmappedCategories ?? [],
		warnings: run.warnings,
		autotaskCalls: run.calls.calls,
		autotaskWrites: run.calls.writes,
		mostCallsAtOnce: run.calls.maxConcurrent,
		callsByEndpoint: run.calls.byEndpoint,
		hourlyCalls: run.calls.hour && {
			limit: run.calls.hour.limit,
			byThisN8n: run.calls.hour.own,
			byOthers: Math.max(0, run.calls.hour.used - run.calls.hour.own),
		},
		seconds: run.seconds,
		activity: [],
	};
}

/** In one pass: there may be hundreds of thousands. */
function countsOf(results: ProductResult[]) {
	const counts = {
		outcomes: {} as Partial<Record<ProductResult['outcome'], number>>,
		reasons: {} as Record<string, number>,
		created: 0,
		updated: 0,
		withWarnings: 0,
	};
	for (const { action, outcome, code, warnings } of results) {
		counts.outcomes[outcome] = (counts.outcomes[outcome] ?? 0) + 1;
		if (code !== '') counts.reasons[code] = (counts.reasons[code] ?? 0) + 1;
		if (warnings.length > 0) counts.withWarnings += 1;
		if (outcome !== 'done' && outcome !== 'planned') continue;
		if (action === 'create') counts.created += 1;
		if (action === 'update') counts.updated += 1;
	}
	return counts;
}
