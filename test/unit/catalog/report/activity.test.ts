import type { Activity } from '../../../../lib/shared/activity';
import type { Clock } from '../../../../lib/shared/clock';
import { Problem } from '../../../../lib/shared/problem';
import { type Progress, upsertProducts } from '../../../../lib/catalog/sync';
import { FakeAutotask } from '../fake-autotask';
import { item, link, product, settings } from '../sync-fixture';

const source = { run: '77', workflow: 'Daily catalog sync', step: 'Autotask Product Upsert' };

/** Each look at the clock is a tenth of a second later than the last. */
function ticking(): Clock {
	let now = Date.parse('2026-11-24T05:30:00Z');
	return { now: () => (now += 100), random: () => 0.5, sleep: async () => {} };
}

async function records(
	items: unknown[],
	autotask: FakeAutotask,
	{ most = 1000, dryRun = false }: { most?: number; dryRun?: boolean } = {},
): Promise<Activity[]> {
	const ports = { autotask, clock: ticking() };
	const { summary } = await upsertProducts(items, settings(), ports, {
		dryRun,
		activity: { source, most },
	});
	return summary.activity;
}

const two = () =>
	new FakeAutotask({
		products: [product(), product({ id: 2, sku: 'TDS-2', vendorProductNumber: '2' })],
		links: [link(), link({ id: 2, productID: 2, vendorPartNumber: '2' })],
	});

describe('the activity of an upsert', () => {
	it('holds the run with its calls and time, and each product with its own', async () => {
		const autotask = two();
		const [run, created, updated] = await records(
			[item(), item({ sku: '2', cost: '420' }), item({ sku: '3', mpn: 'NEW', manufacturer: 'HP' })],
			autotask,
		);
		expect(run).toMatchObject({
			...source,
			entity: 'Run',
			key: '3 products',
			action: 'upsert',
			outcome: 'done',
			cause: expect.stringMatching(/^1 created, 1 updated, 1 unchanged, 0 held back, 0 failed/),
			calls: autotask.stats().calls,
		});
		expect(run?.durationMs).toBeGreaterThan(0);
		expect([created, updated]).toEqual(
			expect.arrayContaining([
				{
					...source,
					time: expect.stringMatching(/^2026-11-24T05:30:\d\dZ$/),
					entity: 'Products',
					key: 'TDS-2',
					action: 'update',
					changes: [{ field: 'unitCost', old: '412.50', new: '420.00' }],
					outcome: 'done',
					cause: '',
					remedy: '',
					durationMs: expect.any(Number),
					// the write, and a look at whether Autotask stored the cost
					calls: 2,
				},
				expect.objectContaining({ key: 'TDS-3', action: 'create', outcome: 'done' }),
			]),
		);
		// the product and its vendor entry
		expect([created, updated].find((one) => one?.key === 'TDS-3')?.calls).toBe(2);
		for (const one of [created, updated]) expect(one?.durationMs).toBeGreaterThan(0);
	});

	it('says what went wrong first, with cause and remedy; what stays as it is is only counted', async () => {
		const items = [
			item(),
			item({ sku: '2', cost: '420' }),
			item({ sku: '4', cost: '0' }),
			{ sku: '5', cost: 'abc' },
		];
		const all = (await records(items, two())).slice(1);
		expect(all.map(({ key, outcome }) => [key, outcome])).toEqual([
			['TDS-4', 'warning'],
			['5', 'failed'],
			['TDS-2', 'done'],
		]);
		for (const { cause, remedy } of all.slice(0, 2)) {
			expect(cause).not.toBe('');
			expect(remedy).not.toBe('');
		}
		expect(all[0]).toMatchObject({ calls: 0, durationMs: 0 });
	});

	it('is a plan in a dry run, for which nothing was called', async () => {
		const all = await records([item({ cost: '420' })], two(), { dryRun: true });
		expect(all).toMatchObject([
			{ entity: 'Run', action: 'dry run', outcome: 'planned' },
			{ key: 'TDS-14152708', outcome: 'planned', calls: 0 },
		]);
	});

	it('holds fewer records of new products, each of which has many changes', async () => {
		const items = Array.from({ length: 40 }, (_, at) => item({ sku: `9${at}`, mpn: `M${at}` }));
		const most = 20;
		const all = await records(items, two(), { most, dryRun: true });
		const plans = all.filter(({ outcome }) => outcome === 'planned').slice(1);
		const changes = plans.reduce((sum, one) => sum + one.changes.length, 0);
		const each = plans[0]!.changes.length;
		expect(changes).toBeGreaterThan(most * 5 - each);
		expect(changes).toBeLessThan(most * 5 + each);
		expect(all.at(-1)?.key).toBe(`${40 - plans.length} more records`);
	});

	it('tells in one record what is left for the next run, however much it is', async () => {
		let calls = 0;
		const autotask = new FakeAutotask({
			products: [product({ sku: 'X', manufacturerProductName: '' })],
			fault: ({ verb }) => {
				if (verb === 'create' && ++calls > 4)
					throw new Problem({
						code: 'autotask-budget-used',
						reach: 'pause',
						cause: 'The calls of the hour are used up',
						remedy: 'Run again in an hour.',
					});
			},
		});
		const items = Array.from({ length: 50 }, (_, at) => item({ sku: `9${at}`, mpn: `M${at}` }));
		const all = await records(items, autotask);
		const left = all.filter(({ action }) => action === 'leave for the next run');
		expect(left).toMatchObject([
			{
				key: expect.stringMatching(/^4\d products$/),
				outcome: 'warning',
				cause: expect.stringContaining('used up'),
				remedy: 'Run again in an hour.',
			},
		]);
		expect(all[0]).toMatchObject({ entity: 'Run', outcome: 'warning' });
	});

	it('is bounded, and its last record says how many more there are', async () => {
		const autotask = two();
		const items = Array.from({ length: 60 }, (_, at) => ({ sku: `9${at}`, cost: 'abc' }));
		const all = await records(items, autotask, { most: 20 });
		expect(all).toHaveLength(1 + 20 + 1);
		expect(all.at(-1)).toMatchObject({ key: '40 more records' });
		expect(await records(items, autotask, { most: 0 })).toMatchObject([
			{ entity: 'Run', action: 'upsert' },
			{ key: '60 more records' },
		]);
	});
});

it('progress counts what was created, updated and failed so far', async () => {
	const seen: Progress[] = [];
	await upsertProducts(
		[item({ cost: '420' }), item({ sku: '2' }), item({ sku: '3', mpn: 'NEW', manufacturer: 'HP' })],
		settings(),
		{ autotask: two(), clock: ticking(), onProgress: (one) => seen.push(one) },
		{ dryRun: false },
	);
	expect(seen[0]).toMatchObject({ step: 'reading', total: 3 });
	expect(seen.at(-1)).toEqual({
		step: 'writing',
		items: 3,
		done: 2,
		total: 2,
		created: 1,
		updated: 1,
		failed: 0,
	});
});

it('progress does not count what is left for the next run as done', async () => {
	const seen: Progress[] = [];
	const autotask = new FakeAutotask({
		products: [product()],
		fault: ({ verb, answered }) => {
			if (verb !== 'create' || answered) return;
			if (seen.filter(({ step }) => step === 'writing').length >= 2)
				throw new Problem({
					code: 'autotask-budget-used',
					reach: 'pause',
					cause: 'Used up.',
					remedy: '',
				});
		},
	});
	const items = Array.from({ length: 9 }, (_, at) => item({ sku: `7${at}`, mpn: `N-${at}` }));
	const { summary } = await upsertProducts(
		items,
		settings(),
		{ autotask, clock: ticking(), onProgress: (one) => seen.push(one) },
		{ dryRun: false },
	);
	expect(summary.deferred).toBeGreaterThan(4);
	expect(seen.at(-1)).toMatchObject({ items: 9, total: 9, done: summary.items - summary.deferred });
});
