import { differences, REPLIES } from './skeleton';
import { inStock, item, listOf, startTwin, type TwinClient } from './twin-client';

const DUPLICATE = 'DUPPLICATED INSERT.. ';

describe('a purchase order', () => {
	let client: TwinClient;
	let sku: string;
	beforeAll(async () => {
		client = await startTwin();
		sku = client.product(inStock(12)).sku;
	});
	afterAll(() => client.twin.close());
	beforeEach(async () => {
		await client.twin.reset();
		client.ledger.clear();
		client.twin.scenario('*', {});
	});
	const response = async (parts: Parameters<TwinClient['submit']>[0]) =>
		(await client.submit(parts)).xml.SynnexB2B.OrderResponse;
	const itemsOf = (reply: { Items: { Item: unknown } }) =>
		listOf(reply.Items.Item) as Array<Record<string, string>>;

	it('is accepted, with an order number on each line, and written in the ledger', async () => {
		const other = client.product((product) => inStock(12)(product) && product.sku !== sku);
		const lines = item(1, sku, 2) + item(2, other.sku, 1);
		const { text, xml } = await client.submit({ poNumber: 'PO-7', lines });
		expect(differences(text, REPLIES.order)).toEqual([]);
		const reply = xml.SynnexB2B.OrderResponse;
		expect(reply).toMatchObject({ Code: 'accepted', PONumber: 'PO-7', CustomerNumber: '100001' });
		for (const line of itemsOf(reply)) {
			expect(line).toMatchObject({ Code: 'accepted', OrderType: 'SO' });
			expect(line.OrderNumber).toMatch(/^4\d{7}$/);
		}
		const [entry] = client.ledger.effects('tdsynnex');
		expect(client.ledger.effects('tdsynnex')).toHaveLength(1);
		expect(entry).toMatchObject({
			endpoint: 'PO',
			effect: 'accepted',
			answered: true,
			detail: { poNumber: 'PO-7', payloadHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
		});
		expect(entry?.stored?.split(',')).toEqual([
			...new Set(itemsOf(reply).map((line) => line.OrderNumber)),
		]);
	});

	it('has the same hash when it is sent again later, and another when a line differs', async () => {
		client.twin.refuseDuplicates(false);
		const at = (time: string) => `<XMLPOSubmitDateTime>${time}</XMLPOSubmitDateTime>`;
		await client.submit({ lines: item(1, sku), head: at('2026-01-15T10:00:00') });
		await client.submit({ lines: item(1, sku), head: at('2026-01-15T10:00:09') });
		await client.submit({ lines: item(1, sku, 2), head: at('2026-01-15T10:00:09') });
		const [first, again, other] = client.twin
			.stored()
			.purchaseOrders.map((each) => each.payloadHash);
		expect(again).toBe(first);
		expect(other).not.toBe(first);
	});

	it('never shows the password in the ledger', async () => {
		await client.submit({ lines: item(1, sku) });
		expect(JSON.stringify(client.ledger.entries())).not.toContain(client.at.password);
		expect(JSON.stringify(client.twin.stored())).not.toContain(client.at.password);
	});

	it.each([
		['PONumber', '<PONumber>PO-1</PONumber>', ''],
		['DropShipFlag', '<DropShipFlag>N</DropShipFlag>', ''],
		['DropShipFlag', '<DropShipFlag>N<', '<DropShipFlag>No<'],
		['BillTo@code', ' code="100001"', ''],
		['Payment', /<Payment>.*<\/Payment>/, ''],
		['AddressName1', '<AddressName1>Smith &amp; Sons</AddressName1>', ''],
		['AddressLine1', '<AddressLine1>1 Main St</AddressLine1>', '<AddressLine1/>'],
		['City', '<City>Albany</City>', ''],
		['State', '<State>NY</State>', ''],
		['ZipCode', 'ZipCode>12207</ZipCode', 'Zip>12207</Zip'],
		['ShipMethod/Code', '<Code>FG</Code>', ''],
		['lineNumber', '<Item lineNumber="1">', '<Item>'],
		['lineNumber', 'Item lineNumber="1"', 'Item linenumber="1"'],
		['UnitPrice', /<UnitPrice>.*<\/UnitPrice>/, ''],
		['OrderQuantity', '<OrderQuantity>1</OrderQuantity>', ''],
		['OrderQuantity', '<OrderQuantity>1</OrderQuantity>', '<OrderQuantity/>'],
	] as Array<[string, string | RegExp, string]>)(
		'is refused without a good %s',
		async (what, from, to) => {
			const parts = { lines: item(1, sku) };
			const { text: whole } = await client.submit({ ...parts, poNumber: 'PO-WHOLE' });
			expect(whole).toContain('<Code>accepted</Code>');
			const { status, text, xml } = await client.submit({ ...parts, replace: [from, to] });
			expect(status).toBe(200);
			expect(differences(text, REPLIES.orderError)).toEqual([]);
			expect(xml.SynnexB2B.OrderResponse).toMatchObject({
				ErrorMessage: 'IncompleteXML01',
				ErrorDetail: expect.stringContaining(what),
			});
			expect(client.ledger.effects('tdsynnex')).toHaveLength(1);
		},
	);

	it('is refused without lines', async () => {
		expect((await response({})).ErrorDetail).toContain('Items/Item');
	});

	it('is refused when two lines bear one number', async () => {
		const { ErrorDetail } = await response({ lines: item(1, sku) + item(1, sku) });
		expect(ErrorDetail).toContain('not unique');
	});

	it('lists everything that is missing at once', async () => {
		const { ErrorDetail } = await response({ shipment: '<Shipment/>', lines: item(1, sku) });
		for (const name of ['AddressName1', 'AddressLine1', 'City', 'State', 'ZipCode', 'Code'])
			expect(ErrorDetail).toContain(name);
	});

	it.each([
		['<Country>US</Country>', 'the country'],
		['<ShipToContact><ContactName>Ann Smith</ContactName></ShipToContact>', 'a contact'],
		['<ShipFromWarehouse>ANY</ShipFromWarehouse>', 'a warehouse'],
	])('does without %s', async (part) => {
		expect(await response({ lines: item(1, sku), replace: [part, ''] })).toMatchObject({
			Code: 'accepted',
		});
	});

	it.each([
		['user', 'UserID>api@', 'UserID>ape@'],
		['password', '-secret</Password>', '-Secret</Password>'],
	])(
		'with a wrong %s is refused inside the service’s element, with HTTP 200',
		async (_what, from, to) => {
			const { status, text } = await client.submit({ lines: item(1, sku), replace: [from, to] });
			expect(status).toBe(200);
			expect(differences(text, REPLIES.orderError)).toEqual([]);
			expect(client.ledger.effects()).toEqual([]);
			client.twin.manners({ errorsAt: 'root' });
			const elsewhere = await client.submit({ lines: item(1, sku), replace: [from, to] });
			expect(differences(elsewhere.text, REPLIES.rootError)).toEqual([]);
		},
	);

	it('for another customer number is refused', async () => {
		const replace: [string, string] = ['<CustomerNumber>100001<', '<CustomerNumber>100002<'];
		expect((await response({ lines: item(1, sku), replace })).ErrorDetail).toContain('100002');
	});

	it('with a ship method that the account lacks is held, or rejected line by line', async () => {
		const replace: [string, string] = ['<Code>FG<', '<Code>BIRD<'];
		const held = await response({ poNumber: 'PO-0', lines: item(1, sku), replace });
		expect(itemsOf(held)[0]).toMatchObject({ Code: 'accepted', OrderType: '99' });
		client.ledger.clear();
		client.twin.manners({ unknownShipMethod: 'reject' });
		const reply = await response({ lines: item(1, sku), replace });
		expect(reply).toMatchObject({ Code: 'rejected', Reason: 'Invalid ship method' });
		expect(itemsOf(reply)[0]).toMatchObject({ Code: 'rejected', OrderNumber: '' });
		expect(client.ledger.effects()).toEqual([]);
	});

	it('under a number that was taken is rejected in the vendor’s own spelling, with the number of an order that was killed at once', async () => {
		const first = await response({ lines: item(1, sku, 2) });
		const second = await client.submit({ lines: item(1, sku, 2) });
		expect(differences(second.text, REPLIES.order)).toEqual([]);
		const reply = second.xml.SynnexB2B.OrderResponse;
		expect(reply).toMatchObject({ Code: 'rejected', Reason: DUPLICATE });
		const [line] = itemsOf(reply);
		expect(line).toMatchObject({ Code: 'rejected', OrderType: '99' });
		expect(line?.Reason).toMatch(/^This PO# already exists in our system/);
		expect(line?.OrderNumber).toMatch(/^4\d{7}$/);
		expect(line?.OrderNumber).not.toBe(itemsOf(first)[0]?.OrderNumber);
		expect(line?.SynnexInternalReference).toBe('DUPREJECT,R-PODUPE---DUPPOKILL,R-PODUPE');
		const found = (await client.status('PO-1')).text;
		expect(found).not.toContain(line?.OrderNumber);
		expect(client.ledger.effects('tdsynnex')).toHaveLength(1);
		expect(client.ledger.entries({ effect: 'rejected' })[0]?.detail).toMatchObject({
			duplicateOf: client.ledger.effects()[0]?.requestId,
		});
	});

	it('is a duplicate whatever its content and letter case', async () => {
		await response({ poNumber: 'PO-a', lines: item(1, sku, 2) });
		expect((await response({ poNumber: 'po-A', lines: item(1, sku, 9) })).Reason).toBe(DUPLICATE);
	});

	it('is really ordered twice when duplicates are not refused, and the ledger shows both', async () => {
		client.twin.refuseDuplicates(false);
		const first = await response({ lines: item(1, sku) });
		const second = await response({ lines: item(1, sku) });
		expect(second.Code).toBe('accepted');
		expect(itemsOf(second)[0]?.OrderNumber).not.toBe(itemsOf(first)[0]?.OrderNumber);
		expect(client.ledger.effects('tdsynnex')).toHaveLength(2);
		expect(client.twin.stored().purchaseOrders).toHaveLength(2);
		const found = (await client.status('PO-1')).xml.SynnexB2B.OrderStatusResponse;
		expect(itemsOf(found)).toHaveLength(2);
	});

	it('may be sent again after it was rejected', async () => {
		client.twin.scenario('PO-1', { outcome: 'reject', reason: 'Credit hold' });
		expect(await response({ lines: item(1, sku) })).toMatchObject({
			Code: 'rejected',
			Reason: 'Credit hold',
		});
		client.twin.scenario('PO-1', {});
		expect((await response({ lines: item(1, sku) })).Code).toBe('accepted');
	});

	it('with a SKU that nobody knows waits in the sales queue under its own SKU', async () => {
		const reply = await response({ lines: item(1, '9999999') + item(2, sku) });
		expect(itemsOf(reply)).toEqual([
			expect.objectContaining({
				Code: 'accepted',
				SKU: '9999999',
				OrderType: '99',
				SynnexInternalReference: 'POLINEQC,A-SALESPND---SKUERR,A-SALESPND',
			}),
			expect.objectContaining({
				OrderType: '99',
				SynnexInternalReference: 'POLINEQC,A-SALESPND---CONVERTOK,A-SALESPND',
			}),
		]);
		client.hours(24 * 30);
		const found = itemsOf((await client.status('PO-1')).xml.SynnexB2B.OrderStatusResponse);
		expect(found.map(({ OrderType, ShipQuantity }) => [OrderType, ShipQuantity])).toEqual([
			['QO', '0'],
			['SO', '1'],
		]);
	});

	it('with such a SKU may also be taken as a quote that never ships', async () => {
		client.twin.manners({ unknownSku: 'nonStock' });
		const [line] = itemsOf(await response({ lines: item(1, '9999999') }));
		expect(line).toMatchObject({ Code: 'accepted', SKU: '99', OrderType: 'QO' });
		client.hours(24 * 365);
		const state = (await client.status('PO-1')).xml.SynnexB2B.OrderStatusResponse.Items.Item;
		expect(state).toMatchObject({
			Code: 'accepted',
			ShipQuantity: '0',
			ProductName: 'NON-SYNNEX MFG',
		});
	});

	it('with its SKU in an element of another name is taken as a quote just so', async () => {
		const lines = item(1, sku).replaceAll('SKU>', 'SynnexSKU>');
		expect(itemsOf(await response({ lines }))[0]).toMatchObject({ SKU: '99', OrderType: 'QO' });
	});

	it('orders by part number alone, but not when SKU and part number speak of two products', async () => {
		const { mpn } = client.twin.shop.world.bySku(sku) as { mpn: string };
		const byMpn = item(1, '', 1, `<ManufacturerPartNumber>${mpn}</ManufacturerPartNumber>`);
		expect(itemsOf(await response({ lines: byMpn.replace('<SKU></SKU>', '') }))[0]).toMatchObject({
			SKU: sku,
		});
		const both = item(1, sku, 1, '<ManufacturerPartNumber>OTHER</ManufacturerPartNumber>');
		expect(await response({ poNumber: 'PO-2', lines: both })).toMatchObject({ Code: 'rejected' });
	});

	it.each(['Discontinued', 'Inactive', 'Notauthorized'])(
		'with one %s product is accepted in part',
		async (status) => {
			const dead = client.product((product) => product.status === status);
			const reply = await response({ lines: item(1, sku) + item(2, dead.sku) });
			expect(reply.Code).toBe('accepted');
			expect(itemsOf(reply).map(({ Code }) => Code)).toEqual(['accepted', 'rejected']);
			expect(itemsOf(reply)[1]?.Reason).not.toBe('');
			expect(client.ledger.effects()[0]?.effect).toBe('partial');
		},
	);

	it.each(['0', '-1', '1.5', 'two'])('with the quantity "%s" is rejected', async (quantity) => {
		const lines = item(1, sku).replace('<OrderQuantity>1<', `<OrderQuantity>${quantity}<`);
		expect(await response({ lines })).toMatchObject({ Code: 'rejected' });
	});

	it('is split over two warehouses into two order numbers', async () => {
		client.twin.scenario('PO-1', { split: true });
		const lines = itemsOf(await response({ lines: item(1, sku, 5) }));
		expect(lines.map(({ OrderQuantity }) => OrderQuantity)).toEqual(['3', '2']);
		expect(new Set(lines.map(({ OrderNumber }) => OrderNumber)).size).toBe(2);
		expect(lines.map(({ ShipFromWarehouse }) => ShipFromWarehouse)).toEqual(['', '']);
		const shown = itemsOf((await client.status('PO-1')).xml.SynnexB2B.OrderStatusResponse);
		expect(new Set(shown.map(({ ShipFromWarehouse }) => ShipFromWarehouse)).size).toBe(2);
	});

	it('takes from several warehouses what no single one has, unless it says not to', async () => {
		const scarce = client.product(
			(product) =>
				inStock(1)(product) && product.stock.filter(({ quantity }) => quantity > 0).length > 1,
		);
		const quantity = Math.max(...scarce.stock.map((place) => place.quantity)) + 1;
		const spread = itemsOf(await response({ lines: item(1, scarce.sku, quantity) }));
		expect(spread).toHaveLength(2);
		await client.twin.reset();
		client.twin.scenario('*', {});
		const head = '<WarehouseSplit>N</WarehouseSplit>';
		await client.submit({ head, lines: item(1, scarce.sku, quantity) });
		const found = itemsOf((await client.status('PO-1')).xml.SynnexB2B.OrderStatusResponse);
		expect(found.map(({ OrderType }) => OrderType)).toEqual(['SO', 'BO']);
	});

	it('takes its elements in any order', async () => {
		const items = `<Items>${item(1, sku)}</Items>`;
		const replace: [string, string] = [`${items}</OrderRequest>`, '</OrderRequest>'];
		expect((await response({ lines: item(1, sku), head: items, replace })).Code).toBe('accepted');
	});

	it('keeps names with ampersands and accents as they are', async () => {
		await response({ lines: item(1, sku), replace: ['Smith &amp; Sons', 'Søn &amp; Fils “Ł” 😀'] });
		client.hours(48);
		expect((await client.invoices('<PONumber>PO-1</PONumber>')).text).toContain(
			'Søn &amp; Fils “Ł” 😀',
		);
	});

	it('fares by seed and number when nothing is planned: mostly plain, now and then not', async () => {
		await client.twin.reset();
		const effects = async () => {
			for (let n = 0; n < 40; n++)
				await client.submit({ poNumber: `PO-${n}`, lines: item(1, sku) });
			return client.ledger.effects().map(({ effect }) => effect);
		};
		const first = await effects();
		await client.twin.reset();
		client.ledger.clear();
		expect(await effects()).toEqual(first);
		expect(first.filter((effect) => effect === 'held').length).toBeGreaterThan(0);
		expect(first.filter((effect) => effect === 'accepted').length).toBeGreaterThan(25);
	});
});
