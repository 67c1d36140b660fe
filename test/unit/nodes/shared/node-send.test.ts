import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { NoAnswer, proxyDown } from '../../../../lib/shared/http';
import { nodeClock } from '../../../../nodes/shared/node-clock';
import { sendWith } from '../../../../nodes/shared/node-send';

/** n8n wraps whatever its HTTP helper throws into an error of its own. */
const failing = (cause: Error) =>
	({
		helpers: {
			httpRequestWithAuthentication: async () => {
				throw new NodeApiError({ name: 'n' } as never, cause as never);
			},
		},
	}) as unknown as IExecuteFunctions;
const withCode = (code: string) =>
	Object.assign(new Error('request failed'), { code, isAxiosError: true });
const failure = async (cause: Error): Promise<unknown> =>
	await sendWith(
		failing(cause),
		'x',
	)({ method: 'GET', url: 'https://host.example.com/a?secret=1' }).catch((error: unknown) => error);

describe('sending with a credential', () => {
	const answering = (run: object, status: number, type = 'autotaskPsaApi') => {
		let calls = 0;
		const context = {
			...run,
			helpers: {
				httpRequestWithAuthentication: async () => {
					calls += 1;
					return { statusCode: status, headers: {}, body: '' };
				},
			},
		} as unknown as IExecuteFunctions;
		const ask = async (id = '1') => {
			const node = { credentials: { [type]: { id } } };
			const send = sendWith({ ...context, getNode: () => node } as never, type);
			return (await send({ method: 'GET', url: 'https://a/' })).status;
		};
		return { ask, calls: () => calls };
	};
	const { signal } = new AbortController();
	const staticData = {};

	it.each([
		['a run, however often the node is tried', { getExecutionCancelSignal: () => signal }],
		['a trigger, however often it polls', { getWorkflowStaticData: () => staticData }],
	])('a refused login is sent once by %s; another login is not held back', async (_, run) => {
		const { ask, calls } = answering(run, 401);
		expect([await ask(), await ask(), await ask()]).toEqual([401, 401, 401]);
		expect(calls()).toBe(1);
		await ask('2');
		expect(calls()).toBe(2);
	});

	it('a 401 before TD SYNNEX is sent once by a run, and anew by the next poll of a trigger', async () => {
		const run = { getExecutionCancelSignal: () => new AbortController().signal };
		const one = answering({ getExecutionCancelSignal: () => signal }, 401, 'tdSynnexEcApi');
		await one.ask();
		await one.ask();
		expect(one.calls()).toBe(1);
		for (const next of [run, { getWorkflowStaticData: () => staticData }]) {
			const later = answering(next, 401, 'tdSynnexEcApi');
			await later.ask();
			await later.ask();
			expect(later.calls()).toBe(2);
		}
	});

	it('the next run asks anew, and other refusals hold nothing back', async () => {
		const another = new AbortController();
		const { ask, calls } = answering({ getExecutionCancelSignal: () => another.signal }, 500);
		await ask();
		await ask();
		expect(calls()).toBe(2);
	});
});

describe('sending through n8n', () => {
	it.each([
		['ECONNREFUSED', 'refused', false],
		['ENOTFOUND', 'lookup', false],
		['CERT_HAS_EXPIRED', 'certificate', false],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate', false],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate', false],
		['ECONNRESET', 'reset', true],
		['ETIMEDOUT', 'timeout', true],
		['ECONNABORTED', 'timeout', true],
		['EHOSTUNREACH', 'other', true],
		['EPROTO', 'other', true],
		['SOMETHING_NEW', 'other', true],
	])('takes %s for %s, reached: %s', async (code, kind, reached) => {
		const error = await failure(withCode(code));
		expect(error).toBeInstanceOf(NoAnswer);
		expect(error).toMatchObject({ kind, reached, host: 'host.example.com' });
		expect(JSON.stringify(error) + String(error)).not.toContain('secret');
	});

	it('finds the code when it is one cause deeper', async () => {
		const cause = Object.assign(new Error('outer'), { cause: withCode('ECONNREFUSED') });
		expect(await failure(cause)).toMatchObject({ kind: 'refused' });
	});

	it('hands every status on, header names in small letters, and follows no redirect', async () => {
		let seen: IHttpRequestOptions | undefined;
		const context = {
			helpers: {
				httpRequestWithAuthentication: async (_: string, options: IHttpRequestOptions) => {
					seen = options;
					return { statusCode: 503, headers: { 'Retry-After': 7 }, body: 'x' };
				},
			},
		} as unknown as IExecuteFunctions;
		expect(await sendWith(context, 'x')({ method: 'GET', url: 'https://a/' })).toEqual({
			status: 503,
			headers: { 'retry-after': '7' },
			body: 'x',
		});
		expect(seen).toMatchObject({
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			returnFullResponse: true,
		});
	});
});

describe('the clock of a node', () => {
	it('wakes up when the run is cancelled', async () => {
		const controller = new AbortController();
		const clock = nodeClock({ getExecutionCancelSignal: () => controller.signal });
		const slept = clock.sleep(60_000);
		controller.abort(new Error('cancelled'));
		await expect(slept).rejects.toThrow('cancelled');
		await expect(clock.sleep(1)).rejects.toThrow('cancelled');
	});

	it('sleeps as long as asked', async () => {
		const clock = nodeClock({ getExecutionCancelSignal: () => new AbortController().signal });
		const before = clock.now();
		await clock.sleep(20);
		expect(clock.now() - before).toBeGreaterThanOrEqual(15);
	});
});

describe('a proxy that does not answer', () => {
	const dialed = (address: string, port: number) =>
		Object.assign(new Error(`connect ECONNREFUSED ${address}:${port}`), {
			code: 'ECONNREFUSED',
			syscall: 'connect',
			address,
			port,
		});

	it('is named, and not the host behind it', async () => {
		const error = await failure(dialed('10.0.0.5', 3128));
		expect(error).toMatchObject({ kind: 'refused', proxy: '10.0.0.5:3128', reached: false });
		expect(proxyDown(error as NoAnswer)).toMatchObject({
			cause: expect.stringContaining('The proxy 10.0.0.5:3128'),
			remedy: expect.stringContaining('HTTPS_PROXY'),
		});
	});

	it('is named by its host where that is not known', async () => {
		const unknown = { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'proxy.msp.local' };
		expect(await failure(Object.assign(new Error('lookup'), unknown))).toMatchObject({
			kind: 'lookup',
			proxy: 'proxy.msp.local',
		});
	});

	it('is not suspected where the host itself refused', async () => {
		expect(await failure(dialed('203.0.113.7', 443))).toMatchObject({ proxy: '' });
	});
});
