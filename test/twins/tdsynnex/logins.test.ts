import { inStock, item, startTwin, type TwinClient } from './twin-client';

describe('the two EC users of an account', () => {
	let td: TwinClient;
	let sku: string;
	beforeAll(async () => {
		td = await startTwin();
		sku = td.product(inStock(5)).sku;
	});
	afterAll(() => td.twin.close());
	beforeEach(async () => {
		await td.twin.reset();
		td.twin.scenario('*', {});
	});

	const REQUESTS = {
		PriceAvailability: (login: string) =>
			`<priceRequest version="2.8"><customerNo>100001</customerNo>${login}<skuList><synnexSKU>${sku}</synnexSKU><lineNumber>1</lineNumber></skuList></priceRequest>`,
		POStatus: (login: string) => b2b(login, 'OrderStatusRequest', '<PONumber>PO-1</PONumber>'),
		FreightQuote: (login: string) =>
			`<SynnexB2B>${login}<FreightQuoteRequest version="1.0"><CustomerNumber>100001</CustomerNumber><RequestDateTime>2026-01-15T10:00:00</RequestDateTime><ShipFromWarehouse>${warehouse()}</ShipFromWarehouse><ShipToZipCode>12207</ShipToZipCode><Items><Item lineNumber="1"><SKU>${sku}</SKU><Quantity>1</Quantity></Item></Items></FreightQuoteRequest></SynnexB2B>`,
		PO: (login: string) => b2b(login, 'OrderRequest', `<Items>${item(1, sku)}</Items>`),
		Invoice: (login: string) => b2b(login, 'InvoiceRequest', '<PONumber>PO-1</PONumber>'),
	};
	const b2b = (login: string, request: string, inside: string) =>
		`<SynnexB2B version="2.7">${login}<${request}><CustomerNumber>100001</CustomerNumber>${inside}</${request}></SynnexB2B>`;
	const warehouse = () =>
		td.product(inStock(5)).stock.find(({ quantity }) => quantity >= 5)?.warehouse.number;
	/** Whether a service lets a user in. */
	const letsIn = async (service: keyof typeof REQUESTS, user: string, password: string) => {
		const login =
			service === 'PriceAvailability'
				? `<userName>${user}</userName><password>${password}</password>`
				: `<Credential><UserID>${user}</UserID><Password>${password}</Password></Credential>`;
		const path = service === 'Invoice' ? '/webservice/invoice/query' : `/SynnexXML/${service}`;
		const { text } = await td.post(path, REQUESTS[service](login));
		return !/Login failed/.test(text);
	};

	it.each([
		['PriceAvailability', true],
		['POStatus', true],
		['FreightQuote', true],
		['PO', false],
		['Invoice', false],
	] as const)('%s: the read-only one %p, the ordering one always', async (service, may) => {
		const { userId, password, readOnlyUserId, readOnlyPassword } = td.at;
		expect(await letsIn(service, readOnlyUserId, readOnlyPassword)).toBe(may);
		expect(await letsIn(service, userId, password)).toBe(true);
		expect(await letsIn(service, readOnlyUserId, password)).toBe(false);
	});

	it('the ordering one is shut out once its password has expired, the other is not', async () => {
		td.twin.manners({ orderingPassword: 'expired' });
		const { userId, password, readOnlyUserId, readOnlyPassword } = td.at;
		for (const service of Object.keys(REQUESTS) as (keyof typeof REQUESTS)[])
			expect(await letsIn(service, userId, password)).toBe(false);
		expect(await letsIn('POStatus', readOnlyUserId, readOnlyPassword)).toBe(true);
	});
});
