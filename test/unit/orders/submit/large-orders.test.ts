import { readMemo } from '../../../../lib/orders/journal/memo';
import { VirtualShop } from '../order-fixture';

/** Purchase orders whose lines do not all fit into the General Memo. */
describe('a purchase order of a hundred lines', () => {
	let shop: VirtualShop;
	let id: number;
	beforeEach(() => {
		shop = new VirtualShop();
		const lines = Array.from({ length: 100 }, (_, index) => ({ good: index % 40, quantity: 1 }));
		id = shop.purchaseOrder(lines, { generalMemo: 'Call Jo. '.repeat(90).trim() });
	});

	it('is recorded with the order number of every line', async () => {
		const result = await shop.submit(id);
		expect(result).toMatchObject({ state: 'RECORDED', answer: 'ACCEPTED', problem: null });
		const memo = readMemo(shop.memo(id), String(id));
		const known = memo.kind === 'journal' ? memo.journal.lines : [];
		expect(known.map(({ orderNumbers }) => orderNumbers)).toEqual(
			result.lines.map(({ orderNumbers }) => orderNumbers),
		);
	});

	it('in doubt is settled by a look-up, though the memo had no room for its lines', async () => {
		shop.beforeTdSynnex = (next) => (request) => {
			const answer = next(request);
			return request.url.endsWith('/PO') ? { ...answer, status: 502, body: '' } : answer;
		};
		shop.tdSynnex.lag = 60_000;
		expect(await shop.submit(id)).toMatchObject({ state: 'UNCERTAIN' });
		await shop.pass(5);
		expect(await shop.reconcile(id)).toMatchObject({ state: 'RECORDED', answer: 'ACCEPTED' });
		expect(shop.placed(id)).toHaveLength(1);
	});

	it('in doubt and changed since is left for a person: its lines are no longer known', async () => {
		shop.beforeTdSynnex = (next) => (request) => {
			const answer = next(request);
			return request.url.endsWith('/PO') ? { ...answer, status: 502, body: '' } : answer;
		};
		shop.tdSynnex.lag = 60_000;
		await shop.submit(id);
		await shop.pass(5);
		shop.autotask.change('PurchaseOrderItems', shop.items(id)[0]?.id ?? 0, { quantity: 3 });
		const result = await shop.reconcile(id);
		expect(result.state).toBe('UNCERTAIN');
		expect(result.problem?.cause).toMatch(/no longer known|changed after it was sent/);
	});
});
