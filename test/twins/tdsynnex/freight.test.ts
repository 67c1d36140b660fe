import { differences, REPLIES } from './skeleton';
import { inStock, listOf, startTwin, type TwinClient } from './twin-client';

type Method = Record<'@_code' | 'ShipMethodDescription' | 'ServiceLevel' | 'Freight', string>;

describe('a freight quote', () => {
	let client: TwinClient;
	beforeAll(async () => (client = await startTwin()));
	afterAll(() => client.twin.close());
	const ADDRESS =
		'<ShipTo><AddressName1>Acme</AddressName1><City>Albany</City><State>NY</State><ZipCode>12207</ZipCode><Country>US</Country></ShipTo>';
	const TIME = '<RequestDateTime>2026-01-15T10:00:00</RequestDateTime>';
	const items = (sku: string, quantity: string, description = 'a thing') =>
		`<Items><Item lineNumber="1"><SKU>${sku}</SKU><Description>${description}</Description><Quantity>${quantity}</Quantity></Item></Items>`;
	const quote = (inside: string, { version = '2.0', warehouse = '503', time = TIME } = {}) =>
		client.post(
			'/SynnexXML/FreightQuote',
			`<SynnexB2B><Credential><UserID>${client.at.userId}</UserID><Password>${client.at.password}</Password></Credential>` +
				`<FreightQuoteRequest version="${version}"><CustomerNumber>100001</CustomerNumber>${time}` +
				(warehouse && `<ShipFromWarehouse>${warehouse}</ShipFromWarehouse>`) +
				`${inside}</FreightQuoteRequest></SynnexB2B>`,
		);
	const wanted = (method: string, level = '') =>
		`<ShipMethodCode>${method}</ShipMethodCode><ServiceLevel>${level}</ServiceLevel>`;
	const someSku = () => client.product(inStock(1)).sku;
	const ask = (more: string, sku = someSku()) => quote(ADDRESS + more + items(sku, '1'));
	const methodsOf = (xml: Awaited<ReturnType<typeof quote>>['xml']): Method[] =>
		listOf(xml.SynnexB2B.FreightQuoteResponse.AvailableShipMethods.AvailableShipMethod);
	const codesOf = (xml: Parameters<typeof methodsOf>[0]) =>
		methodsOf(xml).map((each) => each['@_code']);

	it('weighs the goods and names every ship method with its price when none is asked for', async () => {
		const product = client.product((each) => inStock(1)(each) && Number(each.weight) > 2);
		const { text, xml } = await quote(ADDRESS + wanted('') + items(product.sku, '3'));
		expect(differences(text, REPLIES.freight)).toEqual([]);
		const reply = xml.SynnexB2B.FreightQuoteResponse;
		expect(Number(reply.TotalWeight)).toBeCloseTo(Number(product.weight) * 3, 1);
		expect(reply.ShipFromWarehouse.Number).toBe('503');
		expect(reply.ShipTo.AddressType).toBe('Commercial');
		const price = (code: string) =>
			Number(methodsOf(xml).find((each) => each['@_code'] === code)?.Freight);
		expect(price('FO')).toBeGreaterThan(price('FG'));
		expect(codesOf(xml)).toHaveLength(18);
	});

	it('names the one method asked for, or those of so many days or fewer', async () => {
		const one = await ask(wanted('F2'));
		expect(codesOf(one.xml)).toEqual(['F2']);
		expect(one.xml.SynnexB2B.FreightQuoteResponse.ShipMethodDescription).toBe('FEDEX 2DAY');
		const quick = await ask(wanted('', '1'));
		expect(quick.xml.SynnexB2B.FreightQuoteResponse.ServiceLevel).toBe('1');
		expect(codesOf(quick.xml)).toEqual(expect.arrayContaining(['FO', 'FP']));
		expect(codesOf(quick.xml)).not.toContain('FG');
	});

	it('says service levels in days, and codes without a carrier with blanks around', async () => {
		const { xml } = await ask(wanted(''));
		const levels = Object.fromEntries(
			methodsOf(xml).map((each) => [each['@_code'], each.ServiceLevel]),
		);
		expect(levels).toMatchObject({ FG: '5', FX: '3', F2: '2', FO: '1', ' CPU ': '0' });
	});

	it('puts other charges beside the methods, and inside them when all are asked for', async () => {
		const reply = async (more: string) =>
			(await ask(more)).xml.SynnexB2B.FreightQuoteResponse as Record<string, object>;
		expect(await reply(wanted('FG'))).toHaveProperty('OtherCharges.MinOrderFee');
		expect(await reply(wanted(''))).toHaveProperty('AvailableShipMethods.OtherCharges.MinOrderFee');
	});

	it('costs nothing on the ground above the threshold, and a small order costs more', async () => {
		const product = client.product((each) => inStock(1)(each) && Number(each.cost) > 2000);
		const { xml } = await ask(wanted(''), product.sku);
		expect(methodsOf(xml)[0]?.Freight).toBe('0.00');
		expect(xml.SynnexB2B.FreightQuoteResponse.FreeFreightThreshold).toBe('1500.00');
		const small = client.product((each) => inStock(1)(each) && Number(each.cost) < 10);
		const reply = (await ask(wanted('FG'), small.sku)).xml.SynnexB2B.FreightQuoteResponse;
		expect(reply.OtherCharges.MinOrderFee).not.toBe('0.00');
	});

	it('takes a ZIP code alone in version 1.0, and a whole address in 2.0', async () => {
		const zip = '<ShipToZipCode>12207</ShipToZipCode>' + items(someSku(), '1');
		expect(differences((await quote(zip, { version: '1.0' })).text, REPLIES.freight)).toEqual([]);
		expect(differences((await quote(zip)).text, REPLIES.freightError)).toEqual([]);
	});

	it.each<[string, string, () => Parameters<typeof quote>]>([
		['a SKU that nobody knows', 'InvalidSKU', () => [ADDRESS + items('9999999', '1')]],
		[
			'a SKU that the account may not buy',
			'Not Authorized SKU',
			() => [ADDRESS + items(client.product(({ status }) => status === 'Notauthorized').sku, '1')],
		],
		['a quantity of none', '[ErrorNode]', () => [ADDRESS + items(someSku(), '0')]],
		['an item without a description', '[ErrorNode]', () => [ADDRESS + items(someSku(), '1', '')]],
		['no items', '[ErrorNode]', () => [ADDRESS]],
		['no warehouse', '[ErrorNode]', () => [ADDRESS + items(someSku(), '1'), { warehouse: '' }]],
		['no time', '[ErrorNode]', () => [ADDRESS + items(someSku(), '1'), { time: '' }]],
		[
			'a warehouse that nobody knows',
			'Invalid Warehouse Number ',
			() => [ADDRESS + items(someSku(), '1'), { warehouse: '9' }],
		],
		[
			'a ZIP code that is none',
			'Invalid ZIP Code ',
			() => [ADDRESS.replace('12207', '1220') + items(someSku(), '1')],
		],
		[
			'a method that nobody knows',
			'Invalid Ship Method Code, Service Level or Carrier',
			() => [ADDRESS + wanted('XX') + items(someSku(), '1')],
		],
		[
			'a service level in words',
			'Invalid Ship Method Code, Service Level or Carrier',
			() => [ADDRESS + wanted('', 'GROUND') + items(someSku(), '1')],
		],
		[
			'a method that is not that quick',
			'No Result Found',
			() => [ADDRESS + wanted('FG', '1') + items(someSku(), '1')],
		],
	])('is refused for %s', async (_what, message, request) => {
		const { text, xml } = await quote(...request());
		expect(differences(text, REPLIES.freightError)).toEqual([]);
		expect(xml.SynnexB2B.FreightQuoteResponse.ErrorMessage).toBe(message);
	});
});
