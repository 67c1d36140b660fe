import { startSandbox, type Sandbox } from '../../../sandbox';

/** As much as the tests look into. */
interface Body {
	[name: string]: unknown;
	ids?: number[];
}

describe('the control of a running sandbox', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({
			only: 'autotask',
			skus: 100,
			ownProducts: 10,
			incumbentProducts: 10,
		});
	});
	afterAll(() => sandbox.close());

	const ask = async (method: string, path: string, body?: unknown) => {
		const response = await fetch(`${sandbox.controlUrl}${path}`, {
			method,
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		return { status: response.status, body: (await response.json()) as Body };
	};
	const login = () => sandbox.addresses.autotask;
	const count = async (): Promise<number> => {
		const response = await fetch(`${login()?.zoneDiscoveryUrl}V1.0/Products/query/count`, {
			method: 'POST',
			headers: {
				ApiIntegrationCode: login()?.integrationCode ?? '',
				UserName: login()?.userName ?? '',
				Secret: login()?.secret ?? '',
				'content-type': 'application/json',
			},
			body: '{"filter":[{"op":"exist","field":"id"}]}',
		}).catch(() => ({ status: 0 }));
		return response.status;
	};

	test('everything listens on loopback alone', () => {
		expect(login()?.zoneDiscoveryUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/ATServicesRest\/$/);
		expect(sandbox.addresses.control).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
	});

	test('tells every request, by filter, and what is stored', async () => {
		await count();
		const all = await ask('GET', '/ledger?system=autotask&endpoint=Products');
		expect(all.body).toMatchObject([
			{ endpoint: 'Products', method: 'POST', status: 200, effect: 'none' },
		]);
		expect((await ask('GET', '/ledger?since=1')).body).toEqual([]);
		expect((await ask('GET', '/ledger?status=500')).body).toEqual([]);
		const stats = (await ask('GET', '/stats')).body;
		expect(stats).toMatchObject({
			endpoints: { autotask: { Products: { calls: 1, maxConcurrent: 1, inFlight: 0 } } },
			effects: { autotask: 0 },
			autotaskCalls: { used: 1, limit: 10_000 },
			stored: { autotask: { Countries: 3 } },
		});
	});

	test('plans and forgets faults', async () => {
		await ask('POST', '/faults', {
			system: 'autotask',
			count: 0,
			fault: { kind: 'status', status: 503 },
		});
		expect([await count(), await count()]).toEqual([503, 503]);
		await ask('DELETE', '/faults');
		expect(await count()).toBe(200);
	});

	test('a fault or system that there is not is refused, as it would never strike', async () => {
		const unknown = await ask('POST', '/faults', { fault: { kind: 'resetafter' } });
		expect(unknown.status).toBe(400);
		expect(unknown.body.error).toContain('resetAfter');
		const system = { system: 'tdSynnex', fault: { kind: 'dtd' } };
		expect((await ask('POST', '/faults', system)).status).toBe(400);
	});

	test('a port that refuses opens again when the faults are forgotten', async () => {
		sandbox.control.addFaults({ system: 'autotask', fault: { kind: 'refused' } });
		expect(await count()).toBe(0);
		await sandbox.control.clearFaults();
		expect(await count()).toBe(200);
	});

	test('turns the clock forward, never back', async () => {
		const before = Date.now();
		const { body } = await ask('POST', '/clock', { advanceSeconds: 3600 });
		expect(Date.parse(String(body.time)) - before).toBeGreaterThan(3_500_000);
		expect((await ask('POST', '/clock', { advanceSeconds: -1 })).status).toBe(400);
		expect((await ask('POST', '/clock', {})).body).toEqual({
			error: expect.stringContaining('advanceSeconds'),
		});
	});

	test('turns permissions and limits, adds and shows records', async () => {
		const closed = await ask('POST', '/autotask/permissions', { entities: { Products: 'None' } });
		expect(closed.body).toMatchObject({ closed: { Products: { query: 'None' } } });
		expect(await count()).toBe(500);
		expect((await ask('POST', '/autotask/permissions', { modules: { Nope: 'None' } })).status).toBe(
			400,
		);
		const limits = await ask('POST', '/autotask/limits', { hourlyLimit: 50, used: 50 });
		expect(limits.body).toEqual({ used: 50, limit: 50 });
		expect(await count()).toBe(429);
		const { body } = await ask('POST', '/autotask/records', {
			entity: 'Roles',
			records: [{ name: 'Buyer' }],
		});
		const roles = (await ask('GET', '/autotask/entities/Roles')).body;
		expect(roles).toContainEqual({ id: body.ids?.[0], name: 'Buyer' });
	});

	test('a reset brings back content, time, permissions, and empties the ledger', async () => {
		await ask('POST', '/reset');
		expect(await count()).toBe(200);
		expect(sandbox.control.ledger()).toHaveLength(1);
		expect(sandbox.control.stats().stored.autotask).toMatchObject({ Roles: 1 });
		expect(Math.abs(Date.parse(sandbox.control.stats().time) - Date.now())).toBeLessThan(5_000);
	});

	test('a twin that was not started says so', async () => {
		expect(() => sandbox.tdSynnex).toThrow('TD SYNNEX twin was not started');
		expect((await ask('POST', '/prices', { percent: 5 })).status).toBe(400);
	});
});
