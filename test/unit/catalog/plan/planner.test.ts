import { inBatches } from '../../../../lib/autotask/records/read-in-batches';
import { readDesired } from '../../../../lib/catalog/plan/desired';
import { cutAtWord } from '../../../../lib/catalog/plan/cut-at-word';
import { cheaperWay, countIsWorthwhile } from '../../../../lib/catalog/plan/read/read-way';
import { patternFilter } from '../../../../lib/catalog/plan/pattern-filter';
import { changePercent, moneyText, readMoney, sameMoney } from '../../../../lib/shared/money';
import { Problem } from '../../../../lib/shared/problem';
import { skuPattern } from '../../../../lib/shared/sku';
import { FakeAutotask } from '../fake-autotask';
import { item, link, product, run, settings } from '../sync-fixture';

describe('the SKU pattern', () => {
	const pattern = skuPattern('TDS-{sku}');

	test('writes 14152708 as TDS-14152708, as the incumbent does, and reads it back', () => {
		expect(pattern.toAutotask('14152708')).toBe('TDS-14152708');
		expect(pattern.fromAutotask(' tds-014152708 ')).toBe('14152708');
		expect(pattern.fromAutotask('CISCO-1')).toBeNull();
		expect(pattern.fromAutotask('TDS-')).toBeNull();
	});

	test.each([
		['TDS-{sku}', '14152708'],
		['TDS-{sku}', ' 0014152708 '],
		['tds-{sku}-x', 'ab-0c'],
		['{sku}', '000'],
		[' {sku} TDS', 'TDS-7'],
		['0{sku}', '12'],
	])('finds the products of %s by the same key as %j in Autotask', (text, sku) => {
		const { keyOf, keyOfSku, toAutotask } = skuPattern(text);
		expect(keyOfSku(sku)).toBe(keyOf(toAutotask(sku)));
	});

	test('without {sku}, or with two, is refused with an example', () => {
		for (const text of ['TDS-', '{sku}{sku}', '']) {
			expect(() => skuPattern(text)).toThrow(Problem);
		}
		expect(() => skuPattern('TDS-')).toThrow('SKU Pattern "TDS-" must contain {sku} exactly once.');
	});
});

describe('amounts', () => {
	test.each([
		['1,299.00', '1299.00'],
		[12.5, '12.50'],
		['0', '0.00'],
		['.5', '0.50'],
		['12.34567', '12.3457'],
		['1e-7', '0.00'],
		['1234567890123.45', '1234567890123.45'],
	])('%s is %s', (given, amount) => {
		expect(readMoney(given)).toMatchObject({ amount });
	});

	test('a thousands mark is read and said', () => {
		expect(readMoney('1,299.00')).toEqual({
			amount: '1299.00',
			note: '"1,299.00" was read as 1299.00',
		});
	});

	test.each(['1,29', '12.5 USD', 'abc', '1.299,00', '--1'])('%s is turned down', (text) => {
		expect(readMoney(text)).toEqual({ fault: `"${text}" is not an amount such as 1299.00` });
	});

	test('below zero is turned down', () => {
		expect(readMoney('-3')).toEqual({ fault: '-3 is negative' });
	});

	test('are compared as decimals', () => {
		expect(sameMoney('12.5', '12.50')).toBe(true);
		expect(sameMoney(null, '0')).toBe(false);
		expect(sameMoney('0.30', moneyText('0.1') === '0.10' ? '0.3000' : '0')).toBe(true);
	});

	test('a change is measured against the old amount', () => {
		expect(changePercent('100', '40')?.toFixed()).toBe('60');
		expect(changePercent('0', '40')).toBeNull();
	});
});

test('a text is cut at a word, and never through a character', () => {
	expect(cutAtWord('Cisco CBS350 24-port switch', 20)).toBe('Cisco CBS350 24-port');
	expect(cutAtWord('Cisco CBS350 24-port switch', 18)).toBe('Cisco CBS350');
	expect(cutAtWord('Donaudampfschifffahrt', 10)).toBe('Donaudampf');
	expect(cutAtWord('123456789😀', 10)).toBe('123456789');
});

describe('reading Autotask', () => {
	test('takes the list of SKUs or all pages, whichever is fewer calls', () => {
		expect(cheaperWay(20_000, 12_000)).toBe('all');
		expect(cheaperWay(20_000, 40_000)).toBe('list');
		// about the same number of calls, and lists are read three at once
		expect(cheaperWay(20_000, 20_000)).toBe('list');
		expect(cheaperWay(20_000, 18_000)).toBe('all');
		expect(cheaperWay(20_000, null)).toBe('list');
		expect(countIsWorthwhile(980)).toBe(false);
		expect(countIsWorthwhile(981)).toBe(true);
	});

	test('asks for fewer than 500 values a call, so that a page is seldom full', () => {
		expect(inBatches(Array.from({ length: 1001 }, (_, at) => at)).map((one) => one.length)).toEqual(
			[490, 490, 21],
		);
		expect(inBatches([])).toEqual([]);
	});

	test('pages by the fixed part of the pattern, where it has one', () => {
		expect(patternFilter(skuPattern('TDS-{sku}'))).toMatchObject({ op: 'beginsWith' });
		expect(patternFilter(skuPattern('{sku}.T'))).toMatchObject({ op: 'endsWith', value: '.T' });
		expect(patternFilter(skuPattern('{sku}'))).toBeNull();
	});

	test('both ways find the same: few items by list, many by pages', async () => {
		const skus = Array.from({ length: 1600 }, (_, at) => String(at + 1));
		const autotask = new FakeAutotask({
			products: skus
				.slice(0, 900)
				.map((sku, at) =>
					product({ id: at + 1, sku: `TDS-${sku}`, vendorProductNumber: sku, unitCost: 1 }),
				),
			links: skus
				.slice(0, 900)
				.map((sku, at) => link({ id: at + 1, productID: at + 1, vendorPartNumber: sku })),
		});
		const wanted = (sku: string) => item({ sku, cost: '1', mpn: 'CBS350-24T' });
		const few = await run(skus.slice(0, 5).map(wanted), autotask, {}, { dryRun: true });
		expect(few.summary).toMatchObject({ unchanged: 5, callsByEndpoint: { Products: 1 } });
		const many = await run(
			skus.map(wanted),
			autotask,
			{ guards: { handMade: 'ignore' } },
			{ dryRun: true },
		);
		// One count and two pages of products, one count and two pages of vendor entries.
		expect(many.summary).toMatchObject({
			unchanged: 900,
			created: 700,
			callsByEndpoint: { Products: 3, ProductVendors: 3 },
		});
	});
});

describe('input items', () => {
	test('with a bad field are refused alone, in words that name it', () => {
		const { wanted, refused } = readDesired(
			[
				item(),
				item({ sku: '', cost: 'abc' }),
				item({ sku: '7', cost: -1, name: { a: 1 } }),
				'a text',
			],
			settings(),
			0,
		);
		expect(wanted).toHaveLength(1);
		expect(refused.map(({ sku, reason }) => [sku, reason])).toEqual([
			[
				'',
				'Input item 2 cannot be used: sku: is missing; cost: "abc" is not an amount such as 1299.00.',
			],
			['7', 'Input item 3 cannot be used: name: is no text; cost: -1 is negative.'],
			['', 'Input item 4 cannot be used: is not an object with fields.'],
		]);
	});

	test('of any source will do, as long as there are SKU, name and cost', () => {
		const { wanted, refused } = readDesired([{ sku: 55, name: 'Cable', cost: 3.1 }], settings(), 0);
		expect(refused).toEqual([]);
		expect(wanted[0]).toMatchObject({ sku: '55', name: 'Cable', cost: '3.10', mpn: null });
	});

	test('twice with one SKU: the later one counts, both say so', () => {
		const { wanted, refused } = readDesired(
			[item({ cost: '1' }), item({ cost: '2' })],
			settings(),
			0,
		);
		expect(wanted).toMatchObject([{ index: 1, cost: '2.00' }]);
		expect(wanted[0]?.warnings).toEqual(['input item 1 has the same SKU; this later one counts']);
		expect(refused).toMatchObject([
			{
				index: 0,
				code: 'duplicate-row',
				reason: 'Input items 1 and 2 both have SKU 14152708; the later one counts.',
			},
		]);
	});
});

describe('guards', () => {
	const held = () => new FakeAutotask({ products: [product()], links: [link()] });

	test.each([
		[null, 'The cost is missing.'],
		['0.00', 'The cost is zero.'],
	])('a cost of %s is never written: the item is held back', async (cost, reason) => {
		for (const autotask of [held(), new FakeAutotask({ products: [product({ sku: 'X' })] })]) {
			const { results } = await run([item({ cost, mpn: 'other' })], autotask);
			expect(results[0]).toMatchObject({
				action: 'skip',
				outcome: 'held',
				code: 'cost-none',
				reason,
			});
			expect(autotask.writes).toEqual([]);
		}
	});

	test('a cost of zero can be left alone while the rest is kept in step', async () => {
		const autotask = held();
		await run([item({ cost: '0', msrp: '650' })], autotask, { guards: { zeroCost: 'keep' } });
		expect(autotask.writes.map(({ record }) => record)).toEqual([{ id: 1, msrp: 650 }]);
	});

	test('a zero is written when asked for', async () => {
		const autotask = held();
		await run([item({ cost: '0' })], autotask, {
			guards: { zeroCost: 'write', maxCostChangePercent: 0 },
		});
		expect(autotask.writes.map(({ record }) => record)).toEqual([{ id: 1, unitCost: 0 }]);
	});

	test.each(['4125.00', '41.25', '618.76'])(
		'a cost of 412.50 that becomes %s is held for review',
		async (cost) => {
			const autotask = held();
			const { results } = await run([item({ cost })], autotask);
			expect(results[0]).toMatchObject({ action: 'skip', code: 'cost-jump', productId: '1' });
			expect(results[0]?.reason).toContain(`The cost changes from 412.50 to ${cost}`);
			expect(autotask.writes).toEqual([]);
		},
	);

	test('a cost at the limit, or beyond it once the limit is lifted, is written', async () => {
		expect((await run([item({ cost: '618.75' })], held())).summary.updated).toBe(1);
		const lifted = { guards: { maxCostChangePercent: 0 } };
		expect((await run([item({ cost: '4125' })], held(), lifted)).summary.updated).toBe(1);
	});

	test('a second currency is held back, or any other than the one that is set', async () => {
		const both = [item(), item({ sku: '2', currency: 'CAD' })];
		const { results } = await run(both, held());
		expect(results.map(({ code }) => code)).toEqual(['', 'currency']);
		const cad = await run(both, held(), { guards: { currency: 'CAD' } });
		expect(cad.results[0]?.reason).toBe('The cost is in USD, and this run writes CAD.');
	});

	test('a discontinued product is not created, stays as it is, or is set inactive once', async () => {
		const gone = item({ status: 'discontinued', stockTotal: 0 });
		const none = new FakeAutotask({ products: [product({ sku: 'X' })] });
		expect((await run([{ ...gone, mpn: 'other' }], none)).results[0]?.code).toBe('not-sold');
		expect((await run([gone], held())).summary.unchanged).toBe(1);
		const autotask = held();
		const inactive = { guards: { discontinued: 'inactive' as const } };
		await run([gone], autotask, inactive);
		expect(autotask.product('TDS-14152708').isActive).toBe(false);
		expect((await run([gone], autotask, inactive)).summary.autotaskWrites).toBe(0);
	});

	test('what is discontinued but still in stock goes on being sold', async () => {
		const last = item({ status: 'discontinued', stockTotal: 3, mpn: 'other' });
		const none = new FakeAutotask({ products: [product({ sku: 'X' })] });
		expect((await run([last], none)).summary.created).toBe(1);
	});

	test('a file that would retire much of the catalog retires nothing', async () => {
		const skus = Array.from({ length: 100 }, (_, at) => String(at + 1));
		const autotask = new FakeAutotask({
			products: skus.map((sku, at) =>
				product({ id: at + 1, sku: `TDS-${sku}`, vendorProductNumber: sku }),
			),
			links: skus.map((sku, at) => link({ id: at + 1, productID: at + 1, vendorPartNumber: sku })),
		});
		const items = skus.map((sku, at) =>
			item({ sku, status: at < 30 ? 'discontinued' : 'active', stockTotal: 0 }),
		);
		const { results, summary } = await run(items, autotask, {
			guards: { discontinued: 'inactive' },
		});
		expect(summary).toMatchObject({ held: 30, updated: 0 });
		expect(results[0]?.reason).toBe('30 of 100 products would be set inactive; the limit is 10 %.');
	});

	test('a new product without a name is held back by name', async () => {
		const none = new FakeAutotask({ products: [product({ sku: 'X' })] });
		const { results } = await run([{ sku: '9', cost: '1' }], none);
		expect(results[0]).toMatchObject({ code: 'name-none' });
	});
});
