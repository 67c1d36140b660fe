import { differences, REPLIES } from './skeleton';
import { inStock, item, listOf, startTwin, type TwinClient } from './twin-client';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Found = any;

describe('the life of an order', () => {
	let client: TwinClient;
	let sku: string;
	beforeAll(async () => {
		client = await startTwin();
		sku = client.product((product) => inStock(12)(product) && product.serialised).sku;
	});
	afterAll(() => client.twin.close());
	beforeEach(async () => {
		await client.twin.reset();
		await client.faults.clear();
		client.twin.scenario('*', {});
	});
	const status = async (poNumber = 'PO-1', version?: string): Promise<Found> => {
		const { text, xml } = await client.status(poNumber, version);
		expect(differences(text, REPLIES.status)).toEqual([]);
		return xml.SynnexB2B.OrderStatusResponse;
	};
	const itemsOf = (reply: Found): Found[] => listOf(reply.Items?.Item);
	const invoicesOf = async (request: string): Promise<Found[]> => {
		const { text, xml } = await client.invoices(request);
		expect(differences(text, REPLIES.invoice)).toEqual([]);
		return listOf(xml.SynnexB2B.InvoiceResponse.Invoice);
	};

	it('goes from accepted to shipped to invoiced, line and order alike', async () => {
		await client.submit({ lines: item(1, sku, 2) });
		const codes = async () => {
			const reply = await status();
			return [reply.Code, itemsOf(reply)[0].Code, itemsOf(reply)[0].ShipQuantity];
		};
		expect(await codes()).toEqual(['accepted', 'accepted', '0']);
		client.hours(6);
		expect(await codes()).toEqual(['shipped', 'shipped', '2']);
		client.hours(4);
		expect(await codes()).toEqual(['invoiced', 'invoiced', '2']);
	});

	it('spells PODatetime with a small t and needs no array for a single line', async () => {
		await client.submit({ lines: item(1, sku) });
		const reply = await status();
		expect(reply.PODatetime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
		expect(reply.PODateTime).toBeUndefined();
		expect(Array.isArray(reply.Items.Item)).toBe(false);
	});

	it('is notFound when nobody ordered it', async () => {
		const reply = await status('PO-UNKNOWN');
		expect(reply).toMatchObject({ Code: 'notFound', PONumber: 'PO-UNKNOWN', Reason: '' });
		expect(itemsOf(reply)).toEqual([]);
	});

	it('is notFound to the look-up while it lags, though the order is there', async () => {
		client.faults.add({ fault: { kind: 'statusLag', seconds: 90 }, endpoint: 'POStatus' });
		await client.submit({ lines: item(1, sku) });
		expect((await status()).Code).toBe('notFound');
		client.clock.advance(89);
		expect((await status()).Code).toBe('notFound');
		client.clock.advance(2);
		expect((await status()).Code).toBe('accepted');
	});

	it('also tells its status at the order address, as one client asks', async () => {
		await client.submit({ lines: item(1, sku) });
		const { text } = await client.status('PO-1');
		const body = `<SynnexB2B version="2.7"><Credential><UserID>${client.at.userId}</UserID><Password>${client.at.password}</Password></Credential><OrderStatusRequest><CustomerNumber>100001</CustomerNumber><PONumber>PO-1</PONumber></OrderStatusRequest></SynnexB2B>`;
		expect((await client.post('/SynnexXML/PO', body)).text).toBe(text);
	});

	it('ships in several packages, each with tracking number, quantity and its own serial numbers', async () => {
		client.twin.scenario('PO-1', { packages: 3 });
		await client.submit({ lines: item(1, sku, 7) });
		client.hours(6);
		const packages = listOf(itemsOf(await status())[0].Packages.Package) as Found[];
		expect(packages.map((each) => each.ShipItemQuantity)).toEqual(['3', '2', '2']);
		expect(new Set(packages.map((each) => each.TrackingNumber)).size).toBe(3);
		const serials = packages.flatMap((each) => each.SerialNo as string[]);
		expect(serials).toHaveLength(7);
		expect(new Set(serials).size).toBe(7);
	});

	it('gives a single serial number without an array, and MAC addresses of what has a port', async () => {
		const radio = client.product(
			(product) => inStock(1)(product) && product.category.level3 === 'ACCESS POINTS',
		);
		await client.submit({ lines: item(1, radio.sku, 1) });
		client.hours(6);
		const { SerialNo, MACAddress } = itemsOf(await status())[0].Packages.Package;
		expect(typeof SerialNo).toBe('string');
		expect(MACAddress).toMatch(/^([0-9A-F]{2}:){5}[0-9A-F]{2}$/);
	});

	it('ships in part, then the rest, and is not done in between', async () => {
		client.twin.scenario('PO-1', { shipments: 2 });
		await client.submit({ lines: item(1, sku, 5) });
		client.hours(12);
		const part = await status();
		expect(part.Code).toBe('accepted');
		expect(itemsOf(part)[0]).toMatchObject({
			Code: 'shipped',
			OrderQuantity: '5',
			ShipQuantity: '3',
		});
		client.hours(24);
		expect(itemsOf(await status())[0]).toMatchObject({ Code: 'invoiced', ShipQuantity: '5' });
		expect(await invoicesOf('<PONumber>PO-1</PONumber>')).toHaveLength(2);
	});

	it('waits on back order with an ETA and ships when the goods are there', async () => {
		client.twin.scenario('PO-1', { backOrder: true, backOrderSeconds: 7 * 86_400 });
		await client.submit({ lines: item(1, sku, 4) });
		const due = new Date(client.clock.now() + 7 * 86_400_000).toISOString().slice(0, 10);
		client.hours(12);
		const [there, waiting] = itemsOf(await status());
		expect(there).toMatchObject({ OrderType: 'SO', ShipQuantity: '2', OrderQuantity: '2' });
		expect(waiting).toMatchObject({
			OrderType: 'BO',
			Code: 'accepted',
			ShipQuantity: '0',
			OrderQuantity: '2',
			ETADate: due,
			ShipMethod: 'NL',
			ShipMethodDescription: 'HOLD ORDER',
		});
		client.hours(7 * 24);
		expect(itemsOf(await status())[1]).toMatchObject({
			OrderType: 'SO',
			ShipQuantity: '2',
			ETADate: '',
			Code: 'invoiced',
			ShipMethod: 'FG',
		});
	});

	it.each([
		['has no ETA where none is told', { tellsEta: false }, {}, /^$/],
		['writes its ETA month first', {}, { etaForm: 'MM-DD-YYYY' as const }, /^\d\d-\d\d-20\d\d$/],
	])('a back order %s', async (_what, scenario, manners, eta) => {
		client.twin.scenario('PO-1', { backOrder: true, backOrderSeconds: 7 * 86_400, ...scenario });
		client.twin.manners(manners);
		await client.submit({ lines: item(1, sku, 4) });
		client.hours(12);
		const [, waiting] = itemsOf(await status());
		expect(waiting).toMatchObject({ OrderType: 'BO', ETADate: expect.stringMatching(eta) });
	});

	it('a back order may be the rest of the same sales order', async () => {
		client.twin.scenario('PO-1', { backOrder: true, backOrderSeconds: 7 * 86_400 });
		client.twin.manners({ backOrders: 'together' });
		await client.submit({ lines: item(1, sku, 4) });
		client.hours(12);
		const [line, ...none] = itemsOf(await status());
		expect(none).toEqual([]);
		expect(line).toMatchObject({ OrderType: 'SO', ShipQuantity: '2', OrderQuantity: '4' });
	});

	it('ships nothing before all is there when it is to ship complete', async () => {
		client.twin.scenario('PO-1', { backOrder: true, backOrderSeconds: 7 * 86_400 });
		await client.submit({ head: '<ShipComplete>Y</ShipComplete>', lines: item(1, sku, 4) });
		const shipped = async () => itemsOf(await status()).map(({ ShipQuantity }) => ShipQuantity);
		client.hours(24);
		expect(await shipped()).toEqual(['0', '0']);
		client.hours(7 * 24);
		expect(await shipped()).toEqual(['2', '2']);
	});

	it('ships a line whole when lines are to ship complete, and the others before', async () => {
		const scarce = client.product(
			(product) => inStock(1)(product) && product.totalQuantity < 30 && product.sku !== sku,
		);
		client.twin.scenario('PO-1', { backOrderSeconds: 7 * 86_400 });
		await client.submit({
			head: '<POLineShipComplete>Y</POLineShipComplete>',
			lines: item(1, sku, 4) + item(2, scarce.sku, scarce.totalQuantity + 1),
		});
		const byLine = async () =>
			itemsOf(await status()).map((line) => [line['@_lineNumber'], line.ShipQuantity !== '0']);
		client.hours(24);
		const early = await byLine();
		expect(early.filter(([line]) => line === '1').every(([, gone]) => gone)).toBe(true);
		expect(early.filter(([line]) => line === '2').some(([, gone]) => gone)).toBe(false);
		client.hours(8 * 24);
		expect((await byLine()).every(([, gone]) => gone)).toBe(true);
	});

	it('shows one line twice when two warehouses serve it', async () => {
		client.twin.scenario('PO-1', { split: true });
		await client.submit({ lines: item(1, sku, 4) });
		const lines = itemsOf(await status());
		expect(lines.map((line) => line['@_lineNumber'])).toEqual(['1', '1']);
		expect(new Set(lines.map((line) => line.OrderNumber)).size).toBe(2);
		client.hours(12);
		expect(await invoicesOf('<PONumber>PO-1</PONumber>')).toHaveLength(2);
		expect(await invoicesOf(`<OrderNumber>${lines[0].OrderNumber}</OrderNumber>`)).toHaveLength(1);
	});

	it('is deleted when it is cancelled before it ships; what has shipped stays', async () => {
		await client.submit({ lines: item(1, sku, 2) });
		client.twin.cancel('PO-1');
		expect(await status()).toMatchObject({
			Code: 'deleted',
			PODatetime: '',
			Items: { Item: { Code: 'deleted', ShipMethod: 'NL' } },
		});
		client.twin.scenario('PO-2', { shipments: 2, cancelAfterSeconds: 12 * 3600 });
		await client.submit({ poNumber: 'PO-2', lines: item(1, sku, 2) });
		client.hours(100);
		const reply = await status('PO-2');
		expect(reply.Code).toBe('invoiced');
		expect(itemsOf(reply)[0]).toMatchObject({ OrderQuantity: '2', ShipQuantity: '1', ETADate: '' });
	});

	it('remembers that it was rejected, without a reason or a line', async () => {
		client.twin.scenario('PO-1', { outcome: 'reject', reason: 'Credit hold' });
		await client.submit({ lines: item(1, sku) });
		expect(await status()).toMatchObject({ Code: 'rejected', Reason: '', Items: '' });
	});

	it('tells more of a line in later versions', async () => {
		await client.submit({ lines: item(1, sku, 1, '<CustPOLineNo>77</CustPOLineNo>') });
		const at = async (version: string) => Object.keys(itemsOf(await status('PO-1', version))[0]);
		expect(await at('2.3')).not.toContain('Freight');
		expect(await at('2.4')).toContain('Freight');
		expect(await at('2.4')).not.toContain('VendorOrderNumber');
		expect(await at('2.5')).toContain('VendorOrderNumber');
		expect(await at('2.5')).not.toContain('EstimatedDeliveryDate');
		expect(await at('2.6')).toContain('EstimatedDeliveryDate');
		expect(await at('2.6')).not.toContain('EstimatedShipDate');
		expect(await at('2.7')).toContain('EstimatedShipDateCode');
		expect(itemsOf(await status('PO-1', '3.0'))[0].CustPOLineNo).toBe('77');
	});

	it.each([
		['delivered', 'CarrierDeliveredDate', false],
		['refused by the recipient', 'RefusedDeliveryDate', true],
	])('says from version 2.6 on when a package was %s', async (_, name, refuseDelivery) => {
		client.twin.scenario('*', { deliverAfterSeconds: 48 * 3600, refuseDelivery });
		await client.submit({ lines: item(1, sku) });
		const box = async (version?: string) =>
			Object.keys(itemsOf(await status('PO-1', version))[0].Packages.Package);
		client.hours(53);
		expect(await box()).not.toContain(name);
		client.hours(2);
		expect(await box()).toContain(name);
		expect(await box('2.5')).not.toContain(name);
		expect((await box()).filter((each) => /Date$/.test(each))).toHaveLength(1);
	});

	describe('its invoice', () => {
		const dear = () =>
			client.product(
				(product) => inStock(2)(product) && product.serialised && Number(product.cost) > 1000,
			);

		it('has commas between thousands, four decimals on a price and two on a total', async () => {
			const product = dear();
			await client.submit({ lines: item(1, product.sku, 2) });
			client.hours(12);
			const [invoice] = await invoicesOf('<PONumber>PO-1</PONumber>');
			const price = invoice.Items.Item.UnitPrice as string;
			expect(price).toMatch(/^\d{1,3}(,\d{3})+\.\d{4}$/);
			expect(price.replaceAll(',', '')).toBe(`${product.cost}00`);
			expect(invoice.Summary.TotalInvoiceAmount).toMatch(/^\d{1,3}(,\d{3})+\.\d\d$/);
			expect(Number(invoice.Summary.TotalInvoiceAmount.replaceAll(',', ''))).toBeCloseTo(
				Number(product.cost) * 2,
				2,
			);
		});

		it('misspells the part number, marks serials, lists tracking numbers in one element and shows freight it does not charge', async () => {
			client.twin.scenario('PO-1', { packages: 2 });
			const product = dear();
			await client.submit({ lines: item(1, product.sku, 2) });
			client.hours(12);
			const [invoice] = await invoicesOf('<PONumber>PO-1</PONumber>');
			const line = invoice.Items.Item;
			expect(line.ManuafacturerPartNumber).toBe(product.mpn);
			expect(line.SerialNo).toHaveLength(2);
			for (const serial of line.SerialNo) expect(serial).toMatch(/^SN: /);
			expect(invoice.Tracking.TrackNumber.split(',')).toHaveLength(2);
			expect(Number(invoice.Summary.Freight)).toBeGreaterThan(0);
			expect(invoice.Summary.Freight).toMatch(/\.\d{4}$/);
			expect(invoice.Summary.Shipping).toBe('0');
			expect(invoice.ShipTo).toMatchObject({
				AddressName: 'Smith &amp; Sons'.replace('&amp;', '&'),
				Zip: '12207',
			});
		});

		it('names what the package had in it', async () => {
			await client.submit({ lines: item(1, sku, 3) });
			client.hours(12);
			const shipped = listOf(itemsOf(await status())[0].Packages.Package).flatMap(
				(each: Found) => each.SerialNo,
			);
			const [invoice] = await invoicesOf('<PONumber>PO-1</PONumber>');
			expect(invoice.Items.Item.SerialNo).toEqual(shipped.map((serial) => `SN: ${serial}`));
		});

		it('does not exist before its time, nor for a number that nobody knows', async () => {
			await client.submit({ lines: item(1, sku) });
			for (const request of ['<PONumber>PO-1</PONumber>', '<OrderNumber>123</OrderNumber>', '']) {
				const { status: http, text } = await client.invoices(request);
				expect(http).toBe(200);
				expect(differences(text, REPLIES.invoiceError)).toEqual([]);
			}
		});
	});
});
