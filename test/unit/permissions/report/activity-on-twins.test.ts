import { checkActivity } from '../../../../lib/permissions/report/activity';
import { check, idsWith, small, startSandbox } from '../check-fixture';
import type { Sandbox } from '../../../../sandbox';

const source = { run: '77', workflow: 'Permission check', step: 'Autotask Permission Check' };

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ ...small, only: 'autotask' });
});
afterAll(async () => await sandbox.close());
afterEach(async () => await sandbox.control.reset());

it('the activity of a check holds every row that was tested, and its calls are those that Autotask saw', async () => {
	sandbox.control.autotask?.setPermissions({ modules: { Quotes: 'None' } });
	const report = await check(sandbox);
	const [whole, ...rows] = checkActivity(report, source);
	const seen = sandbox.control.ledger({ system: 'autotask' }).length;
	expect(whole).toMatchObject({ ...source, entity: 'Run', action: 'check', calls: seen });
	expect(rows.reduce((sum, { calls }) => sum + calls, 0)).toBe(seen);
	const tested = idsWith(report, 'pass', 'warn', 'fail').filter((id) => !id.startsWith('issue.'));
	expect(rows.map(({ key }) => key)).toEqual(tested);
	const quotes = rows.find(({ key }) => key === 'module.Quotes');
	expect(quotes).toMatchObject({ ...source, outcome: 'failed', entity: 'PermissionCheck' });
	expect(quotes?.calls).toBeGreaterThan(0);
	expect(quotes?.remedy).not.toBe('');
	expect(JSON.stringify([whole, ...rows])).not.toContain(
		String(sandbox.addresses.autotask?.secret),
	);
});

it('the writes of a proof follow, each with its call', async () => {
	const proof = { product: '', purchaseOrderNumber: null };
	const report = await check(sandbox, { proof });
	const writes = checkActivity(report, source).filter(({ action }) => action !== 'check');
	expect(writes).toHaveLength(report.writes.length);
	expect(writes[0]).toMatchObject({ ...source, entity: 'Products', action: 'create', calls: 1 });
});
