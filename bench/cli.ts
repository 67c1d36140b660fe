import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

import { printFigures, type BenchOptions, type BenchResult } from './support/result';

const HELP = `npm run bench -- [NAME] [--json FILE] [--seed N]

Measures, prints a table, and fails when a figure misses its bar. Without a name all are run:
`;

/** Every file beside this one is a benchmark that exports \`run\`. */
function names(): string[] {
	return readdirSync(__dirname)
		.filter((file) => file.endsWith('.ts') && file !== basename(__filename))
		.map((file) => file.slice(0, -3))
		.sort();
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			json: { type: 'string' },
			seed: { type: 'string' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	const chosen = positionals.length > 0 ? positionals : names();
	const unknown = chosen.filter((name) => !names().includes(name));
	if (values.help || unknown.length > 0) {
		console.log(`${HELP}  ${names().join(', ')}`);
		process.exitCode = values.help ? 0 : 2;
		return;
	}
	const options: BenchOptions = {
		seed: Number(values.seed ?? 1),
		log: (line) => console.error(line),
	};
	const results: Record<string, BenchResult> = {};
	for (const name of chosen) {
		const bench = (await import(join(__dirname, name))) as {
			run(options: BenchOptions): Promise<BenchResult>;
		};
		results[name] = await bench.run(options);
		printFigures(name, results[name]);
	}
	const [only] = Object.values(results);
	const json = chosen.length === 1 ? only : results;
	if (values.json) await writeFile(values.json, `${JSON.stringify(json, null, '\t')}\n`);
	if (Object.values(results).some(({ figures }) => figures.some(({ ok }) => !ok))) {
		process.exitCode = 1;
	}
}

void main();
