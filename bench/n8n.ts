import { installN8n, ROOT, run as runProgram } from '../demo/n8n-install';
import { changePrices } from '../demo/three-runs';
import { measuredRun, type N8nStage, setN8nStage } from './support/n8n-stage';
import {
	atMost,
	type BenchOptions,
	type BenchResult,
	exactly,
	type Figure,
	measured,
} from './support/result';

/**
 * Products that the workflow takes, the heap that n8n gets, and what a run may cost. A first load
 * of 100,000 products takes 200,000 calls.
 *
 * The heap is limited, because n8n opens a connection for each call, and Node.js leaves what it
 * kept for them where only a full collection finds it. With gigabytes to spare it puts that off, so
 * that without a limit the peak tells how much memory the machine has, not how much a run needs.
 */
const SIZES = [
	{ products: 20_000, heap: 512, megabytes: 300 },
	{ products: 100_000, heap: 1024, megabytes: 800 },
];
const LONGEST_WAIT_MS = 200;
const DRY_LOAD_MEGABYTES = 30;
const NIGHT_MEGABYTES = 5;
const OPENS_IN_SECONDS = 2;

/**
 * What the shipped daily sync costs the n8n that runs it: a real server with the built package,
 * started anew for each run, the twins beside it, the hourly limit of Autotask out of the way.
 */
export async function run({ seed, log, products }: BenchOptions): Promise<BenchResult> {
	await installN8n(log);
	log('building');
	await runProgram('npm', ['run', 'build'], ROOT);
	const figures: Figure[] = [];
	const details: Record<string, unknown> = {};
	for (const size of SIZES.filter((one) => (products ?? one.products) === one.products)) {
		const nodeOptions = process.env.NODE_OPTIONS ?? `--max-old-space-size=${size.heap}`;
		const stage = await setN8nStage({ seed, products: size.products, nodeOptions, log });
		try {
			for await (const [name, seen] of runsOf(stage)) {
				const title = `${size.products.toLocaleString('en-US')} products, ${name}`;
				figures.push(...figuresOf(title, seen, size.megabytes));
				details[title] = seen;
			}
		} finally {
			await stage.close();
		}
	}
	return { figures, details };
}

type Seen = Awaited<ReturnType<typeof measuredRun>>;

async function* runsOf(stage: N8nStage): AsyncGenerator<[string, Seen]> {
	const of = async (name: string, dryRun = false): Promise<[string, Seen]> => [
		name,
		await measuredRun(stage, name, dryRun),
	];
	yield await of('dry first load', true);
	yield await of('first load');
	yield await of(NOTHING_CHANGED);
	await changePrices(stage.twins);
	yield await of('5 % of prices changed');
}

const NOTHING_CHANGED = 'nothing changed';

function figuresOf(title: string, seen: Seen, megabytes: number): Figure[] {
	const isQuiet = title.endsWith(NOTHING_CHANGED);
	return [
		measured(`${title}: seconds`, seen.seconds),
		...Object.entries(seen.secondsByNode).map(([node, seconds]) =>
			measured(`${title}: seconds of ${node}`, seconds),
		),
		atMost(`${title}: MB above the idle server`, seen.peakMegabytes, megabytes),
		atMost(`${title}: ms of work while another request waits`, seen.mostBusyMs, LONGEST_WAIT_MS),
		measured(`${title}: ms that another request waits`, seen.longestWaitMs),
		atMost(
			`${title}: MB in the database`,
			seen.databaseMegabytes,
			isQuiet ? NIGHT_MEGABYTES : DRY_LOAD_MEGABYTES,
		),
		measured(`${title}: Autotask calls`, seen.calls),
		isQuiet
			? exactly(`${title}: Autotask writes`, seen.writes, 0)
			: measured(`${title}: Autotask writes`, seen.writes),
		measured(`${title}: MB in the binary store`, seen.fileMegabytes),
		atMost(`${title}: seconds until the editor shows it`, seen.opensInSeconds, OPENS_IN_SECONDS),
	];
}
