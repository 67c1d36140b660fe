import { testHostOf } from '../../../../lib/permissions/conformance/test-host';
import type { Send } from '../../../../lib/shared/http';
import type { AccountSettings } from '../../../../lib/tdsynnex/hosts';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { tdSynnexSend } from '../check-fixture';
import { accountOf, runOn } from './conformance-fixture';

describe('a conformance run', () => {
	let sandbox: Sandbox;
	beforeEach(async () => {
		sandbox = await startSandbox({ only: 'tdSynnex', skus: 300 });
		sandbox.tdSynnex.scenario('*', {});
	});
	afterEach(async () => await sandbox.close());

	const account = () => accountOf(sandbox);
	const run = (send?: Send, who = account()) => runOn(sandbox, { send, who });
	const orders = () => sandbox.control.ledger({ system: 'tdsynnex', endpoint: 'PO' }).length;

	it('says that an account without an auto-fill profile tells nothing apart by its orders', async () => {
		sandbox.tdSynnex.manners({ autoFill: false });
		const { settings, summary } = await run();
		expect(settings.manners).toMatchObject({ autoFill: false, longTexts: 'refuse' });
		expect(settings.manners).not.toHaveProperty('comments');
		expect(summary.problem).toBe('');
	});

	it('posts each order once, but the one that is to be refused as a duplicate', async () => {
		await run();
		const numbers = sandbox.control
			.ledger({ system: 'tdsynnex', endpoint: 'PO' })
			.map(({ detail }) => (detail as { poNumber?: string } | null)?.poNumber ?? '')
			.filter((number) => number !== '');
		const twice = numbers.filter((number, at) => numbers.indexOf(number) !== at);
		expect(twice).toHaveLength(1);
		expect(twice[0]).toMatch(/^CONF-.+-1$/);
	});

	it('sends nothing more after an order whose answer was lost', async () => {
		const fault = { kind: 'resetAfter' } as const;
		sandbox.control.addFaults({ system: 'tdsynnex', endpoint: 'PO', after: 2, count: 1, fault });
		const { summary, settings } = await run();
		expect(orders()).toBe(3);
		expect(summary.problem).toContain('closed the connection');
		expect(settings.manners).toMatchObject({ autoFill: true });
	});

	it('ends at a refused login, before any order', async () => {
		const { userId } = sandbox.addresses.tdSynnex!;
		const send = tdSynnexSend({ userId, password: 'wrong' }, account(), 5_000);
		const { summary, settings } = await run(send);
		expect(summary.problem).toContain('refused the user id or password');
		expect(settings.facts.loginWords).toBe(summary.problem);
		expect(orders()).toBe(0);
		const prices = sandbox.control.ledger({ system: 'tdsynnex', endpoint: 'PriceAvailability' });
		expect(prices).toHaveLength(1);
	});

	it('reports the words of a refused address, and sends no order', async () => {
		const message = 'IP Address Invalid';
		sandbox.tdSynnex.planError({ service: 'PriceAvailability', message, detail: '', count: 0 });
		const { settings, summary } = await run();
		expect(settings.facts.addressWords).toContain(message);
		expect(settings.facts.addressWords).toBe(summary.problem);
		expect(orders()).toBe(0);
	});

	it('asks nothing about end users without a product for it', async () => {
		const { facts } = await run();
		const asked = facts.filter(({ fact }) => /EndUser|endUser|licensee/.test(fact));
		expect(asked.map(({ status }) => status)).toEqual(['not asked', 'not asked']);
	});

	it('never has an end user billed', async () => {
		await runOn(sandbox, { endUser: true });
		const billed = sandbox.tdSynnex.shop.orders.all().map(({ submitted }) => submitted.endUser);
		expect(billed.filter((one) => one !== null)).toEqual([]);
		expect(billed.length).toBeGreaterThan(5);
	});

	it('sends one order, and no other, where the user that orders is refused and the reading one is not', async () => {
		const login = { ...sandbox.addresses.tdSynnex!, password: 'wrong' };
		const { summary } = await run(tdSynnexSend(login, account(), 5_000));
		expect(summary.problem).toContain('for purchase order');
		expect(orders()).toBe(1);
	});

	it('writes no login and no customer number into its report', async () => {
		const { userId, password, customerNumber } = sandbox.addresses.tdSynnex!;
		const text = JSON.stringify(await run());
		for (const secret of [userId, password, customerNumber]) expect(text).not.toContain(secret);
	});

	it.each([
		['production', 'US', ''],
		['production', 'CA', ''],
		['custom', 'US', 'https://ec.us.tdsynnex.com'],
		['custom', 'US', 'https://testec.us.tdsynnex.com.example.com'],
		['custom', 'US', 'http://testec.us.tdsynnex.com', 'tdsynnex-host'],
		['custom', 'US', 'https://proxy.example.com'],
	] as const)(
		'goes to no host but a test host: not to %s, %s %s',
		async (environment, country, ecUrl, code: string = 'conformance-host-refused') => {
			const who = { ...account(), environment, country, ecUrl, invoiceUrl: '' };
			let sent = 0;
			const send: Send = () => {
				sent += 1;
				return Promise.reject(new Error('sent'));
			};
			await expect(run(send, who)).rejects.toMatchObject({ code });
			expect(sent).toBe(0);
		},
	);

	it('takes no address of this machine for the sandbox that does not answer as it does', async () => {
		const send: Send = async () => ({ status: 200, headers: {}, body: '<SynnexB2B/>' });
		await expect(run(send)).rejects.toThrow('does not answer like the sandbox');
		expect(orders()).toBe(0);
	});

	it.each(['US', 'CA'] as const)('goes to the test host of %s', async (country) => {
		const who = { ...account(), environment: 'test', country } as AccountSettings;
		const nobody: Send = () => Promise.reject(new Error('sent'));
		const host = `https://testec.${country.toLowerCase()}.tdsynnex.com`;
		expect(await testHostOf(who, nobody)).toBe(host);
	});
});
