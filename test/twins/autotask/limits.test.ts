import { openApi, type Api } from './api';

const ALL = { filter: [{ op: 'exist', field: 'id' }], MaxRecords: 1 };

describe('limits', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi({ latencyMs: 150 });
	});
	beforeEach(() => api.sandbox.control.reset());
	afterAll(() => api.close());

	const query = (entity: string) => api.call('POST', `/${entity}/query`, ALL);
	const limits = (change: object) => api.sandbox.autotask.admin.setLimits(change);
	const used = async () => (await api.call('GET', '/ThresholdInformation')).body;

	test('the threshold tells limit, time frame and use, and counts itself', async () => {
		await query('Products');
		expect(await used()).toEqual({
			externalRequestThreshold: 10000,
			requestThresholdTimeframe: 60,
			currentTimeframeRequestCount: 2,
		});
	});

	test('zone look-ups count for nothing', async () => {
		await api.call('GET', '/zoneInformation?user=api-user@sandbox-msp.example');
		expect(await used()).toMatchObject({ currentTimeframeRequestCount: 1 });
	});

	test('a fourth call at once on one endpoint is refused; other endpoints are free', async () => {
		const answers = await Promise.all(Array.from({ length: 4 }, () => query('Products')));
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429]);
		const refused = answers.find(({ status }) => status === 429);
		expect(refused?.body.errors[0]).toContain(
			'API thread threshold of 3 threads has been exceeded',
		);
		expect(refused?.body.errors[0]).toContain('Itgenatr005');
		const mixed = await Promise.all(['Products', 'Products', 'Products', 'Companies'].map(query));
		expect(mixed.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
	});

	test('the refusal may come under another status than 429', async () => {
		api.sandbox.autotask.admin.setManners({ threadStatus: 500 });
		const answers = await Promise.all(Array.from({ length: 4 }, () => query('Products')));
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 500]);
	});

	test('children share the threads of the first path segment', async () => {
		const calls = [1, 2, 3, 4].map((id) => api.call('GET', `/Products/${id}/Vendors`));
		const statuses = (await Promise.all(calls)).map(({ status }) => status);
		expect(statuses.filter((status) => status === 429)).toHaveLength(1);
	});

	test('the ledger knows the greatest number at once', async () => {
		await Promise.all(['Products', 'Products', 'Products', 'Contacts'].map(query));
		const { endpoints, maxConcurrent } = api.sandbox.control.stats();
		expect(endpoints.autotask.Products).toMatchObject({ calls: 3, maxConcurrent: 3, inFlight: 0 });
		expect(endpoints.autotask.Contacts).toMatchObject({ maxConcurrent: 1 });
		expect(maxConcurrent).toEqual({ autotask: 3, tdsynnex: 0 });
	});

	test('the hour\u2019s calls used up, every call is refused until the hour has moved on', async () => {
		limits({ usageLatency: false, used: 9_999 });
		expect((await query('Products')).status).toBe(200);
		const refused = await query('Products');
		expect(refused.status).toBe(429);
		expect(refused.body.errors[0]).toContain('10000');
		api.sandbox.control.advance(3_599);
		expect((await query('Products')).status).toBe(429);
		api.sandbox.control.advance(2);
		expect((await query('Products')).status).toBe(200);
		expect(await used()).toMatchObject({ currentTimeframeRequestCount: 2 });
	});

	test('the limit can be lifted for a first load', async () => {
		limits({ hourlyLimit: 0, used: 20_000 });
		expect((await query('Products')).status).toBe(200);
	});

	test.each([
		[4_900, 0],
		[5_000, 450],
	])('with %i calls used an answer takes at least %i ms more', async (calls, ms) => {
		limits({ used: calls });
		const start = performance.now();
		await query('Products');
		const took = performance.now() - start;
		if (ms > 0) expect(took).toBeGreaterThan(ms);
		else expect(took).toBeLessThan(450);
	});

	test('from 75 % on it is a whole second; lifted or switched off it is none', async () => {
		const { Limits } = await import('../../../sandbox/autotask/limits');
		const { SandboxClock } = await import('../../../sandbox/core');
		const delay = (calls: number, change: object = {}): number => {
			const settings = { hourlyLimit: 10_000, threads: 3, usageLatency: true, ...change };
			const limit = new Limits(new SandboxClock(), settings);
			limit.setUsed(calls);
			return limit.delayMs();
		};
		expect([4_999, 5_000, 7_499, 7_500, 10_000].map((calls) => delay(calls))).toEqual([
			0, 500, 500, 1_000, 1_000,
		]);
		expect(delay(9_000, { usageLatency: false })).toBe(0);
		expect(delay(9_000, { hourlyLimit: 0 })).toBe(0);
	});
});
