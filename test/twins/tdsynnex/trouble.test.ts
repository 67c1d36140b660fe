import type { Fault } from '../../../sandbox/core';
import { differences, REPLIES } from './skeleton';
import { inStock, item, startTwin, type TwinClient } from './twin-client';

describe('on a bad day', () => {
	let client: TwinClient;
	let sku: string;
	beforeAll(async () => {
		client = await startTwin();
		sku = client.product(inStock(12)).sku;
	});
	afterAll(() => client.twin.close());
	beforeEach(async () => {
		await client.faults.clear();
		await client.twin.reset();
		client.ledger.clear();
		client.twin.scenario('*', {});
	});
	const submitUnder = async (fault: Fault) => {
		client.faults.add({ fault, endpoint: 'PO' });
		return client.submit({ lines: item(1, sku) }).catch(() => null);
	};
	const taken = () => client.twin.stored().purchaseOrders.length;

	it.each<[string, Fault]>([
		['the connection is reset', { kind: 'resetAfter' }],
		['no answer comes', { kind: 'timeoutWithEffect', holdMs: 30 }],
		['a gateway answers 503', { kind: 'status', status: 503, withEffect: true }],
		['a gateway answers with a web page', { kind: 'htmlErrorPage', withEffect: true }],
		['the answer is empty', { kind: 'emptyBody' }],
		['the answer is cut off', { kind: 'truncatedBody' }],
		['the answer is garbled', { kind: 'malformedBody' }],
		['the answer carries a document type', { kind: 'dtd' }],
	])('an order is there although %s', async (_what, fault) => {
		const reply = await submitUnder(fault);
		expect(reply === null || reply.xml === null || fault.kind === 'dtd').toBe(true);
		expect(taken()).toBe(1);
		const [entry] = client.ledger.effects('tdsynnex');
		expect(entry).toMatchObject({ endpoint: 'PO', effect: 'accepted', fault: fault.kind });
		expect(entry?.stored).toBe(client.twin.stored().purchaseOrders[0]?.orderNumbers.join(','));
		const found = (await client.status('PO-1')).xml.SynnexB2B.OrderStatusResponse;
		expect(found.Code).toBe('accepted');
	});

	it.each<[string, Fault]>([
		['the connection is reset first', { kind: 'resetBefore' }],
		['no answer comes', { kind: 'timeoutNoEffect', holdMs: 30 }],
		['a gateway answers 503', { kind: 'status', status: 503 }],
		['a gateway answers with a web page', { kind: 'htmlErrorPage' }],
	])('an order is not there when %s', async (_what, fault) => {
		await submitUnder(fault);
		expect(taken()).toBe(0);
		expect(client.ledger.effects()).toEqual([]);
		expect((await client.status('PO-1')).text).toContain('<Code>notFound</Code>');
	});

	it('an error in the vendor’s words may hide an order that was taken', async () => {
		const error = { service: 'PO', message: 'PO_TIMEOUT', detail: 'Timed out' } as const;
		client.twin.planError(error);
		const none = await client.submit({ lines: item(1, sku) });
		expect(none.status).toBe(200);
		expect(differences(none.text, REPLIES.orderError)).toEqual([]);
		expect(taken()).toBe(0);
		client.twin.planError({ ...error, withEffect: true, nested: false });
		const hidden = await client.submit({ lines: item(1, sku) });
		expect(differences(hidden.text, REPLIES.rootError)).toEqual([]);
		expect(hidden.text).toContain('PO_TIMEOUT');
		expect(taken()).toBe(1);
		expect(client.ledger.effects()).toHaveLength(1);
	});

	it('a planned error strikes as often as planned, at its service alone', async () => {
		client.twin.planError({
			service: 'PriceAvailability',
			message: 'Server.RuntimeError',
			detail: '',
			count: 2,
		});
		const ask = async () =>
			(await client.price('<skuList><mfgPN>X</mfgPN><lineNumber>1</lineNumber></skuList>')).text;
		expect((await client.status('X')).text).not.toContain('RuntimeError');
		expect(await ask()).toContain('Server.RuntimeError');
		expect(await ask()).toContain('Server.RuntimeError');
		expect(await ask()).not.toContain('Server.RuntimeError');
	});

	it.each([
		['a cut-off document', '<priceRequest><customerNo>1'],
		[
			'a document type',
			'<!DOCTYPE priceRequest [<!ENTITY a "b">]><priceRequest>&a;</priceRequest>',
		],
		['a document type alone', '<!DOCTYPE priceRequest><priceRequest/>'],
		['an unknown entity', '<priceRequest>&nbsp;</priceRequest>'],
		['a bare ampersand', '<priceRequest><customerNo>A & B</customerNo></priceRequest>'],
		['two roots', '<priceRequest/><priceRequest/>'],
		['no document', ''],
		['text', 'hello'],
	])('a request with %s is refused, with HTTP 200', async (_what, body) => {
		for (const [path, shape] of [
			['PriceAvailability', REPLIES.priceError],
			['PO', REPLIES.orderError],
			['POStatus', REPLIES.statusError],
		] as const) {
			const { status, text } = await client.post(`/SynnexXML/${path}`, body);
			expect(status).toBe(200);
			expect(differences(text, shape)).toEqual([]);
			expect(text).toContain('IncompleteXML01');
		}
	});

	it('bytes that are not UTF-8 are refused', async () => {
		const response = await fetch(`${client.at.ecUrl}/SynnexXML/PO`, {
			method: 'POST',
			headers: { 'content-type': 'application/xml' },
			body: Buffer.from('<SynnexB2B><x>é</x></SynnexB2B>', 'latin1'),
		});
		expect(await response.text()).toContain('IncompleteXML01');
	});

	it('a document of another service is refused', async () => {
		const { text } = await client.post('/SynnexXML/PO', '<priceRequest/>');
		expect(text).toContain('Root element SynnexB2B is expected');
	});

	it('every request is in the ledger under its service’s name', async () => {
		await client.price('<skuList><mfgPN>X</mfgPN><lineNumber>1</lineNumber></skuList>');
		await client.status('X');
		await client.invoices('<PONumber>X</PONumber>');
		expect(client.ledger.entries().map(({ endpoint, effect }) => [endpoint, effect])).toEqual([
			['PriceAvailability', 'none'],
			['POStatus', 'none'],
			['Invoice', 'none'],
		]);
	});

	it('a reset forgets orders, prices, plans and broken files', async () => {
		const product = client.product(({ hostility }) => hostility === null);
		await client.submit({ lines: item(1, sku) });
		client.twin.changePrices(100, [product.sku]);
		client.twin.refuseDuplicates(false);
		await client.twin.reset();
		expect(client.twin.stored().purchaseOrders).toEqual([]);
		expect(client.twin.shop.world.bySku(product.sku)?.cost).toBe(product.cost);
		expect(client.twin.shop.orders.refusesDuplicates).toBe(true);
	});

	it('the control’s routes do what the twin’s own methods do', async () => {
		const route = (name: string, body: unknown) =>
			client.twin.routes[`POST /tdsynnex/${name}`]?.(body);
		route('scenario', { poNumber: 'PO-1', outcome: 'hold', holdSeconds: null });
		await client.submit({ lines: item(1, sku) });
		expect(route('release', { poNumber: 'PO-1' })).toEqual({ released: 1 });
		expect(route('cancel', { poNumber: 'PO-1' })).toEqual({ cancelled: 1 });
		route('duplicates', { refuse: false });
		expect((await client.submit({ lines: item(1, sku) })).text).toContain('<Code>accepted</Code>');
		route('errors', { service: 'POStatus', message: 'DatabaseIssue', detail: '' });
		expect((await client.status('PO-1')).text).toContain('DatabaseIssue');
		route('price-limit', { perMinute: 1 });
		const line = '<skuList><mfgPN>X</mfgPN><lineNumber>1</lineNumber></skuList>';
		expect([(await client.price(line)).status, (await client.price(line)).status]).toEqual([
			200, 429,
		]);
		expect(() => route('scenario', {})).toThrow('poNumber');
		expect(() => route('scenario', { poNumber: 'X', outcom: 'hold' })).toThrow('outcom');
		expect(() => route('errors', { service: 'POX' })).toThrow('POX');
	});
});
