import fc from 'fast-check';
import { mergedText } from '../../../lib/catalog/plan/description/merge-text';
import { readDesired } from '../../../lib/catalog/plan/desired';
import { FakeAutotask } from './fake-autotask';
import { item, link, pricing, product, run, settings, type SettingsChange } from './sync-fixture';

const held = (change = {}) => new FakeAutotask({ products: [product(change)], links: [link()] });
const others = () => new FakeAutotask({ products: [product({ id: 500, sku: 'X' })] });

describe('new products that wait for approval', () => {
	const approved: SettingsChange = { newProducts: { mode: 'approved', categories: [] } };
	const fresh = item({ sku: '9', mpn: 'NEW' });

	test('come out held, with what would be written and which rule prices them; nothing is created', async () => {
		const autotask = others();
		const { results, summary } = await run([fresh], autotask, approved);
		expect(results[0]).toMatchObject({
			action: 'skip',
			outcome: 'held',
			code: 'new-product',
			pricedBy: 'default price: markup of 20 %',
		});
		expect(results[0]?.changes).toContainEqual({ field: 'unitPrice', old: null, new: '495.00' });
		expect(summary).toMatchObject({ created: 0, held: 1, reasons: { 'new-product': 1 } });
		expect(autotask.writes).toEqual([]);
	});

	test('are created once the item says so, and only those', async () => {
		const autotask = others();
		const items = [{ ...fresh, approved: true }, item({ sku: '10', mpn: 'M10', approved: 'no' })];
		const { results } = await run(items, autotask, approved);
		expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'held']);
	});

	test('do not hide that a product made by hand seems to be the same', async () => {
		const autotask = new FakeAutotask({
			products: [product({ id: 7, sku: null, name: 'Switch by Bob' })],
		});
		const { results } = await run([item()], autotask, approved);
		expect(results[0]).toMatchObject({ code: 'hand-made' });
	});

	test('do not keep products that are there from being kept in step', async () => {
		expect((await run([item({ cost: '420' })], held(), approved)).summary.updated).toBe(1);
	});
});

test('new products are created of the chosen categories alone; those that are there are kept in step', async () => {
	const autotask = held();
	const items = [
		item({ cost: '420', categoryCode: '009001' }),
		item({ sku: '2', mpn: 'M2', categoryCode: '009001' }),
		item({ sku: '3', mpn: 'M3', categoryCode: '004001' }),
		item({ sku: '4', mpn: 'M4', categoryCode: null }),
	];
	const { results } = await run(items, autotask, {
		newProducts: { mode: 'create', categories: ['004'] },
	});
	expect(results.map(({ outcome, code }) => code || outcome)).toEqual([
		'done',
		'category-not-wanted',
		'done',
		'category-not-wanted',
	]);
});

test('what a person writes below a block whose end they took away stays', () => {
	const block = mergedText('Mine.', 'First', 0) ?? '';
	const opened = block.replace(/-{17}/, 'Call Bob: 5 are reserved.');
	const once = mergedText(opened, 'Second', 0) ?? '';
	const twice = mergedText(once, 'Third', 0) ?? '';
	expect(twice).toContain('Call Bob: 5 are reserved.');
	expect(twice).toContain('Third');
	expect(twice).not.toContain('Second');
});

describe('vendor entries in later runs', () => {
	const later: SettingsChange = {
		newProducts: { mode: 'create', categories: [], vendorEntries: 'later' },
	};
	const fresh = (...skus: string[]) => skus.map((sku) => item({ sku, mpn: `M${sku}` }));
	const made = ({ writes }: FakeAutotask) => writes.map(({ entity }) => entity);

	test('leave one call to a new product', async () => {
		const autotask = others();
		const { summary } = await run(fresh('1', '2'), autotask, later);
		expect(summary).toMatchObject({ created: 2, failed: 0 });
		expect(made(autotask)).toEqual(['Products', 'Products']);
	});

	test('follow once no product is new, and then there is nothing left to write', async () => {
		const autotask = others();
		await run(fresh('1', '2'), autotask, later);
		autotask.writes.length = 0;
		const items = fresh('1', '2', '3');
		const changed = [...items, item({ sku: '4', mpn: 'M4' })];
		await run(changed, autotask, later);
		expect(made(autotask)).toEqual(['Products', 'Products', 'ProductVendors', 'ProductVendors']);
		autotask.writes.length = 0;
		await run(changed, autotask, later);
		expect(made(autotask)).toEqual(['ProductVendors', 'ProductVendors']);
		autotask.writes.length = 0;
		await run(changed, autotask, later);
		expect(made(autotask)).toEqual([]);
	});

	test('do not wait where the product is changed anyway', async () => {
		const autotask = others();
		await run(fresh('1'), autotask, later);
		autotask.writes.length = 0;
		await run([item({ sku: '1', mpn: 'M1', cost: '420' }), ...fresh('2')], autotask, later);
		expect(made(autotask)).toEqual(['Products', 'ProductVendors', 'Products']);
	});
});

describe('a cost without promotions', () => {
	const read = (change: Record<string, unknown>) =>
		readDesired([item(change)], settings({ cost: 'withoutPromotion' }), 0).wanted[0];

	test('counts where the item states one, else what is paid now', () => {
		expect(read({ cost: '90', costWithoutPromotion: '100' })?.cost).toBe('100.00');
		expect(read({ cost: '90', costWithoutPromotion: null })?.cost).toBe('90.00');
	});

	test('is not asked for unless chosen', async () => {
		const { results } = await run([item({ costWithoutPromotion: '600' })], held());
		expect(results[0]?.outcome).toBe('unchanged');
	});
});

describe('a field that is synced while it is empty', () => {
	const whileEmpty = { owners: { description: 'blank', unitPrice: 'blank' } } as const;

	test('is filled in a product that is there, once', async () => {
		const autotask = held({ description: ' ', unitPrice: null });
		await run([item()], autotask, whileEmpty);
		expect(autotask.product('TDS-14152708')).toMatchObject({
			description: 'Cisco CBS350 24-port managed switch, 4 x SFP',
			unitPrice: 495,
		});
		expect((await run([item()], autotask, whileEmpty)).summary.autotaskWrites).toBe(0);
	});

	test('is left alone when anything stands in it, a price of zero too', async () => {
		const autotask = held({ description: 'Ours', unitPrice: 0 });
		expect((await run([item()], autotask, whileEmpty)).summary.autotaskWrites).toBe(0);
	});
});

describe('a description that both write', () => {
	const both = { owners: { description: 'merge' } } as const;

	test('keeps the words of people before and behind the block, and renews the block', async () => {
		const autotask = held({ description: 'Our best switch.\r\nAsk Bob.' });
		await run([item({ description: 'Managed switch' })], autotask, both);
		const merged = String(autotask.product('TDS-14152708').description);
		expect(merged).toBe(
			'Our best switch.\nAsk Bob.\n\n--- TD SYNNEX ---\nManaged switch\n-----------------',
		);
		autotask.product('TDS-14152708').description = `${merged}\n\nSold out in May.`;
		await run([item({ description: 'Managed switch, new' })], autotask, both);
		expect(autotask.product('TDS-14152708').description).toBe(
			'Our best switch.\nAsk Bob.\n\n--- TD SYNNEX ---\nManaged switch, new\n-----------------\n\nSold out in May.',
		);
	});

	test('whose room people have used up is left as it is, with a warning', async () => {
		const autotask = held({ description: 'x'.repeat(1990), msrp: 1 });
		const { results } = await run([item()], autotask, both);
		expect(results[0]?.changes.map(({ field }) => field)).toEqual(['msrp']);
		expect(results[0]?.warnings.join()).toMatch(/full of your own text/);
	});

	test('never loses a word of people, is never too long, and is at rest after one write', () => {
		const words = fc.string({ maxLength: 60 });
		fc.assert(
			fc.property(words, words, words, fc.integer({ min: 0, max: 200 }), (mine, a, b, length) => {
				const [ours, later] = [`A ${a}`.trim(), `B ${b}`.trim()];
				const once = mergedText(mine, ours, length);
				if (once === null) return;
				expect(once).toContain(mine.replaceAll('\r\n', '\n').trim());
				if (length > 0) expect(once.length).toBeLessThanOrEqual(length);
				expect(mergedText(once, ours, length)).toBe(once);
				expect(mergedText(once, later, 0)).toBe(mergedText(mine, later, 0));
			}),
		);
	});
});

describe('the limits to a change', () => {
	test('as an amount holds a dear product back that moves by few percent', async () => {
		const limit = { guards: { maxCostChange: 100 } };
		const dear = { unitCost: 9000 };
		const { results } = await run([item({ cost: '9100.01' })], held(dear), limit);
		expect(results[0]).toMatchObject({
			code: 'cost-jump',
			reason: 'The cost changes from 9000.00 to 9100.01, by 100.01; the limit is 100.00.',
		});
		expect(results[0]?.remedy).toContain('Largest Change (Amount) set to 0');
		expect((await run([item({ cost: '9100' })], held(dear), limit)).summary.updated).toBe(1);
	});

	test('hold for a Unit Price of the sync too, whoever owns the cost', async () => {
		for (const unitCost of ['sync', 'human'] as const) {
			const owners = { unitPrice: 'sync', unitCost } as const;
			const price = pricing({ otherwise: { basis: 'markup', percent: 200 } });
			const autotask = held();
			const { results } = await run([item()], autotask, { owners, price });
			expect(results[0]).toMatchObject({ code: 'price-jump', outcome: 'held' });
			expect(autotask.writes).toEqual([]);
		}
	});

	test('hold for a vendor cost that is kept current, where people own the Unit Cost', async () => {
		const change = { vendorCost: 'current', owners: { unitCost: 'human' } } as const;
		const autotask = held();
		const { results } = await run([item({ cost: '4125' })], autotask, change);
		expect(results[0]).toMatchObject({ code: 'cost-jump' });
		expect(autotask.writes).toEqual([]);
	});
});

describe('Active, owned by Sync', () => {
	const sync = { owners: { isActive: 'sync' } } as const;

	test('never sets a product inactive because new ones start so', async () => {
		const autotask = held();
		const { summary } = await run([item()], autotask, { ...sync, isActive: false });
		expect(summary).toMatchObject({ unchanged: 1, autotaskWrites: 0 });
	});

	test('sets one active that TD SYNNEX sells, and none that it sells no more', async () => {
		const sold = held({ isActive: false });
		await run([item()], sold, sync);
		expect(sold.product('TDS-14152708').isActive).toBe(true);
		const gone = held({ isActive: false });
		await run([item({ status: 'discontinued', stockTotal: 0 })], gone, sync);
		expect(gone.product('TDS-14152708').isActive).toBe(false);
	});
});
