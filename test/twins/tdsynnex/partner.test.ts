import { inStock, item, startTwin, type TwinClient } from './twin-client';

describe('the partner API', () => {
	let client: TwinClient;
	beforeAll(async () => (client = await startTwin()));
	afterAll(() => client.twin.close());
	beforeEach(async () => {
		await client.twin.reset();
		client.twin.scenario('*', {});
	});
	const token = async (secret = client.at.rest.clientSecret, grant = 'client_credentials') => {
		const form = new URLSearchParams({
			grant_type: grant,
			client_id: client.at.rest.clientId,
			client_secret: secret,
		});
		const response = await fetch(client.at.rest.tokenUrl, { method: 'POST', body: form });
		return {
			status: response.status,
			...((await response.json()) as { access_token: string; expires_in: number }),
		};
	};
	const call = async (path: string, body?: unknown, bearer?: string) => {
		const authorization = `Bearer ${bearer ?? (await token()).access_token}`;
		const response = await fetch(`${client.at.rest.url}${path}`, {
			headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
			...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
		});
		// eslint-disable-next-line @typescript-eslint/no-explicit-any
		return { status: response.status, json: (await response.json()) as any };
	};
	const PRICES = '/api/v1/webservice/json/GetPriceAvailability';

	it('gives a token for two hours to the right client by the right grant', async () => {
		expect(await token()).toMatchObject({ status: 200, expires_in: 7200 });
		expect((await token('wrong')).status).toBe(401);
		expect((await token(undefined, 'password')).status).toBe(400);
		const { access_token: bearer } = await token();
		expect((await call('/api/v1/orders/orderNo/1', undefined, bearer)).status).toBe(200);
		client.clock.advance(7201);
		const late = await call('/api/v1/orders/orderNo/1', undefined, bearer);
		expect(late).toMatchObject({
			status: 401,
			json: { requestId: expect.any(String), data: { errorCode: '401' } },
		});
	});

	it('prices as the XML service does, with no price for what is not sold', async () => {
		const product = client.product(inStock(1));
		const dead = client.product(({ status }) => status === 'Discontinued');
		const skuList = [
			{ synnexSKU: product.sku, lineNumber: 1, priceType: 'REGULAR' },
			{ mfgPN: 'NO-SUCH', lineNumber: 2 },
			{ synnexSKU: dead.sku, lineNumber: 3 },
		];
		const { json } = await call(PRICES, { version: '2.8', skuList });
		expect(json.PriceAvailabilityList).toMatchObject([
			{
				lineNumber: 1,
				price: product.cost,
				status: 'Active',
				totalQuantity: product.totalQuantity,
			},
			{ lineNumber: 2, synnexSKU: '0', status: 'Not found', price: null },
			{ lineNumber: 3, status: 'Discontinued', price: null },
		]);
		expect(json.PriceAvailabilityList[0].AvailabilityByWarehouse[0]).toMatchObject({
			warehouseInfo: { number: expect.any(String), city: expect.any(String) },
			qty: expect.any(Number),
		});
	});

	it.each([
		['an unknown version', { version: '1.0', skuList: [{ synnexSKU: '1' }] }],
		['no products', { version: '2.8', skuList: [] }],
		[
			'more than 100 products',
			{ version: '2.8', skuList: new Array(101).fill({ synnexSKU: '1' }) },
		],
		[
			'an unknown kind of price',
			{ version: '2.8', skuList: [{ synnexSKU: '1', priceType: 'CHEAP' }] },
		],
	])('refuses %s', async (_what, body) => {
		expect((await call(PRICES, body)).status).toBe(400);
	});

	it('reads an order, its shipments and its invoices by their numbers', async () => {
		const product = client.product((each) => inStock(4)(each) && each.serialised);
		client.twin.scenario('PO-1', { packages: 2 });
		await client.submit({ lines: item(1, product.sku, 4) });
		const number = client.twin.stored().purchaseOrders[0]?.orderNumbers[0] as string;
		expect((await call(`/api/v1/orders/orderNo/${number}/orderType/SO`)).json).toMatchObject([
			{
				orderNumber: number,
				purchaseOrderNumber: 'PO-1',
				orderStatus: 'In Process',
				invoiceNumber: null,
				errorMessage: null,
			},
		]);
		client.hours(12);
		const [order] = (await call(`/api/v1/orders/orderNo/${number}`)).json;
		const shipment = (await call(`/api/v1/orders/shipment/details/orderNo/${number}`)).json;
		expect(shipment).toMatchObject({
			purchaseOrder: 'PO-1',
			lines: [{ totalQuantity: 4, hasMultipleTrackingNumbers: true, subLines: [{ quantity: 4 }] }],
		});
		expect(shipment.lines[0].subLines[0].tracking).toHaveLength(2);
		const invoice = (await call(`/api/v1/invoices/invoiceNo/${order.invoiceNumber}/invoiceType/IV`))
			.json;
		expect(invoice).toMatchObject({
			invoiceNumber: order.invoiceNumber,
			salesOrderNumber: number,
			currency: 'USD',
		});
		expect(Number(invoice.totalInvoiceAmount)).toBeCloseTo(Number(product.cost) * 4, 2);
	});

	it('carries an error message in a 200 for a number that nobody knows', async () => {
		const order = await call('/api/v1/orders/orderNo/1');
		expect(order).toMatchObject({ status: 200, json: [{ errorMessage: 'Order not found' }] });
		const invoice = await call('/api/v1/invoices/invoiceNo/1/invoiceType/IV');
		expect(invoice).toMatchObject({ status: 200, json: { errorMessage: 'Invoice not found' } });
	});
});
