import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8N_BIN, ROOT, run, toolEnv } from './n8n-install';

/** One n8n of its own: a throw-away user folder that holds our package, and the environment to run it with. */
export interface N8nHome {
	folder: string;
	port: number;
	url: string;
	env: Record<string, string>;
	/** n8n's command line. */
	bin: string;
	/** Deletes the folder. */
	remove(): Promise<void>;
}

/**
 * Makes a user folder and installs the *built* package in it the way n8n installs community nodes
 * (`.n8n/nodes/node_modules`): only so are its node types named `<package>.<node>`, as the shipped workflows name them.
 * @param options.port the editor's port; taken when free, otherwise any free one
 * @param options.env more environment, such as that of queue mode
 * @param options.bin the command line of another n8n than the pinned one
 */
export async function prepareHome(
	options: { port?: number; env?: Record<string, string>; bin?: string } = {},
): Promise<N8nHome> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-tdsynnex-autotask-'));
	await installPackage(join(folder, '.n8n', 'nodes'));
	const port = await freePort(options.port);
	const env = { ...toolEnv(), ...settings(folder, port, await freePort()), ...options.env };
	return {
		folder,
		port,
		url: `http://127.0.0.1:${port}`,
		env,
		bin: options.bin ?? N8N_BIN,
		remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
	};
}

/** The wished port when it is free on loopback, otherwise any free one. */
export function freePort(wish = 0): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error) => (wish === 0 ? reject(error) : resolve(freePort())));
		server.listen(wish, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address !== null ? address.port : 0;
			server.close(() => resolve(port));
		});
	});
}

/** Packs the package as it would be published and unpacks it under n8n's folder for community nodes. */
async function installPackage(nodesFolder: string): Promise<void> {
	const { name, version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	const target = join(nodesFolder, 'node_modules', name);
	await mkdir(target, { recursive: true });
	await run('npm', ['pack', '--ignore-scripts', '--pack-destination', nodesFolder], ROOT);
	const tarball = join(nodesFolder, `${name}-${version}.tgz`);
	await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'], ROOT);
	await writeFile(
		join(nodesFolder, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: { [name]: version } }),
	);
}

function settings(folder: string, port: number, brokerPort: number): Record<string, string> {
	return {
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		// no look-ups outside; `community-packages` must stay on, or installed nodes are unknown
		N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,insights',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
		GENERIC_TIMEZONE: 'UTC',
	};
}
