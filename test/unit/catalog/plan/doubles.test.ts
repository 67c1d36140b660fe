import { FakeAutotask } from '../fake-autotask';
import { item, link, product, run } from '../sync-fixture';

const MOMENT = { createdByResourceID: 7, createdTime: '2026-06-01T05:30:00Z' };

/** The product of the item, and a second one of its SKU. */
async function night(second: object, first: object = MOMENT) {
	const autotask = new FakeAutotask({
		products: [product({ id: 1, ...first }), product({ id: 2, ...second })],
		links: [link({ id: 1, productID: 1 })],
	});
	const { results } = await run([item()], autotask);
	return { result: results[0], isActive: autotask.products.get(2)?.isActive };
}

describe('two active products of one SKU', () => {
	it('made at the same moment by the same user: the later one is set inactive by the next run', async () => {
		const { result, isActive } = await night({ ...MOMENT, createdTime: '2026-06-01T05:30:09Z' });
		expect(isActive).toBe(false);
		expect(result).toMatchObject({ action: 'update', outcome: 'done', productId: '1' });
		expect(result?.changes).toEqual([{ field: 'product 2: isActive', old: true, new: false }]);
	});

	it.each<[string, object, object]>([
		['made on another day', { ...MOMENT, createdTime: '2026-06-02T05:30:00Z' }, MOMENT],
		['without the number that the sync gives', { ...MOMENT, vendorProductNumber: 'X' }, MOMENT],
		['made by a person', { ...MOMENT, createdByResourceID: 8 }, MOMENT],
		['of which nobody knows who made them', {}, {}],
	])('%s: both are left, and a person is told', async (_, second, first) => {
		const { result, isActive } = await night(second, first);
		expect(isActive).toBe(true);
		expect(result?.warnings.join()).toContain('more products with SKU TDS-14152708 (IDs 2)');
	});
});
