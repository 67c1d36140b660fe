import type { WireRecord } from '../../../../lib/autotask/types';
import { FakeAutotask } from '../fake-autotask';
import { item, link, product, run, type SettingsChange } from '../sync-fixture';

const adopt: SettingsChange = { guards: { handMade: 'adopt' } };
const byHand = (change: Record<string, unknown> = {}) =>
	product({ id: 7, sku: null, name: 'Switch by Bob', ...change });

describe('a product that only seems to be the item', () => {
	test('with the SKU, but of another maker and part number, is held back: TD SYNNEX may have given the number anew', async () => {
		const other = product({ manufacturerName: 'Juniper', manufacturerProductName: 'EX2300' });
		const autotask = new FakeAutotask({ products: [other], links: [link()] });
		const { results } = await run([item({ cost: '420' })], autotask);
		expect(results[0]).toMatchObject({ action: 'skip', code: 'other-product', productId: '1' });
		expect(results[0]?.reason).toContain('EX2300 of Juniper');
		expect(autotask.writes).toEqual([]);
	});

	test.each<WireRecord>([
		{ manufacturerName: 'Juniper' },
		{ manufacturerProductName: 'CBS350-24T-OLD' },
		{ manufacturerName: null, manufacturerProductName: null },
		{ manufacturerName: 'CISCO SYSTEMS, INC.', manufacturerProductName: 'cbs350-24t ' },
	])('with the SKU and %p is kept in step', async (change) => {
		const autotask = new FakeAutotask({ products: [product(change)], links: [link()] });
		expect((await run([item({ cost: '420' })], autotask)).results[0]?.outcome).toBe('done');
	});

	test('with the part number but no maker stated is not adopted by guess', async () => {
		for (const [maker, wanted] of [
			[null, 'Cisco'],
			['Cisco', null],
		]) {
			const autotask = new FakeAutotask({ products: [byHand({ manufacturerName: maker })] });
			const { results } = await run([item({ manufacturer: wanted })], autotask, adopt);
			expect(results[0]).toMatchObject({ action: 'skip', code: 'hand-made' });
			expect(results[0]?.reason).toContain('no manufacturer to compare');
		}
	});

	test('with the part number, but set inactive by somebody, is not adopted by guess', async () => {
		const autotask = new FakeAutotask({ products: [byHand({ isActive: false })] });
		const { results } = await run([item()], autotask, adopt);
		expect(results[0]).toMatchObject({ action: 'skip', code: 'hand-made' });
		expect(results[0]?.reason).toContain('but it is inactive');
	});

	test.each(['HP', 'HP Inc.', 'Hewlett-Packard', 'HEWLETT PACKARD COMPANY'])(
		'made by hand as of %s is the HP INC. of the price file',
		async (manufacturerName) => {
			const autotask = new FakeAutotask({ products: [byHand({ manufacturerName })] });
			const { results } = await run([item({ manufacturer: 'HP INC.' })], autotask, adopt);
			expect(results[0]).toMatchObject({ action: 'update', productId: '7' });
		},
	);

	test('whose vendor entry names another TD SYNNEX SKU says so', async () => {
		const autotask = new FakeAutotask({
			products: [product()],
			links: [link({ vendorPartNumber: '999' })],
		});
		const { results } = await run([item({ cost: '420' })], autotask);
		expect(results[0]?.outcome).toBe('done');
		expect(results[0]?.warnings.join()).toMatch(/vendor entry .* 999/);
	});
});
