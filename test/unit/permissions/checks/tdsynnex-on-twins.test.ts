import { NoAnswer, type Send } from '../../../../lib/shared/http';
import type { PriceFile } from '../../../../lib/permissions/checks/tdsynnex/price-file-probe';
import type { AccountSettings } from '../../../../lib/tdsynnex/hosts';
import type { Fault, Sandbox } from '../../../../sandbox';
import { check, idsWith, row, small, startSandbox, tdSynnexSend } from '../check-fixture';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox(small);
});
afterAll(async () => await sandbox.close());
afterEach(async () => await sandbox.control.reset());

const calls = () => sandbox.control.ledger({ system: 'tdsynnex' });

describe('TD SYNNEX', () => {
	it('prices one SKU, finds no order and no invoice, and orders nothing', async () => {
		const report = await check(sandbox, { tdSynnex: door() });
		expect(idsWith(report, 'fail')).toEqual([]);
		expect(row(report, 'td-synnex.price').found).toMatch(/^\d+(\.\d+)? USD$|^[a-z-]+$/);
		expect(row(report, 'td-synnex.order-status')).toMatchObject({
			status: 'pass',
			found: 'not found',
		});
		expect(row(report, 'td-synnex.invoices').status).toBe('pass');
		expect(row(report, 'td-synnex.login').found).toMatch(/^accepted \(custom/);
		expect(calls().length).toBe(3);
		expect(sandbox.control.stats().effects.tdsynnex).toBe(0);
		expect(report.summary.orders).toBe('ready');
	});

	it('a wrong password is tried once and fails one row', async () => {
		const report = await check(sandbox, { tdSynnex: door({ password: 'wrong' }) });
		expect(idsWith(report, 'fail')).toEqual(['td-synnex.login']);
		expect(row(report, 'td-synnex.login').remedy).toMatch(/TD SYNNEX EC API credential/);
		expect(calls().length).toBe(1);
		expect(row(report, 'td-synnex.price').status).toBe('not tested');
	});

	it('an address that is not on the allow-list is told apart from a wrong password', async () => {
		const refusal =
			'<SynnexB2B><OrderStatusResponse><errorMessage>IP Address Invalid</errorMessage></OrderStatusResponse></SynnexB2B>';
		const send: Send = () => Promise.resolve({ status: 200, headers: {}, body: refusal });
		const report = await check(sandbox, { tdSynnex: { ...door(), send } });
		expect(idsWith(report, 'fail')).toEqual(['td-synnex.allow-list']);
		expect(row(report, 'td-synnex.allow-list').remedy).toMatch(/register the static IP address/);
	});

	it('an address from which calls are answered may still be refused an order: that is not tested', async () => {
		const report = await check(sandbox, { tdSynnex: door() });
		expect(row(report, 'td-synnex.allow-list')).toMatchObject({
			status: 'not tested',
			evidence: expect.stringContaining('does not prove that production accepts an order from it'),
		});
		expect(row(report, 'td-synnex.auto-fill')).toMatchObject({
			status: 'not tested',
			evidence: expect.stringContaining('do not order them again'),
		});
		expect(report.summary.orders).toBe('ready');
	});

	it.each([
		[undefined, 'not tested', ''],
		[10, 'pass', /days left$/],
		[80, 'warn', /days left$/],
		[120, 'warn', 'over three months old'],
	] as const)('a password that was set %p days ago: %s', async (days, status, found) => {
		const set = days && new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
		const { send, account } = door();
		const report = await check(sandbox, {
			tdSynnex: { send, account: { ...account, passwordSetOn: set ? set : '' } },
		});
		const seen = row(report, 'td-synnex.password-age');
		expect(seen.status).toBe(status);
		expect(seen.found).toMatch(found);
		expect(seen.remedy === '').toBe(status !== 'warn');
	});

	describe('with a read-only user', () => {
		const rows = async (login: Parameters<typeof door>[0]) => {
			const report = await check(sandbox, { tdSynnex: door(login), testSku: '1' });
			const status = (part: string) => row(report, `td-synnex.${part}`).status;
			return {
				report,
				seen: ['login', 'read-only-login', 'order-status', 'invoices'].map(status),
			};
		};
		const reader = () => {
			const { readOnlyUserId, readOnlyPassword } = sandbox.addresses.tdSynnex!;
			return { readOnlyUserId, readOnlyPassword };
		};

		it('both users are proven, each by what it asks for', async () => {
			const { report, seen } = await rows(reader());
			expect(seen).toEqual(['pass', 'pass', 'pass', 'pass']);
			expect(report.summary.orders).toBe('ready');
			const alone = await check(sandbox, { tdSynnex: door() });
			expect(row(alone, 'td-synnex.read-only-login')).toMatchObject({
				status: 'not tested',
				evidence: expect.stringContaining('prices and order states stop working too'),
			});
		});

		it('an expired ordering password leaves order states standing, and orders are not ready', async () => {
			sandbox.tdSynnex.manners({ orderingPassword: 'expired' });
			const { report, seen } = await rows(reader());
			expect(seen).toEqual(['fail', 'pass', 'pass', 'not tested']);
			expect(row(report, 'td-synnex.login').remedy).toContain('expires every three months');
			expect(report.summary.orders).toBe('not ready');
			const alone = await check(sandbox, { tdSynnex: door() });
			expect(idsWith(alone, 'fail')).toEqual(['td-synnex.login']);
		});

		it('a wrong reading password is tried once, and does not blame the ordering user', async () => {
			const { report, seen } = await rows({ ...reader(), readOnlyPassword: 'wrong' });
			expect(seen).toEqual(['pass', 'fail', 'not tested', 'pass']);
			expect(row(report, 'td-synnex.read-only-login').remedy).toContain('read-only user');
			expect(calls()).toHaveLength(2);
		});
	});

	it('a login that prices alone refuse may be too long for them', async () => {
		const { send, account } = door();
		const refusal = '<priceResponse><errorMessage>user login failed</errorMessage></priceResponse>';
		const short: typeof send = async (request) =>
			/PriceAvailability/.test(request.url)
				? { status: 200, headers: {}, body: refusal }
				: await send(request);
		const report = await check(sandbox, { tdSynnex: { send: short, account }, testSku: '1234567' });
		expect(row(report, 'td-synnex.login')).toMatchObject({
			status: 'fail',
			remedy: expect.stringContaining('at most 20 characters'),
		});
	});

	it('a credential that cannot be used fails its login row, and the rest goes on', async () => {
		const blank = await check(sandbox, { tdSynnex: door({ password: 'pasted ' }) });
		expect(idsWith(blank, 'fail')).toEqual(['td-synnex.login']);
		expect(row(blank, 'td-synnex.login').evidence).toMatch(/^Password begins or ends/);
		const { send, account } = door();
		const nowhere = await check(sandbox, {
			tdSynnex: { send, account: { ...account, ecUrl: '-' } },
		});
		expect(idsWith(nowhere, 'fail')).toEqual(['td-synnex.login']);
		expect(row(nowhere, 'td-synnex.login').evidence).toBe('EC URL is no web address');
		expect(calls()).toEqual([]);
	});

	it('without the credential its rows wait for it, and nothing else does', async () => {
		const report = await check(sandbox);
		expect(idsWith(report, 'fail')).toEqual([]);
		expect(row(report, 'td-synnex.login')).toMatchObject({
			status: 'not tested',
			evidence: 'No TD SYNNEX EC API credential is selected in this node',
		});
		expect(calls()).toEqual([]);
	});

	it('a SKU that the account may not see is a warning, not a failure', async () => {
		const report = await check(sandbox, { tdSynnex: door(), testSku: '999999999' });
		expect(idsWith(report, 'fail')).toEqual([]);
		expect(row(report, 'td-synnex.price').status).toBe('warn');
	});
});

const ROADS: [string, Fault, string, RegExp][] = [
	['refused', { kind: 'refused' }, 'connection', /refused/],
	['reset', { kind: 'resetBefore' }, 'connection', /closed the connection/],
	['silent', { kind: 'timeoutNoEffect' }, 'connection', /no answer/],
	["a proxy's page", { kind: 'htmlErrorPage' }, 'gateway', /something in between/],
	['down', { kind: 'status', status: 503 }, 'gateway', /503/],
	['reset after it was done', { kind: 'resetAfter' }, 'connection', /closed the connection/],
	['silent after it was done', { kind: 'timeoutWithEffect' }, 'connection', /no answer/],
	['empty', { kind: 'emptyBody' }, 'gateway', /empty reply/],
	['cut off', { kind: 'truncatedBody' }, 'gateway', /cut off/],
	['damaged', { kind: 'malformedBody' }, 'gateway', /cut off or damaged|web page/],
	['with a document type', { kind: 'dtd' }, 'gateway', /document type/],
];

describe('a fault on the road to TD SYNNEX', () => {
	it.each(ROADS)(
		'%s: that row fails for the service, Autotask stands',
		async (_n, fault, part, says) => {
			sandbox.control.addFaults({ fault, system: 'tdsynnex', count: 0 });
			const report = await check(sandbox, { tdSynnex: door() });
			expect(idsWith(report, 'fail')).toEqual([`reach.ec.${part}`, `reach.invoice.${part}`]);
			expect(row(report, `reach.ec.${part}`).evidence).toMatch(says);
			expect(row(report, 'td-synnex.login').status).toBe('not tested');
			expect(row(report, 'reach.autotask.gateway').status).toBe('pass');
		},
	);

	it('an invoice service that is unknown leaves prices and orders standing', async () => {
		const { send, account } = door();
		const unknown: Send = (request) =>
			/invoice/.test(request.url)
				? Promise.reject(new NoAnswer('lookup', 'testws.example', 'ENOTFOUND'))
				: send(request);
		const report = await check(sandbox, { tdSynnex: { send: unknown, account } });
		expect(idsWith(report, 'fail')).toEqual(['reach.invoice.name']);
		expect(row(report, 'td-synnex.price').status).not.toBe('not tested');
	});
});

describe('the price file', () => {
	it.each([
		[0, 'pass', 'today'],
		[1, 'pass', 'the last business day'],
		[3, 'warn', '3 business days old'],
		[6, 'fail', '6 business days old'],
	] as const)('of %i business days ago: %s', async (days, status, found) => {
		const report = await check(sandbox, { priceFile: file(days) });
		expect(row(report, 'td-synnex.price-file')).toMatchObject({ status, found });
	});

	it('that is none is refused in words', async () => {
		const report = await check(sandbox, { priceFile: text('<html>Not found</html>') });
		expect(idsWith(report, 'fail')).toEqual(['td-synnex.price-file']);
		expect(row(report, 'td-synnex.price-file').evidence).toMatch(/neither a ZIP archive nor/);
	});
});

function door(
	login: { password?: string; readOnlyUserId?: string; readOnlyPassword?: string } = {},
) {
	const twin = sandbox.addresses.tdSynnex as Record<
		'ecUrl' | 'invoiceUrl' | 'customerNumber',
		string
	> & {
		userId: string;
		password: string;
	};
	const account: AccountSettings = {
		customerNumber: twin.customerNumber,
		country: 'US',
		environment: 'custom',
		ecUrl: twin.ecUrl,
		invoiceUrl: twin.invoiceUrl,
		hasReadOnlyUser: login.readOnlyUserId !== undefined,
	};
	const { userId, password } = twin;
	return { account, send: tdSynnexSend({ userId, password, ...login }, account) };
}

/** A header and one row, dated so many business days ago. */
function file(days: number): PriceFile {
	let at = Date.now();
	for (let left = days; left > 0; at -= 86_400_000)
		if (![0, 6].includes(new Date(at).getUTCDay())) left--;
	const day = new Date(at).toISOString().slice(2, 10).replace(/-/g, '');
	const row = ['DEMO846', 'DTL', 'ABC-1', '', '1234567', 'A', 'A switch'];
	const fields = Array.from({ length: 70 }, (_, at) => row[at] ?? (at === 12 ? '10.00' : ''));
	return text(`DEMO846~HDR~${day}~${day}~C~~~~~\r\n${fields.join('~')}\r\n`);
}

function text(content: string): PriceFile {
	return {
		name: '100001.AP',
		bytes: async () =>
			(async function* () {
				yield new TextEncoder().encode(content);
			})(),
	};
}
