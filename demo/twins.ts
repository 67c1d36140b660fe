import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SandboxAddresses } from '../sandbox';
import { NODE, ROOT, toolEnv } from './n8n-install';

/** The one line of JSON that `npm run sandbox` prints. */
export type TwinAddresses = Required<SandboxAddresses>;

/** The twins of Autotask and TD SYNNEX, in a process of their own. */
export interface Twins {
	addresses: TwinAddresses;
	/** Calls the control API. */
	control<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>;
	stop(): Promise<void>;
}

/** Starts `npm run sandbox` with these options and waits for its line. */
export async function startTwins(options: string[] = []): Promise<Twins> {
	const child = spawn(NODE, ['--import', 'tsx', join(ROOT, 'sandbox', 'cli.ts'), ...options], {
		cwd: ROOT,
		env: toolEnv(),
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	const end = new Promise<void>((resolve) => child.once('close', () => resolve()));
	let complaint = '';
	child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
	const addresses = await new Promise<TwinAddresses>((resolve, reject) => {
		createInterface(child.stdout).on('line', (line) => {
			if (line.startsWith('{')) resolve(JSON.parse(line) as TwinAddresses);
		});
		void end.then(() => reject(new Error(`the sandbox ended before it was ready:\n${complaint}`)));
	});
	return {
		addresses,
		async control<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
			const response = await fetch(addresses.control + path, {
				method,
				headers: body === undefined ? {} : { 'content-type': 'application/json' },
				body: body === undefined ? undefined : JSON.stringify(body),
			});
			const text = await response.text();
			if (!response.ok) throw new Error(`sandbox ${method} ${path}: ${response.status} ${text}`);
			return (text === '' ? undefined : JSON.parse(text)) as T;
		},
		async stop() {
			child.kill('SIGTERM');
			await end;
		},
	};
}
