import { upsertActivity } from '../../../../lib/catalog/report/activity';
import { type ProductResult, refusedResult } from '../../../../lib/catalog/report/result';
import { summarizeUpsert } from '../../../../lib/catalog/report/summary';
import { upsertProducts } from '../../../../lib/catalog/sync';
import { Problem } from '../../../../lib/shared/problem';
import { FakeAutotask } from '../fake-autotask';
import { item, product, settings } from '../sync-fixture';

const USED_UP = {
	code: 'autotask-budget-used',
	cause: 'The calls of the hour are used up.',
	remedy: 'Run again in an hour.',
};

describe('a long run that stops early', () => {
	afterEach(() => jest.restoreAllMocks());

	test('lets others have a turn while it passes what it does not try', async () => {
		let ms = 0;
		jest.spyOn(performance, 'now').mockImplementation(() => ms++);
		let isStopped = false;
		const autotask = new FakeAutotask({
			products: [product({ sku: 'X', manufacturerProductName: '' })],
			fault: ({ verb }) => {
				if (verb !== 'create') return;
				isStopped = true;
				throw new Problem({ ...USED_UP, reach: 'pause' });
			},
		});
		let turns = 0;
		const clock = { now: () => Date.UTC(2026, 10, 26), random: () => 0.5, sleep: async () => {} };
		const items = Array.from({ length: 600 }, (_, at) => item({ sku: `9${at}`, mpn: `M${at}` }));
		const { summary } = await upsertProducts(
			items,
			settings(),
			{ autotask, clock, pause: async () => void (turns += Number(isStopped)) },
			{ dryRun: false },
		);
		expect(summary.deferred).toBe(600);
		// a slice is 15 ms, and each product takes one here
		expect(turns).toBeGreaterThan(30);
	});

	test('tells of 60,000 products that are left in no time', () => {
		const left: ProductResult = {
			...refusedResult({ ...USED_UP, index: 0, sku: '1', code: 'bad-item', reason: '' }),
			...USED_UP,
			outcome: 'deferred',
		};
		const results = Array.from({ length: 60_000 }, () => left);
		const calls = { calls: 0, writes: 0, maxConcurrent: 0, byEndpoint: {}, hour: null };
		const summary = summarizeUpsert(results, { dryRun: false, warnings: [], seconds: 1, calls });
		const source = { run: '77', workflow: 'Daily catalog sync', step: 'Autotask Product Upsert' };
		const started = Date.now();
		const records = upsertActivity(results, new Map(), summary, { source, most: 1000, now: 0 });
		expect(records.at(-1)).toMatchObject({ key: '60000 products', cause: USED_UP.cause });
		// with a copy of the list for each it took half a minute
		expect(Date.now() - started).toBeLessThan(3000);
	});
});
