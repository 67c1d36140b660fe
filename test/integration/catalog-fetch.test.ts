import { createHash } from 'node:crypto';
import type { IRun } from 'n8n-workflow';
import { zipSync } from 'fflate';
import { baseNodes } from './base-nodes';
import { chain, type Engine, itemsOf, node, startEngine } from './core';
import { priceFile, type RowFacts } from './price-file';

/** The stand-in of n8n's FTP node hands this on, as the real one does: binary data on disk. */
let file: { fileName: string; content: Buffer };

describe('Catalog Fetch on a price file, in n8n’s own engine', () => {
	let engine: Engine;
	beforeAll(async () => {
		engine = await startEngine(
			baseNodes(() => ({ fileName: file.fileName, open: () => file.content })),
		);
	});
	afterAll(async () => await engine.close());

	const fetch = (
		content: Buffer,
		parameters: object = {},
		fileName = '123456.zip',
	): Promise<IRun> => {
		file = { fileName, content };
		return engine.run(
			chain(
				node('Manual', 'n8n-nodes-base.manualTrigger'),
				node('FTP', 'n8n-nodes-base.ftp'),
				node('Fetch', 'n8n-nodes-tdsynnex-autotask.catalogFetch', {
					parameters: { ...parameters },
				}),
			),
			{},
		);
	};
	const zipped = (rows: (RowFacts | string)[], qualifier?: 'C' | 'U') =>
		Buffer.from(zipSync({ '123456.AP': priceFile(rows, qualifier) }));
	const summaryOf = (run: IRun) => itemsOf(run, 'Fetch', 1)[0];
	const hintsOf = (run: IRun) =>
		run.data.resultData.runData['Fetch']?.[0]?.hints?.map(({ message }) => message);
	const failure = (run: IRun) => {
		const { error } = run.data.resultData;
		return `${error?.message} | ${error?.description}`;
	};

	it('reads a zipped and a plain file alike', async () => {
		const fromZip = await fetch(zipped([{ sku: '14152708', cost: '99.90' }]));
		const fromText = await fetch(priceFile([{ sku: '14152708', cost: '99.90' }]), {}, '123456.AP');
		expect(fromZip.status).toBe('success');
		expect(itemsOf(fromZip, 'Fetch')).toEqual([
			expect.objectContaining({ sku: '14152708', cost: '99.90' }),
		]);
		expect(itemsOf(fromText, 'Fetch')).toEqual(itemsOf(fromZip, 'Fetch'));
	});

	it('says how many matched and were cut', async () => {
		const run = await fetch(zipped([{}, {}, {}]), { maxProducts: 2 });
		expect(itemsOf(run, 'Fetch')).toHaveLength(2);
		expect(summaryOf(run)).toMatchObject({ rowsRead: 3, matched: 3, cut: 1, complete: false });
		expect(hintsOf(run)?.join()).toMatch(/3 products matched, 1 cut by Maximum Products/);
	});

	it.each([
		[
			'a web page in place of the zip',
			() => Buffer.from('<html>login</html>'),
			/neither a ZIP archive nor a TD SYNNEX price file.*Check the path/,
		],
		[
			'a zip that lacks its second half',
			() => halfOf(zipped(manyRows(2000))),
			/^123456\.zip: The ZIP archive is cut off: its end is missing, so nothing of it was used \| Fetch the file again, in binary mode, and after TD SYNNEX has finished writing it\.$/,
		],
		[
			'an unknown header',
			() => Buffer.from('Manufacturer Part~TD Part~SKU~Status\r\n'),
			/^123456\.zip: This is neither a ZIP archive .* not an HDR line \(it begins “Manufacturer Part~TD Part~SKU~Status”\) \| Check the path/,
		],
		[
			'an update file where a full one is expected',
			() => zipped([{}], 'U'),
			/^123456\.zip: This is an update file with changes only \(header U\), but a full file \(header C\) is expected \| Fetch the full file .*, or set Expected File/,
		],
		[
			'more than 1 % damaged rows',
			() => zipped([...manyRows(98), 'TEST846~DTL~x', 'TEST846~DTL~y']),
			/^123456\.zip: 2 of 100 rows are damaged \(line 100 has 3 fields; line 101 has 3 fields\), which is more than 1 %, so no products were returned \| Fetch the file again/,
		],
		[
			'an empty file',
			() => Buffer.alloc(0),
			/^123456\.zip: The file is empty \| Fetch the file again/,
		],
	])('stops at %s, and says what to do', async (_, content, sentence) => {
		const run = await fetch(content());
		expect(run.status).toBe('error');
		expect(failure(run)).toMatch(sentence);
		expect(itemsOf(run, 'Fetch')).toEqual([]);
	});

	it('passes over a last row that breaks off, keeps the rest, and says so', async () => {
		const whole = priceFile(manyRows(3));
		const run = await fetch(whole.subarray(0, whole.length - 60), {}, '123456.AP');
		expect(itemsOf(run, 'Fetch')).toHaveLength(2);
		expect(summaryOf(run)).toMatchObject({ lastRowCut: true, complete: false });
		expect(hintsOf(run)).toContain(
			'The last row of 123456.AP is incomplete and was skipped: the file may have been fetched before it was complete. Fetch it again.',
		);
	});

	it('takes a cost of 1,299.00 for what it says, marks a cost of zero, and counts the last of two rows with one SKU', async () => {
		const run = await fetch(
			zipped([
				{ sku: '1001', cost: '1,299.00' },
				{ sku: '1002', cost: '0.00' },
				{ sku: '1003', cost: '5.00' },
				{ sku: '1003', cost: '6.00' },
			]),
		);
		const items = itemsOf(run, 'Fetch');
		expect(items.map(({ sku, cost }) => `${String(sku)} ${Number(cost)}`)).toEqual([
			'1001 1299',
			'1002 0',
			'1003 6',
		]);
		expect(items[1]?.warnings).toEqual([expect.stringMatching(/zero/)]);
		expect(summaryOf(run)).toMatchObject({ duplicateSkus: ['1003'], withoutCost: 1 });
	});

	it('lets several thousand rows through unharmed', async () => {
		const run = await fetch(zipped(manyRows(5000)), { maxProducts: 0 });
		const skus = itemsOf(run, 'Fetch').map(({ sku }) => String(sku));
		expect(skus).toHaveLength(5000);
		const expected = Array.from({ length: 5000 }, (_, index) => String(90_000_001 + index));
		expect(digest(skus)).toBe(digest(expected));
	});
});

function manyRows(count: number): RowFacts[] {
	// long unequal names, so that a zip of them is large enough to be cut in its middle
	return Array.from({ length: count }, (_, index) => ({
		name: createHash('sha256').update(String(index)).digest('hex'),
	}));
}

function halfOf(content: Buffer): Buffer {
	return content.subarray(0, Math.floor(content.length / 2));
}

function digest(lines: string[]): string {
	return createHash('sha256').update(lines.join()).digest('hex');
}
