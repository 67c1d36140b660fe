import { inStock, startTwin, type TwinClient } from './twin-client';

/* eslint-disable @typescript-eslint/no-explicit-any -- the client is written by others, and may not be there */

/**
 * `synnex-xml-sdk` (MIT), a public client of these services: what it sends was not written for the twin, and
 * what it reads not for ours. It is not on npm; `SYNNEX_XML_SDK` names the folder of a built copy.
 */
function publicClient(): any {
	try {
		// eslint-disable-next-line @typescript-eslint/no-require-imports
		return require(process.env.SYNNEX_XML_SDK ?? 'synnex-xml-sdk');
	} catch {
		return null;
	}
}

const sdk = publicClient();
const skipped = sdk === null ? ' (skipped: it is not installed, see SYNNEX_XML_SDK)' : '';

(sdk === null ? describe.skip : describe)(`the public client synnex-xml-sdk${skipped}`, () => {
	let td: TwinClient;
	let client: any;
	let sku: string;
	beforeAll(async () => {
		td = await startTwin();
		sku = td.product(inStock(12)).sku;
		const { ecUrl, userId, password, customerNumber } = td.at;
		client = new sdk.SynnexClient({
			environment: 'sandbox',
			country: 'US',
			username: userId,
			password,
			accountNumber: customerNumber,
			accountName: 'Sandbox Reseller',
		});
		// it knows TD SYNNEX's own hosts alone
		client.axiosInstance.defaults.baseURL = ecUrl;
		client.getBaseUrl = () => `${ecUrl}/webservice/invoice/query`;
		td.twin.scenario('*', { invoiceAfterSeconds: 3600 });
	});
	afterAll(() => td.twin.close());

	const shipTo = {
		addressName1: 'Acme',
		addressLine1: '1 Main St',
		city: 'Albany',
		state: 'NY',
		zipCode: '12207',
		country: 'US',
	};
	const order = (poNumber: string, unitPrice: number) => ({
		OrderRequest: {
			customerNumber: td.at.customerNumber,
			poNumber,
			dropShipFlag: 'N',
			shipFromWarehouse: 'ANY',
			shipment: {
				shipTo,
				shipToContact: {
					contactName: 'Ann',
					phoneNumber: '5551234',
					emailAddress: 'a@acme.example',
				},
				shipMethod: { code: 'FG' },
			},
			items: [{ sku, unitPrice, orderQuantity: 2, lineNumber: '1' }],
		},
	});

	it('reads a price check', async () => {
		const found = await client.getPriceAvailability([sku]);
		expect(found.type).toBe('success');
		const { priceAvailabilityList: item } = found;
		expect(item).toMatchObject({ synnexSku: sku, status: 'Active', lineNumber: '1' });
		expect(item.price).toBe(Number(td.twin.shop.world.bySku(sku)?.cost));
		expect(item.availabilityByWarehouse[0].warehouseInfo.number).toMatch(/^\d+$/);
	});

	it('sends an order that is taken, reads its status, and its invoice', async () => {
		const cost = Number(td.twin.shop.world.bySku(sku)?.cost);
		const taken = await client.submitPO(order('SDK-1', cost));
		expect(taken).toMatchObject({ type: 'success', code: 'accepted', poNumber: 'SDK-1' });
		expect(taken.items[0]).toMatchObject({ sku, code: 'accepted', orderType: 'SO' });
		const status = async () =>
			(await client.getOrderStatus({ poNumber: 'SDK-1' })).orderStatusResponse;
		const { orderNumber } = taken.items[0];
		expect(await status()).toMatchObject({ code: 'accepted', items: [{ sku, orderNumber }] });
		td.hours(48);
		const shipped = await status();
		expect(shipped.items[0]).toMatchObject({ code: 'invoiced', shipQuantity: '2' });
		expect(shipped.items[0].packages[0].trackingNumber).toMatch(/\d/);
		const bill = await client.getInvoice('SDK-1');
		expect(bill.type).toBe('success');
		expect(bill.invoice[0].items[0]).toMatchObject({ shipQuantity: '2', unitPrice: cost });
		expect(bill.invoice[0].trackingNumbers[0]).toMatch(/\d/);
	});

	it('sends an order at another price, which is held', async () => {
		const cost = Number(td.twin.shop.world.bySku(sku)?.cost);
		const held = await client.submitPO(order('SDK-2', cost + 1));
		expect(held.items[0]).toMatchObject({ orderType: '99', code: 'accepted' });
	});

	it('reads freight quotes', async () => {
		const items = [
			{ lineNumber: 1, SKU: sku, quantity: 1, description: 'Goods', mfgPartNumber: '' },
		];
		const warehouse = td.product(inStock(12)).stock.find(({ quantity }) => quantity > 0)?.warehouse;
		const shipFromWarehouse = warehouse?.number;
		const quote = await client.getFreightQuote({ shipFromWarehouse, shipTo, items });
		expect(quote.type ?? 'success').toBe('success');
		const codes = quote.availableShipMethods.map(({ code }: { code: string }) => code.trim());
		expect(codes).toContain('FG');
		const byZip = await client.getFreightWithZip({
			shipFromWarehouse,
			shipToZipCode: '12207',
			items,
		});
		expect(byZip.availableShipMethods.length).toBeGreaterThan(1);
	});

	it('reads a refusal as one', async () => {
		const bad = await client.submitPO({
			OrderRequest: { ...order('SDK-3', 1).OrderRequest, poNumber: 'SDK-3-'.padEnd(30, '9') },
		});
		expect(bad.type).toBe('error');
	});
});
