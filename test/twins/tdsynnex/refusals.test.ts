import { inStock, item, listOf, startTwin, type TwinClient } from './twin-client';

/** Refusals that no other test names, each by its sentence. */
describe('what TD SYNNEX refuses', () => {
	let client: TwinClient;
	beforeAll(async () => (client = await startTwin()));
	afterAll(() => client.twin.close());
	beforeEach(() => client.twin.reset());

	const linesOf = async (lines: string): Promise<Array<{ Code: string; Reason: string }>> =>
		listOf((await client.submit({ lines })).xml.SynnexB2B.OrderResponse.Items.Item);
	const sku = () => client.product(inStock(5)).sku;

	it.each([
		['a price that is none', ['<UnitPrice>CONTRACT<', '<UnitPrice>ten<'], 'Invalid unit price'],
		[
			'a warehouse that nobody knows',
			['</OrderQuantity>', '</OrderQuantity><ShipFromWarehouse>9</ShipFromWarehouse>'],
			'Invalid warehouse',
		],
	])('an order line with %s', async (_, [from, to], reason) => {
		client.twin.scenario('*', {});
		const [line] = await linesOf(item(1, sku()).replace(String(from), String(to)));
		expect(line).toMatchObject({ Code: 'rejected', Reason: reason });
	});

	it('the lines that a test says, and no other', async () => {
		client.twin.scenario('PO-1', { rejectLines: ['2'], reason: 'Not this week' });
		expect(await linesOf(item(1, sku()) + item(2, sku()))).toEqual([
			expect.objectContaining({ Code: 'accepted' }),
			expect.objectContaining({ Code: 'rejected', Reason: 'Not this week' }),
		]);
	});

	it('a look-up of invoices by nothing, a form without a document, a freight quote of nothing', async () => {
		expect((await client.invoices('')).text).toContain('PONumber or OrderNumber is required');
		const form = 'application/x-www-form-urlencoded';
		expect((await client.post('/SynnexXML/PO', 'document=x', form)).text).toContain(
			'the form has no xmldata',
		);
		const quote = await client.post(
			'/SynnexXML/FreightQuote',
			`<SynnexB2B><Credential><UserID>${client.at.userId}</UserID><Password>${client.at.password}</Password></Credential>` +
				'<FreightQuoteRequest version="1.0"><CustomerNumber>100001</CustomerNumber><ShipFromWarehouse>503</ShipFromWarehouse>' +
				'<ShipToZipCode>12207</ShipToZipCode><ShipMethodCode>FG</ShipMethodCode></FreightQuoteRequest></SynnexB2B>',
		);
		expect(quote.text).toContain('[ErrorNode]');
	});
});
