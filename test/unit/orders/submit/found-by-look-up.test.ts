import { VirtualShop } from '../order-fixture';

/** The answer to the order is lost: what the look-up shows is all that is known of it. */
describe('an order that only a look-up has found', () => {
	let shop: VirtualShop;
	let id: number;
	beforeEach(async () => {
		shop = new VirtualShop();
		id = shop.purchaseOrder([{ good: 1, quantity: 2 }]);
		shop.beforeTdSynnex = (next) => (request) => {
			const answer = next(request);
			return request.url.endsWith('/PO') ? { ...answer, status: 502, body: '' } : answer;
		};
		shop.tdSynnex.lag = 60_000;
		expect(await shop.submit(id)).toMatchObject({ state: 'UNCERTAIN' });
		shop.beforeTdSynnex = (next) => next;
		await shop.pass(5);
	});
	const orderNumber = () => shop.tdSynnex.book.all().at(-1)?.orders[0]?.orderNumber ?? '';
	const line = (words: string) =>
		shop.autotask.change('PurchaseOrders', id, { generalMemo: `${words}\n${shop.memo(id)}` });

	it('is recorded, and the result says by what it was taken for this one', async () => {
		const result = await shop.reconcile(id);
		expect(result).toMatchObject({ state: 'RECORDED', answer: 'ACCEPTED' });
		expect(result.warnings).toContainEqual(
			expect.stringMatching(
				new RegExp(`TD SYNNEX shows order ${orderNumber()} under PO .*Check its ship-to`),
			),
		);
		// said once: it is recorded from then on
		expect((await shop.reconcile(id)).warnings).toEqual([]);
	});

	it('needs no such word where a person has named it', async () => {
		line(`TDS order number: ${orderNumber()}`);
		expect(await shop.reconcile(id)).toMatchObject({ state: 'RECORDED', warnings: [] });
	});

	it('is looked up before a revision is sent, and the preview says so', async () => {
		await shop.pass(70);
		line('TDS revision: 2');
		expect(await shop.preview(id)).toMatchObject({
			wouldSend: false,
			nextStep: 'look up at TD SYNNEX, and send the new revision if TD SYNNEX has no order',
		});
		expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', sent: false });
		expect(shop.placed(id)).toHaveLength(1);
	});
});
