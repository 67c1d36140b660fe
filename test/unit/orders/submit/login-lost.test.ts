import { submitOrders } from '../../../../lib/orders/submit/batch';
import { LoopbackShop } from '../../../faults/orders/loopback-shop';
import { VirtualShop } from '../order-fixture';

/** Autotask refuses the login while a run is under way: an expired secret, a locked user. */
describe('a run whose Autotask login is refused half-way', () => {
	let shop: VirtualShop;
	let posts: number;
	const refuseAfterPost = (wanted: number) => {
		shop.beforeTdSynnex = (next) => (request) => {
			if (request.url.endsWith('/PO')) posts++;
			return next(request);
		};
		shop.beforeAutotask = (next) => (request) =>
			posts >= wanted ? { status: 401, headers: {}, body: '' } : next(request);
	};
	beforeEach(() => {
		shop = new VirtualShop();
		posts = 0;
	});

	it('still says what it has sent, with the order number, and which were not handled', async () => {
		const ids = [1, 2, 3].map((good) => shop.purchaseOrder([{ good, quantity: 1 }]));
		refuseAfterPost(2);
		const results = await shop.submitAll(ids);
		expect(results.map(({ poId }) => poId)).toEqual(ids.map(String));
		expect(results[0]).toMatchObject({ state: 'RECORDED', sent: true, problem: null });
		const [order] = shop.placed(ids[1] ?? 0);
		expect(results[1]).toMatchObject({
			state: 'ACCEPTED',
			sent: true,
			orderNumbers: order?.orders.map(({ orderNumber }) => orderNumber),
			problem: { code: 'autotask-login-refused' },
		});
		expect(results[2]).toMatchObject({
			sent: false,
			problem: { code: 'autotask-login-refused' },
		});
		expect(posts).toBe(2);
	});

	it('before anything was sent simply fails', async () => {
		const ids = [1, 2].map((good) => shop.purchaseOrder([{ good, quantity: 1 }]));
		refuseAfterPost(0);
		await expect(shop.submitAll(ids)).rejects.toMatchObject({ code: 'autotask-login-refused' });
	});

	it('asks Autotask no further once the order in hand is told', async () => {
		const ids = [1, 2, 3, 4].map((good) => shop.purchaseOrder([{ good, quantity: 1 }]));
		refuseAfterPost(1);
		const results = await shop.submitAll(ids);
		expect(results).toHaveLength(4);
		expect(results.map(({ sent }) => sent)).toEqual([true, false, false, false]);
	});
});

/** A read-only user lets price and look-up through, so that only the post meets the expired password. */
describe('a run whose ordering password has expired, beside a read-only user who reads on', () => {
	let shop: LoopbackShop;
	beforeAll(async () => {
		shop = (await LoopbackShop.open()).skipPauses();
	});
	afterAll(async () => await shop.sandbox.close());

	it('tries the password once, sends nothing, and sends all once it is changed', async () => {
		const { tdSynnex, control } = shop.sandbox;
		const ids = [1, 2, 3].map((good) => shop.purchaseOrder([{ good, quantity: 1 }]));
		const posts = () =>
			control.ledger({ system: 'tdsynnex' }).filter(({ endpoint }) => endpoint === 'PO').length;
		const run = () => submitOrders(shop.ports('run', undefined, 'both users'), shop.job(ids));
		tdSynnex.manners({ orderingPassword: 'expired' });
		const results = await run();
		expect(posts()).toBe(1);
		expect(results.map(({ sent }) => sent)).toEqual([false, false, false]);
		expect(results.map(({ problem }) => problem?.code)).toEqual([
			'order-not-sent',
			'tdsynnex-login-refused',
			'tdsynnex-login-refused',
		]);
		for (const { problem } of results)
			expect(problem?.remedy).toContain('expires every three months');
		// no other job of the same run tries it again, such as the next item of the node
		const runTotal = { spent: '0' };
		const one = (id: number) =>
			submitOrders(shop.ports('run', undefined, 'both users'), { ...shop.job([id]), runTotal });
		await shop.pass(shop.timing.window + 50);
		expect((await one(ids[0] ?? 0))[0]?.problem?.code).toBe('order-not-sent');
		await expect(one(ids[1] ?? 0)).rejects.toMatchObject({ code: 'tdsynnex-login-refused' });
		expect(posts()).toBe(2);
		tdSynnex.manners({ orderingPassword: 'valid' });
		await shop.pass(shop.timing.window + 50);
		const later = await run();
		expect(later.map(({ answer }) => answer)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);
		expect(posts()).toBe(5);
	});
});
