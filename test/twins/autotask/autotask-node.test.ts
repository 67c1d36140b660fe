import { gzipSync } from 'node:zlib';

import { openApi, type Api } from './api';

interface Reply {
	items: Array<{ id: number }>;
	item: unknown;
	itemId: number;
}

/**
 * The day's work of autotask-node 2.3.0, which no registry holds: its requests as a proxy recorded
 * them on their way to the twin (packed bodies, `maxRecords`, words for booleans), sent again, and
 * what the client reads of each answer.
 */
describe('the requests of autotask-node against the twin', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi();
	});
	afterAll(() => api.close());

	/** It packs every body with gzip and says so. */
	const send = async (method: string, path: string, body?: unknown) => {
		const response = await fetch(`${api.zoneUrl}V1.0${path}`, {
			method,
			headers: { ...api.headers, ...(body ? { 'Content-Encoding': 'gzip' } : {}) },
			body: body ? gzipSync(JSON.stringify(body)) : undefined,
		});
		return { status: response.status, body: (await response.json()) as Reply };
	};
	const ALL = [{ op: 'gte', field: 'id', value: 0 }];
	const first = async (path: string) => {
		const { body } = await send('POST', path, { filter: ALL, maxRecords: 1 });
		return body.items[0]!.id;
	};

	test('begins with the version, then lists companies, the own one first', async () => {
		expect((await send('GET', '/Version')).status).toBe(200);
		const { body } = await send('POST', '/Companies/query', { filter: ALL, maxRecords: 5 });
		expect(body.items).toHaveLength(5);
		expect(body.items[0]).toMatchObject({ id: 0 });
	});

	test('asks for active products in a word', async () => {
		const filter = [{ op: 'eq', field: 'isActive', value: 'true' }];
		const { status, body } = await send('POST', '/Products/query', { filter, maxRecords: 3 });
		expect([status, body.items.length]).toEqual([200, 3]);
	});

	test('creates a product, reads it back, and branches on a null item', async () => {
		const codes = await send('POST', '/BillingCodes/query', {
			filter: [{ op: 'eq', field: 'useType', value: 4 }],
		});
		const made = await send('POST', '/Products', {
			name: 'Node client',
			sku: 'AN-1',
			isActive: true,
			isSerialized: false,
			productBillingCodeID: codes.body.items[0]?.id,
		});
		const { itemId } = made.body;
		expect((await send('GET', `/Products/${itemId}`)).body.item).toMatchObject({ sku: 'AN-1' });
		expect((await send('GET', '/Products/999999')).body).toEqual({ item: null });
		const patch = await send('PATCH', `/Products/${itemId}`, { id: itemId, unitPrice: 3 });
		expect(patch.status).toBe(405);
	});

	test('adds a note without naming the ticket, and a quote item with all discounts', async () => {
		const note = { title: 'T', description: 'D', noteType: 1, publish: 1 };
		const path = `/Tickets/${await first('/Tickets/query')}/Notes`;
		expect((await send('POST', path, note)).body).toEqual({ itemId: expect.any(Number) });
		const quoteID = await first('/Quotes/query');
		const active = { filter: [{ op: 'eq', field: 'isActive', value: 'true' }], maxRecords: 1 };
		const products = await send('POST', '/Products/query', active);
		const made = await send('POST', `/Quotes/${quoteID}/Items`, {
			quoteID,
			productID: products.body.items[0]?.id,
			quantity: 1,
			quoteItemType: 1,
			isOptional: false,
			unitDiscount: 0,
			lineDiscount: 0,
			percentageDiscount: 0,
		});
		const item = (await send('GET', `/QuoteItems/${String(made.body.itemId)}`)).body.item;
		expect(item).toMatchObject({ quoteID, internalCurrencyUnitDiscount: 0 });
	});
});
