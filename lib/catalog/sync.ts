import type { Autotask, CallStats } from '../autotask/types';
import type { ActivitySource } from '../shared/activity';
import type { Clock } from '../shared/clock';
import type { Pause } from '../shared/in-slices';
import { applyPlan } from './apply/executor';
import { type Applied, type ItemUsage, showPlan } from './apply/outcome';
import { parseCategoryTable, unmappedCategories } from './plan/category/category-table';
import { type CatalogRows, type DesiredProduct, readInSlices } from './plan/desired';
import { type Given, notesOn, readAndDecide } from './plan-upsert';
import { readShape } from './plan/read/read-current';
import { checkPricing } from './price/price-rules';
import { upsertActivity } from './report/activity';
import { productResult, type ProductResult, refusedResult } from './report/result';
import { summarizeUpsert, type UpsertSummary } from './report/summary';
import type { UpsertSettings } from './settings';
import type { Feed } from './types';

export interface UpsertPorts {
	autotask: Autotask;
	clock: Clock;
	/** Stops between two calls. */
	signal?: AbortSignal;
	onProgress?: (progress: Progress) => void;
	/**
	 * SKUs of items that the run before could not write ({@link UpsertReport.failed}): they come
	 * last.
	 */
	failedBefore?: ReadonlySet<string>;
	/** Hears what the items say once they are read, before Autotask is asked for products. */
	onRead?: (wanted: DesiredProduct[]) => void;
	/** Gives others a turn while much is calculated; absent = never. */
	pause?: Pause;
}

export interface Progress {
	step: 'reading' | 'writing';
	/** All that were given. */
	items: number;
	/** Writes that are through, without those left for the next run, and all that are to be made. */
	done: number;
	total: number;
	/** So far. */
	created: number;
	updated: number;
	failed: number;
}

export interface RunOptions {
	dryRun: boolean;
	/** Records that the summary carries: whose, and how many at the most. Absent = none. */
	activity?: { source: ActivitySource; most: number };
	/** The price file that the input is from, asked for once all is read; absent = of none. */
	feed?: () => Feed | null;
}

export interface UpsertReport {
	/**
	 * One for each input item, in the order of the input; then one for each product that the price
	 * file does not have and that is not as it was, and for each that it has again and that is held
	 * back.
	 */
	results: ProductResult[];
	summary: UpsertSummary;
	/** SKUs that could not be written, for the next run to try last. */
	failed: string[];
}

/**
 * Brings Autotask's products in step with the given catalog items: bulk read, decide, apply.
 * Keeps nothing between runs: whatever a run did not get to, the next one finds undone and does.
 *
 * @param input catalog items, or anything with `sku`, `name` and `cost`; or the rows of catalog
 * files, of which only what is needed is held
 * @throws Problem when the price rules cannot be meant, or Autotask cannot be read; after the first
 * write nothing is thrown any more
 */
export async function upsertProducts(
	input: unknown[] | CatalogRows,
	settings: UpsertSettings,
	ports: UpsertPorts,
	options: RunOptions,
): Promise<UpsertReport> {
	checkPricing(settings.price);
	parseCategoryTable(settings.category.table ?? '');
	const started = ports.clock.now();
	const before = ports.autotask.stats();
	// the first calls go out while the items are read
	let shape = NO_SHAPE;
	const rows = await readInSlices(input, settings, started, {
		...ports,
		onFirst: () => {
			shape = readShape(ports.autotask, settings);
			// a failure is told where the plan needs it
			shape.catch(() => undefined);
		},
	});
	ports.onRead?.(rows.wanted);
	const given = { rows, shape, feed: ofToday(options.feed?.() ?? null, started) };
	const { applied, warnings, missing } = await run(given, settings, ports, options.dryRun);
	await ports.pause?.();
	const results = [...applied.map(productResult), ...rows.refused.map(refusedResult)].sort(
		(a, b) => a.index - b.index,
	);
	const now = ports.clock.now();
	await ports.pause?.();
	const summary = summarizeUpsert(results, {
		dryRun: options.dryRun,
		warnings,
		seconds: (now - started) / 1000,
		calls: callsSince(before, ports.autotask.stats()),
		unmappedCategories: unmappedCategories(rows.wanted, settings.category),
		missing,
	});
	await ports.pause?.();
	if (options.activity)
		summary.activity = upsertActivity(results, usageByIndex(applied), summary, {
			...options.activity,
			now,
		});
	return { results, summary, failed: failedIn(results, ports.failedBefore) };
}

const NO_SHAPE: Given['shape'] = Promise.resolve(new Map());

/** An old file says nothing of what TD SYNNEX has today: it is taken for one that is cut. */
function ofToday(feed: Feed | null, now: number): Feed | null {
	if (feed?.created == null) return feed;
	return now - Date.parse(feed.created) > OLDEST_MS ? { ...feed, complete: false } : feed;
}

/** A full file may come once a week only. */
const OLDEST_MS = 8 * 24 * 60 * 60_000;

/** What was refused now, and what was before and was not tried again. */
function failedIn(results: ProductResult[], before: UpsertPorts['failedBefore']): string[] {
	const failed = results.filter(
		({ outcome, sku }) => outcome === 'failed' || (outcome === 'deferred' && before?.has(sku)),
	);
	return [...new Set(failed.map(({ sku }) => sku).filter((sku) => sku !== ''))];
}

interface RunResult {
	applied: Applied[];
	warnings: string[];
	missing: number | null;
}

async function run(
	given: Given,
	settings: UpsertSettings,
	ports: UpsertPorts,
	dryRun: boolean,
): Promise<RunResult> {
	const { wanted, refused } = given.rows;
	const items = wanted.length + refused.length;
	if (wanted.length === 0) return { applied: [], warnings: [], missing: null };
	const counts = { items, done: 0, created: 0, updated: 0, failed: 0 };
	ports.onProgress?.({ step: 'reading', total: wanted.length, ...counts });
	const plan = await readAndDecide(given, settings, ports);
	if ('problem' in plan)
		return { applied: plan.deferred, warnings: [plan.problem.cause], missing: null };
	const decisions = plan.decisions.filter(
		({ index, action }) => index < items || action !== 'leave',
	);
	counts.items += decisions.length - wanted.length;
	const { missing } = plan;
	const notes = notesOn(decisions, settings, plan.shape);
	if (dryRun) return { applied: showPlan(decisions), warnings: notes, missing };
	const { applied, warnings } = await applyPlan(decisions, settings, {
		autotask: ports.autotask,
		clock: ports.clock,
		signal: ports.signal,
		failedBefore: ports.failedBefore,
		pause: ports.pause,
		onProgress: ({ decision, outcome }, _done, total) => {
			if (outcome === 'deferred') return;
			counts.done += 1;
			if (outcome === 'done') counts[decision.action === 'create' ? 'created' : 'updated'] += 1;
			if (outcome === 'failed' || outcome === 'uncertain') counts.failed += 1;
			ports.onProgress?.({ step: 'writing', total, ...counts });
		},
	});
	return { applied, warnings: [...notes, ...warnings], missing };
}

function usageByIndex(applied: Applied[]): Map<number, ItemUsage> {
	return new Map(
		applied.flatMap(({ decision, usage: effort }) => (effort ? [[decision.index, effort]] : [])),
	);
}

function callsSince(before: CallStats, after: CallStats): CallStats {
	return {
		calls: after.calls - before.calls,
		writes: after.writes - before.writes,
		maxConcurrent: after.maxConcurrent,
		byEndpoint: Object.fromEntries(
			Object.entries(after.byEndpoint)
				.map(([name, calls]) => [name, calls - (before.byEndpoint[name] ?? 0)] as const)
				.filter(([, calls]) => calls > 0),
		),
		hour: after.hour,
	};
}
