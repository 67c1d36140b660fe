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
