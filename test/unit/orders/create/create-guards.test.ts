import { createOrder } from '../../../../lib/orders/create/create-and-submit';
import type { OrderResult } from '../../../../lib/orders/types';
import { VirtualShop } from '../order-fixture';
import { plannedPo } from './planned-po';

/** Guards of making a purchase order whose absence no other test shows. */
describe('making a purchase order', () => {
	let shop: VirtualShop;
	beforeEach(() => {
		shop = new VirtualShop();
	});
	const plan = (goods = [1, 2]) => plannedPo(shop, goods);
	const make = (planned = plan()): Promise<OrderResult> =>
		shop.through(createOrder(shop.ports('run'), planned, { ...shop.job([]), submit: false }));
	const lines = () => shop.rows('PurchaseOrderItems').length;
	const beingMade = (minutesAgo: number) => {
		plan();
		const time = new Date(shop.time.now() - minutesAgo * 60_000).toISOString();
		return shop.purchaseOrder([], {
			generalMemo: `[from request T-1]\n[n8n is adding the lines: other-1 at ${time.slice(0, 19)}Z]`,
		});
	};

	it('that another run is adding lines to, adds none', async () => {
		beingMade(9);
		expect(await make()).toMatchObject({ problem: { code: 'po-busy' } });
		expect(lines()).toBe(0);
	});

	it('whose builder is gone for longer than a claim lives, is completed', async () => {
		beingMade(11);
		expect(await make()).toMatchObject({ problem: null });
		expect(lines()).toBe(2);
	});

	it('adds no line once half the life of its claim is over: another run may take it over', async () => {
		const planned = plan([1, 2, 3]);
		shop.beforeAutotask = (next) => (request) => {
			if (request.method === 'POST' && request.url.endsWith('/Items')) shop.latency = 200_000;
			return next(request);
		};
		const { problem } = await make(planned);
		expect(problem).toMatchObject({ code: 'po-incomplete' });
		expect(problem?.cause).toContain('adding its lines took too long');
		expect(lines()).toBeLessThan(3);
		shop.latency = 100;
		shop.beforeAutotask = (next) => next;
		await shop.pass(15);
		expect(await make(planned)).toMatchObject({ problem: null });
		expect(lines()).toBe(3);
	});

	it('that was made twice by others, cancels neither: they may not be empty', async () => {
		plan();
		const first = shop.purchaseOrder([], { generalMemo: '[from request T-1]' });
		const second = shop.purchaseOrder([{ good: 1, quantity: 1 }], {
			generalMemo: '[from request T-1]',
		});
		await make();
		for (const id of [first, second]) {
			expect(shop.memo(id)).not.toContain('cancelled');
			expect(shop.record(id).status).toBe(shop.record(first).status);
		}
	});

	it('takes none of another vendor for its own, though its lines carry the mark', async () => {
		const [item] = plan([1]).items;
		const foreign = shop.purchaseOrder([{ good: 1, quantity: 1 }], { vendorID: 4711 });
		shop.autotask.change('PurchaseOrderItems', shop.items(foreign)[0]?.id ?? 0, {
			memo: `[from request T-1, ${item?.key ?? ''}]`,
		});
		const made = await make(plan([1]));
		expect(made.poId).not.toBe(String(foreign));
		expect(shop.record(Number(made.poId)).vendorID).toBe(shop.vendor);
	});

	it('that nobody can read once it is made, is told by its id', async () => {
		shop.beforeAutotask = (next) => (request) =>
			request.method === 'GET' && /PurchaseOrders\/\d+$/.test(request.url)
				? { status: 200, headers: {}, body: '{"item":null}' }
				: next(request);
		const made = await make();
		expect(made.problem).not.toBeNull();
		expect(made.poId).toMatch(/^\d+$/);
		expect(made.steps[0]?.action).toContain('purchase order made');
	});

	it('whose own lines carry the mark is found without its General Memo', async () => {
		const [item] = plan([1]).items;
		const own = shop.purchaseOrder([{ good: 1, quantity: 1 }]);
		shop.autotask.change('PurchaseOrderItems', shop.items(own)[0]?.id ?? 0, {
			memo: `[from request T-1, ${item?.key ?? ''}]`,
		});
		expect((await make(plan([1]))).poId).toBe(String(own));
	});
});
