import { installN8n, ROOT, run as runProgram } from '../demo/n8n-install';
import { measuredRun, type N8nStage, setN8nStage } from './support/n8n-stage';
import {
	atMost,
	type BenchOptions,
	type BenchResult,
	type Figure,
	measured,
} from './support/result';

/** Products that the workflow takes, and what a night may cost. */
const SIZES = [
	{ products: 20_000, megabytes: 300 },
	{ products: 100_000, megabytes: 800 },
];
const LONGEST_WAIT_MS = 200;
const DRY_LOAD_MEGABYTES = 30;
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
		const stage = await setN8nStage({ seed, products: size.products, log });
		try {
			for (const [name, seen] of await runsOf(stage)) {
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

async function runsOf(stage: N8nStage): Promise<[string, Seen][]> {
	return [['dry first load', await measuredRun(stage, 'dry first load')]];
}

function figuresOf(title: string, seen: Seen, megabytes: number): Figure[] {
	return [
		measured(`${title}: seconds`, seen.seconds),
		...Object.entries(seen.secondsByNode).map(([node, seconds]) =>
			measured(`${title}: seconds of ${node}`, seconds),
		),
		atMost(`${title}: MB above the idle server`, seen.peakMegabytes, megabytes),
		atMost(`${title}: ms of work while another request waits`, seen.mostBusyMs, LONGEST_WAIT_MS),
		measured(`${title}: ms that another request waits`, seen.longestWaitMs),
		atMost(`${title}: MB in the database`, seen.databaseMegabytes, DRY_LOAD_MEGABYTES),
		measured(`${title}: MB in the binary store`, seen.fileMegabytes),
		atMost(`${title}: seconds until the editor shows it`, seen.opensInSeconds, OPENS_IN_SECONDS),
	];
}
