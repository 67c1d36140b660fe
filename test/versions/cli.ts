import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { ROOT, run } from '../../demo/n8n-install';
import { PLACE } from './install';
import { type Seen, seeVersion } from './one-version';

const HELP = `npm run test:versions -- VERSION ... [--json FILE]

Installs each n8n that is named, imports all shipped workflows, runs the daily sync and one order in it against the
sandbox, and prints a table. Fails when a sync or an order is not as it should be. Whole workflows that need a newer
n8n are named, and are no failure.

  --json  writes what was seen

Versions are kept under ${PLACE} (N8N_VERSIONS in the environment names another place), 2 to 3 GB each.
Example: npm run test:versions -- 1.123.81 2.27.4 2.41.1
`;

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
	});
	if (values.help) return console.log(HELP);
	const wrong = positionals.find((version) => !/^\d+\.\d+\.\d+$/.test(version));
	if (wrong !== undefined) throw new Error(`"${wrong}" is not a version such as 2.41.1`);
	if (positionals.length === 0) throw new Error('No version is named');
	await run(join(ROOT, 'node_modules', '.bin', 'gulp'), ['build'], ROOT);
	const seen: Seen[] = [];
	for (const version of positionals)
		seen.push(await seeVersion(version, (line) => console.error(line)));
	print(seen);
	if (values.json) await writeFile(values.json, `${JSON.stringify(seen, null, '\t')}\n`);
	const fine = ({ sync, order, forged }: Seen) =>
		[sync, order, forged].every((words) => words.startsWith('ok'));
	if (!seen.every(fine)) process.exitCode = 1;
}

function print(seen: Seen[]): void {
	const table = new Table({
		head: [
			'n8n',
			'imported',
			'daily sync',
			'order',
			'forged call',
			'workflows that need a newer n8n',
		],
		colWidths: [null, null, 36, 36, null, 50],
		wordWrap: true,
		style: { head: [], border: [] },
	});
	for (const { version, imported, sync, order, forged, lacking } of seen) {
		const names = lacking.map(({ workflow, nodes }) => `${workflow}: ${nodes.join(', ')}`);
		table.push([version, imported, sync, order, forged, names.join('\n')]);
	}
	console.log(table.toString());
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	console.error('npm run test:versions -- --help explains.');
	process.exitCode = 1;
});
