import { credentialsOf, filledIn, STEPS, twinCounts, type WorkflowFile } from '../demo/daily-sync';
import { type Editor, signUpOwner } from '../demo/n8n-editor';
import { prepareHome } from '../demo/n8n-home';
import { installN8n, ROOT, run as runProgram } from '../demo/n8n-install';
import {
	type ExecutedRun,
	importCredentials,
	importWorkflows,
	itemsOf,
	startN8n,
} from '../demo/n8n-server';
import { startTwins, type Twins } from '../demo/twins';
import { bulkQuery, catalogOnly, type Front, ours, queryPerProduct } from './support/peer-flows';
import { type CatalogItem, messUp, type Mess, wrongIn } from './support/peer-world';
import {
	atLeast,
	atMost,
	type BenchOptions,
	type BenchResult,
	type Figure,
	measured,
} from './support/result';

const PRODUCTS = 500;
const SKUS = 20_000;
const LATENCY_MS = 50;
/** Ours against either of the others. */
const TIMES_FASTER = 3;
const CALLS_MORE = 5;
const STEPS_OF = ['load', 'unchanged', '5 % changed'] as const;
type Step = (typeof STEPS_OF)[number];

/** What one flow did with the same products on the same Autotask. */
interface Course {
	seconds: Record<Step, number>;
	calls: Record<Step, number>;
	wrong: Record<Step, Mess>;
}

/**
 * The same 500 products (new ones, present ones, some twice, some typed in by hand) through our node
 * and through two flows that a careful user builds with n8n's own nodes, in one real n8n.
 */
export async function run({ seed, log }: BenchOptions): Promise<BenchResult> {
	await installN8n(log);
	await runProgram('npm', ['run', 'build'], ROOT);
	const twins = await startTwins(
		`--seed ${seed} --skus ${SKUS} --latency ${LATENCY_MS} --hourly-limit 0 --no-usage-latency`.split(
			' ',
		),
	);
	const home = await prepareHome();
	try {
		const { flows, catalog, billingCodeId } = await flowsOn(twins);
		await importCredentials(home, credentialsOf(twins.addresses));
		await importWorkflows(home, [catalog, ...flows]);
		const server = await startN8n(home);
		try {
			const editor = await signUpOwner(home.url);
			const first = await editor.runWorkflow(catalog.id, STEPS.manual);
			const items = itemsOf(first, STEPS.fetch) as unknown as CatalogItem[];
			const courses: [string, Course][] = [];
			for (const flow of flows) {
				const course = await runThrough(flow, { editor, twins, items, billingCodeId });
				log(`${flow.name}: ${JSON.stringify(course)}`);
				courses.push([flow.name, course]);
			}
			const [[, our] = [], ...others] = courses;
			return { figures: figuresOf(our!, others), details: Object.fromEntries(courses) };
		} finally {
			await server.stop();
		}
	} finally {
		await twins.stop();
		await home.remove();
	}
}

async function flowsOn(
	twins: Twins,
): Promise<{ flows: WorkflowFile[]; catalog: WorkflowFile; billingCodeId: string }> {
	const filters = { inStockOnly: true, lifecycleCodes: ['A', 'B'] };
	const sync = await filledIn(twins, { filters, dryRun: false });
	const step = (name: string) => {
		const found = sync.nodes.find((one) => one.name === name);
		if (found === undefined) throw new Error(`the daily sync has no node ${name}`);
		return found;
	};
	const fetch = step(STEPS.fetch);
	Object.assign(fetch.parameters, { maxProducts: PRODUCTS, handOnAs: 'items' });
	const upsert = step(STEPS.upsert);
	upsert.parameters.options = {};
	const value = (name: string) => String((upsert.parameters[name] as { value: string }).value);
	const front: Front = {
		nodes: [step(STEPS.manual), step('Download price file'), fetch],
		catalog: STEPS.fetch,
		url: `${twins.addresses.autotask.zoneDiscoveryUrl}V1.0`,
		credentials: upsert.credentials,
		vendorId: value('vendor'),
		billingCodeId: value('billingCode'),
	};
	return {
		flows: [ours(front, upsert), queryPerProduct(front), bulkQuery(front)],
		catalog: catalogOnly(front),
		billingCodeId: front.billingCodeId,
	};
}

interface Ground {
	editor: Editor;
	twins: Twins;
	/** As they were before the first flow. */
	items: CatalogItem[];
	billingCodeId: string;
}

/** Load, again, and again after the costs of one product in twenty have changed. */
async function runThrough(
	flow: WorkflowFile,
	{ editor, twins, items, billingCodeId }: Ground,
): Promise<Course> {
	await twins.control('POST', '/reset');
	const before = await messUp(twins, items, billingCodeId);
	const course: Course = { seconds: {}, calls: {}, wrong: {} } as unknown as Course;
	for (const step of STEPS_OF) {
		if (step === '5 % changed')
			await twins.control('POST', '/prices', { percent: 5, skus: items.map(({ sku }) => sku) });
		const { calls } = await twinCounts(twins);
		const done = await editor.runWorkflow(flow.id, STEPS.manual);
		if (done.status !== 'success')
			throw new Error(
				`${flow.name}, ${step}: ${done.data.resultData.error?.message ?? done.status}`,
			);
		course.seconds[step] = secondsBehindTheCatalog(done);
		course.calls[step] = (await twinCounts(twins)).calls - calls;
		const now = itemsOf(done, STEPS.fetch) as unknown as CatalogItem[];
		course.wrong[step] = await wrongIn(twins, now, before);
	}
	return course;
}

/** Of all nodes that work with Autotask: what reads the price file is the same for all. */
function secondsBehindTheCatalog({ data }: ExecutedRun): number {
	const { runData } = data.resultData;
	const ms = Object.entries(runData)
		.filter(([name]) => ![STEPS.manual, 'Download price file', STEPS.fetch].includes(name as never))
		.flatMap(([, runs]) => runs.map(({ executionTime }) => executionTime))
		.reduce((sum, one) => sum + one, 0);
	return Math.round(ms / 10) / 100;
}

function figuresOf(our: Course, others: [string, Course][]): Figure[] {
	const bulk = others.at(-1)?.[1];
	return [
		...STEPS_OF.flatMap((step) => [
			measured(`our node, ${step}: seconds`, our.seconds[step]),
			...others.flatMap(([name, other]) => [
				measured(`${name}, ${step}: seconds`, other.seconds[step]),
				atLeast(
					`${name}, ${step}: times as long as our node`,
					Math.round((other.seconds[step] / our.seconds[step]) * 10) / 10,
					TIMES_FASTER,
				),
			]),
			measured(`our node, ${step}: calls`, our.calls[step]),
			...others.map(([name, other]) => measured(`${name}, ${step}: calls`, other.calls[step])),
		]),
		atMost(
			'our node, unchanged: calls more than one bulk query',
			our.calls.unchanged - (bulk?.calls.unchanged ?? 0),
			CALLS_MORE,
		),
		...wrongFigures('our node', our, true),
		...others.flatMap(([name, other]) => wrongFigures(name, other, false)),
	];
}

function wrongFigures(name: string, { wrong }: Course, hasBar: boolean): Figure[] {
	const { doubled, vendorMissing, costWrong } = wrong['5 % changed'];
	const figure = (what: string, count: number) =>
		hasBar ? atMost(`${name}: ${what}`, count, 0) : measured(`${name}: ${what}`, count);
	return [
		figure('products that it made double', doubled),
		figure('products without a vendor entry', vendorMissing),
		figure('products with another cost than the price file', costWrong),
	];
}
