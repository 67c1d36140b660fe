import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { IRun } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../sandbox';
import { freePort } from '../../demo/n8n-home';
import { itemsOf } from './core';
import { startUpsertRuns, type UpsertRuns } from './upsert-runs';

const SECRET = 'S3cret-of-this-test';
const TRACKING = 'TRACKING-OF-THIS-TEST';

describe('Product Upsert in n8n’s own engine, against the Autotask twin', () => {
	let runs: UpsertRuns;
	let sandbox: Sandbox;

	beforeAll(async () => {
		runs = await startUpsertRuns(() => sandbox);
		sandbox = await startSandbox({ only: 'autotask', skus: 2000 });
	});
	afterAll(async () => {
		await sandbox.close();
		await runs.engine.close();
	});
	beforeEach(async () => await sandbox.control.reset());

	const upsert = (items: object[], parameters: object = {}, login: object = {}) =>
		runs.run(items, { parameters, login });
	const failure = (run: IRun) => {
		const { error } = run.data.resultData;
		return `${error?.message} | ${error?.description}`;
	};
	const product = (sku: string, rest: object = {}) => ({
		sku,
		name: `Product ${sku}`,
		cost: '100.00',
		currency: 'USD',
		mpn: `M-${sku}`,
		...rest,
	});
	const calls = () => sandbox.control.ledger({ system: 'autotask' });

	it('prices new products by the rules of its panel, and holds back those that nobody has approved', async () => {
		const rules = [
			{ manufacturer: 'HP', costFrom: '', costTo: '150', basis: 'margin', percent: 20 },
			{ category: '4003', basis: 'none' },
		];
		const parameters = {
			output: 'every',
			priceBasis: 'none',
			priceRules: { rules },
			priceLimits: { minMarginPercent: 10 },
			newProducts: { mode: 'approved' },
		};
		const approved = { approved: true };
		const items = [
			product('70000011', { ...approved, manufacturer: 'HP INC.' }),
			product('70000012', { ...approved, manufacturer: 'HP INC.', map: '140.00' }),
			product('70000013', { ...approved, categoryCode: '004003001' }),
			product('70000014', { manufacturer: 'HP INC.' }),
		];
		const done = itemsOf(await upsert(items, parameters), 'Upsert');
		expect(done.map(({ outcome, code, pricedBy }) => [code || outcome, pricedBy])).toEqual([
			['done', 'price rule 1 (HP, cost up to 150.00): margin of 20 %'],
			['done', 'price rule 1 (HP, cost up to 150.00): margin of 20 %, raised to MAP 140.00'],
			['done', ''],
			['new-product', 'price rule 1 (HP, cost up to 150.00): margin of 20 %'],
		]);
		const made = sandbox.autotask.admin
			.records('Products')
			.filter(({ sku }) => String(sku).startsWith('TDS-7000001'));
		expect(made.map(({ sku, unitPrice }) => [sku, unitPrice ?? null]).sort()).toEqual([
			['TDS-70000011', 125],
			['TDS-70000012', 140],
			['TDS-70000013', null],
		]);

		const endless = { priceRules: { rules: [{ ...rules[0], percent: 100 }] } };
		expect(failure(await upsert(items, endless))).toBe(
			'Price rule 1: a margin of 100 % would make the price infinite | Enter a margin of zero or more and below 100. For more than that, use Cost Plus Markup.',
		);
	});

	it('creates a product with its vendor entry, and leaves it alone the second time', async () => {
		const first = await upsert([product('70000001')]);
		expect(itemsOf(first, 'Upsert')).toEqual([
			expect.objectContaining({
				action: 'create',
				outcome: 'done',
				autotaskSku: 'TDS-70000001',
				productId: expect.stringMatching(/^\d+$/),
			}),
		]);
		const second = await upsert([product('70000001')]);
		expect(itemsOf(second, 'Upsert', 1)[0]).toMatchObject({
			created: 0,
			updated: 0,
			unchanged: 1,
			autotaskWrites: 0,
		});
	});

	it('takes the cost without a promotion that has ended since the price file was written', async () => {
		const promotion = {
			cost: '80.00',
			costWithoutPromotion: '100.00',
			promotionEnds: '2020-01-03',
		};
		await upsert([
			product('70000001', { ...promotion, priceDate: '2020-01-02' }),
			product('70000002', { ...promotion, priceDate: '2020-01-06' }),
		]);
		const costs = sandbox.autotask.admin
			.records('Products')
			.filter(({ sku }) => String(sku).startsWith('TDS-7000000'));
		expect(costs.map(({ sku, unitCost }) => [sku, unitCost]).sort()).toEqual([
			['TDS-70000001', 100],
			['TDS-70000002', 80],
		]);
	});

	it('gives the price back by itself once a promotion is over, though no newer file came', async () => {
		const file = product('70000001', {
			cost: '80.00',
			costWithoutPromotion: '100.00',
			promotionEnds: '2026-11-20',
			priceDate: '2026-11-18',
			source: 'price-file',
		});
		const now = jest.spyOn(Date, 'now');
		const on = async (time: string) => {
			now.mockReturnValue(Date.parse(time));
			const run = await upsert([file], { owners: { unitPrice: 'sync' } });
			const [made] = sandbox.autotask.admin
				.records('Products')
				.filter(({ sku }) => sku === 'TDS-70000001');
			const writes = itemsOf(run, 'Upsert', 1)[0]?.autotaskWrites;
			return { cost: made?.unitCost, price: made?.unitPrice, writes };
		};
		try {
			const promoted = { cost: 80, price: 96 };
			expect(await on('2026-11-19T05:30:00Z')).toMatchObject(promoted);
			// its last day is not over in California
			expect(await on('2026-11-21T07:59:00Z')).toEqual({ ...promoted, writes: 0 });
			expect(await on('2026-11-21T08:01:00Z')).toEqual({ cost: 100, price: 120, writes: 1 });
			expect(await on('2026-11-22T05:30:00Z')).toEqual({ cost: 100, price: 120, writes: 0 });
		} finally {
			now.mockRestore();
		}
	});

	it('finds duplicates, and merges those that an item approves', async () => {
		const double = { ...anyProduct(), isActive: true, manufacturerProductName: '' };
		const ids = sandbox.autotask.admin.addRecords(
			'Products',
			[1, 2].map(() => ({ ...double, sku: 'TDS-70000009' })) as never[],
		);
		const group = ids.join('+');
		const find = async (items: object[], dryRun: boolean) =>
			itemsOf(await upsert(items, { operation: 'findDuplicates', dryRun }), 'Upsert').filter(
				(one) => one.group === group,
			);
		const plan = await find([{}], true);
		expect(plan.map(({ role, outcome }) => [role, outcome])).toEqual([
			['stays', 'unchanged'],
			['retired', 'planned'],
		]);
		const before = sandbox.control.stats().effects.autotask;
		expect((await find(plan, false)).map(({ code }) => code)).toEqual([
			'not-approved',
			'not-approved',
		]);
		expect(sandbox.control.stats().effects.autotask).toBe(before);
		const done = await find([{ group, approved: true }], false);
		expect(done.map(({ outcome }) => outcome)).toEqual(['unchanged', 'done']);
		const states = ids.map(
			(id) => sandbox.autotask.admin.records('Products').find((one) => one.id === id)?.isActive,
		);
		expect(states).toEqual([true, false]);
	});

	it('takes a run back by its own items, but for what somebody changed since', async () => {
		const records = (sku: string) =>
			sandbox.autotask.admin.records('Products').find((one) => one.sku === sku);
		await upsert([product('70000001'), product('70000002')]);
		const night = await upsert([
			product('70000001', { cost: '110.00' }),
			product('70000002', { cost: '110.00' }),
			product('70000003'),
		]);
		const items = itemsOf(night, 'Upsert');
		const second = Number(records('TDS-70000002')?.id);
		sandbox.autotask.admin.changeRecord('Products', second, { unitCost: 95 });

		const plan = itemsOf(await upsert(items, { operation: 'undo', dryRun: true }), 'Upsert');
		expect(plan.map(({ outcome }) => outcome)).toEqual(['planned', 'unchanged', 'planned']);
		expect(records('TDS-70000001')?.unitCost).toBe(110);

		const run = await upsert(items, { operation: 'undo' });
		expect(itemsOf(run, 'Upsert', 1)[0]).toMatchObject({
			undone: 2,
			unchanged: 1,
			partlyKept: 2,
			failed: 0,
		});
		expect(records('TDS-70000001')?.unitCost).toBe(100);
		expect(records('TDS-70000002')?.unitCost).toBe(95);
		expect(records('TDS-70000003')?.isActive).toBe(false);
		const again = await upsert(items, { operation: 'undo' });
		expect(itemsOf(again, 'Upsert', 1)[0]).toMatchObject({ undone: 0, autotaskWrites: 0 });
	});

	it('writes nothing in a dry run, and shows the plan', async () => {
		const run = await upsert([product('70000001')], { dryRun: true });
		expect(itemsOf(run, 'Upsert')).toEqual([
			expect.objectContaining({ action: 'create', outcome: 'planned' }),
		]);
		expect(sandbox.control.stats().effects.autotask).toBe(0);
	});

	it('stops at a wrong secret after one try, since several lock the user', async () => {
		const run = await upsert([product('70000001')], {}, { secret: SECRET });
		expect(failure(run)).toMatch(/refused the user name or secret \| .*Password \(Secret\)/);
		expect(calls().filter(({ status }) => status === 401)).toHaveLength(1);
	});

	it('says that a user name is unknown to every zone', async () => {
		const run = await upsert([product('70000001')], {}, { userName: 'nobody@nowhere.example' });
		expect(failure(run)).toMatch(/knows no API user of this name \| .*Username \(Key\)/);
	});

	it('says that a host cannot be reached', async () => {
		const run = await upsert(
			[product('70000001')],
			{},
			{ zoneDiscoveryUrl: `http://127.0.0.1:${await freePort()}/ATServicesRest/` },
		);
		expect(failure(run)).toMatch(/refused the connection \| .*firewall/);
	}, 120_000);

	it('says that the certificate of a host has expired', async () => {
		const server = await expiredHost();
		const { port } = server.address() as AddressInfo;
		const run = await upsert(
			[product('70000001')],
			{},
			{ zoneDiscoveryUrl: `https://127.0.0.1:${port}/ATServicesRest/` },
		);
		server.close();
		expect(failure(run)).toMatch(
			/certificate of 127\.0\.0\.1:\d+ was not accepted: it has expired \| /,
		);
	});

	it('creates nothing where the API user sees no product at all, as under a line-of-business restriction', async () => {
		sandbox.autotask.admin.setPermissions({ hidden: { Products: 'all' } });
		const run = await upsert([product('70000001')]);
		expect(itemsOf(run, 'Upsert', 1)[0]).toMatchObject({
			created: 0,
			held: 1,
			reasons: { 'none-visible': 1 },
			warnings: [
				expect.stringMatching(
					/^Autotask shows this API user no product at all\. .* Line of Business tab, .* turn on First Load under Guards\.$/,
				),
			],
		});
		expect(sandbox.control.stats().effects.autotask).toBe(0);
	});

	it('holds back what it must not decide, writes the rest, and gives a reason and a remedy for each', async () => {
		const doubled = ['TDS-70000005', 'TDS-70000005'].map((sku) => ({
			...anyProduct(),
			isActive: true,
			sku,
		}));
		sandbox.autotask.admin.addRecords('Products', doubled as never[]);
		const run = await upsert([
			product('70000001'),
			product('70000002', { cost: '0.00' }),
			product('70000003', { cost: null }),
			product('70000004', { name: 'x'.repeat(4000) }),
			product('70000005'),
			product('70000006', { currency: 'CAD' }),
			product('70000007', { cost: 'twelve' }),
			product('70000008'),
			product('70000008', { cost: '1,299.00' }),
		]);
		const items = itemsOf(run, 'Upsert');
		const said = (sku: string) => {
			const { outcome, code, reason, remedy } = items.find((one) => one.sku === sku) ?? {};
			return [outcome, code, reason, remedy];
		};
		const ASK =
			'Ask TD SYNNEX for the price of this SKU, or change Cost of Zero or None under Guards.';
		expect(items).toHaveLength(9);
		expect(said('70000001')).toEqual(['done', '', '', '']);
		expect(said('70000002')).toEqual(['held', 'cost-none', 'The cost is zero.', ASK]);
		expect(said('70000003')).toEqual(['held', 'cost-none', 'The cost is missing.', ASK]);
		expect(said('70000006')).toEqual([
			'held',
			'currency',
			'The cost is in CAD, and this run writes USD.',
			'Send items of one currency to this node, or set Currency to CAD.',
		]);
		expect(said('70000007')).toEqual([
			'failed',
			'bad-item',
			'Input item 7 cannot be used: cost: "twelve" is not an amount such as 1299.00.',
			'Correct these fields in the node before this one.',
		]);
		expect(said('70000008')).toEqual([
			'held',
			'duplicate-row',
			'Input items 8 and 9 both have SKU 70000008; the later one counts.',
			'If the earlier one is correct, remove the later one before this node.',
		]);
		const warnings = (sku: string) =>
			items.findLast((one) => one.sku === sku)?.warnings as string[] | undefined;
		expect(warnings('70000004')).toEqual([
			expect.stringMatching(
				/^name has 4000 characters and Autotask accepts \d+; it is cut at a word$/,
			),
			expect.stringMatching(/^description has 4000 characters/),
		]);
		expect(warnings('70000005')).toEqual([
			expect.stringMatching(
				/^Autotask has more products with SKU TDS-70000005 \(IDs \d+\); product \d+ is kept up to date, set the others inactive or give them another SKU$/,
			),
		]);
		expect(warnings('70000008')).toEqual([
			'cost: "1,299.00" was read as 1299.00',
			'input item 8 has the same SKU; this later one counts',
		]);
	});

	it('puts a product of an unknown category into the default one, and says which code is not mapped', async () => {
		const run = await upsert([product('70000001', { categoryCode: '999' })], {
			productCategory: '1',
			categoryMapping: { rules: [{ code: '004', category: '2' }] },
		});
		expect(itemsOf(run, 'Upsert')[0]).toMatchObject({
			outcome: 'done',
			warnings: [
				'TD SYNNEX category 999 is not in Category Mapping; Product Category is set to the default category',
			],
		});
	});

	const incumbents = (count: number) =>
		sandbox.autotask.admin
			.records('Products')
			.filter(
				({ sku, isActive, unitCost }) => String(sku).startsWith('TDS-') && isActive && unitCost,
			)
			.slice(0, count);
	const dearer = (record: Record<string, unknown>) =>
		product(String(record.sku).slice(4), {
			name: record.name,
			mpn: record.manufacturerProductName,
			cost: (Number(record.unitCost) + 1).toFixed(2),
		});

	it('loses no other result when one product is refused in the middle', async () => {
		sandbox.control.addFaults({
			fault: {
				kind: 'status',
				status: 500,
				body: '{"errors":["This value is not right."]}',
				contentType: 'application/json',
			},
			system: 'autotask',
			endpoint: 'Products',
			method: 'PATCH',
			after: 1,
			count: 1,
		});
		const run = await upsert(incumbents(3).map(dearer));
		const items = itemsOf(run, 'Upsert');
		expect(items.filter(({ outcome }) => outcome === 'done')).toHaveLength(2);
		const [failed, ...others] = items.filter(({ outcome }) => outcome === 'failed');
		expect(others).toEqual([]);
		expect(failed).toMatchObject({
			cause: 'Autotask refused to edit Products: “This value is not right.”.',
			remedy: 'Correct the value that Autotask names, then run again.',
		});
	});

	it('says which product was deleted between reading and writing, and writes the others', async () => {
		const records = incumbents(30);
		const last = records.at(-1);
		const deletion = whenFirst('PATCH').then(() =>
			sandbox.autotask.admin.removeRecord('Products', Number(last?.id)),
		);
		const run = await upsert(records.map(dearer));
		await deletion;
		const items = itemsOf(run, 'Upsert');
		expect(items.filter(({ outcome }) => outcome === 'done')).toHaveLength(29);
		expect(items.at(-1)).toMatchObject({
			autotaskSku: last?.sku,
			outcome: 'failed',
			cause: 'There is no such record in Products, or the API user cannot see it.',
			remedy:
				'Check whether it was deleted, and check the line of business and security level of the API user.',
		});
	});

	/** Resolves when the twin has seen the first call of that verb. */
	const whenFirst = async (method: string): Promise<void> => {
		while (sandbox.control.ledger({ system: 'autotask', method }).length === 0) await pause(1);
	};

	it('keeps secret and tracking identifier out of everything that n8n stores of a run', async () => {
		const { secret, integrationCode } = sandbox.addresses.autotask!;
		const done = [
			await upsert([product('70000001')]),
			await upsert([product('70000001')], {}, { secret: SECRET }),
			await upsert([product('70000001')], {}, { integrationCode: TRACKING }),
		];
		expect(done.map((run) => run.status)).toEqual(['success', 'error', 'error']);
		const stored = JSON.stringify(
			done.map((run) => [run, run.data.resultData.error, String(run.data.resultData.error?.stack)]),
			everything(),
		);
		for (const hidden of [secret, integrationCode, SECRET, TRACKING])
			expect(stored).not.toContain(hidden);
	});

	const anyProduct = () => {
		const copy = { ...sandbox.autotask.admin.records('Products')[0] };
		delete copy.id;
		delete copy.userDefinedFields;
		return copy;
	};
});

/** A host on loopback whose certificate ran out in 2021. */
function expiredHost(): Promise<Server> {
	const pem = (name: string) => readFileSync(join(__dirname, 'fixtures', `expired-${name}.pem`));
	const server = createServer({ key: pem('key'), cert: pem('certificate') }, (_, reply) =>
		reply.end(),
	);
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** JSON of everything reachable, errors and their causes included, each object once. */
function everything() {
	const seen = new WeakSet<object>();
	return (_key: string, value: unknown): unknown => {
		if (typeof value !== 'object' || value === null) return value;
		if (seen.has(value)) return undefined;
		seen.add(value);
		if (value instanceof Error) {
			return Object.fromEntries(
				Object.getOwnPropertyNames(value).map((name) => [name, (value as never)[name]]),
			);
		}
		return value;
	};
}
