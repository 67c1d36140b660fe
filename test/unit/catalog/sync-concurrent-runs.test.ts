import { FakeAutotask } from './fake-autotask';
import { item, product, run } from './sync-fixture';

const items = (count: number) =>
	Array.from({ length: count }, (_, at) => item({ sku: String(at + 1), mpn: `M${at + 1}` }));

/** An Autotask in which somebody else makes product `id` as soon as this run asks for `at` creations. */
const withSomebodyElse = (at: number, id: number, sku: string) => {
	let creations = 0;
	return new FakeAutotask({
		products: [product({ id: 500, sku: 'OWN', manufacturerProductName: 'OWN' })],
		fault: ({ verb, entity, answered }, fake) => {
			if (verb !== 'create' || entity !== 'Products' || answered) return;
			creations += 1;
			if (creations === at) fake.products.set(id, product({ id, sku, isActive: true }));
		},
	});
};
const withSku = (autotask: FakeAutotask, sku: string) =>
	[...autotask.products.values()].filter((one) => one.sku === sku);

describe('products that another run or a person makes meanwhile', () => {
	test('are seen before they would be made, and left to the next run; the others are made', async () => {
		const autotask = withSomebodyElse(1, 900, 'TDS-80');
		const { results, summary } = await run(items(100), autotask);
		expect(results[79]).toMatchObject({
			outcome: 'deferred',
			code: 'created-meanwhile',
			productId: '900',
			cause:
				'Product 900 with SKU TDS-80 appeared in Autotask after this run had read it: another run or a person is creating the same products.',
		});
		expect(summary).toMatchObject({ created: 99, deferred: 1, failed: 0 });
		expect(withSku(autotask, 'TDS-80')).toHaveLength(1);
	});

	test('at the same moment: the later one is set inactive, and its run creates no more', async () => {
		const autotask = withSomebodyElse(1, 900, 'TDS-1');
		const { results, summary } = await run(items(20), autotask);
		expect(results[0]).toMatchObject({
			outcome: 'failed',
			code: 'created-twice',
			cause:
				'Another run created product 900 with SKU TDS-1 at the same moment; product 1000 of this run is a duplicate and was set inactive.',
			remedy: 'Product 900 is the one that is kept up to date.',
		});
		expect(withSku(autotask, 'TDS-1')).toMatchObject([
			{ id: 900, isActive: true },
			{ id: 1000, isActive: false },
		]);
		expect(summary).toMatchObject({ created: 0, failed: 1, deferred: 19, state: 'stopped' });
		expect(summary.warnings.join()).toMatch(
			/^Another run is creating the same products .* whether a workflow has two triggers/,
		);

		const next = await run(items(20), autotask);
		expect(next.summary).toMatchObject({ created: 19, failed: 0, deferred: 0 });
		expect(next.results[0]).toMatchObject({ productId: '900', warnings: [] });
	});

	test('at the same moment, but after this run: this one stays as it is and goes on', async () => {
		const autotask = withSomebodyElse(1, 9_000, 'TDS-1');
		const { summary } = await run(items(10), autotask);
		expect(summary).toMatchObject({ created: 10, failed: 0 });
		expect(withSku(autotask, 'TDS-1').map(({ isActive }) => isActive)).toEqual([true, true]);
	});

	test('in the last portion are found out too', async () => {
		const autotask = withSomebodyElse(10, 900, 'TDS-10');
		const { summary } = await run(items(10), autotask);
		expect(summary).toMatchObject({ created: 9, failed: 1 });
	});

	test('nothing is created blindly: where the look fails the rest waits for the next run', async () => {
		let asked = 0;
		const autotask = new FakeAutotask({
			products: [product({ id: 500, sku: 'OWN', manufacturerProductName: 'OWN' })],
			fault: ({ verb, answered }, fake) => {
				if (verb === 'query' && !answered && fake.writes.length > 0 && ++asked === 1)
					throw new Error('Autotask was gone.');
			},
		});
		const { summary } = await run(items(100), autotask);
		expect(summary).toMatchObject({ created: 1, deferred: 99 });
		expect(summary.warnings.join()).toMatch(/^Autotask was gone\./);
	});

	test('cost one call for each 50 products, and one more', async () => {
		const looks = async (count: number) => {
			const autotask = new FakeAutotask({
				products: [product({ id: 500, sku: 'OWN', manufacturerProductName: 'OWN' })],
			});
			const { summary } = await run(items(count), autotask);
			return summary.autotaskCalls - summary.autotaskWrites;
		};
		const [few, many] = [await looks(51), await looks(251)];
		expect(many - few).toBe(4);
	});
});
