import { atMost, exactly, measured, type BenchOptions, type BenchResult } from './support/result';
import { onCatalog, type Stage } from './support/catalog-stages';

const WANTED = 20_000;
const LATENCY_MS = 100;
/** Autotask's threads for one endpoint. */
const THREADS = 3;

/**
 * How near the catalog sync comes to what Autotask allows: the time that its calls take three at once
 * against the clock, with 100 ms a call. A first load of 20,000 products takes more than 20
 * minutes.
 */
export async function run(options: BenchOptions): Promise<BenchResult> {
	return await onCatalog(
		options,
		{ wanted: WANTED, latencyMs: LATENCY_MS },
		async (sandbox, stage) => {
			const first = await stage('first load');
			sandbox.tdSynnex.changePrices(
				5,
				first.items.map(({ sku }) => sku),
			);
			const night = await stage('5 % of prices changed');
			return {
				figures: [
					exactly('items taken', first.items.length, WANTED),
					...against('first load', first),
					...against('5 % changed', night),
				],
				details: { latencyMs: LATENCY_MS, threads: THREADS },
			};
		},
	);
}

function against(name: string, { calls, seconds }: Stage) {
	const least = (calls * LATENCY_MS) / 1000 / THREADS;
	return [
		measured(`${name}: Autotask calls`, calls),
		measured(`${name}: seconds`, seconds),
		atMost(`${name}: seconds to calls x latency / threads`, rounded(seconds / least), 1.1),
	];
}

function rounded(value: number): number {
	return Math.round(value * 100) / 100;
}
