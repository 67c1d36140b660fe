import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { writePriceZip } from '../sandbox/world/price-file';
import { World } from '../sandbox/world/world';
import type { PriceFileRun } from './support/price-file-run';
import { atMost, type BenchOptions, type BenchResult, exactly, measured } from './support/result';

const ROWS = 500_000;
const MOST_MEGABYTES = 150;
const WRITTEN_AT = Date.UTC(2026, 0, 15);

/**
 * Reading a price file of 500,000 rows, one in ten wanted, 20,000 kept, as Catalog Fetch does: what it
 * takes in memory, and how long compared with decompressing the same file and doing nothing with it.
 */
export async function run({ seed, log }: BenchOptions): Promise<BenchResult> {
	const folder = await mkdtemp(join(tmpdir(), 'bench-price-file-'));
	try {
		const zip = join(folder, '100001.zip');
		log(`writing a price file of ${ROWS.toLocaleString('en-US')} rows`);
		const world = new World({ seed, skus: ROWS, opensAt: WRITTEN_AT });
		await writePriceZip(zip, '100001', world, {
			qualifier: 'C',
			writtenAt: WRITTEN_AT,
		});
		log('reading it in a process of its own');
		const seen = await readAlone(zip);
		const megabytes = (await stat(zip)).size / 1e6;
		return { figures: figuresOf(seen), details: { ...seen, zipMegabytes: round(megabytes) } };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** In a fresh process, whose memory holds nothing but the reader. */
async function readAlone(zip: string): Promise<PriceFileRun> {
	const script = join(__dirname, 'support', 'price-file-run.ts');
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['--expose-gc', '--import', 'tsx', script, zip],
		{ cwd: join(__dirname, '..'), maxBuffer: 10_000_000 },
	);
	return JSON.parse(stdout) as PriceFileRun;
}

function figuresOf(seen: PriceFileRun) {
	return [
		atMost('peak memory above baseline, MB', round(seen.peakMegabytes), MOST_MEGABYTES),
		exactly('products returned', seen.returned, 20_000),
		measured('rows read', seen.read),
		measured('rows matched', seen.matched),
		measured('seconds', round(seen.seconds)),
		measured('rows a second', Math.round(seen.read / seen.seconds)),
		measured('seconds, decompression alone (node:zlib)', round(seen.zlibSeconds)),
		measured('seconds, decompression alone (DecompressionStream)', round(seen.streamSeconds)),
		measured('times decompression alone (node:zlib)', round(seen.seconds / seen.zlibSeconds)),
		measured(
			'times decompression alone (DecompressionStream)',
			round(seen.seconds / seen.streamSeconds),
		),
	];
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
