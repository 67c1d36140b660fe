import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../demo/n8n-install';

/** An n8n of one version. */
export interface Installed {
	/** Its command line. */
	bin: string;
	/** What it has of one of its own node types, named whole: the versions. */
	versionsOf(type: string): number[];
	/** Environment that this version takes where the pinned one takes another. */
	env: Record<string, string>;
}

/** Where versions are kept from one run to the next: 2 to 3 GB each. */
export const PLACE = process.env.N8N_VERSIONS ?? join(tmpdir(), 'n8n-versions');

/** n8n's own nodes. */
const OWN = ['n8n-nodes-base', '@n8n/n8n-nodes-langchain'];

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
	const typesIn = (name: string) =>
		JSON.parse(readFileSync(join(modules, name, 'dist', 'types', 'nodes.json'), 'utf8')) as {
			name: string;
			version: number | number[];
		}[];
	const types = new Map(OWN.map((name) => [name.split('/').at(-1), typesIn(name)]));
	// n8n makes a node that asks a person out of each node that can send and wait
	const asksPeople = existsSync(join(modules, 'n8n', 'dist', 'tool-generation', 'hitl-tools.js'));
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
		versionsOf(type) {
			const [from = '', node = ''] = type.split('/').at(-1)!.split('.');
			if (node.endsWith('HitlTool') && !asksPeople) return [];
			const base = node.replace(/HitlTool$/, '');
			return (types.get(from) ?? [])
				.filter(({ name }) => name === base)
				.flatMap(({ version: has }) => has);
		},
	};
}
