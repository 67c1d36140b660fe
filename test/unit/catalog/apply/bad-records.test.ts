import { upsertProducts } from '../../../../lib/catalog/sync';
import { Problem } from '../../../../lib/shared/problem';
import { FakeAutotask } from '../fake-autotask';
import { CLOCK, item, link, product, run, settings } from '../sync-fixture';

const SKUS = Array.from({ length: 174 }, (_, at) => String(10_000 + at));
const BAD = new Set(SKUS.slice(0, 40));
const ITEMS = SKUS.map((sku) => item({ sku, mpn: `M${sku}`, cost: '500.00' }));

/** Updates that were sent, refused ones too. */
const tried: Array<{ entity: string; id: number }> = [];

/** Products whose cost has changed; the first forty refuse every change for a fault of their own. */
function autotask(bad: ReadonlySet<string> = BAD, entity = 'Products', reach?: 'entity') {
	tried.length = 0;
	const skuOf = new Map(SKUS.map((sku, at) => [at + 1, sku]));
	return new FakeAutotask({
		products: SKUS.map((sku, at) =>
			product({
				id: at + 1,
				sku: `TDS-${sku}`,
				vendorProductNumber: sku,
				manufacturerProductName: `M${sku}`,
			}),
		),
		links: SKUS.map((sku, at) => link({ id: at + 1, productID: at + 1, vendorPartNumber: sku })),
		fault: (call) => {
			const id = Number(call.record?.id);
			if (call.verb === 'update') tried.push({ entity: call.entity, id });
			if (call.verb === 'update' && call.entity === entity && bad.has(skuOf.get(id) ?? ''))
				throw new Problem({ code: 'autotask-reference', cause: 'No.', remedy: 'Mend.', reach });
		},
	});
}

/** A repeatable stream of numbers from 0 to 1. */
function dice(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return state / 2_147_483_648;
	};
}

const night = (autotaskNow: FakeAutotask, seed: number, failedBefore?: ReadonlySet<string>) =>
	upsertProducts(
		ITEMS,
		settings(),
		{ autotask: autotaskNow, clock: { ...CLOCK, random: dice(seed) }, failedBefore },
		{ dryRun: false },
	);

test.each([1, 2, 3, 4, 5])(
	'forty bad records, standing first, keep none of the others from being written (order %i)',
	async (seed) => {
		const { summary, failed } = await night(autotask(), seed);
		expect(summary).toMatchObject({ updated: 134, failed: 40, deferred: 0 });
		expect(new Set(failed)).toEqual(BAD);
	},
);

test('what failed the night before comes last, after all that can be written', async () => {
	const now = autotask();
	const { summary } = await night(now, 7, BAD);
	expect(summary.updated).toBe(134);
	expect(summary.failed + summary.deferred).toBe(40);
	const products = tried.filter(({ entity }) => entity === 'Products').map(({ id }) => id);
	const inTurn = [...new Set(products)];
	// they are tried once more: by now one of them may be right
	expect(inTurn.length).toBe(174);
	expect(inTurn.slice(0, 134).every((id) => id > 40)).toBe(true);
});

test('what failed before and was not tried again is still known for the next night', async () => {
	expect(new Set((await night(autotask(), 7, BAD)).failed)).toEqual(BAD);
});

test('what different records meet one after the other ends the run: it costs calls of the whole tenant', async () => {
	const { summary } = await night(autotask(new Set(SKUS)), 3);
	expect(summary.failed + summary.deferred).toBe(174);
	expect(summary.failed).toBeLessThan(28);
	expect(summary.warnings).toEqual([
		'25 items in a row failed, so the rest was not tried. The last one: No.',
	]);
});

test('a missing right to vendor entries leaves the products themselves in step', async () => {
	const now = autotask(new Set(SKUS), 'ProductVendors', 'entity');
	const { results, summary } = await run(ITEMS, now, { vendorCost: 'current' });
	expect([...now.products.values()].filter(({ unitCost }) => unitCost === 500)).toHaveLength(174);
	expect(summary).toMatchObject({ failed: 174, deferred: 0, warnings: ['No. Mend.'] });
	expect(results[3]?.cause).toBe('Product 4 is written, but its vendor entry is not: No.');
	// Three go out at once.
	expect(tried.filter(({ entity }) => entity === 'ProductVendors').length).toBeLessThan(4);
});

test('products that refuse every change keep no new one out, in the same night', async () => {
	const bad = SKUS.slice(0, 40);
	const autotaskNow = autotask(new Set(bad));
	for (const id of [...autotaskNow.products.keys()].filter((one) => one > 40)) {
		autotaskNow.products.delete(id);
		autotaskNow.links.delete(id);
	}
	const { summary } = await run(ITEMS, autotaskNow);
	expect(summary).toMatchObject({ created: 134, updated: 0 });
	expect(summary.failed).toBeLessThan(40);
	expect(summary.failed + summary.deferred).toBe(40);
});
