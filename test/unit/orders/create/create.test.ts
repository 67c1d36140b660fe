import { createOrder } from '../../../../lib/orders/create/create-and-submit';
import { previewPlan } from '../../../../lib/orders/create/preview-plan';
import type { OrderResult } from '../../../../lib/orders/types';
import type { Problem } from '../../../../lib/shared/problem';
import { VirtualShop } from '../order-fixture';
import { plannedPo } from './planned-po';

/** Purchase orders made from a request, over the twins' own rules in virtual time. */
describe('making a purchase order and sending it', () => {
	let shop: VirtualShop;
	beforeEach(() => {
		shop = new VirtualShop();
	});
	const plan = (source = 'request T-1', goods = [1, 2]) => plannedPo(shop, goods, source);
	const make = (name: string, planned = plan(), submit = true): Promise<OrderResult> =>
		createOrder(shop.ports(name), planned, { ...shop.job([]), submit });
	const orders = () => shop.tdSynnex.book.all().filter(({ code }) => code === 'accepted');

	it.each([
		[0, 0],
		[0, 2],
		[300, 2],
		[1_500, 2],
		[2_400, 2],
		[9_000, 2],
	])(
		'by two runs %d ms apart, Autotask’s reads lagging %d s behind, makes one order',
		async (apart, lag) => {
			plan();
			shop.autotask.readDelay = lag;
			const second = new Promise((resolve) =>
				shop.time.in(apart, () => resolve(make('b').catch(() => null))),
			);
			await shop.through(Promise.all([make('a').catch(() => null), second]));
			expect(orders().length).toBeLessThanOrEqual(1);
			await shop.pass(15);
			shop.autotask.readDelay = 0;
			const done = await shop.through(make('c'));
			expect(done).toMatchObject({ state: 'RECORDED', problem: null });
			expect(orders()).toHaveLength(1);
		},
	);

	it('twice at the same moment leaves one that stands; the other is cancelled, with a word why', async () => {
		await shop.through(Promise.all([make('a', plan(), false), make('b', plan(), false)]));
		const memos = shop
			.rows('PurchaseOrders')
			.map(({ values }) => String(values.generalMemo))
			.filter((memo) => memo.includes('Made twice at the same moment'));
		expect(shop.rows('PurchaseOrders').length - memos.length).toBe(1);
		expect(shop.rows('PurchaseOrderItems')).toHaveLength(2);
	});

	it('left by a run that is gone, is completed by one of two that come at once', async () => {
		plan();
		shop.purchaseOrder([], {
			generalMemo: '[from request T-1]\n[n8n is adding the lines: gone-1 at 2026-06-01T08:00:00Z]',
		});
		await shop.through(Promise.all([make('a'), make('b')]));
		expect(shop.rows('PurchaseOrders')).toHaveLength(1);
		expect(shop.rows('PurchaseOrderItems')).toHaveLength(2);
		expect(orders()).toHaveLength(1);
	});

	it('again with more than the first time adds nothing and sends nothing', async () => {
		const first = await shop.through(make('a', plan('request T-1', [1]), false));
		const again = await shop.through(make('b', plan('request T-1', [1, 2])));
		expect(again).toMatchObject({ poId: first.poId, problem: { code: 'po-differs' } });
		expect(shop.rows('PurchaseOrderItems')).toHaveLength(1);
		expect(orders()).toHaveLength(0);
	});

	it('by one run needs no second one where Autotask’s reads lag', async () => {
		plan();
		shop.autotask.readDelay = 2;
		const done = await shop.through(make('a', plan(), false));
		expect(done).toMatchObject({ state: 'PLANNED', problem: null });
	});

	it('again, though a person took the mark out of the General Memo, finds it by its lines', async () => {
		const first = await shop.through(make('a', plan(), false));
		shop.autotask.change('PurchaseOrders', Number(first.poId), { generalMemo: 'Call Jo' });
		const again = await shop.through(make('b'));
		expect(again.poId).toBe(first.poId);
		expect(shop.rows('PurchaseOrders')).toHaveLength(1);
	});

	it('is made anew where a person cancelled it and took its mark out', async () => {
		const first = await shop.through(make('a', plan(), false));
		const { schema } = shop.autotask.world;
		shop.autotask.change('PurchaseOrders', Number(first.poId), {
			generalMemo: '',
			status: schema.picklistId('PurchaseOrders', 'status', 'Canceled'),
		});
		const again = await shop.through(make('b'));
		expect(again).toMatchObject({ state: 'RECORDED', problem: null });
		expect(again.poId).not.toBe(first.poId);
	});

	describe('of a quote whose opportunity has another one that was ordered', () => {
		const revised = () => ({ ...plan('quote 78'), others: ['quote 76', 'quote 77'] });
		const previewed = () => shop.through(previewPlan(shop.ports('p'), revised(), shop.job([])));

		it('is refused, previewed and made, until a person has said what is meant', async () => {
			const { poId } = await shop.through(make('a', plan('quote 77')));
			const second = await shop.through(make('b', revised()).catch((error: unknown) => error));
			expect(second).toMatchObject({ code: 'other-quote-made' });
			expect((second as Problem).remedy).toContain('[from quote 77]');
			await expect(previewed()).rejects.toMatchObject({ code: 'other-quote-made' });
			expect(orders()).toHaveLength(1);
			shop.autotask.change('PurchaseOrders', Number(poId), {
				generalMemo: shop.memo(Number(poId)).replace('[from quote 77]', ''),
			});
			expect(await previewed()).toMatchObject({ alreadyMade: false, wouldSend: true });
			expect(await shop.through(make('c', revised()))).toMatchObject({ state: 'RECORDED' });
		});

		it('is made where that one was cancelled', async () => {
			const { poId } = await shop.through(make('a', plan('quote 77'), false));
			shop.autotask.change('PurchaseOrders', Number(poId), {
				status: shop.autotask.world.schema.picklistId('PurchaseOrders', 'status', 'Canceled'),
			});
			expect(await shop.through(make('b', revised()))).toMatchObject({ state: 'RECORDED' });
		});
	});

	it('works where Autotask spells the status "Cancelled"', async () => {
		shop.beforeAutotask = (next) => (request) => {
			const answer = next(request);
			return { ...answer, body: answer.body.replaceAll('"Canceled"', '"Cancelled"') };
		};
		expect(await shop.through(make('a'))).toMatchObject({ state: 'RECORDED' });
	});
});
