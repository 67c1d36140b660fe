import { setTimeout as pause } from 'node:timers/promises';
import type { IRun } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../sandbox';
import { itemsOf } from './core';
import { newProducts, startUpsertRuns, type UpsertRuns } from './upsert-runs';

/** Triggers fire twice, people press a button twice: Autotask knows no key that would keep two creations apart. */
describe('two runs of Product Upsert at once, in n8n’s own engine', () => {
	let runs: UpsertRuns;
	let sandbox: Sandbox;

	beforeAll(async () => {
		runs = await startUpsertRuns(() => sandbox);
		sandbox = await startSandbox({
			only: 'autotask',
			skus: 500,
			ownProducts: 20,
			incumbentProducts: 50,
			latencyMs: 3,
		});
	});
	afterAll(async () => {
		await sandbox.close();
		await runs.engine.close();
	});
	beforeEach(async () => await sandbox.control.reset());

	/** Products by SKU, of those that this test makes. */
	const made = () => {
		const bySku = new Map<string, { isActive: unknown }[]>();
		for (const { sku, isActive } of sandbox.autotask.admin.records('Products')) {
			if (!/^TDS-7000/.test(String(sku))) continue;
			bySku.set(String(sku), [...(bySku.get(String(sku)) ?? []), { isActive }]);
		}
		return [...bySku.values()];
	};

	const summaries = (done: IRun[]) => done.map((run) => itemsOf(run, 'Upsert', 1)[0]);
	const hasOneActive = (group: { isActive: unknown }[]) =>
		group.filter(({ isActive }) => isActive).length === 1;
	const doubles = () => made().filter((group) => group.length > 1);

	it('started together: one stops at the first product, and its double is set inactive', async () => {
		const all = newProducts(120);
		const both = await Promise.all([runs.run(all), runs.run(all)]);
		expect(made()).toHaveLength(120);
		expect(doubles().length).toBeLessThanOrEqual(1);
		expect(made().every(hasOneActive)).toBe(true);
		const states = summaries(both).map((summary) => summary?.state);
		if (doubles().length > 0) expect(states.sort()).toEqual(['completed', 'stopped']);

		const next = summaries([await runs.run(all)])[0];
		expect(next).toMatchObject({ created: 0, unchanged: 120, failed: 0, withWarnings: 0 });
	}, 60_000);

	// Which of the two gives way is a matter of milliseconds, and both may: each has lost a product
	// to the other by the time it looks. What they left waits for the next run.
	it('with lists that overlap: they give way, and the next run does what they left', async () => {
		const all = newProducts(240);
		const first = runs.run(all);
		while (made().length === 0) await pause(1);
		const both = await Promise.all([first, runs.run(all.slice(100))]);
		const states = summaries(both).map((summary) => summary?.state);
		if (doubles().length > 0) expect(states).toContain('stopped');
		expect(made().every(hasOneActive)).toBe(true);
		expect(doubles().length).toBeLessThanOrEqual(50);

		const next = summaries([await runs.run(all)])[0];
		expect(next).toMatchObject({ state: 'completed', failed: 0 });
		expect(made()).toHaveLength(240);
		expect(made().every(hasOneActive)).toBe(true);
	}, 60_000);
});
