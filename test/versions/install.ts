import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../demo/n8n-install';

/** An n8n of one version. */
export interface Installed {
	/** Its command line. */
	bin: string;
	/** What it has of a node type: the versions of its own nodes, by name without prefix. */
	versionsOf(node: string): number[];
	/** Environment that this version takes where the pinned one takes another. */
	env: Record<string, string>;
}

/** Where versions are kept from one run to the next: 2 to 3 GB each. */
export const PLACE = process.env.N8N_VERSIONS ?? join(tmpdir(), 'n8n-versions');

/**
 * Installs one version beside the others, unless it is there. Needs g++, make and python3.
 * @throws Error when the registry does not have it whole
 */
export async function installVersion(
	version: string,
	say: (line: string) => void,
): Promise<Installed> {
	const folder = join(PLACE, version);
	const modules = join(folder, 'node_modules');
	const ready = join(modules, 'sqlite3', 'build', 'Release', 'node_sqlite3.node');
	if (!existsSync(ready)) {
		say(`Installing n8n ${version} under ${folder} (once, some minutes, 2 to 3 GB) ...`);
		mkdirSync(folder, { recursive: true });
		// older ones take this one from a host of its maker, not from the registry; no workflow of ours needs it
		const overrides = { xlsx: '0.18.5' };
		const manifest = { private: true, dependencies: { n8n: version }, overrides };
		writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
		// as demo/n8n-install.ts: one of n8n's packages would build librdkafka
		await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
		await run('npm', ['rebuild', 'sqlite3', 'isolated-vm', '--foreground-scripts'], folder);
	}
	const types = JSON.parse(
		readFileSync(join(modules, 'n8n-nodes-base', 'dist', 'types', 'nodes.json'), 'utf8'),
	) as { name: string; version: number | number[] }[];
	const known = readFileSync(
		join(modules, '@n8n', 'backend-common', 'dist', 'modules', 'modules.config.js'),
		'utf8',
	);
	// as demo/n8n-home.ts, but a version ends at once over a module that it does not know
	const disabled = ['mcp-registry', 'instance-ai', 'insights'].filter((name) =>
		known.includes(`'${name}'`),
	);
	return {
		bin: join(modules, 'n8n', 'bin', 'n8n'),
		env: { N8N_DISABLED_MODULES: disabled.join() },
		versionsOf: (node) =>
			types.filter(({ name }) => name === node).flatMap(({ version: has }) => has),
	};
}
