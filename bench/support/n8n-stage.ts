import { setTimeout as sleep } from 'node:timers/promises';
import { type EditorPage, openEditor } from '../../demo/browser';
import {
	ACTIVITY_LOG,
	credentialsOf,
	filledIn,
	shippedWorkflow,
	STEPS,
	switchDryRun,
	twinCounts,
	type WorkflowFile,
} from '../../demo/daily-sync';
import { type Editor, publish, signUpOwner } from '../../demo/n8n-editor';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import { importCredentials, importWorkflows, type Running, startN8n } from '../../demo/n8n-server';
import { startTwins, type Twins } from '../../demo/twins';
import { type Seen, watchProcess } from './process-watch';
import { type StoredRuns, storedRuns } from './stored-runs';

/** A real n8n with the shipped daily sync in it, filled in, and the twins beside it. */
export interface N8nStage {
	twins: Twins;
	home: N8nHome;
	editor: Editor;
	workflow: WorkflowFile;
	/** Of the server whose run is measured. */
	nodeOptions: string;
	log: (line: string) => void;
	close(): Promise<void>;
}

/** What one run of the sync cost. */
export interface RunCost extends Seen {
	seconds: number;
	secondsByNode: Record<string, number>;
	/** Of the run, the workflows that it called, and the rows that these added to Data Tables. */
	databaseMegabytes: number;
	fileMegabytes: number;
	/**
	 * Until the editor shows the run with all its nodes; infinite when it does not in a minute.
	 */
	opensInSeconds: number;
	status: string;
	/** Of Autotask, as the twin counted them. */
	calls: number;
	writes: number;
}

/**
 * Rows of the price file for one product that passes the shipped filters, with room to spare.
 */
const ROWS_A_PRODUCT = 3;

export async function setN8nStage(options: {
	seed: number;
	products: number;
	nodeOptions: string;
	log: (line: string) => void;
}): Promise<N8nStage> {
	const { seed, products, nodeOptions, log: say } = options;
	const rows = String(Math.max(200_000, products * ROWS_A_PRODUCT));
	say(`starting the twins, ${rows} rows`);
	const twins = await startTwins(
		`--seed ${seed} --skus ${rows} --hourly-limit 10000000 --no-usage-latency`.split(' '),
	);
	const home = await prepareHome();
	let server: Running | undefined;
	const close = async () => {
		await server?.stop();
		await twins.stop();
		await home.remove();
	};
	try {
		const filters = { inStockOnly: true, lifecycleCodes: ['A', 'B'] };
		const workflow = await filledIn(twins, { filters, dryRun: true });
		const fetch = workflow.nodes.find(({ name }) => name === STEPS.fetch);
		Object.assign(fetch!.parameters, { maxProducts: products });
		await importCredentials(home, credentialsOf(twins.addresses));
		const log = shippedWorkflow(ACTIVITY_LOG);
		await importWorkflows(home, [workflow, log]);
		server = await startN8n(home);
		const editor = await signUpOwner(home.url);
		await publish(editor, log.id);
		await server.stop();
		return { twins, home, editor, workflow, nodeOptions, log: say, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** Runs the workflow in a server started for it, and opens the run in the editor afterwards. */
export async function measuredRun(
	stage: N8nStage,
	name: string,
	dryRun: boolean,
): Promise<RunCost> {
	const { twins, home, editor, workflow, log } = stage;
	const server = await startN8n(home, ['start'], { env: { NODE_OPTIONS: stage.nodeOptions } });
	const stored = storedRuns(home.folder);
	try {
		await switchDryRun(editor, workflow.id, dryRun);
		await sleep(SETTLES_MS);
		const counted = await twinCounts(twins);
		const before = { database: stored.databaseMegabytes(), files: stored.fileMegabytes() };
		const watch = watchProcess(server.pid, `${home.url}/healthz`);
		const started = performance.now();
		const { id, status } = await finished(editor, workflow.id).finally(() => watch.stop());
		const seconds = (performance.now() - started) / 1000;
		const seen = await watch.seen();
		const { calls, writes } = await twinCounts(twins);
		const secondsByNode = stored.secondsByNode(id);
		const cost: RunCost = {
			...seen,
			status,
			calls: calls - counted.calls,
			writes: writes - counted.writes,
			seconds: rounded(seconds),
			secondsByNode: slowest(secondsByNode),
			databaseMegabytes: rounded(stored.databaseMegabytes() - before.database),
			fileMegabytes: rounded(stored.fileMegabytes() - before.files),
			opensInSeconds: await opensIn(home.url, workflow, id, Object.keys(secondsByNode).length),
		};
		log(`${name}: ${JSON.stringify(cost)}`);
		return cost;
	} finally {
		stored.close();
		await server.stop();
	}
}

const RAN = '[data-test-id="canvas-node-status-success"]';

/** After its start n8n still loads what it needs in the background. */
const SETTLES_MS = 5_000;

async function finished(editor: Editor, id: string): Promise<{ id: number; status: string }> {
	const { executionId } = await editor.call<{ executionId: string }>(
		'POST',
		`/workflows/${id}/run`,
		{ triggerToStartFrom: { name: STEPS.manual } },
	);
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	for (;;) {
		// a server that is kept busy may answer that its database is not ready
		const { results } = await editor
			.call<{ results: { id: string; status: string }[] }>(
				'GET',
				`/executions?filter=${filter}&limit=5`,
			)
			.catch(() => ({ results: [] }));
		const mine = results.find((one) => one.id === executionId);
		if (mine && !['new', 'running'].includes(mine.status))
			return { id: Number(executionId), status: mine.status };
		await sleep(200);
	}
}

/**
 * Seconds until every node that ran shows that it did, in a browser that has the workflow open
 * already.
 */
async function opensIn(
	url: string,
	{ id }: WorkflowFile,
	run: number,
	nodes: number,
): Promise<number> {
	let editor: EditorPage | undefined;
	try {
		editor = await openEditor(url);
		await editor.open(id);
		const started = performance.now();
		await editor.goTo(`/workflow/${id}/executions/${run}`);
		await editor.page
			.locator(RAN)
			.nth(nodes - 1)
			.waitFor({ timeout: 60_000 });
		return rounded((performance.now() - started) / 1000);
	} catch {
		return Number.POSITIVE_INFINITY;
	} finally {
		await editor?.close();
	}
}

/** Nodes of a tenth of a second and more. */
function slowest(seconds: Record<string, number>): Record<string, number> {
	return Object.fromEntries(Object.entries(seconds).filter(([, value]) => value >= 0.1));
}

const rounded = (value: number) => Math.round(value * 10) / 10;

export type { StoredRuns };
