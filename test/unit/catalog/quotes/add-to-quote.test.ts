import { addToQuote, type AddSettings } from '../../../../lib/catalog/quotes/add-to-quote';
import { smallAutotask } from '../small-autotask';

describe('products for an open quote, on the twin', () => {
	const twin = smallAutotask();
	const { add, client, records } = twin;
	let quoteID = 0;
	beforeEach(async () => {
		await twin.sandbox.control.clearFaults();
		quoteID = addQuote();
	});

	const opportunity = (title: string) =>
		Number(records('Opportunities').find((one) => one.title === title)?.id);
	const addQuote = (values: object = {}) =>
		add('Quotes', {
			opportunityID: opportunity('Phone system'),
			name: 'Phones',
			quoteNumber: 4711,
			isActive: true,
			...values,
		});
	const linesOn = (id: number) => records('QuoteItems').filter((one) => one.quoteID === id);
	const products = () =>
		records('Products')
			.filter(({ isActive, unitPrice }) => isActive && unitPrice !== null)
			.map(({ id }) => String(id));
	const run = async (items: unknown[], change: Partial<AddSettings> = {}) => {
		return await addToQuote(
			items,
			{ quote: '4711', openStatuses: ['Active'], dryRun: false, ...change },
			{
				autotask: client(),
			},
		);
	};

	it('are added at their own price and cost, each once however often they come', async () => {
		const [one, two] = products();
		const items = [{ productId: one, quantity: 3 }, { productId: two }, { productId: one }];
		expect((await run(items)).map(({ outcome, code }) => [outcome, code])).toEqual([
			['done', ''],
			['done', ''],
			['unchanged', 'on-quote'],
		]);
		const held = records('Products').find(({ id }) => String(id) === one);
		expect(linesOn(quoteID)).toMatchObject([
			{
				productID: Number(one),
				quantity: 3,
				unitPrice: held?.unitPrice,
				unitCost: held?.unitCost,
				isOptional: false,
			},
			{ productID: Number(two), quantity: 1 },
		]);
		expect((await run(items)).map(({ outcome }) => outcome)).toEqual(Array(3).fill('unchanged'));
		expect(linesOn(quoteID)).toHaveLength(2);
	});

	it('are only planned in a dry run', async () => {
		expect(await run([{ productId: products()[0] }], { dryRun: true })).toMatchObject([
			{ outcome: 'planned', quote: 'Phones', quoteNumber: '4711' },
		]);
		expect(twin.sandbox.control.stats().effects.autotask).toBe(0);
	});

	it.each([
		['that does not exist', '4712', 'quote-not-found', /shows no such quote/],
		['that is no number', 'Phones', 'quote-number', /"Phones" is not a quote number/],
	])('of a quote %s are refused before anything is written', async (_, quote, code, cause) => {
		await expect(run([{ productId: products()[0] }], { quote })).rejects.toMatchObject({
			code,
			cause: expect.stringMatching(cause) as string,
		});
		expect(twin.sandbox.control.stats().effects.autotask).toBe(0);
	});

	it('of a closed, an inactive or an ambiguous quote are refused before anything is written', async () => {
		addQuote({ quoteNumber: 8002, isActive: false });
		addQuote({ quoteNumber: 99 });
		addQuote({ quoteNumber: 99 });
		const item = [{ productId: products()[0] }];
		const codes: string[] = [];
		for (const quote of ['8002', '99'])
			await run(item, { quote }).catch(({ code }) => codes.push(String(code)));
		expect(codes).toEqual(['quote-closed', 'quote-several']);
		const won = records('Quotes').find(
			({ opportunityID, quoteNumber }) =>
				opportunityID === opportunity('Workstation refresh') && Number(quoteNumber) > 1,
		);
		await expect(run(item, { quote: String(won?.quoteNumber) })).rejects.toMatchObject({
			code: 'quote-closed',
			cause: expect.stringMatching(/whose status is Closed, not Active/) as string,
		});
		expect(twin.sandbox.control.stats().effects.autotask).toBe(0);
	});

	it('that are none, not there, or inactive fail by themselves', async () => {
		const [good, bad] = products() as [string, string];
		twin.sandbox.autotask.admin.changeRecord('Products', Number(bad), { isActive: false });
		const items = [
			{ productId: '' },
			{ productId: '999999' },
			{ productId: bad },
			{ productId: good },
		];
		expect(
			(await run([...items, { productId: good, quantity: 0 }])).map(({ code }) => code),
		).toEqual(['bad-item', 'product-not-found', 'product-inactive', '', 'bad-item']);
		expect(linesOn(quoteID)).toHaveLength(1);
	});

	it('whose creation got no answer are looked for, and never created a second time', async () => {
		const strike = (kind: 'resetAfter' | 'resetBefore') =>
			twin.sandbox.control.addFaults({
				fault: { kind },
				system: 'autotask',
				method: 'POST',
				path: `/Quotes/${quoteID}/Items`,
				count: 0,
			});
		const [one, two] = products();
		strike('resetAfter');
		expect(await run([{ productId: one }])).toMatchObject([{ outcome: 'done' }]);
		expect(linesOn(quoteID)).toHaveLength(1);
		await twin.sandbox.control.clearFaults();
		strike('resetBefore');
		const [lost] = await run([{ productId: two }]);
		expect(lost).toMatchObject({
			outcome: 'uncertain',
			remedy: expect.stringMatching(/^Look at the quote in Autotask/) as string,
		});
		await twin.sandbox.control.clearFaults();
		expect(linesOn(quoteID)).toHaveLength(1);
	});
});
