import { readFilter, readSkuList } from '../../../../lib/catalog/fetch/typed-filter';

describe('filters as people type them', () => {
	it('are lists with commas, semicolons or line ends between', () => {
		expect(
			readFilter({ manufacturers: ' DELL, HP* ;\nAPC,, ', categoryPrefixes: '0110' }),
		).toMatchObject({
			manufacturers: ['DELL', 'HP*', 'APC'],
			categoryPrefixes: ['0110'],
			minCost: null,
			inStockOnly: false,
		});
	});

	it('take SKUs as Autotask shows them', () => {
		expect(readSkuList('TDS-14152708, 13994201')).toEqual(['14152708', '13994201']);
	});

	it.each([
		[{ minCost: 'ten' }, 'Filters: Minimum Cost “ten” is not an amount'],
		[{ maxCost: '1.299,00' }, 'Filters: Maximum Cost “1.299,00” is not an amount'],
		[
			{ minCost: '10', maxCost: '9.99' },
			'Filters: Minimum Cost 10 is above Maximum Cost 9.99, so nothing could match',
		],
		[
			{ skus: '14152708, WD22TB4' },
			'Filters: “WD22TB4” is not a TD SYNNEX SKU, which has only digits',
		],
	])('are refused when they make no sense: %j', (typed, sentence) => {
		expect(() => readFilter(typed)).toThrow(sentence);
	});

	it('take amounts with a thousands comma, and 0 for an amount', () => {
		expect(readFilter({ minCost: 0, maxCost: '1,299.00' })).toMatchObject({
			minCost: '0',
			maxCost: '1299.00',
		});
	});
});
