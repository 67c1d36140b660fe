import { LET_WRITE_COSTS } from '../autotask/screens';
import type { Autotask, CallStats } from '../autotask/types';
import type { ActivitySource } from '../shared/activity';
import type { Clock } from '../shared/clock';
import { inSlices, type Pause } from '../shared/in-slices';
import { Problem } from '../shared/problem';
import { applyPlan } from './apply/executor';
import { type Applied, deferAll, type ItemUsage, showPlan } from './apply/outcome';
import {
	parseCategoryTable,
	unmappedCategories,
	withCategoryTable,
} from './plan/category/category-table';
import { attributeNotes } from './plan/attributes/decide-attributes';
import type { Decision } from './plan/decision';
import { type CatalogRows, type DesiredProduct, readInSlices } from './plan/desired';
import type { ProductShape } from './plan/field-rules';
import { NEW_PRODUCT_HOLD } from './plan/holds/item-holds';
import { repricingExamples } from './plan/holds/price-brake';
import { decide, decideInSteps } from './plan/planner';
import { readCurrent, readLookalikes, readShape } from './plan/read-current';
import { checkPricing } from './price/price-rules';
import { upsertActivity } from './report/activity';
import { productResult, type ProductResult, refusedResult } from './report/result';
import { summarizeUpsert, type UpsertSummary } from './report/summary';
import type { UpsertSettings } from './settings';

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
	/** Hears what the items say once they are read, before Autotask is asked. */
	onRead?: (wanted: DesiredProduct[]) => void;
	/** Gives others a turn while much is calculated; absent = never. */
	pause?: Pause;
}

export interface Progress {
	step: 'reading' | 'writing';
	/** All that were given. */
	items: number;
	/** Writes that are through, and all that are to be made. */
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
}

export interface UpsertReport {
	/** One for each input item, in the order of the input. */
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
	const { wanted, refused } = await readInSlices(input, settings, started, ports);
	ports.onRead?.(wanted);
	const items = wanted.length + refused.length;
	const { applied, warnings } = await run({ wanted, items }, settings, ports, options.dryRun);
	await ports.pause?.();
	const results = [...applied.map(productResult), ...refused.map(refusedResult)].sort(
		(a, b) => a.index - b.index,
	);
	const now = ports.clock.now();
	await ports.pause?.();
	const summary = summarizeUpsert(results, {
		dryRun: options.dryRun,
		warnings,
		seconds: (now - started) / 1000,
		calls: callsSince(before, ports.autotask.stats()),
		unmappedCategories: unmappedCategories(wanted, settings.category),
	});
	await ports.pause?.();
	if (options.activity)
		summary.activity = upsertActivity(results, usageByIndex(applied), summary, {
			...options.activity,
			now,
		});
	return { results, summary, failed: failedIn(results, ports.failedBefore) };
}

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
}

async function run(
	{ wanted, items }: { wanted: DesiredProduct[]; items: number },
	settings: UpsertSettings,
	ports: UpsertPorts,
	dryRun: boolean,
): Promise<RunResult> {
	if (wanted.length === 0) return { applied: [], warnings: [] };
	const counts = { items, created: 0, updated: 0, failed: 0 };
	ports.onProgress?.({ step: 'reading', done: 0, total: wanted.length, ...counts });
	const plan = await readAndDecide(wanted, settings, ports);
	if ('problem' in plan) return { applied: plan.deferred, warnings: [plan.problem.cause] };
	const notes = notesOn(plan.decisions, settings, plan.shape);
	if (dryRun) return { applied: showPlan(plan.decisions), warnings: notes };
	const { applied, warnings } = await applyPlan(plan.decisions, settings, {
		autotask: ports.autotask,
		clock: ports.clock,
		signal: ports.signal,
		failedBefore: ports.failedBefore,
		onProgress: ({ decision, outcome }, done, total) => {
			if (outcome === 'done') counts[decision.action === 'create' ? 'created' : 'updated'] += 1;
			if (outcome === 'failed' || outcome === 'uncertain') counts.failed += 1;
			ports.onProgress?.({ step: 'writing', done, total, ...counts });
		},
	});
	return { applied, warnings: [...notes, ...warnings] };
}

type Planned =
	{ decisions: Decision[]; shape: ProductShape } | { problem: Problem; deferred: Applied[] };

/** A pause while reading is no failure: nothing is written, and all is deferred. */
async function readAndDecide(
	wanted: DesiredProduct[],
	settings: UpsertSettings,
	ports: UpsertPorts,
): Promise<Planned> {
	return await planOf(wanted, settings, ports).catch((error: unknown): Planned => {
		if (error instanceof Problem && error.reach === 'pause') {
			const nothing = decide(wanted, NOTHING_FOUND, settings, new Map());
			return { problem: error, deferred: deferAll(nothing, error) };
		}
		throw error;
	});
}

async function planOf(
	wanted: DesiredProduct[],
	typed: UpsertSettings,
	{ autotask, pause }: UpsertPorts,
): Promise<Planned> {
	const category = await withCategoryTable(typed.category, autotask);
	const settings = { ...typed, category };
	const shape = await readShape(autotask, settings);
	const found = await readCurrent(autotask, wanted, settings, shape);
	let first = await inSlices(decideInSteps(wanted, found, settings, shape), pause);
	const isNew = new Set(
		first
			.filter(({ action, code }) => action === 'create' || code === NEW_PRODUCT_HOLD.code)
			.map(({ sku }) => sku),
	);
	const creations = wanted.filter(({ sku }) => isNew.has(sku));
	if (creations.length === 0) return { decisions: first, shape };
	// a whole plan is much to hold beside the one that replaces it
	first = [];
	const all = await readLookalikes(autotask, found, creations, settings, shape);
	return {
		decisions: await inSlices(decideInSteps(wanted, all, settings, shape), pause),
		shape,
	};
}

const NOTHING_FOUND = {
	products: [],
	links: [],
	otherLinks: [],
	linkedProducts: null,
	sameMpn: [],
	productsVisible: null,
};

function notesOn(decisions: Decision[], settings: UpsertSettings, shape: ProductShape): string[] {
	const notes: string[] = [];
	for (const code of ['none-visible', 'price-brake']) {
		const blocked = decisions.find((decision) => decision.code === code);
		if (blocked) notes.push(`${blocked.reason} ${blocked.remedy}${repricingExamples(decisions)}`);
	}
	if (settings.owners.unitCost === 'sync' && shape.get('unitCost')?.isReadOnly) {
		notes.push(
			`Autotask lists Unit Cost as read-only for this API user: costs are not kept up to date. ${LET_WRITE_COSTS}`,
		);
	}
	return [...notes, ...attributeNotes(settings, shape)];
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
