import type { Stats } from '../sandbox';
import { type CatalogWorld, onCatalog, SHARE, type Stage } from './support/catalog-stages';
import {
	atMost,
	exactly,
	measured,
	type BenchOptions,
	type BenchResult,
	type Figure,
} from './support/result';

const WANTED = 20_000;
const HOURLY = 10_000;
/** Answers that come at once would never overlap, and the number of calls at once would say nothing. */
const LATENCY_MS = 2;
const HOUR_SECONDS = 3601;

/**
 * The catalog figures: a first load of 20,000 products out of a file of 200,000 rows, a second run,
 * a run after 5 % of prices changed, and a run too big for the hourly share.
 */
export async function run(options: BenchOptions): Promise<BenchResult> {
	return await onCatalog(options, { wanted: WANTED, latencyMs: LATENCY_MS }, measure);
}

async function measure({
	twins,
	stage,
	advance,
	changePrices,
}: CatalogWorld): Promise<BenchResult> {
	const first = await stage('first load');
	await twins.control('POST', '/autotask/limits', { hourlyLimit: HOURLY });
	await advance(HOUR_SECONDS);
	const second = await stage('second run');

	await advance(HOUR_SECONDS);
	const changed = await changePrices(5, skusOf(first.items));
	const third = await stage('5 % of prices changed');

	await advance(HOUR_SECONDS);
	await changePrices(40, skusOf(first.items));
	const big = await stage('40 % of prices changed');
	await advance(HOUR_SECONDS);
	const rest = await stage('the rest of them, an hour later');
	await advance(HOUR_SECONDS);
	const last = await stage('once more');

	const all = [first, second, third, big, rest, last];
	const { maxConcurrent } = await twins.control<Stats>('GET', '/stats');
	return {
		figures: [
			measured('rows of the price file read', first.rows),
			exactly('items taken', first.items.length, WANTED),
			measured('first load: created', first.report.summary.created),
			measured('first load: Autotask calls', first.calls),
			measured('first load: seconds', first.seconds),
			exactly('second run: writes', second.writes, 0),
			measured('second run: Autotask calls', second.calls),
			measured('prices changed', changed),
			atMost('5 % changed: Autotask calls', third.calls, 1100),
			...sameProducts('5 % changed', second, third),
			atMost('40 % changed: calls of the hour', big.calls, (HOURLY * SHARE) / 100),
			exactly('40 % changed: failed', big.report.summary.failed, 0),
			measured('40 % changed: deferred', big.report.summary.deferred),
			exactly('an hour later: deferred', rest.report.summary.deferred, 0),
			...sameProducts('40 % changed, both runs', third, rest),
			exactly('once more: writes', last.writes, 0),
			atMost('calls at once on one endpoint', maxConcurrent.autotask, 3),
		],
		details: Object.fromEntries(all.map(({ name, report }) => [name, report.summary])),
	};
}

/**
 * Whether exactly the products whose cost moved in the file were written. The expected set is made of
 * the two files and of what Autotask held before, without the plan.
 */
function sameProducts(name: string, before: Stage, after: Stage): Figure[] {
	const old = new Map(before.items.map(({ sku, cost }) => [sku, cost]));
	const moved = after.items.filter(
		({ sku, cost }) =>
			before.costs.has(sku) && Number(cost) > 0 && Number(old.get(sku)) !== Number(cost),
	);
	const wrong = moved.filter(({ sku, cost }) => after.costs.get(sku) !== Number(cost));
	const movedSkus = new Set(skusOf(moved));
	const others = [...after.costs].filter(
		([sku, cost]) => !movedSkus.has(sku) && before.costs.get(sku) !== cost,
	);
	return [
		exactly(`${name}: products written`, moved.length - wrong.length, moved.length),
		exactly(`${name}: other products touched`, others.length, 0),
	];
}

function skusOf(items: { sku: string }[]): string[] {
	return items.map(({ sku }) => sku);
}
