import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

import { printFigures, type BenchOptions, type BenchResult } from './support/result';

const HELP = `npm run bench -- [NAME ...] [--json FILE] [--seed N] [--products N]

Measures, prints a table, and fails when a figure misses its bar. Without a name all are run, one after the other:

  catalog      20,000 of 200,000 products into Autotask: calls, writes, what is left for the next hour
  limit        20,000 products with 100 ms a call: the clock against what Autotask's threads allow (25 minutes)
  load         what n8n pays for the package at its start: code, memory, time, size of the tarball
  n8n          the shipped daily sync in a real n8n, 20,000 and 100,000 products: memory, waits, database, editor (20 minutes)
  orders       50 ready purchase orders into TD SYNNEX orders: time and calls
  peers        500 products through our node and through two flows of n8n's own nodes: time, calls, wrong products
  price-file   reading a file of 500,000 rows: memory and time
  search       searching a price file of 200,050 rows that is kept: time and memory
  status       asking after 500 open orders: calls and writes

--products takes one of the sizes of n8n alone, or any number for limit. --json writes the figures.
n8n gets a heap of 512 MB (1 GB for 100,000 products), unless NODE_OPTIONS says otherwise. The same --seed (1) makes the same data. Some minutes each.
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
			seed: { type: 'string', default: '1' },
			products: { type: 'string' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	const chosen = positionals.length > 0 ? positionals : names();
	const unknown = chosen.filter((name) => !names().includes(name));
	if (values.help || unknown.length > 0) {
		console.log(HELP);
		process.exitCode = values.help ? 0 : 2;
		return;
	}
	if (!/^\d+$/.test(values.seed)) throw new Error(`--seed takes a number, not "${values.seed}"`);
	const options: BenchOptions = {
		seed: Number(values.seed),
		products: values.products === undefined ? undefined : Number(values.products),
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

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	console.error('npm run bench -- --help explains.');
	process.exitCode = 1;
});
