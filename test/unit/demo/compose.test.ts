import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const ROOT = join(__dirname, '..', '..', '..');
const FOLDER = join(ROOT, 'demo', 'compose');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

interface Service {
	image: string;
	environment?: Record<string, string>;
	volumes?: string[];
	ports?: string[];
	command?: string[];
	depends_on?: Record<string, { condition: string }>;
	healthcheck?: { test: string[] };
}
const text = read('demo', 'compose', 'compose.yaml');
const { services, volumes } = parse(text, { merge: true }) as {
	services: Record<string, Service>;
	volumes: Record<string, unknown>;
};
const { n8n, worker, package: installer, postgres } = services as Record<string, Service>;

describe('demo/compose', () => {
	it('runs the n8n that is tested, everywhere the same', () => {
		const { dependencies } = JSON.parse(read('demo', 'n8n', 'package.json')) as {
			dependencies: { n8n: string };
		};
		const image = `docker.n8n.io/n8nio/n8n:${dependencies.n8n}`;
		expect([n8n!.image, worker!.image, installer!.image]).toEqual([image, image, image]);
	});

	it('gives main process and worker the same key, database, queue and folder', () => {
		expect(worker!.environment).toEqual(n8n!.environment);
		expect(worker!.volumes).toEqual(n8n!.volumes);
		expect(n8n!.volumes).toEqual(['n8n:/home/node/.n8n']);
		expect(n8n!.environment).toMatchObject({
			EXECUTIONS_MODE: 'queue',
			DB_TYPE: 'postgresdb',
			QUEUE_BULL_REDIS_HOST: 'redis',
			DB_POSTGRESDB_PASSWORD: postgres!.environment!.POSTGRES_PASSWORD,
			DB_POSTGRESDB_USER: postgres!.environment!.POSTGRES_USER,
			DB_POSTGRESDB_DATABASE: postgres!.environment!.POSTGRES_DB,
		});
		expect(worker!.command).toEqual(['worker', '--concurrency=5']);
	});

	it('puts the package where n8n looks for community nodes, before n8n starts', () => {
		expect(installer!.volumes).toContain('n8n:/home/node/.n8n');
		expect(installer!.command).toContain('--prefix=/home/node/.n8n/nodes');
		const { name } = JSON.parse(read('package.json')) as { name: string };
		expect(installer!.command!.at(-1)).toBe(`\${TDS_PACKAGE:-${name}}`);
		for (const service of [n8n, worker])
			expect(service!.depends_on!.package).toEqual({ condition: 'service_completed_successfully' });
	});

	it('waits for nothing and mounts nothing that is not there', () => {
		for (const { depends_on = {}, volumes: mounts = [] } of Object.values(services)) {
			for (const [name, { condition }] of Object.entries(depends_on)) {
				expect(Object.keys(services)).toContain(name);
				if (condition === 'service_healthy') expect(services[name]!.healthcheck).toBeDefined();
			}
			for (const [from = ''] of mounts.map((mount) => mount.split(':')))
				if (from.startsWith('.')) expect(existsSync(join(FOLDER, from))).toBe(true);
				else expect(Object.keys(volumes)).toContain(from);
		}
	});

	it('stops without a key or a password, and is open to this machine alone', () => {
		expect(n8n!.environment!.N8N_ENCRYPTION_KEY).toMatch(/^\$\{N8N_ENCRYPTION_KEY:\?/);
		expect(postgres!.environment!.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
		const open = Object.values(services).flatMap(({ ports = [] }) => ports);
		expect(open).toEqual(['127.0.0.1:5678:5678']);
	});

	it('explains every variable that it takes in .env.example, which git keeps, and keeps .env out', () => {
		const taken = new Set([...text.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name));
		const example = read('demo', 'compose', '.env.example');
		const explained = [...example.matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name);
		// which packages the editor may install is for the owner alone: docs/install.md
		expect([...taken].filter((name) => !explained.includes(name!))).toEqual([
			'N8N_UNVERIFIED_PACKAGES_ENABLED',
		]);
		expect(explained.filter((name) => !taken.has(name!))).toEqual([]);
		expect(read('.gitignore')).toContain('demo/compose/.env\n');
	});
});
