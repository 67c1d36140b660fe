import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { credentialsOf, filledIn, type SyncChoices, type WorkflowFile } from './daily-sync';
import { type Editor, OWNER, signUpOwner } from './n8n-editor';
import { type N8nHome, prepareHome } from './n8n-home';
import { installN8n, ROOT, run } from './n8n-install';
import { importCredentials, importWorkflows, type Running, startN8n } from './n8n-server';
import { startQueueServices, startWorker, whyNoQueue } from './queue';
import { type Bar, barsOf, tableOf } from './report';
import { threeRuns } from './three-runs';
import { startTwins, type Twins } from './twins';

const HELP = `The daily catalogue sync, three times, in a real n8n against twins of Autotask and TD SYNNEX.

  npm run demo                       then leaves the editor open
  npm run demo -- --once             ends instead
  npm run demo -- --json FILE        writes the figures
  npm run demo -- --queue            n8n in queue mode: PostgreSQL, Redis, and a worker that runs the workflow
  npm run demo -- --skus N           rows of the price file (200000)
`;

/**
 * What a technician might begin with: two makers of firewalls. Of 200,000 rows some 2,100 pass: a first
 * load that stays within Autotask's hour, at two calls a product.
 */
const CHOICES: SyncChoices = {
	filters: { inStockOnly: true, lifecycleCodes: ['A', 'B'], manufacturers: 'FORTINET, SONICWALL' },
	dryRun: false,
};
const ROWS_A_MATCH = 95;

interface Options {
	once: boolean;
	json?: string;
	queue: boolean;
	skus: string;
}

/** Whatever was started, in the order of starting; ended in reverse. */
const started: (() => Promise<void>)[] = [];

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			once: { type: 'boolean', default: false },
			json: { type: 'string' },
			queue: { type: 'boolean', default: false },
			skus: { type: 'string', default: '200000' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	const { once, json, queue, skus } = values;
	return await demo({ once, json, queue, skus });
}

async function demo(options: Options): Promise<number> {
	const skipped = options.queue ? await whyNoQueue(console.log) : null;
	if (skipped !== null) {
		console.log(`Queue mode was skipped: ${skipped}.`);
		if (options.json !== undefined) await writeJson(options.json, { mode: 'queue', skipped });
		return 0;
	}
	await installN8n(console.log);
	console.log('Building the package ...');
	await run('npm', ['run', 'build'], ROOT);
	console.log('Starting the twins of Autotask and TD SYNNEX ...');
	const twins = await startTwins(['--skus', options.skus]);
	started.push(() => twins.stop());
	const workflow = await filledIn(twins, CHOICES);
	const { home, editor, worker } = await startEditor(twins, workflow, options.queue);
	const runs = await threeRuns(twins, editor, {
		workflowId: workflow.id,
		about: Math.round(Number(options.skus) / ROWS_A_MATCH),
	});
	console.log(tableOf(runs));
	const bars = [...barsOf(runs), ...(worker ? [await ranOnWorker(worker, runs.length)] : [])];
	for (const bar of bars) {
		console.log(`${bar.ok ? 'ok  ' : 'FAIL'} ${bar.name}: ${bar.value} (${bar.bar})`);
	}
	if (options.json !== undefined) {
		await writeJson(options.json, { mode: worker ? 'queue' : 'regular', runs, bars });
	}
	if (!options.once) await leaveOpen(home, workflow.id);
	return bars.every((bar) => bar.ok) ? 0 : 1;
}

async function startEditor(
	twins: Twins,
	workflow: WorkflowFile,
	queue: boolean,
): Promise<{ home: N8nHome; editor: Editor; worker?: Running }> {
	const services = queue ? await startQueueServices(console.log) : undefined;
	if (services) started.push(() => services.stop());
	const home = await prepareHome({ port: 5678, env: services?.env });
	started.push(() => home.remove());
	console.log('Importing credentials and the workflow ...');
	await importCredentials(home, credentialsOf(twins.addresses));
	await importWorkflows(home, [workflow]);
	console.log(`Starting n8n${queue ? ' and one worker' : ''} ...`);
	const main = await startN8n(home);
	started.push(() => main.stop());
	const worker = queue ? await startWorker(home) : undefined;
	if (worker) started.push(() => worker.stop());
	return { home, editor: await signUpOwner(home.url), worker };
}

/** In queue mode the runs are the worker's: its log says so. */
async function ranOnWorker(worker: Running, runs: number): Promise<Bar> {
	const log = await readFile(worker.logFile, 'utf8');
	const value = log.match(/Worker finished execution/g)?.length ?? 0;
	return { name: 'runs that the worker did', value, bar: `= ${runs}`, ok: value === runs };
}

async function writeJson(file: string, content: object): Promise<void> {
	await writeFile(file, `${JSON.stringify(content, null, '\t')}\n`);
}

/** Ends when the person does. */
async function leaveOpen(home: N8nHome, workflowId: string): Promise<void> {
	console.log(`\nThe editor is open on this machine: ${home.url}/workflow/${workflowId}`);
	console.log(
		`Sign in with ${OWNER.email} and ${OWNER.password}. Ctrl-C ends n8n and the twins, and removes their data.`,
	);
	await new Promise<never>(() => {});
}

/** Ends what was started, the last first, and then this process. */
async function finish(code: number): Promise<never> {
	for (let stop = started.pop(); stop !== undefined; stop = started.pop()) {
		await stop().catch((error: unknown) => console.error(String(error)));
	}
	process.exit(code);
}

// `on`, because Ctrl-C under npm may come twice: from the terminal and from the tool in between
process.on('SIGINT', () => void finish(130));
process.on('SIGTERM', () => void finish(143));
main()
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		return 1;
	})
	.then(finish);
