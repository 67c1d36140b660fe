import {
	activity,
	type Activity,
	type ActivitySource,
	type ActivityFacts,
} from '../../shared/activity';
import { isWrong, pickForActivity, unlisted } from '../../shared/bounded-activity';
import { isoTime } from '../../shared/clock';
import type { ItemUsage } from '../apply/outcome';
import { isInPart } from '../undo/undo-record';
import type { ProductResult } from './result';
import type { UpsertSummary } from './summary';

/** What the records of one run share. */
export interface RunToRecord {
	source: ActivitySource;
	/** At most so many records of products, and {@link CHANGES_A_RECORD} times as many changes. */
	most: number;
	/** The end of the run, in milliseconds since 1970. */
	now: number;
}

/**
 * One run in records: the run itself with its calls and time, what was left for the next run (one
 * record a cause), then products, what went wrong first. Products that stay as they are are only
 * counted.
 *
 * @param usage by place among the input items
 */
export function upsertActivity(
	results: ProductResult[],
	usage: ReadonlyMap<number, ItemUsage>,
	summary: UpsertSummary,
	{ source, most, now }: RunToRecord,
): Activity[] {
	const changed = results.filter((one) => one.outcome !== 'unchanged' && !isLeft(one));
	const { kept, left } = pickForActivity(
		changed,
		(one) => isWrong({ outcome: outcomeOf(one) }),
		most,
		roomOf,
	);
	const end = isoTime(now);
	const said = [
		runOf(summary, end),
		...deferredOf(results, end),
		...kept.map((one) => productOf(one, usage.get(one.index), end)),
	];
	return [...said.map((one) => activity(source, one)), ...unlisted(source, end, left)];
}

/**
 * A record with many changes, as new products have them, takes the room of several: n8n copies all
 * of them from node to node, and meanwhile nobody else is served.
 */
export function roomOf({ changes }: ProductResult): number {
	return Math.max(1, changes.length / CHANGES_A_RECORD);
}

/** A product whose cost moved has two or three; a new one 15. */
const CHANGES_A_RECORD = 5;

function runOf(summary: UpsertSummary, time: string): ActivityFacts {
	const { items, dryRun, created, updated, unchanged, held, failed, uncertain, deferred } = summary;
	const troubled = summary.warnings.length + deferred > 0;
	const counts = `${created} created, ${updated} updated, ${unchanged} unchanged, ${held} held back, ${failed + uncertain} failed, ${deferred} left for the next run`;
	return {
		time,
		entity: 'Run',
		key: `${items} ${items === 1 ? 'product' : 'products'}`,
		action: dryRun ? 'dry run' : 'upsert',
		outcome: troubled ? 'warning' : dryRun ? 'planned' : 'done',
		cause: [`${counts}.`, ...summary.warnings].join(' '),
		durationMs: Math.round(summary.seconds * 1000),
		calls: summary.autotaskCalls,
	};
}

/** Nothing of it was written. */
function isLeft(one: ProductResult): boolean {
	return one.outcome === 'deferred' && !isInPart(one);
}

/** Thousands may be left for one and the same cause. */
function deferredOf(results: ProductResult[], time: string): ActivityFacts[] {
	const byCode = new Map<string, { first: ProductResult; count: number }>();
	for (const one of results) {
		if (!isLeft(one)) continue;
		const known = byCode.get(one.code);
		if (known) known.count += 1;
		else byCode.set(one.code, { first: one, count: 1 });
	}
	return [...byCode.values()].map(({ first, count }) => ({
		time,
		entity: 'Products',
		key: count > 1 ? `${count} products` : keyOf(first),
		action: 'leave for the next run',
		outcome: 'warning',
		cause: first.cause,
		remedy: first.remedy,
	}));
}

function productOf(one: ProductResult, used: ItemUsage | undefined, end: string): ActivityFacts {
	return {
		time: used ? isoTime(used.at) : end,
		entity: 'Products',
		key: keyOf(one),
		action: one.action,
		changes: one.changes,
		outcome: outcomeOf(one),
		cause: [one.cause || one.reason, ...one.warnings].filter((text) => text !== '').join(' / '),
		remedy: one.remedy,
		durationMs: used?.ms ?? 0,
		calls: used?.calls ?? 0,
	};
}

function outcomeOf({ outcome }: ProductResult): Activity['outcome'] {
	return outcome === 'held' || outcome === 'deferred' ? 'warning' : outcome;
}

function keyOf({ autotaskSku, sku, index }: ProductResult): string {
	return autotaskSku || sku || `input item ${index + 1}`;
}
