import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';

import { itemsOfPriceFile } from '../../lib/catalog/fetch/catalog-item';
import { readPriceFile } from '../../lib/tdsynnex/price-file/read';
import { unzip } from '../../lib/tdsynnex/price-file/zip/zip';

export interface PriceFileRun {
	read: number;
	matched: number;
	returned: number;
	/** Resident memory of the process at its peak while reading, less what it held before. */
	peakMegabytes: number;
	/** Medians of the rounds, taken in turns so that the machine's moods hit all alike. */
	seconds: number;
	zlibSeconds: number;
	streamSeconds: number;
}

const ROUNDS = 5;
const CAP = 20_000;
/** Makers of about one product in ten or more. */
const MANUFACTURERS = ['DELL', 'HP INC.', 'LENOVO', 'CISCO*', 'APC*', 'MICROSOFT*', 'LOGITECH*'];

async function main(zip: string): Promise<void> {
	// The first read of the process: nothing that an earlier one left behind hides what it takes.
	const first = await withPeak(() => read(zip));
	const times: Record<'ours' | 'zlib' | 'stream', number[]> = { ours: [], zlib: [], stream: [] };
	for (let round = 0; round < ROUNDS; round++) {
		times.zlib.push(await seconds(() => inflateWithZlib(zip)));
		times.stream.push(await seconds(() => inflateWithStream(zip)));
		times.ours.push(await seconds(() => read(zip)));
	}
	const result: PriceFileRun = {
		...first,
		seconds: median(times.ours),
		zlibSeconds: median(times.zlib),
		streamSeconds: median(times.stream),
	};
	console.log(JSON.stringify(result));
}

async function read(zip: string): Promise<{ read: number; matched: number; returned: number }> {
	const content = await readPriceFile(
		createReadStream(zip),
		{ name: zip, expected: 'full', cap: CAP, filter: { manufacturers: MANUFACTURERS } },
		itemsOfPriceFile('US'),
	);
	return { read: content.read, matched: content.matched, returned: content.items.length };
}

/** The kernel's own high-water mark: nothing that happens between two samples is missed. */
async function withPeak<Result>(
	work: () => Promise<Result>,
): Promise<Result & { peakMegabytes: number }> {
	globalThis.gc?.();
	const before = process.memoryUsage.rss();
	const result = await work();
	const peak = process.resourceUsage().maxRSS * 1024;
	return { ...result, peakMegabytes: (peak - before) / 1e6 };
}

async function inflateWithStream(zip: string): Promise<void> {
	for await (const piece of unzip(createReadStream(zip), zip)) void piece;
}

async function inflateWithZlib(zip: string): Promise<void> {
	const { start, end } = await packedBytes(zip);
	const inflated = createReadStream(zip, { start, end }).pipe(createInflateRaw());
	for await (const piece of inflated) void piece;
}

/** Where the one file of the archive lies in it: behind its local header, as long as the directory says. */
async function packedBytes(zip: string): Promise<{ start: number; end: number }> {
	const file = await open(zip);
	try {
		const { size } = await file.stat();
		const head = (await file.read(Buffer.alloc(30), 0, 30, 0)).buffer;
		const tail = (await file.read(Buffer.alloc(200), 0, 200, size - 200)).buffer;
		const entry = tail.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
		const start = 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
		return { start, end: start + tail.readUInt32LE(entry + 20) - 1 };
	} finally {
		await file.close();
	}
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
	const before = performance.now();
	await work();
	return (performance.now() - before) / 1000;
}

function median(values: number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

void main(String(process.argv[2]));
