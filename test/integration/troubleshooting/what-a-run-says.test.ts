import type { IRun } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../../sandbox';
import { itemsOf } from '../core';
import { startUpsertRuns, type UpsertRuns } from '../upsert-runs';

type Item = { sku: string; name: string; mpn: string; cost: string; currency: string };

/**
 * Rows of docs/troubleshooting.md, "What a run says", from the outside: an Autotask that behaves so, the sentence, what
 * became of the other products, and the calls. `test/unit/docs/troubleshooting.test.ts` sees to it that none is missing.
 */
describe('what a run says of a failure, in n8n’s own engine', () => {
	let runs: UpsertRuns;
	let sandbox: Sandbox;

	beforeAll(async () => {
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
	});
	beforeEach(async () => {
		await sandbox.control.reset();
		await sandbox.control.clearFaults();
	});

	const product = (sku: string, rest: Partial<Item> = {}): Item => ({
		sku,
		name: `Product ${sku}`,
		mpn: `M-${sku}`,
		cost: '100.00',
		currency: 'USD',
		...rest,
	});
	const admin = () => sandbox.autotask.admin;
	/** Products that the incumbent left, as items with a new cost. */
	const incumbents = (count: number) =>
		admin()
			.records('Products')
			.filter(({ sku, isActive, unitCost }) => /^TDS-/.test(String(sku)) && isActive && unitCost)
			.slice(0, count)
			.map(({ sku, unitCost }) =>
				product(String(sku).slice(4), { cost: (Number(unitCost) + 1).toFixed(2), mpn: '' }),
			);
	const two = () => incumbents(2) as [Item, Item];
	/** Their own default vendor is inactive: Autotask refuses every change of them. */
	const spoil = (items: { sku: string }[]) => {
		const [gone] = admin().addRecords('Companies', [{ companyName: 'Gone', isActive: false }]);
		for (const { id, sku } of admin().records('Products'))
			if (items.some((item) => `TDS-${item.sku}` === sku))
				admin().changeRecord('Products', Number(id), { defaultVendorID: gone as number });
	};
	const costOf = (sku: string) =>
		admin()
			.records('Products')
			.find((one) => one.sku === `TDS-${sku}`)?.unitCost;
	const made = (sku: string) =>
		admin()
			.records('Products')
			.filter((one) => one.sku === `TDS-${sku}`).length;
	const calls = (endpoint: string, method = 'POST') =>
		sandbox.control
			.ledger({ system: 'autotask' })
			.filter((one) => one.endpoint === endpoint && one.method === method).length;
	const outcomes = (run: IRun) => itemsOf(run, 'Upsert').map(({ outcome }) => outcome);
	const said = (run: IRun) =>
		JSON.stringify([
			run.data.resultData.error?.message,
			itemsOf(run, 'Upsert'),
			itemsOf(run, 'Upsert', 1),
		]);
	const status = (endpoint: string, method: string, fault: object, count = 0) =>
		sandbox.control.addFaults({
			system: 'autotask',
			endpoint,
			method,
			count,
			fault: { kind: 'status', contentType: 'application/json', ...fault } as never,
		});

	it('Autotask refuses every change to it, because its own', async () => {
		const [bad, good] = two();
		spoil([bad]);
		const run = await runs.run([bad, good]);
		expect(said(run)).toContain(
			'Autotask refuses every change to it, because its own defaultVendorID',
		);
		expect(outcomes(run)).toEqual(['failed', 'done']);
		expect(costOf(good.sku)).toBe(Number(good.cost));
	});

	it('items in a row failed, so the rest was not tried', async () => {
		const bad = incumbents(40);
		spoil(bad);
		const run = await runs.run([...bad, product('70000001')]);
		expect(said(run)).toContain('25 items in a row failed, so the rest was not tried');
		expect(made('70000001')).toBe(1);
		expect(itemsOf(run, 'Upsert', 1)[0]).toMatchObject({ created: 1 });
	});

	it('Autotask could not answer at the moment', async () => {
		const body = '{"errors":["An unexpected error occurred."]}';
		status('zoneInformation', 'GET', { status: 500, body }, 2);
		const passing = await runs.run([product('70000001')]);
		expect(outcomes(passing)).toEqual(['done']);
		status('zoneInformation', 'GET', { status: 500, body });
		const run = await runs.run([product('70000002')]);
		expect(said(run)).toContain('Autotask could not answer at the moment');
		expect(said(run)).not.toMatch(/user name|secret/i);
	}, 120_000);

	it('Something between n8n and Autotask answered', async () => {
		const [struck, good] = two();
		const page = { status: 404, body: '<html><h1>404</h1></html>', contentType: 'text/html' };
		status('Products', 'PATCH', page, 1);
		expect(outcomes(await runs.run([struck, good]))).toEqual(['done', 'done']);
		status('Products', 'POST', page);
		const run = await runs.run([product('70000001')]);
		expect(said(run)).toContain('Something between n8n and Autotask answered');
		expect(said(run)).not.toContain('no such record');
	}, 120_000);

	it('It is not known whether Autotask created', async () => {
		sandbox.control.addFaults({
			system: 'autotask',
			path: '/Vendors',
			method: 'POST',
			fault: { kind: 'status', status: 500, body: '{"Message":"An error has occurred."}' },
		});
		const items = [product('70000001'), product('70000002')];
		const run = await runs.run(items);
		expect(said(run)).toContain('It is not known whether Autotask created');
		expect(outcomes(run).sort()).toEqual(['done', 'uncertain']);
		expect(outcomes(await runs.run(items)).sort()).toEqual(['done', 'unchanged']);
		const entries = admin()
			.records('ProductVendors')
			.filter(({ vendorPartNumber }) => String(vendorPartNumber).startsWith('7000000'));
		expect(entries.map(({ vendorPartNumber }) => vendorPartNumber).sort()).toEqual([
			'70000001',
			'70000002',
		]);
	});

	it('Autotask refused the user name or secret', async () => {
		const run = await runs.run([product('70000001')], { login: { secret: 'wrong' } });
		expect(said(run)).toContain('Autotask refused the user name or secret');
		const refused = sandbox.control
			.ledger({ system: 'autotask' })
			.filter((one) => one.status === 401);
		expect(refused).toHaveLength(1);
		expect(calls('Products')).toBe(0);
	});

	it('that n8n is set to use could not be reached', async () => {
		const before = { ...process.env };
		process.env.HTTP_PROXY = 'http://127.0.0.1:59997';
		delete process.env.NO_PROXY;
		delete process.env.no_proxy;
		try {
			const run = await runs.run([product('70000001')]);
			expect(said(run)).toContain(
				'The proxy 127.0.0.1:59997 that n8n is set to use could not be reached',
			);
		} finally {
			process.env = before;
		}
	}, 120_000);

	it('cannot be used:', async () => {
		const run = await runs.run([product('70000001'), product('70000002', { cost: 'two' })]);
		expect(said(run)).toContain('Input item 2 cannot be used: cost: \\"two\\" is not an amount');
		expect(outcomes(run)).toEqual(['done', 'failed']);
	});

	it('are used up', async () => {
		// by other tools: less than a quarter is free
		admin().setLimits({ used: 7_500 });
		const run = await runs.run([product('70000001')]);
		expect(said(run)).toMatch(
			/Autotask calls of 60 minutes that leave 25 % of 10000 free are used up/,
		);
		expect(made('70000001')).toBe(0);
		admin().setLimits({ used: 0 });
		expect(outcomes(await runs.run([product('70000001')]))).toEqual(['done']);
	});
});
