import type { RowFilter } from '../../../../lib/tdsynnex/price-file/row-filter';
import { apFile, read, row } from './fixture';

const CATALOG = apFile([
	row({
		5: '1',
		3: 'WD22TB4',
		7: 'THUNDERBOLT DOCK',
		8: 'DELL',
		10: '5',
		13: '1,299.00',
		25: '00110203',
		40: 'A',
	}),
	row({ 5: '2', 7: 'LASER TONER', 8: 'HP INC.', 10: '0', 13: '89.99', 25: '0215', 40: 'B' }),
	row({
		5: '3',
		7: 'CAFÉ POSTER',
		8: 'hp inc.',
		10: '-3',
		13: '',
		25: '0215001',
		40: '',
		50: 'LONG TEXT HERE',
	}),
	row({
		5: '4',
		7: 'MOUSE',
		8: 'DELL EMC',
		10: '1,200',
		13: '0.00',
		25: '11',
		40: 'C',
		34: '884116366',
	}),
]);

async function found(filter: Partial<RowFilter>): Promise<string> {
	return (await read(CATALOG, { filter })).items.map(({ sku }) => sku).join(' ');
}

describe('filters on a price file', () => {
	it.each<[string, Partial<RowFilter>, string]>([
		['nothing asked gives all', {}, '1 2 3 4'],
		['a manufacturer is a whole name, whatever its case', { manufacturers: ['dell'] }, '1'],
		['a star stands for any ending', { manufacturers: ['dell*'] }, '1 4'],
		['one of several manufacturers is enough', { manufacturers: ['DELL', 'HP Inc.'] }, '1 2 3'],
		['a category begins so, zeros in front included', { categoryPrefixes: ['0011'] }, '1'],
		[
			'a category typed without its zeros is found too',
			{ categoryPrefixes: ['215', '11'] },
			'1 2 3 4',
		],
		[
			'a category typed with zeros is no other that begins so without',
			{ categoryPrefixes: ['02', '011'] },
			'2 3',
		],
		['lifecycle A or B', { lifecycleCodes: ['A', 'b'] }, '1 2'],
		['lifecycle not stated', { lifecycleCodes: ['-'] }, '3'],
		['in stock means more than none', { inStockOnly: true }, '1 4'],
		['cost from, thousands comma read right', { minCost: '1299', maxCost: null }, '1'],
		['cost range, both ends in', { minCost: '89.99', maxCost: '1299.00' }, '1 2'],
		['cost up to leaves out rows without a cost', { maxCost: '100' }, '2 4'],
		['a list of SKUs', { skus: ['2', '4', '99'] }, '2 4'],
		['text in the name', { text: 'toner' }, '2'],
		['text in the part number', { text: 'wd22' }, '1'],
		['text in description and UPC', { text: '88411' }, '4'],
		['text with an accent', { text: 'café' }, '3'],
		['all words of a text, anywhere', { text: 'dock dell' }, '1'],
		['a word that is missing', { text: 'dock hp' }, ''],
		['all filters at once', { manufacturers: ['dell*'], inStockOnly: true, maxCost: '10' }, '4'],
	])('%s', async (_, filter, skus) => {
		expect(await found(filter)).toBe(skus);
	});
});

describe('filters on what only a price file does', () => {
	const skus = async (bytes: Buffer, filter: Partial<RowFilter>) =>
		(await read(bytes, { filter })).items.map(({ sku }) => sku).join(' ');

	it('find a manufacturer whose name the file cuts at 25 characters', async () => {
		const file = apFile([
			row({ 5: '1', 8: 'HEWLETT PACKARD ENTERPRIS' }),
			row({ 5: '2', 8: 'HEWLETT PACKARD ENTERPRISE' }),
			row({ 5: '3', 8: 'HEWLETT PACKARD' }),
			row({ 5: '4', 8: 'HEWLETT PACKARD ENTERPRISES OF' }),
		]);
		const wanted = (name: string) => skus(file, { manufacturers: [name] });
		expect(await wanted('Hewlett Packard Enterprise')).toBe('1 2');
		expect(await wanted('Hewlett Packard Enterprise*')).toBe('1 2 4');
		expect(await wanted('Hewlett Packard')).toBe('3');
	});

	it('find letters beyond ASCII in UTF-8 as in latin1, whatever their case', async () => {
		const line = row({ 5: '7', 7: 'CAF\u00c9 POSTER', 8: 'M\u00d6BIUS & S\u00d8N' });
		const text = ['DEMO846~HDR~260115~260115~C~~~~~', line, ''].join('\r\n');
		for (const encoding of ['latin1', 'utf8'] as const) {
			const file = Buffer.from(text, encoding);
			expect(await skus(file, { manufacturers: ['m\u00f6bius & s\u00f8n'] })).toBe('7');
			expect(await skus(file, { text: 'poster caf\u00e9' })).toBe('7');
			expect(await skus(file, { text: 'caf\u00e8' })).toBe('');
		}
	});

	it('take a licence, which says 9999 everywhere, for one that has no stock', async () => {
		const US = [15, 16, 22, 24, 30, 56, 61, 62, 63, 64, 69];
		const CA = [16, 20, 22, 61, 62];
		const at = (columns: number[]) => Object.fromEntries(columns.map((each) => [each, '9999']));
		const file = apFile([
			row({ 5: '1', 10: '9999', ...at(US) }),
			row({ 5: '2', 10: '9999', ...at(CA) }),
			row({ 5: '3', 10: '9999', 16: '9999', 22: '0' }),
			row({ 5: '4', 10: '109989', ...at(US), 69: '3' }),
		]);
		expect(await skus(file, { inStockOnly: true })).toBe('3 4');
		expect(await skus(file, {})).toBe('1 2 3 4');
	});

	it('take the word NULL for nothing', async () => {
		const file = apFile([row({ 5: '1', 40: 'NULL' }), row({ 5: '2', 40: 'N' })]);
		expect(await skus(file, { lifecycleCodes: ['-'] })).toBe('1');
	});
});
