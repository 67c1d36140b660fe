import { gunzipSync } from 'node:zlib';
import { resultsFile } from '../../../../lib/catalog/report/results-file';
import { readPastWrites } from '../../../../lib/catalog/undo/past-writes';
import { FakeAutotask } from '../fake-autotask';
import { item, product, run } from '../sync-fixture';

/** RFC 4180, as n8n's Extract From File reads it: every cell is text. */
function parsed(csv: string): Record<string, string>[] {
	const rows: string[][] = [];
	for (const [, cell = '', end = ''] of csv.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/g)) {
		const text = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
		const row = rows.at(-1) ?? (rows[0] = []);
		row.push(text);
		if (end !== ',') rows.push([]);
	}
	const [head = [], ...body] = rows.filter((row) => row.length > 1);
	return body.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
}

const unpacked = async (results: Parameters<typeof resultsFile>[0]) =>
	parsed(gunzipSync(await resultsFile(results)).toString());

/** One that has a product of another kind: an Autotask without any seems to hide them. */
const emptyAutotask = () =>
	new FakeAutotask({ products: [product({ sku: 'X', manufacturerProductName: '' })] });

describe('the file of results', () => {
	test('tells of every product what an item tells', async () => {
		const autotask = emptyAutotask();
		const made = item({ name: 'Rack 19", "deep"', description: 'first\nsecond, third' });
		const { results } = await run([made, item({ sku: '2', mpn: 'B', cost: '0' })], autotask);
		const rows = await unpacked(results);
		expect(rows.map(({ sku, outcome, code }) => [sku, outcome, code])).toEqual([
			['14152708', 'done', ''],
			['2', 'held', 'cost-none'],
		]);
		expect(rows[0]).toMatchObject({ name: 'Rack 19", "deep"', autotaskSku: 'TDS-14152708' });
		expect(JSON.parse(rows[0]?.changes ?? '')).toEqual(results[0]?.changes);
		expect(rows[1]?.remedy).toBe(results[1]?.remedy);
	});

	test('is enough to undo the run', async () => {
		const autotask = emptyAutotask();
		const { results } = await run([item()], autotask);
		const [fromFile] = readPastWrites(await unpacked(results)).writes;
		const [fromItems] = readPastWrites(results).writes;
		expect(fromFile).toEqual(fromItems);
		expect(fromFile?.changes.length).toBeGreaterThan(5);
	});

	test('holds nothing that a spreadsheet takes for a formula', async () => {
		const autotask = emptyAutotask();
		const { results } = await run([item({ name: '=HYPERLINK("http://x")' })], autotask);
		expect((await unpacked(results))[0]?.name).toBe('\'=HYPERLINK("http://x")');
	});
});
