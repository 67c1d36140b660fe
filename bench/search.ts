import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { MOST_KEPT_BYTES } from '../lib/catalog/search/kept-files';
import { readToSearch, searchFile } from '../lib/catalog/search/search-file';
import { writePriceZip } from '../sandbox/world/price-file';
import { World } from '../sandbox/world/world';
import { atMost, type BenchOptions, type BenchResult, measured } from './support/result';

const ROWS = 200_050;
const WRITTEN_AT = Date.UTC(2026, 0, 15);
const ROUNDS = 5;
const HITS = 25;

/** What people type: words, a maker and a word, a part of a word, what is nowhere. */
const QUESTIONS = [
	{ text: 'usb dock' },
	{ text: 'cisco switch', inStockOnly: true },
	{ text: 'a' },
	{ text: 'no-such-product' },
	{ manufacturers: ['CISCO*'], inStockOnly: true, maxCost: '500' },
];

/** Searching a price file of 200,050 rows that Catalog Fetch keeps between runs. */
export async function run({ seed, log }: BenchOptions): Promise<BenchResult> {
	const folder = await mkdtemp(join(tmpdir(), 'bench-search-'));
	try {
		const zip = join(folder, '100001.zip');
		log(`writing a price file of ${ROWS.toLocaleString('en-US')} rows`);
		const world = new World({ seed, skus: ROWS, opensAt: WRITTEN_AT });
		await writePriceZip(zip, '100001', world, { qualifier: 'C', writtenAt: WRITTEN_AT });
		log('reading it, and searching');
		const started = performance.now();
		const file = await readToSearch(createReadStream(zip), {
			name: '100001.zip',
			country: 'US',
			now: WRITTEN_AT,
		});
		const first = seconds(started);
		const times = QUESTIONS.map((question) => {
			const rounds = Array.from({ length: ROUNDS }, () => {
				const began = process.cpuUsage();
				searchFile(file, question, HITS);
				const { user, system } = process.cpuUsage(began);
				return Math.round((user + system) / 1e3) / 1e3;
			});
			return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
		});
		const megabytes = file.content.rows.bytes / 1e6;
		const figures = [
			// of the processor: the search waits for nothing, so that a busy machine does not count
			atMost('seconds of the slowest search', Math.max(...times), 1),
			atMost('memory of the file that is kept, MB', Math.round(megabytes), 100),
			measured('seconds to read the file for the first search', first),
			measured('memory that all kept files may take, MB', Math.round(MOST_KEPT_BYTES / 1e6)),
		];
		return { figures, details: { times, rows: file.content.matched } };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function seconds(since: number): number {
	return Math.round(performance.now() - since) / 1000;
}
