import { inStock, item, listOf, startWorkbench, type Workbench } from './workbench';

/** Refusals that no other test names, each by its sentence. */
describe('what TD SYNNEX refuses', () => {
	let work: Workbench;
	beforeAll(async () => (work = await startWorkbench()));
	afterAll(() => work.twin.close());
	beforeEach(() => work.twin.reset());

	const linesOf = async (lines: string): Promise<Array<{ Code: string; Reason: string }>> =>
		listOf((await work.submit({ lines })).xml.SynnexB2B.OrderResponse.Items.Item);
	const sku = () => work.product(inStock(5)).sku;

	it.each([
		['a price that is none', ['<UnitPrice>CONTRACT<', '<UnitPrice>ten<'], 'Invalid unit price'],
		[
			'a warehouse that nobody knows',
			['</OrderQuantity>', '</OrderQuantity><ShipFromWarehouse>9</ShipFromWarehouse>'],
			'Invalid warehouse',
		],
	])('an order line with %s', async (_, [from, to], reason) => {
		work.twin.scenario('*', {});
		const [line] = await linesOf(item(1, sku()).replace(String(from), String(to)));
		expect(line).toMatchObject({ Code: 'rejected', Reason: reason });
	});

	it('the lines that a test says, and no other', async () => {
		work.twin.scenario('PO-1', { rejectLines: ['2'], reason: 'Not this week' });
		expect(await linesOf(item(1, sku()) + item(2, sku()))).toEqual([
			expect.objectContaining({ Code: 'accepted' }),
			expect.objectContaining({ Code: 'rejected', Reason: 'Not this week' }),
		]);
	});

	it('a look-up of invoices by nothing, a form without a document, a freight quote of nothing', async () => {
		expect((await work.invoices('')).text).toContain('PONumber or OrderNumber is required');
		const form = 'application/x-www-form-urlencoded';
		expect((await work.post('/SynnexXML/PO', 'document=x', form)).text).toContain(
			'the form has no xmldata',
		);
		const quote = await work.post(
			'/SynnexXML/FreightQuote',
			`<SynnexB2B><Credential><UserID>${work.at.userId}</UserID><Password>${work.at.password}</Password></Credential>` +
				'<FreightQuoteRequest version="1.0"><CustomerNumber>100001</CustomerNumber><ShipFromWarehouse>503</ShipFromWarehouse>' +
				'<ShipToZipCode>12207</ShipToZipCode><ShipMethodCode>FG</ShipMethodCode></FreightQuoteRequest></SynnexB2B>',
		);
		expect(quote.text).toContain('[ErrorNode]');
	});
});
