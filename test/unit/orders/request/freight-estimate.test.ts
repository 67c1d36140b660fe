import { freightEstimate, freightWarehouse } from '../../../../lib/orders/request/freight-estimate';
import type { LiveItem, OrderRequest } from '../../../../lib/orders/types';
import type { FreightQuote } from '../../../../lib/tdsynnex/ec-xml/freight';

const order = (options: object = {}, country: 'US' | 'CA' = 'US') =>
	({
		lines: [
			{ sku: '1', quantity: 5 },
			{ sku: '2', quantity: 1 },
		],
		options: { warehouse: 'ANY', shipMethod: 'FG', ...options },
		account: { country, currency: 'USD' },
		total: '1203.00',
	}) as unknown as OrderRequest;
const stock = (bySku: Record<string, Record<string, number>>) =>
	new Map(
		Object.entries(bySku).map(([sku, places]) => [
			sku,
			{
				stockByWarehouse: Object.entries(places).map(([warehouse, quantity]) => ({
					warehouse,
					quantity,
				})),
			} as unknown as LiveItem,
		]),
	);
const QUOTE: FreightQuote = {
	kind: 'freight',
	methods: [{ code: 'FG', description: 'GROUND', serviceLevel: '5', freight: '12.00' }],
	minimumOrderFee: '5.00',
	freeFreightThreshold: '1500.00',
	totalSales: '1203.00',
	totalWeight: '3.5',
};

describe('the warehouse that freight is asked from', () => {
	it('is the one named, else the one that holds most of what is wanted', () => {
		const live = stock({ '1': { '6': 2, '7': 9, '3': 0 }, '2': { '6': 1, '98': 500 } });
		expect(freightWarehouse(order({ warehouse: '503' }), live)).toBe('503');
		expect(freightWarehouse(order(), live)).toBe('7');
		expect(freightWarehouse(order({ warehouse: '' }), live)).toBe('7');
	});

	it('is the first of the country where nothing is known or nobody but the maker holds any: one is required', () => {
		for (const live of [null, stock({}), stock({ '1': { '98': 50, '6': 0 } })]) {
			expect(freightWarehouse(order(), live)).toBe('16');
			expect(freightWarehouse(order({}, 'CA'), live)).toBe('26');
		}
	});
});

describe('what freight would cost', () => {
	it('is told with fee and threshold', () => {
		expect(freightEstimate(QUOTE, order(), '7')).toEqual({
			freight: QUOTE.methods,
			freightEstimate: '12.00',
			freightWarehouse: '7',
			freeFreightThreshold: '1500.00',
			minimumOrderFee: '5.00',
			freightNote:
				'Estimated from warehouse 7; freight and carrier can change while TD SYNNEX processes the order. Freight is free for this account from an order value of 1500.00 USD, and this one comes to 1203.00, 297.00 less. There is also a minimum order fee of 5.00.',
		});
	});

	it.each<[string, Partial<FreightQuote>, string, object]>([
		['an order above the threshold', { totalSales: '1500.00' }, 'this one comes to 1500.00.', {}],
		['a quote without sales', { totalSales: '' }, 'this one comes to 1203.00,', {}],
		['a method that the quote lacks', {}, 'does not list ship method RI.', { shipMethod: 'RI' }],
	])('says it of %s', (_what, change, words, options) => {
		const { freightNote } = freightEstimate({ ...QUOTE, ...change }, order(options), '7');
		expect(freightNote).toContain(words);
	});

	it('says nothing of a fee of zero or of a threshold that is not stated', () => {
		const quote = { ...QUOTE, minimumOrderFee: '0.00', freeFreightThreshold: '' };
		const { minimumOrderFee, freightNote } = freightEstimate(quote, order(), '7');
		expect(minimumOrderFee).toBe('');
		expect(freightNote).not.toMatch(/fee|free/);
	});

	it.each([
		[null, 'it did not answer'],
		[{ kind: 'unreadable', why: 'the reply is no XML' }, 'the reply is no XML'],
		[{ kind: 'error', message: 'Invalid ZIP Code ', detail: '' }, 'Invalid ZIP Code'],
	] as const)('says why it is not known: %j', (reply, why) => {
		expect(freightEstimate(reply, order(), '7')).toMatchObject({
			freight: [],
			freightNote: `TD SYNNEX gave no freight estimate (${why})`,
		});
	});
});
