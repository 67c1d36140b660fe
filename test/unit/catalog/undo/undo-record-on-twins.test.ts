import { createAutotask } from '../../../../lib/autotask';
import { upsertProducts } from '../../../../lib/catalog/sync';
import { packUndo } from '../../../../lib/catalog/undo/undo-record';
import { undoRun } from '../../../../lib/catalog/undo/undo-run';
import { type Sandbox, startSandbox } from '../../../../sandbox';
import { autotaskSign, axiosSend } from '../../../support/axios-send';
import { settings } from '../sync-fixture';

describe('a night that wrote to more products than the log has records for', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({
			only: 'autotask',
			skus: 1_150,
			ownProducts: 10,
			incumbentProducts: 1_150,
			usageLatency: false,
		});
	});
	afterAll(async () => await sandbox.close());

	test('is taken back whole, but for what a person changed since', async () => {
		const { admin } = sandbox.autotask;
		const login = sandbox.addresses.autotask!;
		const clock = { now: Date.now, sleep: () => Promise.resolve(), random: () => 0.5 };
		const port = () =>
			createAutotask({
				send: axiosSend(autotaskSign(login)),
				clock,
				userName: login.userName,
				zoneDiscoveryUrl: login.zoneDiscoveryUrl,
				budgetShare: 100,
			});
		const vendorId = Number(
			admin.records('Companies').find(({ companyName }) => /synnex/i.test(String(companyName)))?.id,
		);
		const ours = () =>
			admin
				.records('Products')
				.filter(({ sku, isActive }) => isActive === true && String(sku).startsWith('TDS-'));
		const before = new Map(ours().map((one) => [one.id, one.unitCost]));
		const items = ours().map(({ sku, name }, at) => ({
			sku: String(sku).slice(4),
			name,
			cost: `${1_000 + at}.00`,
		}));
		const guards = { maxCostChangePercent: 0 };
		const run = await upsertProducts(
			items,
			settings({ vendorId, guards }),
			{ autotask: port(), clock },
			{ dryRun: false, activity: { source: { run: '', workflow: '', step: '' }, most: 1_000 } },
		);
		expect(run.summary.updated).toBeGreaterThan(1_050);
		expect(run.summary.activity.length).toBeLessThan(1_010);

		const [touched] = ours();
		admin.changeRecord('Products', Number(touched?.id), { unitCost: 7 });
		const records = await packUndo(run.results, '2026-11-27T05:31:00Z');
		const undone = await undoRun(records, { vendorId, dryRun: false }, { autotask: port() });
		expect(undone.results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
		const other = ours().filter(({ id, unitCost }) => unitCost !== before.get(id));
		expect(other.map(({ id, unitCost }) => [id, unitCost])).toEqual([[touched?.id, 7]]);
	}, 240_000);
});
