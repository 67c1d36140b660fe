import { setTimeout as pause } from 'node:timers/promises';
import type { IRun } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../sandbox';
import { baseNodes } from './base-nodes';
import { chain, type Engine, itemsOf, node, startEngine } from './core';
import { itemSource } from './item-source';

/** Triggers fire twice, people press a button twice: Autotask knows no key that would keep two creations apart. */
describe('two runs of Product Upsert at once, in n8n’s own engine', () => {
	let engine: Engine;
	let sandbox: Sandbox;
	let given: Record<string, unknown>[] = [];

	beforeAll(async () => {
		engine = await startEngine({
			...baseNodes(() => ({ fileName: '', open: () => Buffer.alloc(0) })),
			'test.items': itemSource(() => given),
		});
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
		await engine.close();
	});
	beforeEach(async () => await sandbox.control.reset());

	const idOf = (entity: string, field: string, text: RegExp) =>
		String(sandbox.autotask.admin.records(entity).find((one) => text.test(String(one[field])))?.id);
	const upsert = (products: Record<string, unknown>[]): Promise<IRun> => {
		given = products;
		return engine.run(
			chain(
				node('Manual', 'n8n-nodes-base.manualTrigger'),
				node('Items', 'test.items'),
				node('Upsert', 'n8n-nodes-tdsynnex-autotask.productUpsert', {
					parameters: {
						vendor: idOf('Companies', 'companyName', /synnex/i),
						billingCode: idOf('BillingCodes', 'description', /^Hardware \(material\)/),
						output: 'every',
					},
					credentials: { autotaskPsaApi: { id: '1', name: 'Autotask' } },
				}),
			),
			{ autotaskPsaApi: { ...sandbox.addresses.autotask, impersonationResourceId: '' } },
		);
	};
	const products = (count: number) =>
		Array.from({ length: count }, (_, at) => ({
			sku: String(70_000_001 + at),
			name: `Product ${at}`,
			mpn: `MPN-${at}`,
			cost: '5.00',
			currency: 'USD',
		}));
	/** Products by SKU, of those that this test makes. */
	const made = () => {
		const bySku = new Map<string, { isActive: unknown }[]>();
		for (const { sku, isActive } of sandbox.autotask.admin.records('Products')) {
			if (!/^TDS-7000/.test(String(sku))) continue;
			bySku.set(String(sku), [...(bySku.get(String(sku)) ?? []), { isActive }]);
		}
		return [...bySku.values()];
	};

	const summaries = (runs: IRun[]) => runs.map((run) => itemsOf(run, 'Upsert', 1)[0]);
	const hasOneActive = (group: { isActive: unknown }[]) =>
		group.filter(({ isActive }) => isActive).length === 1;
	const doubles = () => made().filter((group) => group.length > 1);

	it('started together: one stops at the first product, and its double is set inactive', async () => {
		const all = products(120);
		const runs = await Promise.all([upsert(all), upsert(all)]);
		expect(made()).toHaveLength(120);
		expect(doubles().length).toBeLessThanOrEqual(1);
		expect(made().every(hasOneActive)).toBe(true);
		const states = summaries(runs).map((summary) => summary?.state);
		if (doubles().length > 0) expect(states.sort()).toEqual(['completed', 'stopped']);

		const next = summaries([await upsert(all)])[0];
		expect(next).toMatchObject({ created: 0, unchanged: 120, failed: 0, withWarnings: 0 });
	}, 60_000);

	it('with lists that overlap: what the one has made the other leaves to its next run', async () => {
		const all = products(240);
		const first = upsert(all);
		while (made().length === 0) await pause(1);
		const runs = await Promise.all([first, upsert(all.slice(100))]);
		expect(made()).toHaveLength(240);
		expect(made().every(hasOneActive)).toBe(true);
		expect(doubles().length).toBeLessThanOrEqual(50);
		const deferred = summaries(runs).map((summary) => Number(summary?.deferred));
		expect(Math.max(...deferred)).toBeGreaterThan(50);
	}, 60_000);
});
