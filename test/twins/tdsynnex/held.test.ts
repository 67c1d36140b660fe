import { inStock, item, listOf, startTwin, type TwinClient } from './twin-client';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Found = any;

const PARTY =
	'<AddressName1>Acme</AddressName1><AddressLine1>1 Elm St</AddressLine1><City>Albany</City><State>NY</State><ZipCode>12207</ZipCode><Country>US</Country>';
const person = (name: string) =>
	`<${name}><ContactName>Ann</ContactName><PhoneNumber>5551234</PhoneNumber><FaxNumber>5551235</FaxNumber><EmailAddress>ann@acme.example</EmailAddress></${name}>`;
const CUSTOMER = `<Customer>${PARTY}${person('CustomerContact')}</Customer>`;
const LICENCE = `<SoftWareLicense><ReOrder>N</ReOrder><Licensee>${PARTY}${person('LicenseeContact')}</Licensee></SoftWareLicense>`;

describe('the sales queue', () => {
	let client: TwinClient;
	let sku: string;
	let cost: number;
	beforeAll(async () => {
		client = await startTwin();
		const product = client.product(inStock(12));
		sku = product.sku;
		cost = Number(product.cost);
	});
	afterAll(() => client.twin.close());
	beforeEach(async () => {
		await client.twin.reset();
		client.ledger.clear();
		client.twin.scenario('*', {});
	});
	const send = async (parts: Parameters<TwinClient['submit']>[0]): Promise<Found> =>
		(await client.submit(parts)).xml.SynnexB2B.OrderResponse;
	const itemsOf = (reply: Found): Found[] => listOf(reply.Items?.Item);
	const status = async (version?: string): Promise<Found> =>
		(await client.status('PO-1', version)).xml.SynnexB2B.OrderStatusResponse;
	const priced = (cents: number) => item(1, sku, 1, '', (cost + cents / 100).toFixed(2));
	const held = (reference: string) => ({
		Code: 'accepted',
		OrderType: '99',
		SynnexInternalReference: reference,
	});

	describe('takes an order whose price is apart', () => {
		it.each([
			[0, 'SO'],
			[1, 'SO'],
			[-1, 'SO'],
			[2, '99'],
			[-2, '99'],
			[500, '99'],
		])('by %i cents in the United States: %s', async (cents, type) => {
			expect(itemsOf(await send({ lines: priced(cents) }))[0]).toMatchObject({ OrderType: type });
		});

		it('by more than two cents in Canada', async () => {
			const canada = await startTwin({ country: 'CA' });
			canada.twin.scenario('*', {});
			const product = canada.product(inStock(2));
			const typeAt = async (cents: number) => {
				const price = (Number(product.cost) + cents / 100).toFixed(2);
				const lines = item(1, product.sku, 1, '', price);
				const replace: [string, string] = ['<Code>FG<', '<Code>PUG<'];
				const reply = await canada.submit({ poNumber: `PO${cents}`, lines, replace });
				return reply.xml.SynnexB2B.OrderResponse.Items.Item.OrderType;
			};
			expect([await typeAt(2), await typeAt(3)]).toEqual(['SO', '99']);
			await canada.twin.close();
		});

		it('with the vendor’s own words, the other lines with it, and ships it at TD SYNNEX’s price', async () => {
			const other = client.product((product) => inStock(2)(product) && product.sku !== sku);
			const lines = priced(-300) + item(2, other.sku);
			expect(itemsOf(await send({ lines }))).toEqual([
				expect.objectContaining(held('POLINEQC,A-SALESPND---PRICEVAR,A-SALESPND')),
				expect.objectContaining(held('POLINEQC,A-SALESPND---CONVERTOK,A-SALESPND')),
			]);
			expect(client.ledger.effects()[0]?.effect).toBe('held');
			expect(itemsOf(await status())[0]).toMatchObject({ OrderType: 'QO', Code: 'accepted' });
			client.hours(9);
			expect(itemsOf(await status())[0]).toMatchObject({ OrderType: 'SO', Code: 'shipped' });
			expect(Number(itemsOf(await status())[0].UnitPrice)).toBe(cost);
		});

		it('beyond the tolerance of its own profile, or at any price', async () => {
			client.twin.manners({ priceTolerance: '5.00' });
			expect(itemsOf(await send({ poNumber: 'A', lines: priced(500) }))[0].OrderType).toBe('SO');
			expect(itemsOf(await send({ poNumber: 'B', lines: priced(501) }))[0].OrderType).toBe('99');
			client.twin.manners({ priceTolerance: 'off' });
			expect(itemsOf(await send({ poNumber: 'C', lines: priced(9900) }))[0].OrderType).toBe('SO');
			expect(() => client.twin.manners({ priceTolerance: 'wide' })).toThrow('priceTolerance');
			expect(() => client.twin.manners({ comments: 'eat' as never })).toThrow('comments');
			expect(() => client.twin.manners({ coments: 'hold' } as never)).toThrow('coments');
		});

		it.each([
			['VendorPromotion', 'D-1', 'D-1', 'SO'],
			['Education', 'D-1', '', 'SO'],
			['VendorPromotion', 'D-1', '', '99'],
			['VendorPromotion', '', 'D-1', '99'],
			['VendorPromotion', 'D-2', 'D-2', '99'],
			['Bid', 'D-1', 'D-1', '99'],
		])('with the special price %s, number "%s", line "%s": %s', async (type, head, line, seen) => {
			client.twin.shop.world.addDeal('D-1', 20);
			const number = (text: string) =>
				text && `<SpecialPriceReferenceNumber>${text}</SpecialPriceReferenceNumber>`;
			const price = (Math.round(cost * 80) / 100).toFixed(2);
			await client.submit({
				head: `<SpecialPriceType>${type}</SpecialPriceType>${number(head)}`,
				lines: item(1, sku, 1, number(line), price),
			});
			const [found] = itemsOf(await status());
			expect(found.OrderType).toBe(seen === '99' ? 'QO' : 'SO');
			if (seen === 'SO') expect(Number(found.UnitPrice)).toBe(Number(price));
		});
	});

	it.each(['Comment', 'ShipComment', 'ShipCommentInternal'])(
		'takes an order with a %s',
		async (name) => {
			const head = `<${name}>Ring twice</${name}>`;
			expect(itemsOf(await send({ head, lines: item(1, sku) }))[0]).toMatchObject(
				held('OKCOMMENTS,A-SALESPND---CONVERTOK,A-SALESPND'),
			);
			client.twin.manners({ comments: 'ignore' });
			const free = await send({ poNumber: 'PO-2', head, lines: item(1, sku) });
			expect(itemsOf(free)[0].OrderType).toBe('SO');
		},
	);

	it('takes an order with a comment on a line', async () => {
		const lines = item(1, sku, 1, '<Comment>blue</Comment>');
		expect(itemsOf(await send({ lines }))[0].SynnexInternalReference).toMatch(/^OKCOMMENTS/);
	});

	it('takes every order where there is no auto-fill profile', async () => {
		client.twin.manners({ autoFill: false });
		expect(itemsOf(await send({ lines: item(1, sku) }))[0].OrderType).toBe('99');
	});

	it.each(['OrderType', 'EQBID', 'Fees'])(
		'takes an order with the reserved element %s',
		async (name) => {
			const reply = await send({ head: `<${name}>X</${name}>`, lines: item(1, sku) });
			expect(itemsOf(reply)[0].OrderType).toBe('99');
		},
	);

	it('takes what is not in stock when back orders are not wanted; it may also be rejected', async () => {
		const none = client.product(
			(product) =>
				product.status === 'Active' &&
				product.totalQuantity === 0 &&
				product.category.media === 'RTL' &&
				!product.endUserRequired,
		);
		const lines = item(1, none.sku);
		const head = '<BackOrderFlag>N</BackOrderFlag>';
		expect(itemsOf(await send({ head, lines }))[0]).toMatchObject({ OrderType: '99' });
		const wanted = await send({ poNumber: 'PO-2', lines });
		expect(itemsOf(wanted)[0]).toMatchObject({ OrderType: 'BO', SynnexInternalReference: '' });
		client.twin.manners({ shortStock: 'reject' });
		expect((await send({ poNumber: 'PO-3', head, lines })).Code).toBe('rejected');
	});

	it('takes licences that come without their blocks, and nothing else is wanted for them', async () => {
		const licence = client.product(
			(product) => product.status === 'Active' && product.category.media === 'SWL',
		);
		const lines = item(1, licence.sku);
		expect(itemsOf(await send({ poNumber: 'A', lines }))[0].OrderType).toBe('99');
		const head = CUSTOMER + LICENCE;
		expect(itemsOf(await send({ poNumber: 'B', head, lines }))[0].OrderType).toBe('SO');
		const { ErrorDetail } = await send({ poNumber: 'C', head: LICENCE, lines });
		expect(ErrorDetail).toContain('Customer is required');
	});

	it('takes products that want an end user without one, and bills whoever is named as one', async () => {
		const needy = client.product(
			(product) =>
				product.endUserRequired && product.status === 'Active' && product.category.media !== 'SWL',
		);
		const lines = item(1, needy.sku);
		expect(itemsOf(await send({ poNumber: 'A', lines }))[0].OrderType).toBe('99');
		const user = `<EndUser>${PARTY}${person('EndUserContact')}</EndUser>`;
		const alone = await send({ poNumber: 'B', head: user, lines });
		expect(alone.ErrorDetail).toContain('Customer is required');
		await send({ head: CUSTOMER + user, lines });
		const [, bill] = client.twin.stored().purchaseOrders;
		expect(bill?.billedTo).toMatchObject({ name1: 'Acme', contact: 'Ann', opensAccount: true });
		expect(itemsOf(await status())[0].OrderType).not.toBe('QO');
		const bare = user.replaceAll('EndUserContact', 'Contact');
		await send({ poNumber: 'C', head: CUSTOMER + bare, lines });
		expect(client.twin.stored().purchaseOrders[2]?.billedTo).toMatchObject({ contact: '' });
	});

	it('bills an end user on the invoice, and the reseller where there is none', async () => {
		const user = `<EndUser>${PARTY}</EndUser>`;
		await send({ poNumber: 'A', head: CUSTOMER + user, lines: item(1, sku) });
		await send({ poNumber: 'B', lines: item(1, sku) });
		client.hours(48);
		const billTo = async (poNumber: string) =>
			(await client.invoices(`<PONumber>${poNumber}</PONumber>`)).xml.SynnexB2B.InvoiceResponse
				.Invoice.BillTo.AddressName1;
		expect([await billTo('A'), await billTo('B')]).toEqual(['Acme', 'Sandbox Reseller']);
	});

	describe('cuts an order anew', () => {
		it('and leaves the quotation beside the order that ships', async () => {
			client.twin.scenario('PO-1', { recut: 1 });
			const [first] = itemsOf(await send({ lines: item(1, sku, 6) }));
			expect(first.OrderType).toBe('99');
			expect(itemsOf(await status())).toHaveLength(1);
			client.hours(9);
			const reply = await status();
			expect(reply.Code).toBe('accepted');
			const [quote, sale] = itemsOf(reply);
			expect(quote).toMatchObject({
				Code: 'accepted',
				OrderNumber: first.OrderNumber,
				OrderType: 'QO',
				OrderQuantity: '6',
				ShipQuantity: '0',
				SKU: sku,
			});
			expect(sale).toMatchObject({
				Code: 'shipped',
				OrderType: 'SO',
				OrderQuantity: '6',
				ShipQuantity: '6',
			});
			expect(sale.OrderNumber).not.toBe(first.OrderNumber);
			expect(sale.ShipFromWarehouse).not.toBe(quote.ShipFromWarehouse);
			client.hours(24 * 60);
			expect((await status()).Code).toBe('accepted');
			expect(await client.invoices('<PONumber>PO-1</PONumber>')).toMatchObject({
				text: expect.stringContaining('<ShipQuantity>6<'),
			});
		});

		it('into two orders, by hand', async () => {
			client.twin.scenario('PO-1', { recut: 2, holdSeconds: null });
			await send({ lines: item(1, sku, 6) });
			client.hours(900);
			expect(itemsOf(await status())).toHaveLength(1);
			expect(client.twin.release('PO-1')).toBe(1);
			expect(itemsOf(await status()).map((each) => [each.OrderType, each.OrderQuantity])).toEqual([
				['QO', '6'],
				['SO', '3'],
				['SO', '3'],
			]);
		});

		it('and may drop the quotation', async () => {
			client.twin.scenario('PO-1', { recut: 1 });
			client.twin.manners({ leftovers: 'gone' });
			await send({ lines: item(1, sku, 6) });
			client.hours(9);
			expect(itemsOf(await status()).map((each) => each.OrderType)).toEqual(['SO']);
			expect((await status()).Code).toBe('shipped');
		});

		it('when the warehouse that was asked for has none, another has, and no back order is wanted', async () => {
			const elsewhere = client.product(
				(product) =>
					inStock(5)(product) &&
					product.stock.some((place) => place.quantity === 0) &&
					product.sku !== sku,
			);
			const empty = elsewhere.stock.find((place) => place.quantity === 0)?.warehouse.number;
			await client.submit({
				head: '<BackOrderFlag>N</BackOrderFlag>',
				lines: item(1, elsewhere.sku, 2),
				replace: ['>ANY<', `>${empty}<`],
			});
			client.hours(9);
			const [quote, ...sales] = itemsOf(await status());
			expect(quote).toMatchObject({ OrderType: 'QO', ShipFromWarehouse: empty });
			expect(sales.map((each) => each.OrderType)).toEqual(['SO']);
		});
	});

	it.each([
		['null', 'null'],
		['', ''],
	] as const)('may answer with the header code "%s"', async (headerWord, code) => {
		client.twin.scenario('PO-1', { outcome: 'hold', headerWord });
		const reply = await send({ lines: item(1, sku) });
		expect(reply.Code).toBe(code);
		expect(itemsOf(reply)[0].OrderNumber).toMatch(/^4/);
	});

	it.each(['ACCEPT', 'Backorder'] as const)('may answer a line with "%s"', async (lineWord) => {
		client.twin.scenario('PO-1', { lineWord });
		expect(itemsOf(await send({ lines: item(1, sku) }))[0].Code).toBe(lineWord);
	});

	it('may accept at another price without a word, and bills that', async () => {
		client.twin.scenario('PO-1', { priceChange: '1.25' });
		const reply = JSON.stringify(await send({ lines: item(1, sku) }));
		expect(reply).not.toContain('UnitPrice');
		expect(Number(itemsOf(await status())[0].UnitPrice)).toBeCloseTo(cost + 1.25, 2);
		client.hours(48);
		const { text } = await client.invoices('<PONumber>PO-1</PONumber>');
		const [, billed = ''] = /<UnitPrice>([\d,.]+)</.exec(text) ?? [];
		expect(Number(billed.replaceAll(',', ''))).toBeCloseTo(cost + 1.25, 2);
	});

	it('is called QO in the status, or 99', async () => {
		client.twin.scenario('PO-1', { outcome: 'hold' });
		await send({ lines: item(1, sku) });
		expect(itemsOf(await status())[0].OrderType).toBe('QO');
		client.twin.manners({ heldInStatus: '99' });
		expect(itemsOf(await status())[0].OrderType).toBe('99');
	});

	it('writes prices as short as they are', async () => {
		const round = client.product((product) => inStock(1)(product) && /\.\d0$/.test(product.cost));
		await send({ lines: item(1, round.sku) });
		expect(itemsOf(await status())[0].UnitPrice).toBe(round.cost.replace(/0$/, ''));
	});
});
