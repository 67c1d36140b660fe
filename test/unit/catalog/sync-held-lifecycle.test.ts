import type { WireRecord } from '../../../lib/autotask/types';
import { upsertProducts } from '../../../lib/catalog/sync';
import { FakeAutotask } from './fake-autotask';
import { CLOCK, item, link, product, settings, type SettingsChange, VENDOR } from './sync-fixture';

const STATE = 'Lifecycle';
const SWITCH = 'TDS-14152708';
const COUNTED = 'Missing from 2 full files in a row, last 2026-11-26';

/** Tonight's file; the clock of these tests stands in 1970, so no file is too old. */
async function night(autotask: FakeAutotask, rows: unknown[], change: SettingsChange = {}) {
	const chosen = settings({
		...change,
		guards: { missing: 'inactive', missingFiles: 3, ...change.guards },
		attributes: {
			fields: [{ attribute: 'lifecycleState', field: STATE, owner: 'sync' }],
			stock: { when: 'inOut', percent: 20 },
		},
	});
	const feed = { kind: 'full' as const, created: '2026-11-27', complete: true };
	const about = { dryRun: false, feed: () => feed };
	return await upsertProducts(rows, chosen, { autotask, clock: CLOCK }, about);
}

/** The product that two files in a row did not have, and one that all have. */
function world(change: WireRecord = {}, further: WireRecord[] = [], entry: WireRecord = {}) {
	return new FakeAutotask({
		products: [
			product({ userDefinedFields: [{ name: STATE, value: COUNTED }], ...change }),
			product({ id: 2, sku: 'TDS-2', manufacturerProductName: 'M2', vendorProductNumber: '2' }),
			...further,
		],
		links: [link(entry), link({ id: 2, productID: 2, vendorPartNumber: '2' })],
		userFields: [{ name: STATE, dataType: 'string' }],
	});
}

const ROW = item({ source: 'price-file' });
const OTHER = item({ sku: '2', mpn: 'M2', source: 'price-file' });

describe('a product that is in the price file again, and held back', () => {
	test.each<[string, Record<string, unknown>, SettingsChange, string]>([
		['for its cost', { cost: '4125.00' }, { guards: { maxCostChangePercent: 50 } }, 'cost-jump'],
		['for want of a cost', { cost: null }, {}, 'cost-none'],
		['for its currency', { currency: 'CAD' }, { guards: { currency: 'USD' } }, 'currency'],
		['as another product', { manufacturer: 'HP', mpn: 'X' }, {}, 'other-product'],
	])('%s, is counted from the beginning', async (_, change, chosen, code) => {
		const autotask = world();
		const before = { ...autotask.product(SWITCH) };
		const { results, summary } = await night(autotask, [{ ...ROW, ...change }, OTHER], chosen);
		expect(results.filter(({ outcome }) => outcome === 'held')).toMatchObject([{ code }]);
		expect(autotask.userField(SWITCH, STATE) ?? '').toBe('');
		expect(autotask.product(SWITCH)).toMatchObject({
			unitCost: before.unitCost,
			unitPrice: before.unitPrice,
			isActive: true,
		});
		expect(summary).toMatchObject({ held: 1, updated: 1, missing: 0, autotaskWrites: 1 });

		const again = await night(autotask, [{ ...ROW, ...change }, OTHER], chosen);
		expect(again.summary).toMatchObject({ held: 1, updated: 0, autotaskWrites: 0 });
	});

	test('is counted from the beginning when its row cannot be taken', async () => {
		const autotask = world();
		const { summary } = await night(autotask, [{ ...ROW, cost: { amount: 'x' } }, OTHER]);
		expect(summary).toMatchObject({ failed: 1, updated: 1, missing: 0 });
		expect(autotask.userField(SWITCH, STATE) ?? '').toBe('');
	});

	test('is counted from the beginning when there are two of its SKU, each of them', async () => {
		const twin = product({ id: 3, userDefinedFields: [{ name: STATE, value: COUNTED }] });
		const autotask = world({}, [twin]);
		await night(autotask, [ROW, OTHER]);
		const states = [...autotask.products.values()].map((one) =>
			JSON.stringify(one.userDefinedFields ?? []),
		);
		expect(states.filter((state) => state.includes('Missing'))).toEqual([]);
	});

	test('is left alone when it is bought from another vendor', async () => {
		const autotask = world({ defaultVendorID: VENDOR + 1 });
		await night(autotask, [{ ...ROW, cost: null }, OTHER]);
		expect(autotask.userField(SWITCH, STATE)).toBe(COUNTED);
	});

	test('keeps its count when the brake for prices stops the whole run', async () => {
		const many = Array.from({ length: 60 }, (_, at) =>
			item({ sku: String(100 + at), mpn: `N${at}` }),
		);
		const cheap = many.map((_row, at) =>
			product({
				id: 100 + at,
				sku: `TDS-${100 + at}`,
				manufacturerProductName: `N${at}`,
				unitCost: 1,
			}),
		);
		const autotask = world({}, cheap);
		const { summary } = await night(autotask, [{ ...ROW, cost: null }, OTHER, ...many], {
			guards: { maxRepricedPercent: 10, maxCostChangePercent: 0 },
		});
		expect(summary).toMatchObject({ autotaskWrites: 0 });
		expect(autotask.userField(SWITCH, STATE)).toBe(COUNTED);
	});
});
