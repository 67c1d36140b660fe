import { openApi, type Api } from './api';

describe('the way into Autotask', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi();
	});
	beforeEach(() => api.sandbox.control.reset());
	afterAll(() => api.close());

	const host = (): string => new URL(api.zoneUrl).origin;
	const anyQuery = (headers: Record<string, string>) =>
		api.call('POST', '/Companies/query', { filter: [{ op: 'exist', field: 'id' }] }, headers);

	test.each([
		'/ATServicesRest/V1.0/zoneInformation',
		'/atservicesrest/v1.0/ZoneInformation',
		'/ATServicesRest/zoneInformation',
	])('the zone is found at %s without any login, and its url ends with a slash', async (path) => {
		const answer = await fetch(`${host()}${path}?user=api-user%40sandbox-msp.example`);
		expect(await answer.json()).toEqual({
			zoneName: expect.any(String),
			url: api.zoneUrl,
			webUrl: expect.stringMatching(/\/$/),
			ci: expect.any(Number),
		});
		expect(api.zoneUrl.endsWith('/ATServicesRest/')).toBe(true);
	});

	test('an unknown user has no zone: HTTP 500', async () => {
		const answer = await api.call('GET', '/zoneInformation?user=nobody%40example.com');
		expect(answer.status).toBe(500);
		expect(answer.body.errors).toEqual(['Zone information could not be determined']);
	});

	test('the one version there is', async () => {
		const answer = await fetch(`${host()}/atservicesrest/versioninformation`);
		expect(await answer.json()).toEqual({ apiVersions: ['1.0'] });
	});

	test('header names and paths are taken whatever their letter case', async () => {
		const answer = await fetch(`${host()}/atservicesrest/v1.0/companies/0`, {
			headers: {
				apiintegrationcode: api.headers.ApiIntegrationCode ?? '',
				USERNAME: api.headers.UserName ?? '',
				secret: api.headers.Secret ?? '',
			},
		});
		expect(answer.status).toBe(200);
	});

	test('a wrong secret is 401', async () => {
		expect((await anyQuery({ Secret: 'wrong' })).status).toBe(401);
	});

	test('an unknown user and a wrong tracking identifier are 500', async () => {
		const user = await anyQuery({ UserName: 'nobody@example.com' });
		expect(user.status).toBe(500);
		const code = await anyQuery({ ApiIntegrationCode: 'NOT-OURS' });
		expect(code.status).toBe(500);
		expect(code.body.errors).toEqual(['IntegrationCode is invalid']);
	});

	test('wrong secrets in a row lock the user, whom only an administrator lets in again', async () => {
		for (let round = 0; round < 2; round++) {
			for (let i = 0; i < 4; i++) await anyQuery({ Secret: 'wrong' });
			expect((await anyQuery({})).status).toBe(200);
		}
		for (let i = 0; i < 5; i++) await anyQuery({ Secret: 'wrong' });
		const locked = await anyQuery({});
		expect(locked.status).toBe(401);
		expect(locked.body.errors[0]).toContain('The user account has been locked.');
		api.sandbox.autotask.admin.unlock();
		expect((await anyQuery({})).status).toBe(200);
	});

	test('a route that does not exist answers in the words of ASP.NET', async () => {
		const answer = await api.call('GET', '/NoSuchEntity/query?search=');
		expect(answer.status).toBe(404);
		expect(answer.body.Message).toContain('No HTTP resource was found');
	});

	test('a body that is not said to be JSON is not taken', async () => {
		const answer = await api.call('POST', '/Companies/query', {}, { 'Content-Type': 'text/plain' });
		expect(answer.status).toBe(415);
		expect(answer.body.Message).toContain('media type');
	});
});
