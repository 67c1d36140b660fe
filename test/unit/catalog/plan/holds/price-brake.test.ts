import { FakeAutotask } from '../../fake-autotask';
import { DEFAULT_GUARDS } from '../../../../../lib/catalog/settings';
import { item, link, product, run as runOnce, type SettingsChange } from '../../sync-fixture';

const SKUS = Array.from({ length: 100 }, (_, at) => String(at + 1));
const world = () =>
	new FakeAutotask({
		products: SKUS.map((sku, at) =>
			product({ id: at + 1, sku: `TDS-${sku}`, vendorProductNumber: sku }),
		),
		links: SKUS.map((sku, at) => link({ id: at + 1, productID: at + 1, vendorPartNumber: sku })),
	});
/** The costs of the first so many products, by percent of what they were. */
const moved = (count: number, percent: number) =>
	SKUS.map((sku, at) =>
		item({ sku, cost: at < count ? ((412.5 * percent) / 100).toFixed(2) : '412.50' }),
	);
const { maxRepricedPercent, maxAverageChangePercent } = DEFAULT_GUARDS;
const run: typeof runOnce = (items, autotask, change = {}, more = {}) =>
	runOnce(
		items,
		autotask,
		{ ...change, guards: { maxRepricedPercent, maxAverageChangePercent, ...change.guards } },
		more,
	);
const guards = (change: SettingsChange['guards']) => ({ guards: change });

describe('a file that moves the prices of the catalog', () => {
	test('stops before its first write where most products move, and says why with ten examples', async () => {
		const autotask = world();
		const fresh = item({ sku: '999', mpn: 'NEW' });
		const { results, summary } = await run([...moved(51, 104), fresh], autotask);
		expect(autotask.writes).toEqual([]);
		expect(summary).toMatchObject({
			state: 'stopped',
			updated: 0,
			created: 0,
			reasons: { 'price-brake': 52 },
		});
		expect(summary.warnings).toHaveLength(1);
		expect(summary.warnings[0]).toMatch(
			/^51 of 100 products would get a different cost or price, with an average change of 4 %; the limit is 50 % of the products\. So nothing is written\./,
		);
		expect(summary.warnings[0]?.match(/from 412\.50 to 429\.00 \(4 %\)/g)).toHaveLength(10);
		expect(results[0]?.changes).toEqual([{ field: 'unitCost', old: '412.50', new: '429.00' }]);
	});

	test('stops where fewer move, but far', async () => {
		const autotask = world();
		const { summary } = await run(moved(60, 140), autotask, guards({ maxRepricedPercent: 70 }));
		expect(autotask.writes).toEqual([]);
		expect(summary.warnings[0]).toMatch(
			/^60 of 100 .*change of 40 %; the limit for the average is 30 %.*Largest Average Change \(%\)/,
		);
	});

	test('counts those that are held one by one: of a file with a slipped decimal the rest is not written', async () => {
		const autotask = world();
		const items = moved(100, 104).map((one, at) => (at < 40 ? { ...one, cost: '41.25' } : one));
		const few = items.map((one, at) => (at < 60 ? one : { ...one, cost: '412.50' }));
		expect((await run(few, autotask)).summary.reasons).toEqual({
			'cost-jump': 40,
			'price-brake': 20,
		});
		expect(autotask.writes).toEqual([]);
	});

	test.each([
		['few products move', moved(50, 104), {}],
		['fifty move, however far', moved(50, 149), {}],
		[
			'the limits are lifted',
			moved(100, 140),
			{ maxRepricedPercent: 0, maxAverageChangePercent: 0 },
		],
	])('goes on where %s', async (_what, items, change) => {
		const autotask = world();
		const { summary } = await run(items, autotask, guards(change));
		expect(summary).toMatchObject({ held: 0, state: 'completed' });
		expect(autotask.writes.length).toBe(summary.updated);
		expect(summary.updated).toBeGreaterThan(0);
	});

	test('shows the same in a dry run', async () => {
		const { summary } = await run(moved(51, 104), world(), {}, { dryRun: true });
		expect(summary).toMatchObject({ state: 'stopped', reasons: { 'price-brake': 51 } });
	});

	test('does not stop where costs are filled in for the first time', async () => {
		const autotask = new FakeAutotask({
			products: SKUS.map((sku, at) =>
				product({ id: at + 1, sku: `TDS-${sku}`, vendorProductNumber: sku, unitCost: null }),
			),
			links: SKUS.map((sku, at) => link({ id: at + 1, productID: at + 1, vendorPartNumber: sku })),
		});
		expect((await run(moved(0, 100), autotask)).summary).toMatchObject({ updated: 100, held: 0 });
	});
});
