import { checkQuotes } from '../../../../lib/catalog/quotes/check-quotes';
import { summarizeQuotes } from '../../../../lib/catalog/quotes/report-quotes';
import type { CheckedLine, QuoteLine } from '../../../../lib/catalog/quotes/types';

const NOW = Date.parse('2026-11-27T18:00:00Z');
const SETTINGS = { leastLoss: 1, minMargin: 0, daysAhead: 14 };

const LINE: QuoteLine = {
	quoteItemId: '11',
	quoteId: '7',
	quoteNumber: '1007',
	quote: 'Branch network',
	company: 'Contoso',
	opportunityId: '3',
	opportunity: 'Branch network',
	productId: '30817',
	sku: '14152708',
	name: 'Switch',
	quantity: 3,
	unitCost: '330.00',
	unitPrice: '458.00',
	optional: false,
	quoteExpires: '2026-12-31',
	link: 'https://ww3.autotask.net/x',
};
/** As the price file states it. */
const FILE = {
	sku: '14152708',
	status: 'active',
	cost: '330.00',
	costWithoutPromotion: '330.00',
	stockTotal: 40,
	eta: null,
	lifecycleCode: 'A',
	promotionEnds: null as string | null,
	priceDate: '2026-11-27' as string | null,
	replacementSku: null as string | null,
};
/** As price and availability states it. */
const LIVE = {
	...FILE,
	costWithoutPromotion: null,
	lifecycleCode: null,
	priceDate: null,
};

describe('a line of a quote, against TD SYNNEX of today', () => {
	const check = (
		products: object[],
		line: Partial<QuoteLine> = {},
		settings: Partial<typeof SETTINGS> = {},
	): CheckedLine => {
		const items = [...products, { ...LINE, ...line }];
		return checkQuotes(items, { ...SETTINGS, ...settings }, NOW).lines[0]!.line;
	};

	it('that costs what it cost is fine, whatever little it earns', () => {
		expect(check([FILE])).toMatchObject({ outcome: 'fine', what: '', lost: null });
		expect(check([FILE], { unitPrice: '300.00' })).toMatchObject({ outcome: 'fine' });
	});

	it('has lost its margin, and says from what to what and how much in all', () => {
		expect(check([{ ...FILE, cost: '420.00' }])).toMatchObject({
			outcome: 'attention',
			codes: 'margin-lost',
			what: 'Costs 420.00 now, quoted at 330.00: margin 8.3 % instead of 27.9 %. 270.00 less on 3.',
			marginQuoted: '27.9',
			marginNow: '8.3',
			lost: '270.00',
		});
	});

	it('is below cost', () => {
		expect(check([{ ...FILE, cost: '460.00' }])).toMatchObject({
			codes: 'below-cost',
			what: 'Costs 460.00 now, quoted at 330.00, and is sold at 458.00: below cost. 390.00 less on 3.',
		});
	});

	it.each([
		['less than the least loss', '333.00', {}, ''],
		[
			'less than the least loss, but below the minimum',
			'333.00',
			{ minMargin: 27.5 },
			'margin-lost',
		],
		['more than the least loss', '340.00', {}, 'margin-lost'],
		['more, but a person allows more', '340.00', { leastLoss: 5 }, ''],
		['a cheaper one', '200.00', { minMargin: 90 }, ''],
	])('%s', (_, cost, settings, codes) => {
		expect(check([{ ...FILE, cost }], {}, settings)).toMatchObject({ codes });
	});

	it('without a cost in the quote is compared with the minimum margin alone', () => {
		const line = { unitCost: null };
		expect(check([FILE], line)).toMatchObject({ outcome: 'fine', marginQuoted: null });
		expect(check([FILE], line, { minMargin: 30 })).toMatchObject({
			codes: 'margin-lost',
			what: 'Costs 330.00 now: margin 27.9 %.',
			lost: null,
		});
	});

	it('takes the cost of this minute before that of the file, and promotion and lifecycle from the file', () => {
		const line = check([
			{ ...LIVE, cost: '420.00', stockTotal: 1 },
			{ ...FILE, lifecycleCode: 'C' },
		]);
		expect(line).toMatchObject({ costNow: '420.00', stock: 1, lifecycleCode: 'C' });
		expect(line.codes).toBe('margin-lost, end-of-life, out-of-stock');
	});

	it('takes the cost of the file where TD SYNNEX could not be asked', () => {
		const silent = { ...LIVE, status: 'unknown', cost: null, stockTotal: null };
		expect(check([FILE, silent])).toMatchObject({ outcome: 'fine', costNow: '330.00', stock: 40 });
	});

	describe('of a promotion', () => {
		const PROMOTED = { ...FILE, costWithoutPromotion: '412.50' };

		it('that ends before the quote does, says until when, and what it costs then', () => {
			expect(check([{ ...PROMOTED, promotionEnds: '2026-12-05' }])).toMatchObject({
				outcome: 'attention',
				codes: 'promotion-ending',
				what: 'Its promotion ends on 2026-12-05, the quote on 2026-12-31: then it costs 412.50, margin 9.9 %.',
				costAfter: '412.50',
				marginAfter: '9.9',
			});
		});

		it.each([
			['outlasts the quote', '2026-12-05', { quoteExpires: '2026-12-05' }, {}],
			['ends later than a person wants to know', '2026-12-20', {}, {}],
			['costs the same after', '2026-12-05', { unitCost: '412.50' }, {}],
		])('that %s is fine', (_, promotionEnds, line, settings) => {
			const found = check([{ ...PROMOTED, promotionEnds }], line, settings);
			expect(found).toMatchObject({ outcome: 'fine' });
		});

		it('that ends later is told where all are wanted', () => {
			const promoted = [{ ...PROMOTED, promotionEnds: '2026-12-20' }];
			expect(check(promoted, {}, { daysAhead: 0 }).codes).toBe('promotion-ending');
		});

		it('that has ended since the file was written is told, at the cost without it', () => {
			const ended = { ...PROMOTED, promotionEnds: '2026-11-25', priceDate: '2026-11-25' };
			expect(check([ended])).toMatchObject({
				costNow: '412.50',
				codes: 'margin-lost, promotion-ended',
				what: expect.stringMatching(/The promotion it rests on ended on 2026-11-25\.$/) as string,
			});
		});

		it('that ended before, told by the cost of now', () => {
			const old = { ...FILE, cost: '412.50', costWithoutPromotion: '412.50' };
			const ended = { ...old, promotionEnds: '2026-11-20' };
			expect(check([ended]).codes).toBe('margin-lost, promotion-ended');
			expect(check([ended], { unitCost: '412.50' }).outcome).toBe('fine');
		});

		it('lasts to the end of its last day in California', () => {
			const last = { ...PROMOTED, promotionEnds: '2026-11-27', priceDate: '2026-11-27' };
			const items = [last, LINE];
			const codesAt = (time: string) =>
				checkQuotes(items, SETTINGS, Date.parse(time)).lines[0]!.line.codes;
			expect(codesAt('2026-11-28T07:59:00Z')).toBe('promotion-ending');
			expect(codesAt('2026-11-28T08:01:00Z')).toBe('margin-lost, promotion-ended');
		});
	});

	it('of a product that is gone or not in stock says so, with replacement and date', () => {
		expect(
			check([
				{ ...LIVE, status: 'discontinued', cost: null },
				{ ...FILE, replacementSku: '9' },
			]),
		).toMatchObject({
			codes: 'not-sold',
			what: 'TD SYNNEX does not sell it any more (discontinued). Its replacement is SKU 9.',
			costNow: null,
		});
		expect(check([{ ...FILE, stockTotal: 2, eta: '2026-12-15' }]).what).toBe(
			'2 in stock, 3 quoted; more expected on 2026-12-15.',
		);
		expect(check([{ ...FILE, stockTotal: null }]).outcome).toBe('fine');
	});

	it('of a product that TD SYNNEX said nothing of is not known, and not fine', () => {
		expect(check([{ ...FILE, sku: '1' }])).toMatchObject({
			outcome: 'unknown',
			cause: 'TD SYNNEX said nothing of SKU 14152708.',
		});
	});

	it('with a cost of zero is not taken for a good one', () => {
		expect(check([{ ...FILE, cost: '0.00' }])).toMatchObject({ costNow: null, lost: null });
	});
});

describe('the mail about open quotes', () => {
	const summaryOf = (items: object[]) => {
		const { lines, products } = checkQuotes(items, SETTINGS, NOW);
		return summarizeQuotes(
			lines.map(({ line }) => line),
			products,
		);
	};

	it('has one paragraph for each quote, the dearest first, each with its link', () => {
		const other = { ...LINE, quoteId: '8', quoteNumber: '1008', quote: 'Phones', quantity: 100 };
		const optional = { ...LINE, optional: true, name: 'Spare' };
		const summary = summaryOf([{ ...FILE, cost: '420.00' }, LINE, optional, other]);
		expect(summary).toMatchObject({
			state: 'completed',
			quotes: 2,
			lines: 3,
			attention: 3,
			quotesToLookAt: 2,
			lost: '9270.00',
			findings: { 'margin-lost': 3, 'out-of-stock': 1 },
			subject: '3 lines of 2 open quotes to look at, 9270.00 of margin lost',
		});
		const [first, second] = summary.text.split('\n\n');
		expect(first).toMatch(
			/^Contoso: Phones \(quote 1008, valid until 2026-12-31\)\n- 100 x Switch/,
		);
		expect(second?.split('\n')).toEqual([
			'Contoso: Branch network (quote 1007, valid until 2026-12-31)',
			'- 3 x Switch (SKU 14152708): Costs 420.00 now, quoted at 330.00: margin 8.3 % instead of 27.9 %. 270.00 less on 3.',
			'- 3 x Spare (SKU 14152708, optional): Costs 420.00 now, quoted at 330.00: margin 8.3 % instead of 27.9 %. 270.00 less on 3.',
			'https://ww3.autotask.net/x',
		]);
	});

	it('is none where all is fine', () => {
		expect(summaryOf([FILE, LINE])).toMatchObject({ subject: '', text: '', attention: 0 });
	});

	it('says that nothing was compared, never that all is fine', () => {
		const failed = { error: 'price file 1.zip: it is cut off' };
		expect(summaryOf([LINE, failed])).toMatchObject({
			state: 'completed with warnings',
			subject: '1 line of open quotes could not be checked',
			unknown: 1,
			failed: 1,
			text: expect.stringMatching(
				/SKU 14152708\.\n\nInput item 2 is neither a quote line nor a product: price file 1\.zip: it is cut off\. Give .*\n\nNo product of TD SYNNEX came in/s,
			) as string,
		});
	});
});
