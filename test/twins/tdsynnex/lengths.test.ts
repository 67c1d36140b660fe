import { inStock, item, startTwin, type TwinClient } from './twin-client';

describe('texts beyond their lengths', () => {
	let client: TwinClient;
	beforeAll(async () => (client = await startTwin()));
	afterAll(() => client.twin.close());
	beforeEach(async () => {
		await client.twin.reset();
		client.twin.scenario('*', {});
	});
	const long = (poNumber = 'PO-1') =>
		client.submit({
			poNumber,
			head: `<Comment>${'c'.repeat(61)}</Comment>`,
			lines: item(1, client.product(inStock(1)).sku),
			replace: ['Smith &amp; Sons', 'S'.repeat(31)],
		});

	it('are refused, each by name and length', async () => {
		const { ErrorMessage, ErrorDetail } = (await long()).xml.SynnexB2B.OrderResponse;
		expect(ErrorMessage).toBe('IncompleteXML01');
		expect(ErrorDetail).toContain('Shipment/ShipTo/AddressName1 (30)');
		expect(ErrorDetail).toContain('Comment (60)');
		const number = await long('P'.repeat(21));
		expect(number.xml.SynnexB2B.OrderResponse.ErrorDetail).toContain('PONumber (20)');
		expect(client.twin.stored().purchaseOrders).toEqual([]);
	});

	it('are cut, or kept, where the twin is told so', async () => {
		client.twin.manners({ longTexts: 'cut' });
		await long('P'.repeat(21));
		client.twin.manners({ longTexts: 'keep' });
		await long('K'.repeat(21));
		expect(
			client.twin
				.stored()
				.purchaseOrders.map(({ poNumber, shipTo }) => [poNumber.length, shipTo.name1.length]),
		).toEqual([
			[20, 30],
			[21, 31],
		]);
	});

	it('a second name line is lost whatever its length', async () => {
		await client.submit({
			lines: item(1, client.product(inStock(1)).sku),
			replace: ['</AddressName1>', '</AddressName1><AddressName2>Dock 4</AddressName2>'],
		});
		expect(JSON.stringify(client.twin.stored())).not.toContain('Dock 4');
	});
});

describe('the test host', () => {
	it('forgets its orders when production’s data is copied over it, save numbers that production has', async () => {
		const client = await startTwin();
		client.twin.scenario('*', {});
		const lines = item(1, client.product(inStock(5)).sku);
		for (const poNumber of ['PO-1', 'PO-2']) await client.submit({ poNumber, lines });
		expect(client.twin.copyFromProduction(['po-2'])).toBe(1);
		expect((await client.status('PO-1')).text).toContain('<Code>notFound<');
		expect((await client.submit({ poNumber: 'PO-2', lines })).text).toContain('DUPPLICATED');
		const route = (name: string, body: unknown) =>
			client.twin.routes[`POST /tdsynnex/${name}`]?.(body);
		expect(route('copy', {})).toEqual({ vanished: 1 });
		expect(route('manners', { comments: 'ignore' })).toEqual({ ok: true });
		expect(client.twin.shop.manners.comments).toBe('ignore');
		await client.twin.reset();
		expect(client.twin.shop.manners.comments).toBe('hold');
		await client.twin.close();
	});
});
