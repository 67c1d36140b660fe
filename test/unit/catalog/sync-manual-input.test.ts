import { readMoney } from '../../../lib/shared/money';
import { readDesired } from '../../../lib/catalog/plan/desired';
import { FakeAutotask } from './fake-autotask';
import { item, link, product, run, settings } from './sync-fixture';

const held = () => new FakeAutotask({ products: [product()], links: [link()] });
const read = (change: Record<string, unknown>) => readDesired([item(change)], settings(), 0);

describe('items from a spreadsheet, another node or a person', () => {
	test('whose SKU is written as Autotask writes it mean the product that is there, not a double', async () => {
		const autotask = held();
		const { results } = await run([item({ sku: ' tds-0014152708 ' })], autotask);
		expect(results[0]).toMatchObject({ sku: '14152708', outcome: 'unchanged', productId: '1' });
		expect(autotask.products.size).toBe(1);
	});

	test('of one SKU, once bare and once with the prefix, are one product', () => {
		const { wanted, refused } = readDesired([item(), item({ sku: 'TDS-14152708' })], settings(), 0);
		expect(wanted).toHaveLength(1);
		expect(refused).toMatchObject([{ code: 'duplicate-row' }]);
	});

	test.each(['1.41527E+07', '1e7', 14152708.5, '14152708.0', '14,152,708', true, {}])(
		'with %p for a SKU are refused: no product is ever made of it',
		(sku) => {
			expect(read({ sku }).refused).toMatchObject([{ code: 'bad-item' }]);
		},
	);

	test.each([
		['0,999', undefined],
		['012,345.00', undefined],
		['$12.50', undefined],
		['12,50', undefined],
		['1 299.00', undefined],
		['€ 5', undefined],
		[true, undefined],
		[[5], undefined],
		['1,299', '1299.00'],
		[0.1 + 0.2, '0.30'],
	])('a cost of %p is %p, or refused in words', (given, amount) => {
		const money = readMoney(given);
		expect('amount' in money ? money.amount : undefined).toBe(amount);
	});

	test('with numbers, nulls and blanks for text are taken', () => {
		const { wanted } = read({ sku: 14152708, mpn: 350, name: null, upc: 12, description: '  ' });
		expect(wanted[0]).toMatchObject({ sku: '14152708', mpn: '350', name: null, description: null });
	});

	test('with control characters from a broken export leave the catalog at rest afterwards', async () => {
		const autotask = new FakeAutotask({ products: [product({ sku: 'X' })] });
		const broken = item({ mpn: 'NEW\u0000-1', name: 'Switch\u0007\u0000 24\tport', sku: '77' });
		await run([broken], autotask);
		expect(autotask.product('TDS-77')).toMatchObject({
			name: 'Switch 24 port',
			manufacturerProductName: 'NEW -1',
		});
		expect((await run([broken], autotask)).summary.autotaskWrites).toBe(0);
	});

	test('whose status is written with a capital are as discontinued as any', async () => {
		const gone = item({ sku: '9', mpn: 'M9', status: 'Discontinued', stockTotal: '0' });
		expect((await run([gone], held())).results[0]).toMatchObject({ code: 'not-sold' });
	});
});

describe('a product that TD SYNNEX said nothing of', () => {
	const silent = { name: '14152708', cost: null, status: 'unknown', mpn: null, description: null };
	const keep = { guards: { zeroCost: 'keep' }, owners: { name: 'sync' } } as const;

	test('is neither renamed to its SKU nor created', async () => {
		const autotask = held();
		const items = [item(silent), item({ ...silent, sku: '5', name: '5' })];
		const { results } = await run(items, autotask, keep);
		expect(results.map(({ code }) => code)).toEqual(['no-answer', 'no-answer']);
		expect(autotask.writes).toEqual([]);
	});

	test('and that was asked for by its part number has no SKU: it is held back, not failed', async () => {
		const asked = (status: string) => item({ ...silent, sku: '', mpn: 'CBS350-24T', status });
		const { results, summary } = await run([asked('unknown'), asked('not-found')], held());
		expect(results.map(({ code, outcome }) => [code, outcome])).toEqual([
			['no-answer', 'held'],
			['not-found', 'held'],
		]);
		expect(summary.failed).toBe(0);
	});
});
