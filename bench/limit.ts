import { atMost, exactly, measured, type BenchOptions, type BenchResult } from './support/result';
import { onCatalog, type Stage } from './support/catalog-stages';

const WANTED = 20_000;
const LATENCY_MS = 100;
/** Autotask's threads for one endpoint. */
const THREADS = 3;

/**
 * How near the catalog sync comes to what Autotask allows: the time that its calls take three at once
 * against the clock, with 100 ms a call, which what both sides calculate comes on top of. A first
 * load of 20,000 products takes more than 20 minutes.
 *
 * Autotask's three threads are those of one endpoint, so the least possible time is that of the
 * busiest endpoint alone: others could be asked at the same time. All calls over three is a little
 * more than that, as nearly all go to Products (a vendor entry is written below its product, which
 * is taken for the same endpoint): both are shown. On a busy machine a call takes longer than 100
 * ms, for which the sync can do nothing: the last figure of each run leaves that out.
 */
export async function run(options: BenchOptions): Promise<BenchResult> {
	const wanted = options.products ?? WANTED;
	return await onCatalog(
		options,
		{ wanted, latencyMs: LATENCY_MS },
		async ({ stage, changePrices }) => {
			const first = await stage('first load');
			await changePrices(
				5,
				first.items.map(({ sku }) => sku),
			);
			const night = await stage('5 % of prices changed');
			return {
				figures: [
					exactly('items taken', first.items.length, wanted),
					...against('first load', first),
					...against('5 % changed', night),
				],
				details: { latencyMs: LATENCY_MS, threads: THREADS },
			};
		},
	);
}

function against(name: string, { calls, busiest, seconds, callSeconds }: Stage) {
	const least = (some: number) => (some * LATENCY_MS) / 1000 / THREADS;
	return [
		measured(`${name}: Autotask calls`, calls),
		measured(`${name}: seconds`, seconds),
		atMost(`${name}: seconds to calls x latency / threads`, rounded(seconds / least(calls)), 1.1),
		measured(`${name}: the same, busiest endpoint alone`, rounded(seconds / least(busiest))),
		measured(
			`${name}: the same, each call as long as it took`,
			rounded(seconds / (callSeconds / THREADS)),
		),
	];
}

function rounded(value: number): number {
	return Math.round(value * 100) / 100;
}
