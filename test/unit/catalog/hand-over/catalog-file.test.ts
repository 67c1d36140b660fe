import { gunzipSync, gzipSync } from 'node:zlib';
import { readCatalogFile } from '../../../../lib/catalog/hand-over/read-catalog-file';
import { catalogFileWriter } from '../../../../lib/catalog/hand-over/write-catalog-file';
import type { CatalogItem } from '../../../../lib/catalog/types';

const catalogItem = (sku: string): CatalogItem =>
	({
		sku,
		mpn: null,
		name: `Schloß "${sku}"\n24"`,
		cost: '12.50',
		stockByWarehouse: [{ warehouse: '3', name: 'Fontana', quantity: 4 }],
		warnings: [],
	}) as unknown as CatalogItem;

const FEED = { kind: 'full', created: '2026-11-27', complete: true } as const;

/** SKUs differ so that packing cannot make a trifle of them. */
const items = (count: number) =>
	Array.from({ length: count }, (_, at) => catalogItem(String(10_000_000 + ((at * 7919) % 9e6))));

async function written(all: CatalogItem[]): Promise<Buffer> {
	const file = catalogFileWriter();
	for (const one of all) await file.add(one);
	return Buffer.from(await file.end(FEED));
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, size = 1000): Promise<unknown[]> {
	const all: unknown[] = [];
	for await (const rows of readCatalogFile(inPieces(bytes, size), '1.catalog.gz'))
		all.push(...rows);
	return all;
}

/** What the reading ends with. */
async function feedOf(bytes: Uint8Array): Promise<unknown> {
	const reading = readCatalogFile(inPieces(bytes, 1000), '1.catalog.gz');
	for (;;) {
		const { done, value } = await reading.next();
		if (done) return value;
	}
}

describe('the file between Catalog Fetch and Product Upsert', () => {
	test.each([0, 1, 5_000])('gives back the %d products that went in, in their order', async (n) => {
		const all = items(n);
		const file = await written(all);
		expect(await read(file)).toEqual(all);
		expect(await read(file, 7)).toEqual(all);
	});

	test('holds what no item says as null', async () => {
		const french = { ...catalogItem('1'), descriptionFrench: null };
		const [back] = await read(await written([french, catalogItem('2')]).then((file) => file));
		expect(back).toEqual(french);
	});

	test('that breaks off anywhere, even between two lines, is refused', async () => {
		const file = await written(items(300));
		for (let length = 1; length < file.length; length += 97)
			await expect(read(file.subarray(0, length))).rejects.toMatchObject({
				code: 'catalog-file-cut',
				retryable: true,
			});
		const lines = gunzipSync(file).toString().trimEnd().split('\n');
		const without = (at: number) => gzipSync(lines.toSpliced(at, 1).join('\n'));
		await expect(read(without(5))).rejects.toMatchObject({ code: 'catalog-file-cut' });
		await expect(read(without(lines.length - 1))).rejects.toMatchObject({
			code: 'catalog-file-cut',
		});
	});

	test('with a byte changed is refused', async () => {
		const file = await written(items(300));
		for (let at = 20; at < file.length; at += 211) {
			const spoilt = Buffer.from(file);
			spoilt[at] = (spoilt[at] ?? 0) ^ 0x55;
			await expect(read(spoilt)).rejects.toMatchObject({
				code: expect.stringMatching(/^catalog-file-(cut|foreign|newer)$/) as string,
			});
		}
	});

	test.each([
		['a price file', Buffer.from('~100001~20260115~C~\n')],
		['a ZIP', Buffer.from('PK\x03\x04 whatever', 'latin1')],
		['another packed file', gzipSync('{"format":"something-else","version":1}\n')],
		['a packed text', gzipSync('hello')],
		['nothing', Buffer.alloc(0)],
	])('is told from %s', async (_, bytes) => {
		await expect(read(bytes)).rejects.toMatchObject({
			code: 'catalog-file-foreign',
			record: '1.catalog.gz',
			remedy: expect.stringContaining('Hand On As set to File') as string,
		});
	});

	test('of a newer version is refused in those words', async () => {
		const file = gzipSync('{"format":"td-synnex-catalog","version":2,"columns":{}}\n');
		await expect(read(file)).rejects.toMatchObject({
			code: 'catalog-file-newer',
			cause: expect.stringContaining('version 2, and this node reads up to version 1') as string,
		});
	});

	test('says which price file its products are from, and an older one says nothing', async () => {
		const file = await written(items(3));
		const older = gzipSync(
			gunzipSync(file)
				.toString()
				.replace(/,"feed":\{.*?\}/, ''),
		);
		expect(await feedOf(file)).toEqual(FEED);
		expect(await feedOf(older)).toBeNull();
	});

	test('lets through what the store of n8n fails with', async () => {
		async function* broken(): AsyncGenerator<Uint8Array> {
			yield (await written(items(300))).subarray(0, 100);
			throw new Error('the disk is gone');
		}
		const reading = (async () => {
			for await (const rows of readCatalogFile(broken(), '1.catalog.gz')) void rows;
		})();
		await expect(reading).rejects.toThrow('the disk is gone');
	});
});
