import { setTimeout as pause } from 'node:timers/promises';
import type { INode, IRun } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../sandbox';
import { chain, itemsOf, node } from './core';
import { startUpsertRuns, type UpsertRuns } from './upsert-runs';

const ERROR_OUTPUT = 2;

describe('On Error and Retry On Fail, in n8n’s own engine', () => {
	let runs: UpsertRuns;
	let sandbox: Sandbox;

	beforeAll(async () => {
		const page = { fileName: '123456.zip', open: () => Buffer.from('<html>login') };
		runs = await startUpsertRuns(() => sandbox, page);
		sandbox = await startSandbox({ only: 'autotask', skus: 500, incumbentProducts: 50 });
	});
	afterAll(async () => {
		await sandbox.close();
		await runs.engine.close();
	});
	beforeEach(async () => await sandbox.control.reset());

	const upsert = (items: object[], node: Partial<INode>, login: object = {}) =>
		runs.run(items, { node, login });
	const product = (sku: string, rest: object = {}) => ({
		sku,
		name: `Product ${sku}`,
		mpn: `M-${sku}`,
		cost: '100.00',
		currency: 'USD',
		...rest,
	});
	const refusedOnce = (sku: string) =>
		sandbox.control.addFaults({
			system: 'autotask',
			endpoint: 'Products',
			method: 'PATCH',
			count: 1,
			fault: {
				kind: 'status',
				status: 500,
				body: `{"errors":["${sku} is not right."]}`,
				contentType: 'application/json',
			},
		});
	const incumbent = () => {
		const record = sandbox.autotask.admin
			.records('Products')
			.find(({ sku, isActive, unitCost }) => /^TDS-/.test(String(sku)) && isActive && unitCost);
		return product(String(record?.sku).slice(4), {
			cost: (Number(record?.unitCost) + 1).toFixed(2),
		});
	};
	const refusals = () =>
		sandbox.control.ledger({ system: 'autotask' }).filter(({ status }) => status === 401).length;

	it('a failed product leaves by the error output with its own fields, sentence, remedy and all that is known', async () => {
		const failing = incumbent();
		refusedOnce('The cost');
		const run = await upsert([failing, product('70000001')], { onError: 'continueErrorOutput' });
		expect(itemsOf(run, 'Upsert')).toEqual([
			expect.objectContaining({ sku: '70000001', outcome: 'done' }),
		]);
		expect(itemsOf(run, 'Upsert', ERROR_OUTPUT)).toEqual([
			{
				...failing,
				error: expect.stringMatching(
					new RegExp(`^TDS-${failing.sku}: Autotask refused .*The cost is not right`),
				),
				message: expect.stringMatching(/^Correct the value/),
				details: expect.objectContaining({ outcome: 'failed', code: 'autotask-refused' }),
			},
		]);
		expect(itemsOf(run, 'Upsert', 1)[0]).toMatchObject({ failed: 1, created: 1 });
	});

	it('with On Error: Continue the failed product stays among the others, with all of its fields', async () => {
		refusedOnce('The cost');
		const run = await upsert([incumbent(), product('70000001')], {
			onError: 'continueRegularOutput',
		});
		expect(itemsOf(run, 'Upsert')).toEqual([
			expect.objectContaining({ outcome: 'failed', remedy: expect.stringMatching(/\w/) }),
			expect.objectContaining({ outcome: 'done' }),
		]);
	});

	it.each<[INode['onError'], number]>([
		['continueErrorOutput', ERROR_OUTPUT],
		['continueRegularOutput', 0],
	])('a login that is refused is one item with %s, not a product', async (onError, output) => {
		const run = await upsert([product('70000001')], { onError }, { secret: 'wrong' });
		expect(run.status).toBe('success');
		expect(itemsOf(run, 'Upsert', output)).toEqual([
			expect.objectContaining({ error: 'Autotask refused the user name or secret' }),
		]);
		expect(JSON.stringify(itemsOf(run, 'Upsert', output))).toContain('autotask-login-refused');
		expect(itemsOf(run, 'Upsert', output === 0 ? ERROR_OUTPUT : 0)).toEqual([]);
	});

	it('Retry On Fail does not send a refused login again', async () => {
		const setting = { retryOnFail: true, maxTries: 3 };
		const run = await upsert([product('70000001')], setting, { secret: 'wrong' });
		expect(run.data.resultData.error?.message).toBe('Autotask refused the user name or secret');
		expect(refusals()).toBe(1);
	});

	it('Retry On Fail after a passing fault creates nothing twice', async () => {
		sandbox.control.addFaults({
			system: 'autotask',
			endpoint: 'Products',
			method: 'GET',
			count: 1,
			fault: { kind: 'status', status: 500, body: '{"errors":["Not now."]}' },
		});
		const setting = { retryOnFail: true, maxTries: 2 };
		const run = await upsert([product('70000001'), product('70000002')], setting);
		expect(itemsOf(run, 'Upsert', 1)[0]).toMatchObject({ created: 2, failed: 0 });
		const made = sandbox.autotask.admin
			.records('Products')
			.filter(({ sku }) => /^TDS-7000000/.test(String(sku)));
		expect(made).toHaveLength(2);
	});

	it('a cancelled run stops between two products; what it wrote is found by the next, and nothing is made twice', async () => {
		const items = Array.from({ length: 400 }, (_, at) => product(String(70_000_001 + at)));
		const isMade = ({ sku }: Record<string, unknown>) => /^TDS-70000/.test(String(sku));
		const made = () => sandbox.autotask.admin.records('Products').filter(isMade).length;
		const run = runs.run(items);
		while (made() < 20) await pause(1);
		run.cancel();
		const cancelled = await run;
		expect(cancelled.status).toBe('canceled');
		expect(itemsOf(cancelled, 'Upsert')).toHaveLength(400);
		expect(itemsOf(cancelled, 'Upsert', 1)[0]).toMatchObject({ state: 'stopped', failed: 0 });
		// n8n breaks off the calls that are under way; the twin may still be at work on them
		await pause(200);
		const calls = () => sandbox.control.ledger({ system: 'autotask' }).length;
		const callsThen = calls();
		await pause(300);
		expect(calls()).toBe(callsThen);
		const before = made();
		expect(before).toBeLessThan(200);
		expect(before).toBeGreaterThanOrEqual(20);

		const [summary] = itemsOf(await runs.run(items), 'Upsert', 1);
		expect(summary).toMatchObject({ created: 400 - before, failed: 0, deferred: 0 });
		expect(made()).toBe(400);
	}, 60_000);

	it.each<[INode['onError'], number, (item: object) => unknown]>([
		['continueErrorOutput', ERROR_OUTPUT, (item) => (item as { details: object }).details],
		['continueRegularOutput', 0, (item) => item],
	])('a file that is no price file is one item with %s', async (onError, output, factsOf) => {
		const run: IRun = await runs.engine.run(
			chain(
				node('Manual', 'n8n-nodes-base.manualTrigger'),
				node('FTP', 'n8n-nodes-base.ftp'),
				node('Fetch', 'n8n-nodes-tdsynnex-autotask.catalogFetch', { onError }),
			),
			{},
		);
		const [item, ...others] = itemsOf(run, 'Fetch', output);
		expect(others).toEqual([]);
		expect(factsOf(item as object)).toMatchObject({
			error: expect.stringMatching(/^123456\.zip: This is neither a ZIP archive nor/),
			code: 'price-file-header',
			record: '123456.zip',
			remedy: expect.stringMatching(/^Check the path/),
		});
	});
});
