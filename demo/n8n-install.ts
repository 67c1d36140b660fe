import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The checkout. */
export const ROOT = join(__dirname, '..');
/** Node 24 from the npm package `node`: n8n 2.36 and later need it, whatever the machine has. */
export const NODE = join(ROOT, 'node_modules', '.bin', 'node');
const FOLDER = join(__dirname, 'n8n');
/** n8n's own command line. */
export const N8N_BIN = join(FOLDER, 'node_modules', 'n8n', 'bin', 'n8n');

const INSTALL =
	'Installing n8n under demo/n8n (once; about 3 GB, 4 to 6 minutes, npm itself needs 4.5 GB of memory) ...';

/**
 * Installs the pinned n8n under `demo/n8n` unless it is there. Install scripts are off, since one of
 * n8n's packages wants to build librdkafka; the two that n8n needs are built by name afterwards.
 * @param say told one line when something is about to be installed
 */
export async function installN8n(say: (line: string) => void): Promise<void> {
	if (isInstalled()) return;
	const missing = ['g++', 'make', 'python3'].filter((tool) => !has(tool));
	if (missing.length > 0) {
		throw new Error(
			`Building SQLite for n8n needs ${missing.join(' and ')}: install them (Debian: apt-get install -y g++ make python3) and run again.`,
		);
	}
	say(INSTALL);
	await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], FOLDER);
	await run('npm', ['rebuild', 'sqlite3', 'isolated-vm', '--foreground-scripts'], FOLDER);
	if (!isInstalled())
		throw new Error(
			`n8n is still incomplete in ${FOLDER}: delete its node_modules folder and run again.`,
		);
}

/** Runs a program to its end; its output is shown only when it fails. */
export function run(command: string, args: string[], cwd: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, env: toolEnv(), stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		let printed = '';
		child.stdout.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			printed += chunk.toString();
		});
		child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
		child.once('error', reject);
		child.once('close', (code) => {
			if (code === 0) resolve(output);
			else
				reject(
					new Error(`${command} ${args.join(' ')} ended with ${code}:\n${printed.slice(-4000)}`),
				);
		});
	});
}

/** The environment for tools: Node 24 first on the path, and nothing of the npm script that we may be in. */
export function toolEnv(): Record<string, string> {
	const env: Record<string, string> = {};
	for (const [name, value] of Object.entries(process.env)) {
		// npm would take the outer package's folder for its own; n8n ends at once under jest's NODE_ENV
		if (
			value !== undefined &&
			!/^(npm_(package|lifecycle|config_local_prefix|command)|INIT_CWD|N8N_|DB_|EXECUTIONS_|NODE_ENV$|JEST_)/.test(
				name,
			)
		)
			env[name] = value;
	}
	env.PATH = join(ROOT, 'node_modules', '.bin') + delimiter + (process.env.PATH ?? '');
	return env;
}

/** Whether a program of that name is on the path. */
export function has(tool: string): boolean {
	return spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function isInstalled(): boolean {
	const installed = join(FOLDER, 'node_modules', 'n8n', 'package.json');
	const sqlite = join(FOLDER, 'node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node');
	if (!existsSync(installed) || !existsSync(sqlite)) return false;
	return read(installed).version === read(join(FOLDER, 'package.json')).dependencies?.n8n;
}

function read(file: string): { version?: string; dependencies?: Record<string, string> } {
	return JSON.parse(readFileSync(file, 'utf8'));
}
