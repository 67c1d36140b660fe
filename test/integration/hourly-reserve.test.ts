import { setImmediate as turn } from 'node:timers/promises';
import { type Sandbox, startSandbox } from '../../sandbox';
import { itemsOf } from './core';
import { newProducts, startUpsertRuns, type UpsertRuns } from './upsert-runs';

/** Pauses take no time: they turn the clock of node and twin on, and are remembered. */
const mockTime = { ahead: 0, pauses: [] as number[] };
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => {
		if (ms > 0) mockTime.pauses.push(ms);
		mockTime.ahead += ms;
		await turn();
	},
}));

const LIMIT = 1_000;
/** Two calls each: more than half of the hour. */
const ITEMS = 260;

/** The defaults: half of the hour is for n8n, and a quarter of it stays free whoever uses the rest. */
describe('an hour of Autotask that other tools use as well', () => {
	let runs: UpsertRuns;
	let sandbox: Sandbox;

	beforeAll(async () => {
		const now = Date.now;
		jest.spyOn(Date, 'now').mockImplementation(() => now() + mockTime.ahead);
		runs = await startUpsertRuns(() => sandbox);
		sandbox = await startSandbox({
			only: 'autotask',
			skus: 500,
			ownProducts: 20,
			incumbentProducts: 60,
			usageLatency: false,
		});
	});
	afterAll(async () => {
		await sandbox.close();
		await runs.engine.close();
		jest.restoreAllMocks();
	});

	const anHourLater = () => void (mockTime.ahead += 62 * 60_000);
	const counted = () => sandbox.autotask.admin.calls().used;
	const items = newProducts(ITEMS);
	/** SKUs of ours, and those of their vendor entries. */
	const made = () => {
		const all = (entity: string, field: string, ours: RegExp) =>
			sandbox.autotask.admin
				.records(entity)
				.map((record) => String(record[field]))
				.filter((one) => ours.test(one));
		return {
			products: all('Products', 'sku', /^TDS-7000/),
			entries: all('ProductVendors', 'vendorPartNumber', /^7000/),
		};
	};

	/** One run of the hour. */
	const sync = async () => {
		mockTime.pauses = [];
		const before = counted();
		const run = await runs.run(items);
		expect(run.data.resultData.error).toBeUndefined();
		const results = itemsOf(run, 'Upsert');
		const [summary = {}] = itemsOf(run, 'Upsert', 1);
		return {
			summary,
			outcomes: [...new Set(results.map(({ outcome }) => outcome))].sort(),
			calls: counted() - before,
			pauses: mockTime.pauses,
			results,
		};
	};
	/** The hour of a tenant whose other tools have used so many per cent of it. */
	const hourOf = async (percent: number) => {
		// what the test before has called is forgotten
		anHourLater();
		await sandbox.control.reset();
		const others = (LIMIT * percent) / 100;
		sandbox.autotask.admin.setLimits({ hourlyLimit: LIMIT, used: others });
		return { others, ...(await sync()) };
	};
	/** Later hours, which are ours alone, until nothing is left. */
	const theRest = async () => {
		for (let hours = 0; hours < 3; hours++) {
			anHourLater();
			const { summary } = await sync();
			expect(summary).toMatchObject({ failed: 0, uncertain: 0, held: 0 });
			if (summary.deferred === 0) break;
		}
		const { products, entries } = made();
		expect(new Set(products).size).toBe(ITEMS);
		expect(products).toHaveLength(ITEMS);
		expect(entries).toHaveLength(ITEMS);
	};

	it.each([
		[0, 500, 0],
		[60, 750, 600],
	])(
		'that is %i %% used is used up to %i calls of 1,000, and the rest is left to the next',
		async (percent, most, others) => {
			const { summary, outcomes, calls, results } = await hourOf(percent);
			expect(counted()).toBeLessThanOrEqual(most);
			expect(counted()).toBeGreaterThan(most - 25);
			expect(outcomes).toEqual(['deferred', 'done']);
			expect(results).toHaveLength(ITEMS);
			expect(summary).toMatchObject({
				state: 'stopped',
				failed: 0,
				uncertain: 0,
				hourlyCalls: { limit: LIMIT, byThisN8n: calls },
				reasons: { 'autotask-budget-used': summary.deferred },
			});
			expect(Number(summary.created) + Number(summary.deferred)).toBe(ITEMS);
			expect(summary.created).toBeGreaterThan(50);
			// taken high by what was under way when the count was read
			const { byOthers } = summary.hourlyCalls as { byOthers: number };
			expect(byOthers).toBeGreaterThanOrEqual(others);
			expect(byOthers).toBeLessThan(others + 10);
			await theRest();
		},
		60_000,
	);

	it('that is fuller than the share is used the slower, the fuller it gets', async () => {
		const sum = (some: number[]) => some.reduce((all, ms) => all + ms, 0);
		const mean = (some: number[]) => sum(some) / some.length;
		expect(sum((await hourOf(0)).pauses)).toBeLessThan(100);
		const { pauses, calls } = await hourOf(60);
		expect(pauses.length).toBeGreaterThan(0.9 * calls);
		const third = Math.floor(pauses.length / 3);
		const [first, last] = [mean(pauses.slice(0, third)), mean(pauses.slice(-third))];
		expect(first).toBeGreaterThan(400);
		expect(last).toBeGreaterThan(first + 200);
		expect(Math.max(...pauses)).toBeLessThanOrEqual(1_000);
	}, 60_000);

	it.each([
		[85, 'autotask-budget-used'],
		[100, 'autotask-rate-limit'],
	])(
		'that is %i %% used is left to the others: nothing is written, all waits, nothing is lost',
		async (percent, code) => {
			const { summary, outcomes, calls, others } = await hourOf(percent);
			// the count itself is a call
			expect(calls).toBeLessThanOrEqual(1);
			expect(sandbox.control.stats().effects.autotask).toBe(0);
			expect(outcomes).toEqual(['deferred']);
			expect(summary).toMatchObject({
				state: 'stopped',
				created: 0,
				deferred: ITEMS,
				autotaskWrites: 0,
				reasons: { [code]: ITEMS },
				hourlyCalls:
					percent < 100 ? { limit: LIMIT, byThisN8n: calls, byOthers: others + 1 } : null,
			});
			await theRest();
		},
		60_000,
	);
});
