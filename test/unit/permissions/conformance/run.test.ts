import { runConformance } from '../../../../lib/permissions/conformance/run';
import { testHostOf } from '../../../../lib/permissions/conformance/test-host';
import type { Send } from '../../../../lib/shared/http';
import type { AccountSettings } from '../../../../lib/tdsynnex/hosts';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { changedManners, VENDOR_MANNERS, type Manners } from '../../../../sandbox/tdsynnex/manners';
import { hurried, tdSynnexSend } from '../check-fixture';

/** What a run can find; the other manners need a certain product, or sales people at work. */
const ASKED = [
	...['autoFill', 'priceTolerance', 'comments', 'shortStock', 'unknownSku'],
	...['unknownShipMethod', 'longTexts', 'heldInStatus', 'backOrders', 'etaForm', 'errorsAt'],
] as const;

describe('a conformance run', () => {
	let sandbox: Sandbox;
	beforeEach(async () => {
		sandbox = await startSandbox({ only: 'tdSynnex', skus: 300 });
		sandbox.tdSynnex.scenario('*', {});
	});
	afterEach(async () => await sandbox.close());

	const account = (): AccountSettings => {
		const { customerNumber, country, ecUrl, invoiceUrl } = sandbox.addresses.tdSynnex!;
		return { customerNumber, country, ecUrl, invoiceUrl, environment: 'custom' };
	};
	/** A product in stock with some on order, that anybody may buy. */
	const sku = () => {
		const { world } = sandbox.tdSynnex.shop;
		const products = Array.from({ length: world.skus }, (_, index) => world.at(index));
		const fits = products.find(
			({ status, category, endUserRequired, stock, totalQuantity }) =>
				status === 'Active' &&
				!endUserRequired &&
				category.media !== 'SWL' &&
				totalQuantity > 3 &&
				stock.some(({ onOrder }) => onOrder > 0),
		);
		return fits!.sku;
	};
	const run = (send?: Send, who = account()) =>
		runConformance(
			{
				send: send ?? tdSynnexSend(sandbox.addresses.tdSynnex!, who, 5_000),
				clock: hurried,
				account: who,
			},
			sku(),
		);
	const orders = () => sandbox.control.ledger({ system: 'tdsynnex', endpoint: 'PO' }).length;

	it.each(variety())('finds %j', async (changes) => {
		sandbox.tdSynnex.manners(changes);
		const { settings, summary, facts } = await run();
		const wanted = changedManners(VENDOR_MANNERS, changes);
		const shown = Object.fromEntries(ASKED.map((name) => [name, wanted[name]]));
		expect(summary.problem).toBe('');
		expect(settings.manners).toEqual({ ...shown, priceTolerance: toleranceOf(wanted) });
		expect(facts.filter(({ status }) => status !== 'found')).toEqual([]);
		expect(summary.testOrders).toBe(orders());

		// a sandbox that is tuned by what was found answers alike
		await sandbox.control.reset();
		sandbox.tdSynnex.scenario('*', {});
		sandbox.tdSynnex.manners(JSON.parse(JSON.stringify(settings)).manners as Partial<Manners>);
		expect((await run()).settings.manners).toEqual(settings.manners);
	});

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
		const { summary } = await run(send);
		expect(summary.problem).toContain('refused the user id or password');
		expect(orders()).toBe(0);
		const prices = sandbox.control.ledger({ system: 'tdsynnex', endpoint: 'PriceAvailability' });
		expect(prices).toHaveLength(1);
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

/** Six tunings in which each value of each manner comes at least once. */
function variety(): Partial<Manners>[] {
	const pick = <T>(values: readonly T[], nth: number) => values[nth % values.length] as T;
	return Array.from({ length: 6 }, (_, nth) => ({
		priceTolerance: pick([null, '0.05', 'off', '0.37'], nth),
		comments: pick(['hold', 'ignore'] as const, nth),
		shortStock: pick(['hold', 'reject'] as const, nth + 1),
		unknownSku: pick(['hold', 'nonStock'] as const, Math.floor(nth / 2)),
		unknownShipMethod: pick(['hold', 'reject'] as const, Math.floor(nth / 3)),
		longTexts: pick(['refuse', 'cut', 'keep'] as const, nth),
		heldInStatus: pick(['QO', '99'] as const, nth + Math.floor(nth / 2)),
		backOrders: pick(['apart', 'together'] as const, Math.floor(nth / 2)),
		etaForm: pick(['YYYY-MM-DD', 'MM-DD-YYYY'] as const, nth + 1),
		errorsAt: pick(['service', 'root'] as const, Math.floor(nth / 3) + nth),
	}));
}

function toleranceOf({ priceTolerance }: Manners): string {
	return priceTolerance ?? '0.01';
}
