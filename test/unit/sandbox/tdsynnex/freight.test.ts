import { differences, REPLIES } from './skeleton';
import { inStock, startWorkbench, type Workbench } from './workbench';

describe('a freight quote', () => {
	let work: Workbench;
	beforeAll(async () => (work = await startWorkbench()));
	afterAll(() => work.twin.close());
	const quote = (inside: string, version = '2.0', warehouse = '503') =>
		work.post(
			'/SynnexXML/FreightQuote',
			`<SynnexB2B><Credential><UserID>${work.at.userId}</UserID><Password>${work.at.password}</Password></Credential>` +
				`<FreightQuoteRequest version="${version}"><CustomerNumber>100001</CustomerNumber><ShipFromWarehouse>${warehouse}</ShipFromWarehouse>${inside}</FreightQuoteRequest></SynnexB2B>`,
		);
	const address =
		'<ShipTo><AddressName1>Acme</AddressName1><City>Albany</City><State>NY</State><ZipCode>12207</ZipCode><Country>US</Country></ShipTo>';
	const items = (sku: string, quantity: string) =>
		`<ShipMethodCode>FG</ShipMethodCode><Items><Item lineNumber="1"><SKU>${sku}</SKU><Quantity>${quantity}</Quantity></Item></Items>`;

	it('weighs the goods and names every ship method with its price', async () => {
		const product = work.product((each) => inStock(1)(each) && Number(each.weight) > 2);
		const { text, xml } = await quote(address + items(product.sku, '3'));
		expect(differences(text, REPLIES.freight)).toEqual([]);
		const reply = xml.SynnexB2B.FreightQuoteResponse;
		expect(Number(reply.TotalWeight)).toBeCloseTo(Number(product.weight) * 3, 1);
		expect(reply.ShipFromWarehouse.Number).toBe('503');
		const methods = reply.AvailableShipMethods.AvailableShipMethod as Array<Record<string, string>>;
		const price = (code: string) =>
			Number(methods.find((each) => each['@_code'] === code)?.Freight);
		expect(price('FO')).toBeGreaterThan(price('FG'));
		expect(reply.ShipMethodDescription).toBe('FEDEX GROUND');
	});

	it('costs nothing on the ground above the threshold, and a small order costs more', async () => {
		const product = work.product((each) => inStock(1)(each) && Number(each.cost) > 2000);
		const { xml } = await quote(address + items(product.sku, '1'));
		const [ground] = xml.SynnexB2B.FreightQuoteResponse.AvailableShipMethods.AvailableShipMethod;
		expect(ground.Freight).toBe('0.00');
		const small = work.product((each) => inStock(1)(each) && Number(each.cost) < 10);
		const reply = (await quote(address + items(small.sku, '1'))).xml.SynnexB2B.FreightQuoteResponse;
		expect(reply.OtherCharges.MinOrderFee).not.toBe('0.00');
	});

	it('takes a ZIP code alone in version 1.0, and a whole address in 2.0', async () => {
		const { sku } = work.product(inStock(1));
		const zip = '<ShipToZipCode>12207</ShipToZipCode>';
		expect(differences((await quote(zip + items(sku, '1'), '1.0')).text, REPLIES.freight)).toEqual(
			[],
		);
		expect(differences((await quote(zip + items(sku, '1'))).text, REPLIES.freightError)).toEqual(
			[],
		);
	});

	it.each([
		['a SKU that nobody knows', '9999999', '1', '503'],
		['a quantity of none', '', '0', '503'],
		['a warehouse that nobody knows', '', '1', '9'],
	])('is refused for %s', async (_what, sku, quantity, warehouse) => {
		const known = sku || work.product(inStock(1)).sku;
		const { text } = await quote(address + items(known, quantity), '2.0', warehouse);
		expect(differences(text, REPLIES.freightError)).toEqual([]);
	});
});
