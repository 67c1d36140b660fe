import { readFile, writeFile } from 'node:fs/promises';
import { changePrices, threeRuns } from './three-runs';
import { filledIn, shippedWorkflow, switchDryRun, type SyncChoices } from './daily-sync';
import { whatIsThere, whatToDoByHand } from './farewell';
import { allCredentials, otherWorkflows, publishCalled, STATUS, SUBMIT } from './furnish';
import { catchMails } from './mail-catcher';
import { type Editor, signUpOwner } from './n8n-editor';
import { type N8nHome, prepareHome } from './n8n-home';
import { installN8n, ROOT, run } from './n8n-install';
import { importCredentials, importWorkflows, type Running, startN8n } from './n8n-server';
import { startQueueServices, startWorker, whyNoQueue } from './queue';
import { type Bar, barsOf, type RunFigures, tableOf } from './report';
import { serveStartPage } from './start-page/server';
import { startTwins, type Twins } from './twins';

export interface DemoOptions {
	/** End after the three runs; otherwise the editor stays open. */
	once: boolean;
	/** No runs: n8n with the nodes and nothing else. */
	empty: boolean;
	/** File for the figures. */
	json?: string;
	/** n8n in queue mode. */
	queue: boolean;
	/** Rows of the price file. */
	skus: number;
}

/** Told how to stop something that was started. */
export type Keep = (stop: () => Promise<void>) => void;

/**
 * What a technician might begin with: two makers of firewalls. Of 200,000 rows some 2,100 pass: a first
 * load that stays within Autotask's hour, at two calls a product.
 */
const CHOICES: SyncChoices = {
	filters: { inStockOnly: true, lifecycleCodes: ['A', 'B'], manufacturers: 'FORTINET, SONICWALL' },
	dryRun: false,
};

/** @returns the exit code: 1 when a bar was missed. Does not return while the editor is left open. */
export async function demo(options: DemoOptions, keep: Keep): Promise<number> {
	const skipped = options.queue ? await whyNoQueue(console.log) : null;
	if (skipped !== null) {
		console.log(`Queue mode was skipped: ${skipped}.`);
		if (options.json !== undefined) await writeJson(options.json, { mode: 'queue', skipped });
		return 0;
	}
	await installN8n(console.log);
	console.log('Building the package ...');
	await run('npm', ['run', 'build'], ROOT);
	console.log('Starting the sandbox, which plays Autotask and TD SYNNEX ...');
	const twins = await startTwins(['--skus', String(options.skus)]);
	keep(() => twins.stop());
	if (options.empty) {
		const { home } = await startEditor(options.queue, keep);
		return await leaveOpen(whatToDoByHand(home.url, twins.addresses));
	}
	const workflow = await filledIn(twins, CHOICES);
	const mails = await catchMails();
	keep(async () => mails.close());
	const { home, editor, worker } = await startEditor(options.queue, keep, async (fresh) => {
		console.log('Importing credentials and all workflows ...');
		const credentials = allCredentials(twins, mails.port);
		await importCredentials(fresh, credentials);
		const others = await otherWorkflows(twins, credentials, 'daily-catalog-sync');
		await importWorkflows(fresh, [workflow, ...others]);
	});
	await publishCalled(editor);
	const runs = await threeRuns(twins, editor, workflow.id);
	const bars = [...barsOf(runs), ...(worker ? [await ranOnWorker(worker, runs.length)] : [])];
	tell(runs, bars);
	if (options.json !== undefined) {
		await writeJson(options.json, { mode: worker ? 'queue' : 'regular', runs, bars });
	}
	if (options.once) return bars.every((bar) => bar.ok) ? 0 : 1;
	await changePrices(twins);
	await switchDryRun(editor, workflow.id, true);
	const page = await openStartPage(twins, home.url, keep);
	return await leaveOpen(whatIsThere(page, home.url));
}

/** @returns its address */
export async function openStartPage(twins: Twins, n8n: string, keep: Keep): Promise<string> {
	const to = (file: string) => `${n8n}/workflow/${shippedWorkflow(file).id}`;
	const page = await serveStartPage(twins, {
		n8n,
		submit: to(SUBMIT),
		status: to(STATUS),
		sync: to('daily-catalog-sync'),
		activity: `${n8n}/webhook/tds-activity`,
	});
	keep(() => page.close());
	return page.url;
}

/** @param furnish brings in what shall be there before the server starts */
async function startEditor(
	queue: boolean,
	keep: Keep,
	furnish: (home: N8nHome) => Promise<void> = async () => {},
): Promise<{ home: N8nHome; editor: Editor; worker?: Running }> {
	const services = queue ? await startQueueServices(console.log) : undefined;
	if (services) keep(() => services.stop());
	const home = await prepareHome({ port: 5678, env: services?.env });
	keep(() => home.remove());
	await furnish(home);
	console.log(`Starting n8n${queue ? ' and one worker' : ''} ...`);
	const main = await startN8n(home);
	keep(() => main.stop());
	const worker = queue ? await startWorker(home) : undefined;
	if (worker) keep(() => worker.stop());
	return { home, editor: await signUpOwner(home.url), worker };
}

/** In queue mode the runs are the worker's: its log says so. */
async function ranOnWorker(worker: Running, runs: number): Promise<Bar> {
	const log = await readFile(worker.logFile, 'utf8');
	const value = log.match(/Worker finished execution/g)?.length ?? 0;
	return { name: 'runs that the worker did', value, bar: `= ${runs}`, ok: value === runs };
}

function tell(runs: RunFigures[], bars: Bar[]): void {
	console.log(tableOf(runs));
	for (const bar of bars) {
		console.log(`${bar.ok ? 'ok  ' : 'FAIL'} ${bar.name}: ${bar.value} (must be ${bar.bar})`);
	}
}

async function writeJson(file: string, content: object): Promise<void> {
	await writeFile(file, `${JSON.stringify(content, null, '\t')}\n`);
}

/** Ends when the person does. */
async function leaveOpen(farewell: string): Promise<never> {
	console.log(farewell);
	return await new Promise<never>(() => {});
}
