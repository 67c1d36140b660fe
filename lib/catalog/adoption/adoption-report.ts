import type { Autotask, CallStats } from '../../autotask/types';
import { activity, type Activity, type ActivitySource } from '../../shared/activity';
import { type Clock, isoTime } from '../../shared/clock';
import type { Pause } from '../../shared/in-slices';
import { pluralize } from '../../shared/pluralize';
import { skuPattern } from '../../shared/sku';
import type { CatalogRows } from '../plan/desired';
import type { UpsertSettings } from '../settings';
import { upsertProducts } from '../sync';
import { findOrders, findProducts } from './find-left-behind';
import { firstSync, plannedItems } from './first-sync';
import { type LeftBehind, readLeftBehind } from './read-left-behind';
import {
	type AdoptionCode,
	type AdoptionItem,
	FINDING_CODES,
	type FirstSync,
	type ForeignOrders,
	type LeftBehindCounts,
} from './types';

export interface AdoptionPorts {
	autotask: Autotask;
	clock: Clock;
	signal?: AbortSignal;
	pause?: Pause;
}

export interface AdoptionOptions {
	/** `plan`: only what the first sync would do. */
	parts: 'whole' | 'plan';
	isOurs: (memo: string) => boolean;
	source: ActivitySource;
}

export interface AdoptionReport {
	/** Of each code at most {@link MOST_ITEMS}. */
	items: AdoptionItem[];
	summary: AdoptionSummary;
}

export interface AdoptionSummary {
	finished: string;
	state: 'completed' | 'completed with warnings' | 'stopped';
	/** `null` where only the plan was asked for. */
	products: LeftBehindCounts | null;
	orders: ForeignOrders | null;
	sync: FirstSync;
	/** By code; the items can be fewer. */
	findings: Partial<Record<AdoptionCode, number>>;
	warnings: string[];
	/** The report as a mail. */
	subject: string;
	autotaskCalls: number;
	autotaskWrites: number;
	seconds: number;
	activity: Activity[];
}

/**
 * What another connector left in Autotask, and what a first sync with these settings would do.
 * Reads alone: the sync is a dry run.
 *
 * @param input what the sync would get
 * @throws Problem when the settings cannot be meant, or Autotask cannot be read
 */
export async function adoptionReport(
	input: unknown[] | CatalogRows,
	settings: UpsertSettings,
	{ autotask, clock, signal, pause }: AdoptionPorts,
	{ parts, isOurs, source }: AdoptionOptions,
): Promise<AdoptionReport> {
	const started = clock.now();
	const selection = { vendorId: settings.vendorId, skuPattern: settings.skuPattern, isOurs };
	const left = parts === 'whole' ? await readLeftBehind(autotask, selection) : null;
	const costs = new Map<string, string | null>();
	const wanted = left ? skusOf(left, settings) : null;
	const { results, summary: run } = await upsertProducts(
		input,
		settings,
		{
			autotask,
			clock,
			signal,
			pause,
			onRead: (items) => {
				for (const { sku, cost } of items) if (wanted?.has(sku)) costs.set(sku, cost);
			},
		},
		{ dryRun: true },
	);
	const pattern = skuPattern(settings.skuPattern);
	const minMargin = settings.price.minMarginPercent;
	const found = left && findProducts(left, { pattern, costs, minMargin });
	const sent = left && findOrders(left);
	const sync = firstSync(results, run);
	const all = [...(sent?.items ?? []), ...(found?.items ?? []), ...plannedItems(results)];
	const warnings = [
		...run.warnings.filter((one) => sync.brake === '' || !one.startsWith(sync.brake)),
		...(left ? doubts(left) : []),
	];
	const now = clock.now();
	const summary: AdoptionSummary = {
		finished: isoTime(now),
		state:
			sync.deferred > 0 ? 'stopped' : warnings.length > 0 ? 'completed with warnings' : 'completed',
		products: found && found.counts,
		orders: sent && sent.counts,
		sync,
		findings: countedByCode(all),
		warnings,
		subject: subjectOf(sync),
		...callsOf(autotask.stats()),
		seconds: (now - started) / 1000,
		activity: [],
	};
	summary.activity = [recordOf(summary, source)];
	return { items: bounded(all), summary };
}

/** Items of one code: n8n shows them one by one. */
export const MOST_ITEMS = 1_000;

/** Only costs of products that are there are held: a file has hundreds of thousands of others. */
function skusOf({ products }: LeftBehind, { skuPattern: typed }: UpsertSettings): Set<string> {
	const { fromAutotask } = skuPattern(typed);
	return new Set(products.map(({ sku }) => fromAutotask(String(sku ?? '')) ?? ''));
}

/** Autotask gives an empty list, not an error, to a user who may not see. */
function doubts({ uses, products }: LeftBehind): string[] {
	const closed = uses.filter(({ counts }) => counts === null);
	const empty = uses.filter(({ counts }) => counts?.size === 0);
	if (products.length === 0) return [];
	const names = (some: typeof uses) => some.map(({ label }) => label).join(', ');
	return [
		...(closed.length > 0
			? [
					`Autotask does not let this API user read ${names(closed)}. So the report does not say which products nobody uses.`,
				]
			: []),
		...(empty.length > 0
			? [
					`Autotask shows no ${names(empty)} of these products. If there are some, the API user cannot view them, and products that look unused are in use: run Permission Check.`,
				]
			: []),
	];
}

function codesOf({ codes }: AdoptionItem): AdoptionCode[] {
	return codes.split(', ') as AdoptionCode[];
}

function countedByCode(items: AdoptionItem[]): AdoptionSummary['findings'] {
	const counts = new Map<AdoptionCode, number>();
	for (const code of items.flatMap(codesOf)) counts.set(code, (counts.get(code) ?? 0) + 1);
	return Object.fromEntries(
		FINDING_CODES.flatMap((code) => (counts.has(code) ? [[code, counts.get(code)]] : [])),
	) as AdoptionSummary['findings'];
}

/** Worst first, by each item's worst code. */
function bounded(items: AdoptionItem[]): AdoptionItem[] {
	return FINDING_CODES.flatMap((code) =>
		items.filter((one) => codesOf(one)[0] === code).slice(0, MOST_ITEMS),
	);
}

function subjectOf({ created, updated, held, brake }: FirstSync): string {
	return `TD SYNNEX sync, nothing written: ${created} would be created, ${updated} updated, ${held} held back${brake ? ', and the guard for prices would stop it' : ''}`;
}

function callsOf({ calls, writes }: CallStats) {
	return { autotaskCalls: calls, autotaskWrites: writes };
}

function recordOf(summary: AdoptionSummary, source: ActivitySource): Activity {
	const { products, warnings, subject, finished, seconds, autotaskCalls } = summary;
	const key = products ? pluralize(products.products, 'product') : 'first sync';
	return activity(source, {
		time: finished,
		entity: 'Run',
		key,
		action: 'adoption report',
		outcome: warnings.length > 0 ? 'warning' : 'planned',
		cause: [`${subject}.`, ...warnings].join(' '),
		durationMs: Math.round(seconds * 1000),
		calls: autotaskCalls,
	});
}
