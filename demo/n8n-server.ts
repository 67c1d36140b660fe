import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nHome } from './n8n-home';
import { NODE } from './n8n-install';

/** An n8n credential as `n8n import:credentials` takes it (data in clear; n8n encrypts it). */
export interface CredentialFile {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface CommandResult {
	code: number | null;
	/** Standard output and standard error, in the order in which they came. */
	output: string;
}

/** A running n8n process that is ours to end. */
export interface Running {
	logFile: string;
	pid: number;
	/** Asks it to end, waits, and ends it by force after 10 seconds: its data is thrown away. */
	stop(): Promise<void>;
	/** Ends it at once, in the middle of whatever it does, as a crash would. */
	kill(): Promise<void>;
}

/** Runs one `n8n` command to its end. */
export async function n8n(home: N8nHome, args: string[]): Promise<CommandResult> {
	// into a file: n8n ends without waiting for a pipe to take all of a long output
	const file = join(home.folder, `command-${randomUUID()}.log`);
	const to = await open(file, 'w');
	try {
		const child = spawn(NODE, [home.bin, ...args], {
			env: home.env,
			stdio: ['ignore', to.fd, to.fd],
		});
		const code = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', resolve);
		});
		return { code, output: await readFile(file, 'utf8') };
	} finally {
		await to.close();
		await rm(file);
	}
}

export async function importCredentials(
	home: N8nHome,
	credentials: CredentialFile[],
): Promise<void> {
	await importFile(home, 'credentials', credentials);
}

/** Imports workflows; they arrive inactive. */
export async function importWorkflows(home: N8nHome, workflows: object[]): Promise<void> {
	await importFile(home, 'workflow', workflows);
}

/**
 * Runs a workflow (by its Manual Trigger) in a process of its own.
 * @returns what n8n stored of the execution, whether it succeeded or failed
 */
export async function executeWorkflow(home: N8nHome, id: string): Promise<ExecutedRun> {
	const { output } = await n8n(home, ['execute', `--id=${id}`, '--rawOutput']);
	// --rawOutput goes through the logger, with log lines around the JSON; and n8n was once seen to end with a
	// segmentation fault after complete output: so the JSON tells, not the exit code
	const start = output.search(/^\{$/m);
	const end = output.lastIndexOf('\n}');
	if (start < 0 || end < start)
		throw new Error(`n8n execute gave no result:\n${output.slice(-4000)}`);
	return JSON.parse(output.slice(start, end + 2)) as ExecutedRun;
}

/** The part of n8n's execution record that we read. */
export interface ExecutedRun {
	data: {
		resultData: {
			runData: Record<string, NodeRun[]>;
			error?: { message: string; description?: string };
			lastNodeExecuted?: string;
		};
	};
	status: string;
	startedAt: string;
	stoppedAt: string;
}

export interface NodeRun {
	data?: { main: ({ json: Record<string, unknown> }[] | null)[] };
	error?: { message: string; description?: string };
	hints?: { message: string }[];
	executionTime: number;
}

/** The items that a node gave in its last run, on one of its outputs. */
export function itemsOf(run: ExecutedRun, node: string, output = 0): Record<string, unknown>[] {
	const runs = run.data.resultData.runData[node] ?? [];
	return (runs.at(-1)?.data?.main[output] ?? []).map((item) => item.json);
}

/** Starts `n8n start` (or `worker`) and returns when it answers. */
export async function startN8n(
	home: N8nHome,
	args: string[] = ['start'],
	options: { env?: Record<string, string>; healthUrls?: string[] } = {},
): Promise<Running> {
	const logFile = join(home.folder, `${args[0]}.log`);
	const log = createWriteStream(logFile, { flags: 'a' });
	const child = spawn(NODE, [home.bin, ...args], {
		env: { ...home.env, ...options.env },
		stdio: ['ignore', 'pipe', 'pipe'],
		// Ctrl-C in a terminal is for us alone: we end it in order
		detached: true,
	});
	child.stdout.pipe(log, { end: false });
	child.stderr.pipe(log, { end: false });
	let ended = false;
	const end = new Promise<void>((resolve) =>
		child.once('close', () => {
			ended = true;
			log.end();
			resolve();
		}),
	);
	// /rest answers a few seconds after /healthz
	for (const url of options.healthUrls ?? [`${home.url}/healthz`, `${home.url}/rest/settings`]) {
		const deadline = Date.now() + 120_000;
		while (!(await answers(url))) {
			if (ended) throw new Error(`n8n ${args[0]} ended while starting; its log is ${logFile}`);
			if (Date.now() > deadline)
				throw new Error(`n8n ${args[0]} did not answer ${url} in 2 minutes; its log is ${logFile}`);
			await sleep(250);
		}
	}
	return {
		logFile,
		pid: child.pid!,
		async stop() {
			child.kill('SIGTERM');
			await Promise.race([end, sleep(10_000, undefined, { ref: false })]);
			if (!ended) child.kill('SIGKILL');
			await end;
		},
		async kill() {
			child.kill('SIGKILL');
			await end;
		},
	};
}

async function importFile(home: N8nHome, kind: string, content: object[]): Promise<void> {
	const file = join(home.folder, `import-${kind}.json`);
	await writeFile(file, JSON.stringify(content), { mode: 0o600 });
	const { code, output } = await n8n(home, [`import:${kind}`, `--input=${file}`]);
	// it holds secrets in clear
	await rm(file);
	if (code !== 0 || !/Successfully imported/.test(output)) {
		throw new Error(`n8n import:${kind} failed:\n${output.slice(-4000)}`);
	}
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(url);
		await response.body?.cancel();
		return (
			response.ok &&
			!(url.includes('/rest/') && !(response.headers.get('content-type') ?? '').includes('json'))
		);
	} catch {
		return false;
	}
}
