import { readPriceRows } from '../../../../lib/tdsynnex/price-file/read';
import type { RowFilter } from '../../../../lib/tdsynnex/price-file/row-filter';
import { searchRows } from '../../../../lib/tdsynnex/price-file/search-rows';
import { apFile, row } from './fixture';

const CATALOG = apFile([
	row({ 5: '1', 3: 'DOCK-9', 7: 'USB DOCK, DEAR', 8: 'DELL', 10: '5', 13: '299.00' }),
	row({ 5: '2', 3: 'DOCK', 7: 'USB DOCK, NONE LEFT', 8: 'DELL', 10: '0', 13: '9.00' }),
	row({ 5: '3', 3: 'D-3', 7: 'USB DOCK, CHEAP', 8: 'HP INC.', 10: '7', 13: '99.50' }),
	row({ 5: '4', 3: 'D-4', 7: 'USB DOCK WITHOUT A COST', 8: 'HP INC.', 10: '7', 13: '' }),
	row({ 5: '5', 3: 'X', 7: 'CAFÉ POSTER', 8: 'ACME', 10: '1', 13: '1.00' }),
	row({ 5: '3', 3: 'D-3', 7: 'USB DOCK, CHEAPER', 8: 'HP INC.', 10: '7', 13: '98.00' }),
]);

describe('a search of a price file that is kept', () => {
	const kept = async () => {
		const file = (async function* () {
			yield await Promise.resolve(CATALOG);
		})();
		return (await readPriceRows(file, { name: 'a.AP', expected: 'full', cap: 0 })).rows;
	};
	const found = async (filter: Partial<RowFilter>, most = 10) => {
		const { matched, items } = searchRows(await kept(), filter, most, ({ field, line, repeated }) =>
			[field(5), field(7), line, repeated].join('|'),
		);
		return { matched, skus: items.map((one) => one.split('|')[0]).join(' '), items };
	};

	it('gives what is in stock first, the cheaper one before the dearer, without a cost last', async () => {
		expect(await found({ text: 'usb' })).toMatchObject({ matched: 4, skus: '3 1 4 2' });
	});

	it('gives the part number or SKU that was typed before all', async () => {
		expect(await found({ text: 'dock' })).toMatchObject({ matched: 4, skus: '2 3 1 4' });
		expect((await found({ text: '1' })).skus).toMatch(/^1\b/);
	});

	it('gives the best alone, and says how many there are', async () => {
		expect(await found({ text: 'dock' }, 2)).toMatchObject({ matched: 4, skus: '2 3' });
	});

	it('takes the filters of a reading', async () => {
		const filter = { text: 'dock', inStockOnly: true, manufacturers: ['hp*'], maxCost: '98.00' };
		expect(await found(filter)).toMatchObject({ matched: 1, skus: '3' });
	});

	it('gives the last of two rows of one SKU, and letters as they are, as often as it is asked', async () => {
		const rows = await kept();
		const names = () =>
			['cheap', 'café'].map(
				(text) => searchRows(rows, { text }, 5, ({ field }) => field(7)).items[0],
			);
		expect(names()).toEqual(['USB DOCK, CHEAPER', 'CAFÉ POSTER']);
		expect(names()).toEqual(names());
		expect((await found({ text: 'cheaper' })).items).toEqual(['3|USB DOCK, CHEAPER|7|true']);
	});

	it('gives nothing where nothing fits', async () => {
		expect(await found({ text: 'zebra' })).toMatchObject({ matched: 0, items: [] });
	});
});
