import { NoAnswer, type NoAnswerKind } from '../../../lib/shared/http';
import type { Sandbox } from '../../../sandbox';
import {
	type Check,
	check as checkOnce,
	hurried,
	idsWith,
	row,
	small,
	startSandbox,
} from '../../unit/permissions/check-fixture';

/**
 * Rows of docs/troubleshooting.md, "Reach" and "Common set-up issues", from the outside: the permission check against a
 * wire that behaves so. `test/unit/docs/troubleshooting.test.ts` sees to it that none is missing.
 */
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ ...small, only: 'autotask' });
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.control.reset());

/** A busy machine may take its time: what is slow here is slow because a test says so. */
const check = (of: Sandbox, wishes: Check = {}) => checkOnce(of, { timeoutMs: 5_000, ...wishes });
const calls = () => sandbox.control.ledger({ system: 'autotask' });
/** One row fails, says so in the words of the table, and nothing behind it is blamed. */
const failsAlone = (report: Awaited<ReturnType<typeof check>>, id: string, found: string) => {
	expect(idsWith(report, 'fail')).toEqual([id]);
	expect(row(report, id).found).toContain(found);
	expect(row(report, id).remedy).not.toBe('');
	expect(row(report, 'module.Products').status).toBe('not tested');
};
const silent = async (kind: NoAnswerKind, detail: string) => {
	let sent = 0;
	const report = await check(sandbox, {
		send: () => (request) => {
			sent += 1;
			return Promise.reject(new NoAnswer(kind, new URL(request.url).host, detail));
		},
	});
	expect(sent).toBeLessThanOrEqual(2);
	return report;
};
const answered = async (status: number, body: string) =>
	await check(sandbox, { send: () => async () => ({ status, headers: {}, body }) });

describe('Reach', () => {
	it('unknown name', async () => {
		failsAlone(await silent('lookup', 'ENOTFOUND'), 'reach.autotask.name', 'unknown');
	});
	it('refused', async () => {
		failsAlone(await silent('refused', 'ECONNREFUSED'), 'reach.autotask.connection', 'refused');
	});
	it('timed out', async () => {
		failsAlone(await silent('timeout', 'ETIMEDOUT'), 'reach.autotask.connection', 'timed out');
	});
	it('reset', async () => {
		failsAlone(await silent('reset', 'ECONNRESET'), 'reach.autotask.connection', 'reset');
	});
	it('certificate not accepted', async () => {
		const report = await silent('certificate', 'CERT_HAS_EXPIRED');
		failsAlone(report, 'reach.autotask.tls', 'certificate not accepted');
		expect(row(report, 'reach.autotask.tls').remedy).toContain('root certificate');
	});
	it('no common TLS version', async () => {
		failsAlone(await silent('other', 'EPROTO'), 'reach.autotask.tls', 'no common TLS version');
	});
	it('a web page / a proxy that requires a login', async () => {
		const page = await answered(200, '<html><h1>Sign in</h1></html>');
		failsAlone(page, 'reach.autotask.gateway', 'a web page');
		const proxy = await answered(407, 'Proxy Authentication Required');
		failsAlone(proxy, 'reach.autotask.gateway', 'a proxy that requires a login');
	});
	it('no useful answer', async () => {
		failsAlone(await answered(503, ''), 'reach.autotask.gateway', 'no useful answer');
	});
});

describe('Common set-up issues', () => {
	const isTheCase = (report: Awaited<ReturnType<typeof check>>, issue: string) =>
		expect(row(report, `issue.${issue}`)).toMatchObject({
			status: 'warn',
			found: 'this is the case',
		});

	it('Cannot create API user', async () => {
		const report = await check(sandbox, { login: { userName: 'nobody@example.com' } });
		failsAlone(report, 'identity.user-name', 'unknown');
		expect(row(report, 'identity.user-name').evidence).toBe(
			'Autotask knows no API user of this name',
		);
		isTheCase(report, 'cannot-create-api-user');
		expect(calls()).toHaveLength(1);
	});
	it('Security level missing', async () => {
		const fault = { kind: 'status' as const, status: 403, body: '{"errors":["Access denied"]}' };
		sandbox.control.addFaults({ fault, endpoint: 'ThresholdInformation' });
		const report = await check(sandbox);
		failsAlone(report, 'identity.api-only', 'is not allowed to use the REST API');
		isTheCase(report, 'security-level-missing');
		expect(calls()).toHaveLength(2);
	});
	it('Tracking identifier rejected', async () => {
		const report = await check(sandbox, { login: { integrationCode: 'SOMEBODYELSE' } });
		failsAlone(report, 'identity.tracking-identifier', 'refused');
		expect(row(report, 'identity.user-name').found).toBe('known');
		isTheCase(report, 'tracking-identifier-rejected');
		expect(calls().map(({ status }) => status)).toEqual([200, 500]);
	});
	it('No data', async () => {
		const all = ['Companies', 'Contacts', 'Products', 'PurchaseOrders', 'Opportunities', 'Quotes'];
		sandbox.control.autotask?.setPermissions({
			hidden: Object.fromEntries(all.map((entity) => [entity, 'all' as const])),
		});
		const report = await check(sandbox);
		expect(row(report, 'line-of-business').status).toMatch(/warn|fail/);
		isTheCase(report, 'no-data');
	});
	it('Authentication', async () => {
		const report = await check(sandbox, { login: { secret: 'wrong' } });
		failsAlone(report, 'identity.secret', 'refused');
		isTheCase(report, 'authentication');
		expect(calls().filter(({ status }) => status === 401)).toHaveLength(1);
		for (let wrong = 0; wrong < 4; wrong++)
			await check(sandbox, { login: { secret: `no ${wrong}` } });
		failsAlone(await check(sandbox), 'identity.locked', 'locked');
		sandbox.control.autotask?.unlock();
		expect(idsWith(await check(sandbox), 'fail')).toEqual([]);
	});
	it('Limited functionality', async () => {
		sandbox.control.autotask?.setPermissions({ modules: { Quotes: 'None' } });
		const report = await check(sandbox);
		expect(idsWith(report, 'fail')).toEqual(['module.Quotes']);
		expect(row(report, 'module.Quotes').remedy).toContain('CRM > Object Permissions');
		isTheCase(report, 'limited-functionality');
		expect(row(report, 'module.Products').status).toBe('pass');
	});
	it('Cannot connect', async () => {
		isTheCase(await silent('refused', 'ECONNREFUSED'), 'cannot-connect');
	});
	it('Intermittent', async () => {
		sandbox.control.addFaults({
			fault: { kind: 'resetBefore' },
			endpoint: 'PurchaseOrders',
			count: 0,
		});
		const report = await check(sandbox);
		isTheCase(report, 'intermittent');
		expect(idsWith(report, 'fail')).toEqual([]);
		expect(row(report, 'module.Products').status).toBe('pass');
	});
	it('Slow', async () => {
		let now = Date.now();
		const slow = (ms: number) => check(sandbox, { clock: { ...hurried, now: () => (now += ms) } });
		const report = await slow(3_000);
		expect(row(report, 'reach.autotask.speed').status).toBe('warn');
		isTheCase(report, 'slow');
		expect(row(await slow(11_000), 'reach.autotask.speed').status).toBe('fail');
	});
	it('Lost secret', async () => {
		const report = await check(sandbox, { login: { secret: '' } });
		expect(row(report, 'identity.secret').remedy).toContain('Generate Secret');
		isTheCase(report, 'lost-secret');
	});
});
