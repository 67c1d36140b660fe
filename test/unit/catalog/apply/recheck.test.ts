import { FakeAutotask } from '../fake-autotask';
import { item, link, product, run } from '../sync-fixture';

/** Two products to be written, one after the other; a person is at the second meanwhile. */
function twoProducts() {
	const other = {
		sku: 'TDS-14152709',
		vendorProductNumber: '14152709',
		manufacturerProductName: 'B',
	};
	return new FakeAutotask({
		products: [
			product({ id: 1, description: '', unitCost: 400 }),
			product({ id: 2, ...other, description: '', unitCost: 400 }),
		],
		links: [
			link({ id: 1, productID: 1 }),
			link({ id: 2, productID: 2, vendorPartNumber: '14152709' }),
		],
	});
}
const ITEMS = [item(), item({ sku: '14152709', mpn: 'B' })];

describe('a person fills a field between the run’s reading and its writing', () => {
	it.each(['blank', 'merge'] as const)('with owner %s the words stay', async (owner) => {
		const autotask = twoProducts();
		const onProgress = ({ step, done }: { step: string; done: number }) => {
			if (step !== 'writing' || done !== 1) return;
			const second = autotask.products.get(2);
			if (second) second.description = 'Ours, with care';
		};
		const { results } = await run(
			ITEMS,
			autotask,
			{ owners: { description: owner } },
			{ onProgress },
		);
		const second = autotask.products.get(2);
		expect(second).toMatchObject({ description: 'Ours, with care', unitCost: 412.5 });
		expect(results[1]?.warnings.join()).toContain('somebody changed description');
		expect(results[0]?.changes.map(({ field }) => field)).toContain('description');
	});

	it('costs one call where such a field is written, and none elsewhere', async () => {
		const gets = async (owner: 'blank' | 'human') => {
			const autotask = twoProducts();
			await run(ITEMS, autotask, { owners: { description: owner } });
			return autotask.stats().calls;
		};
		expect((await gets('blank')) - (await gets('human'))).toBe(2);
	});
});
