import type { MappedField, StockRule } from '../../../lib/catalog/plan/attributes/settings';
import { FakeAutotask } from './fake-autotask';
import { item, link, product, run } from './sync-fixture';

const FIELDS = [
	{ name: 'Stock', dataType: 'double' },
	{ name: 'Where', dataType: 'string' },
	{ name: 'ETA', dataType: 'datetime' },
	{ name: 'MAP', dataType: 'double' },
	{ name: 'As of', dataType: 'datetime' },
	{ name: 'Notes of people', dataType: 'string' },
	{ name: 'Lifecycle', dataType: 'string', picklist: ['Active', 'Discontinued'] },
	{ name: 'TAA', dataType: 'string' },
];

const mapped = (
	fields: Partial<Record<MappedField['attribute'], string>>,
	stock: Partial<StockRule> = {},
	owner: MappedField['owner'] = 'sync',
) => ({
	attributes: {
		fields: Object.entries(fields).map(([attribute, field]) => ({
			attribute: attribute as MappedField['attribute'],
			field,
			owner,
		})),
		stock: { when: 'inOut' as const, percent: 20, ...stock },
	},
});
const ALL = {
	stockTotal: 'Stock',
	stockByWarehouse: 'Where',
	eta: 'ETA',
	map: 'MAP',
	asOf: 'As of',
	taaCompliant: 'TAA',
} as const;
const fromFile = (change: Record<string, unknown> = {}) =>
	item({
		source: 'price-file',
		stockByWarehouse: [
			{ warehouse: '3', name: 'Fresno', quantity: 8 },
			{ warehouse: '16', name: 'Miami', quantity: 4 },
		],
		eta: '2026-12-04',
		map: '549.00',
		taaCompliant: true,
		...change,
	});
const world = (options: Partial<ConstructorParameters<typeof FakeAutotask>[0]> = {}) =>
	new FakeAutotask({
		products: [product()],
		links: [link()],
		userFields: FIELDS,
		...options,
	});

describe('data of TD SYNNEX in user-defined fields', () => {
	test('goes along in the write of the product itself, and comes out as changes', async () => {
		const autotask = world();
		const { results } = await run([fromFile({ cost: '420.00' })], autotask, mapped(ALL));
		expect(autotask.writes).toHaveLength(1);
		expect(autotask.writes[0]?.record).toEqual({
			id: 1,
			unitCost: 420,
			userDefinedFields: [
				{ name: 'Stock', value: '12' },
				{ name: 'Where', value: 'Fresno: 8; Miami: 4' },
				{ name: 'ETA', value: '2026-12-04' },
				{ name: 'MAP', value: '549' },
				{ name: 'As of', value: '1970-01-01' },
				{ name: 'TAA', value: 'Yes' },
			],
		});
		expect(results[0]?.changes).toContainEqual({
			field: 'userDefinedFields.Stock',
			old: null,
			new: '12',
		});
	});

	test('is written again by no second run, though numbers and dates read back in other words', async () => {
		const autotask = world();
		await run([fromFile()], autotask, mapped(ALL));
		expect(autotask.userField('TDS-14152708', 'Stock')).toBe('12.0000');
		const { summary } = await run([fromFile()], autotask, mapped(ALL));
		expect(summary).toMatchObject({ unchanged: 1, autotaskWrites: 0, warnings: [] });
	});

	test('is in a new product from the start, in the call that creates it', async () => {
		const autotask = world({
			products: [product({ id: 9, sku: 'OWN-1', manufacturerProductName: 'OWN-1' })],
			links: [],
		});
		await run([fromFile()], autotask, mapped(ALL));
		const creations = autotask.writes.filter(({ entity }) => entity === 'Products');
		expect(creations).toHaveLength(1);
		expect(autotask.userField('TDS-14152708', 'MAP')).toBe('549.0000');
	});

	test('leaves alone what people keep in fields beside it', async () => {
		const own = { name: 'Notes of people', value: 'ours' };
		const autotask = world({ products: [product({ userDefinedFields: [own] })] });
		await run([fromFile()], autotask, mapped(ALL));
		expect(autotask.userField('TDS-14152708', 'Notes of people')).toBe('ours');
	});

	test('of owner Sync While Empty fills a field once, and never a field that a person fills meanwhile', async () => {
		const autotask = world();
		const change = mapped({ map: 'MAP' }, {}, 'blank');
		await run([fromFile()], autotask, change);
		const again = await run([fromFile({ map: '1.00' })], autotask, change);
		expect(again.summary.autotaskWrites).toBe(0);

		const filled = world({
			fault: ({ verb }, fake) => {
				if (verb === 'get')
					fake.products.set(1, {
						...product(),
						userDefinedFields: [{ name: 'MAP', value: '7.0000' }],
					});
			},
		});
		await run([fromFile()], filled, change);
		expect(filled.userField('TDS-14152708', 'MAP')).toBe('7.0000');
	});

	test('is taken out again where the price file says that there is none, and only there', async () => {
		const autotask = world();
		const change = mapped({ eta: 'ETA', map: 'MAP' });
		await run([fromFile()], autotask, change);
		await run([fromFile({ eta: null, map: null, source: 'price-availability' })], autotask, change);
		expect(autotask.userField('TDS-14152708', 'ETA')).toBeNull();
		expect(autotask.userField('TDS-14152708', 'MAP')).toBe('549.0000');
		await run([item({ eta: null, map: null })], autotask, change);
		expect(autotask.userField('TDS-14152708', 'MAP')).toBe('549.0000');
		await run([fromFile({ map: null })], autotask, change);
		expect(autotask.userField('TDS-14152708', 'MAP')).toBeNull();
	});

	test('goes into a list by its label; what the list does not hold is left out and told', async () => {
		const autotask = world();
		const change = mapped({ status: 'Lifecycle', map: 'MAP' });
		await run([fromFile()], autotask, change);
		expect(autotask.userField('TDS-14152708', 'Lifecycle')).toBe('Active');
		const { results } = await run(
			[fromFile({ status: 'strange', map: '560.00' })],
			autotask,
			change,
		);
		expect(autotask.userField('TDS-14152708', 'Lifecycle')).toBe('Active');
		expect(results[0]?.warnings).toEqual([
			'user-defined field Lifecycle has no such value in its list: strange',
		]);
	});

	test('for a field that is not there is left out, the rest is written, and the run says so', async () => {
		const autotask = world();
		const { summary } = await run([fromFile()], autotask, mapped({ ...ALL, upc: 'No such field' }));
		expect(summary.warnings).toEqual([
			expect.stringMatching(/^Autotask's products have no active user-defined field No such field/),
		]);
		expect(autotask.userField('TDS-14152708', 'MAP')).toBe('549.0000');
	});

	test('that a field does not keep is written once a run and told, in place of each night anew for all', async () => {
		const skus = Array.from({ length: 8 }, (_, at) => String(80000001 + at));
		const autotask = world({
			products: skus.map((sku, at) =>
				product({ id: at + 1, sku: `TDS-${sku}`, vendorProductNumber: sku }),
			),
			links: skus.map((sku, at) => link({ id: at + 1, productID: at + 1, vendorPartNumber: sku })),
			keepsUserField: (name, value) => (name === 'Where' ? 'cut' : value),
		});
		const items = skus.map((sku) => fromFile({ sku }));
		const { summary } = await run(items, autotask, mapped(ALL));
		expect(summary.warnings).toEqual([
			expect.stringMatching(/^User-defined field Where of product \d+ contains "cut" after/),
		]);
		const names = autotask.writes.flatMap(({ record }) =>
			(record.userDefinedFields as unknown as { name: string }[]).map(({ name }) => name),
		);
		expect(names.filter((name) => name === 'Where')).toHaveLength(1);
		expect(names.filter((name) => name === 'Stock')).toHaveLength(8);
	});
});

describe('stock that moved, and nothing else', () => {
	const after = async (stockTotal: number, stock: Partial<StockRule>, change: object = {}) => {
		const autotask = world();
		const fields = mapped({ stockTotal: 'Stock', asOf: 'As of' }, stock);
		await run([fromFile()], autotask, fields);
		const { summary } = await run([fromFile({ stockTotal, ...change })], autotask, fields);
		return { writes: summary.autotaskWrites, stock: autotask.userField('TDS-14152708', 'Stock') };
	};

	test.each([
		['runs out', 0, { when: 'inOut' }, 1],
		['moves by some', 90, { when: 'inOut' }, 0],
		['moves by less than the threshold', 14, { when: 'percent' }, 0],
		['moves by more than the threshold', 15, { when: 'percent' }, 1],
		['moves by one, where every change counts', 13, { when: 'every' }, 1],
	] as const)('that %s', async (_what, stockTotal, stock, writes) => {
		expect((await after(stockTotal, stock)).writes).toBe(writes);
	});

	test('is written along with anything else that is', async () => {
		expect(await after(13, { when: 'inOut' }, { cost: '413.00' })).toEqual({
			writes: 1,
			stock: '13.0000',
		});
	});

	test('is never written for the day on which it was looked at', async () => {
		const autotask = world();
		const change = mapped({ stockTotal: 'Stock', asOf: 'As of' }, { when: 'every' });
		await run([fromFile()], autotask, change);
		const later = { now: () => 86_400_000, random: () => 0.5, sleep: () => Promise.resolve() };
		const { summary } = await run([fromFile()], autotask, change, { clock: later });
		expect(summary.autotaskWrites).toBe(0);
	});
});
