import { FakeAutotask } from './fake-autotask';
import { item, link, product, run, VENDOR } from './sync-fixture';

const CANADA = 900;
const US = { skuPattern: 'TDS-{sku}' };
const CA = { skuPattern: 'TDSCA-{sku}', vendorId: CANADA };
const canadian = (change: Record<string, unknown> = {}) =>
	item({ cost: '560.00', msrp: '810.00', currency: 'CAD', ...change });

/** An MSP with an account in the United States and one in Canada, and one Autotask. */
describe('two TD SYNNEX accounts', () => {
	test('with a SKU pattern and a vendor each keep to their own products', async () => {
		const autotask = new FakeAutotask({ products: [product()], links: [link()] });
		const first = await run([canadian()], autotask, { ...CA, guards: { handMade: 'ignore' } });
		expect(first.results[0]).toMatchObject({ action: 'create', outcome: 'done' });
		const american = await run([item({ cost: '420.00' })], autotask, US);
		expect(american.results[0]).toMatchObject({ productId: '1', outcome: 'done' });
		const again = await run([canadian()], autotask, CA);
		expect(again.summary).toMatchObject({ unchanged: 1, created: 0, updated: 0 });
	});

	test.each([
		['second', CA, US],
		['first', US, CA],
	])(
		'what the other account had before is held in the %s as made by hand',
		async (_which, own, other) => {
			const autotask = new FakeAutotask({ products: [product({ sku: 'OWN-1' })] });
			const of = (account: object) => (account === CA ? canadian : item)({ mpn: 'NEW-1' });
			await run([of(other)], autotask, other);
			const held = await run([of(own)], autotask, own);
			expect(held.results[0]).toMatchObject({ outcome: 'held', code: 'hand-made' });
			const beside = await run([of(own)], autotask, { ...own, guards: { handMade: 'ignore' } });
			expect(beside.results[0]).toMatchObject({ action: 'create', outcome: 'done' });
		},
	);

	test('with one SKU pattern do not write over each other: the other vendor is named', async () => {
		const autotask = new FakeAutotask({ products: [product()], links: [link()] });
		const { results } = await run([canadian()], autotask, { vendorId: CANADA });
		expect(results[0]).toMatchObject({
			outcome: 'held',
			code: 'other-vendor',
			productId: '1',
			reason: expect.stringContaining(`company ${VENDOR} is the vendor`),
			remedy: expect.stringContaining('SKU Pattern of its own'),
		});
		expect(autotask.writes).toEqual([]);
	});

	test('a product that a person buys from both has a vendor entry of each, and is kept in step', async () => {
		const autotask = new FakeAutotask({
			products: [product({ defaultVendorID: CANADA })],
			links: [link({ isDefault: false })],
		});
		const { results } = await run([item({ cost: '420.00' })], autotask, US);
		expect(results[0]).toMatchObject({ outcome: 'done' });
	});

	test('items of two currencies never meet in one run', async () => {
		const autotask = new FakeAutotask({ products: [product()], links: [link()] });
		const { results } = await run([item(), canadian({ sku: '2' })], autotask, US);
		expect(results[1]).toMatchObject({ outcome: 'held', code: 'currency' });
	});
});
