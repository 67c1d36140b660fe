import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { crc32 } from '../../../../../lib/tdsynnex/price-file/zip/crc32';
import { apFile, plainZipOf, problemOf, read, rows, zipOf } from '../fixture';

const file = apFile(rows(3000));
const large = apFile(rows(20_000));
const two = { '100001.AP': large, 'more.AP': large };

describe('a price file in a ZIP archive', () => {
	it.each([1, 7, 1000, 65536, 10_000_000])(
		'is read the same in pieces of %i bytes',
		async (size) => {
			const { items } = await read(await zipOf({ '100001.AP': apFile(rows(40)) }), {}, size);
			expect(items.map(({ sku }) => sku)).toEqual(rows(40).map((text) => text.split('~')[4]));
		},
	);

	it('is read whoever wrote the archive: streamed, in one piece, or not compressed', async () => {
		const archives = [
			await zipOf({ '100001.AP': file }),
			await plainZipOf('100001.AP', file),
			await zipOf({ '100001.AP': file }, { compress: false }),
			await zipOf({ '100001.AP': file }, { forceZip64Format: true }),
			await zipOf({ '100001.AP': file }, { compress: false, forceZip64Format: true }),
			await zipOf({ 'out/': Buffer.alloc(0), 'out/100001.ap': file }),
		];
		for (const archive of archives) expect((await read(archive)).items).toHaveLength(3000);
	});

	it('is recognised by its bytes, not by its name', async () => {
		expect((await read(file, { name: 'wrong-name.zip' })).items).toHaveLength(3000);
		expect((await read(await zipOf({ a: file }), { name: '100001.AP' })).items).toHaveLength(3000);
	});

	it('that is cut off anywhere says so, and gives nothing', async () => {
		const archive = await zipOf({ '100001.AP': large });
		for (const share of [0.001, 0.3, 0.7, 0.99, 0.9999]) {
			const cut = archive.subarray(0, Math.max(5, Math.floor(archive.length * share)));
			const problem = await problemOf(read(cut, {}, 65536));
			expect(problem.message).toBe(
				'100001.zip: The ZIP archive is cut off: its end is missing, so nothing of it was used',
			);
			expect(problem.remedy).toBe(
				'Fetch the file again, in binary mode, and after TD SYNNEX has finished writing it.',
			);
		}
	});

	it('never passes when a byte of it was changed on the way', async () => {
		const archive = await zipOf({ '100001.AP': apFile(rows(300)) });
		const start = 60;
		const end = archive.length - 120;
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: start, max: end }),
				fc.integer({ min: 1, max: 255 }),
				async (at, change) => {
					const damaged = Buffer.from(archive);
					damaged[at] = (damaged[at] as number) ^ change;
					await expect(problemOf(read(damaged, {}, 65536))).resolves.toBeDefined();
				},
			),
			{ numRuns: 60 },
		);
	});

	it('with several files in it names them', async () => {
		const archive = await zipOf({ 'readme.txt': Buffer.from('hello'), '100001.AP': file });
		const problem = await problemOf(read(archive));
		expect(['price-file-zip-several', 'price-file-header']).toContain(problem.code);
		expect((await problemOf(read(await zipOf(two), {}, 65536))).message).toBe(
			'100001.zip: The ZIP archive contains 2 files (100001.AP, more.AP); that of a price file contains one',
		);
	});

	it('with no file in it says so', async () => {
		expect((await problemOf(read(await zipOf({})))).message).toBe(
			'100001.zip: The ZIP archive contains no file',
		);
		expect((await problemOf(read(await zipOf({ 'out/': Buffer.alloc(0) })))).message).toBe(
			'100001.zip: The ZIP archive contains no file',
		);
	});

	it('with ZIP64 records is checked like any other', async () => {
		const zip64 = await zipOf({ '100001.AP': large }, { forceZip64Format: true });
		const cut = await problemOf(read(zip64.subarray(0, zip64.length - 60), {}, 65536));
		expect(cut.code).toBe('price-file-zip-cut');
		zip64[1000] = (zip64[1000] as number) ^ 1;
		expect((await problemOf(read(zip64, {}, 65536))).code).toBe('price-file-zip-damaged');
		const several = await zipOf(two, { forceZip64Format: true });
		expect((await problemOf(read(several, {}, 65536))).code).toBe('price-file-zip-several');
	});

	it('that is encrypted says so', async () => {
		const archive = await plainZipOf('100001.AP', file);
		archive[6] = (archive[6] as number) | 1;
		expect((await problemOf(read(archive))).message).toBe(
			'100001.zip: The file 100001.AP in the ZIP archive is encrypted',
		);
	});

	it('passes the error of its source on as it is', async () => {
		const archive = await zipOf({ '100001.AP': large });
		async function* breaking(): AsyncGenerator<Uint8Array> {
			yield archive.subarray(0, 90_000);
			throw new Error('connection lost');
		}
		const { readPriceFile } = await import('../../../../../lib/tdsynnex/price-file/read');
		const options = { name: 'x', expected: 'full' as const, cap: 0 };
		await expect(readPriceFile(breaking(), options, () => 1)).rejects.toThrow('connection lost');
	});
});

describe('the checksum', () => {
	it('is that of zlib, in any pieces', () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ maxLength: 200 }),
				fc.uint8Array({ maxLength: 50 }),
				(first, second) => {
					expect(crc32(second, crc32(first, 0))).toBe(zlibCrc32(Buffer.concat([first, second])));
				},
			),
		);
	});
});
