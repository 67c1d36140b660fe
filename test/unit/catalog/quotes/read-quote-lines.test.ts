import {
	type QuoteSelection,
	readQuoteLines,
} from '../../../../lib/catalog/quotes/read-quote-lines';
import { smallAutotask } from '../small-autotask';

describe('the lines of open quotes, on the twin', () => {
	const twin = smallAutotask({ incumbentProducts: 20 });
	const { add, client, records, vendorId } = twin;

	const opportunity = () => records('Opportunities').find(({ title }) => title === 'Phone system')!;
	const quote = (values: object = {}) =>
		add('Quotes', {
			opportunityID: Number(opportunity().id),
			name: 'Phones',
			quoteNumber: 77,
			isActive: true,
			primaryQuote: true,
			expirationDate: '2026-12-31T00:00:00Z',
			...values,
		});
	const line = (quoteID: number, values: object = {}) =>
		add('QuoteItems', {
			quoteID,
			name: 'A phone',
			quantity: 2,
			unitCost: 80,
			unitPrice: 100,
			unitDiscount: 0,
			lineDiscount: 0,
			percentageDiscount: 0,
			isOptional: false,
			...values,
		});
	const ours = () => records('Products').find(({ sku }) => String(sku).startsWith('TDS-'))!;
	const read = async (change: Partial<QuoteSelection> = {}) => {
		const autotask = client();
		const found = await readQuoteLines(autotask, {
			vendorId: vendorId(),
			skuPattern: 'TDS-{sku}',
			openStatuses: ['Active'],
			quotes: 'active',
			webUrl: 'https://ww3.autotask.net/',
			...change,
		});
		return { ...found, stats: autotask.stats() };
	};

	it('come with quote, company, price after discount, and a link, and nothing is written', async () => {
		const quoteItemId = line(quote(), { productID: ours().id, unitDiscount: 5 });
		const { lines, stats, ...counts } = await read();
		const company = records('Companies').find(({ id }) => id === opportunity().companyID);
		expect(lines).toEqual([
			{
				quoteItemId: String(quoteItemId),
				quoteId: expect.any(String) as string,
				quoteNumber: '77',
				quote: 'Phones',
				company: company?.companyName,
				opportunityId: String(opportunity().id),
				opportunity: 'Phone system',
				productId: String(ours().id),
				sku: String(ours().sku).replace('TDS-', ''),
				name: 'A phone',
				quantity: 2,
				unitCost: '80.00',
				unitPrice: '95.00',
				optional: false,
				quoteExpires: '2026-12-31',
				link: `https://ww3.autotask.net/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=OpenOpportunity&OpportunityID=${opportunity().id}`,
			},
		]);
		expect(counts).toEqual({ opportunities: 1, quotes: 1, otherLines: 0 });
		expect(stats.writes).toBe(0);
		expect(twin.sandbox.control.stats().effects.autotask).toBe(0);
	});

	it('are those of TD SYNNEX products alone, by SKU or by vendor entry', async () => {
		const id = quote();
		const own = records('Products').find(({ sku }) => !String(sku).startsWith('TDS-'))!;
		line(id, { productID: own.id });
		line(id, { productID: null, laborID: 1, name: 'Installation' });
		const before = await read();
		expect([before.lines.length, before.otherLines]).toEqual([0, 2]);
		const vendorID = Number(
			records('Companies').find(({ companyName }) => /synnex/i.test(String(companyName)))?.id,
		);
		add('ProductVendors', { productID: own.id, vendorID, vendorPartNumber: '0070000001' });
		expect((await read()).lines.map(({ sku }) => sku)).toEqual(['70000001']);
	});

	it('are none of won opportunities, and of inactive or second quotes only as chosen', async () => {
		line(quote({ isActive: false }), { productID: ours().id });
		line(quote({ primaryQuote: false }), { productID: ours().id });
		expect((await read()).lines).toHaveLength(1);
		expect((await read({ quotes: 'primary' })).lines).toHaveLength(0);
		expect((await read({ openStatuses: ['Closed'] })).lines.length).toBeGreaterThan(2);
	});

	it('take seven reads, zone and limit aside, however many lines there are', async () => {
		for (const one of [1, 2, 3]) line(quote({ name: `Quote ${one}` }), { productID: ours().id });
		for (let at = 0; at < 60; at++)
			line(quote({ name: `More ${at}` }), { productID: records('Products')[at % 30]?.id });
		const before = twin.sandbox.control.ledger().length;
		expect((await read()).lines.length).toBeGreaterThan(20);
		expect(twin.sandbox.control.ledger().length - before).toBeLessThanOrEqual(9);
	});

	it('of a status that Autotask does not have are refused with those that it has', async () => {
		await expect(read({ openStatuses: ['Open'] })).rejects.toMatchObject({
			code: 'status-unknown',
			cause: expect.stringMatching(/no opportunity status "Open"; it has .*Active/) as string,
		});
	});
});
