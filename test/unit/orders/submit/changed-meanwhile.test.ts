import { submitOrders } from '../../../../lib/orders/submit/batch';
import { VirtualShop } from '../order-fixture';

/** What people do in Autotask between the moment a run reads and the moment it sends. */
describe('a purchase order that is changed while it is being sent', () => {
	let shop: VirtualShop;
	beforeEach(() => {
		shop = new VirtualShop();
	});
	/** Well within the pause between claim and sending. */
	const meanwhile = (change: () => void) => shop.time.in(5_000, change);
	const firstLine = (id: number) => shop.items(id)[0]?.id ?? 0;

	it.each([
		[
			'a quantity',
			(id: number) => shop.autotask.change('PurchaseOrderItems', firstLine(id), { quantity: 9 }),
		],
		[
			'a cost',
			(id: number) => shop.autotask.change('PurchaseOrderItems', firstLine(id), { unitCost: 1 }),
		],
		[
			'a product',
			(id: number) =>
				shop.autotask.change('PurchaseOrderItems', firstLine(id), { productID: shop.product(7) }),
		],
		['a line more', (id: number) => shop.line(id, { good: 8, quantity: 1 })],
		[
			'the ship-to',
			(id: number) => shop.autotask.change('PurchaseOrders', id, { shipToCity: 'Tracy' }),
		],
		[
			'an option in the memo',
			(id: number) =>
				shop.autotask.change('PurchaseOrders', id, {
					generalMemo: `TDS warehouse: 503\n${shop.memo(id)}`,
				}),
		],
	])('%s: is not sent as it was, and goes out as it is now in a later run', async (_, change) => {
		const id = shop.purchaseOrder();
		meanwhile(() => void change(id));
		const result = await shop.submit(id);
		expect(result).toMatchObject({
			sent: false,
			state: 'PLANNED',
			problem: { code: 'order-changed' },
		});
		expect(shop.placed(id)).toHaveLength(0);
	});

	it('the last of many holds what its lines say as it is sent, not as the run began', async () => {
		const ids = [1, 2, 3].map((good) => shop.purchaseOrder([{ good, quantity: 1 }]));
		const last = ids[2] ?? 0;
		shop.time.in(9_000, () =>
			shop.autotask.change('PurchaseOrderItems', firstLine(last), { quantity: 9 }),
		);
		const results = await shop.through(submitOrders(shop.ports('run'), shop.job(ids)));
		expect(results.map(({ state }) => state)).toEqual(['RECORDED', 'RECORDED', 'PLANNED']);
		await shop.submit(last);
		expect(shop.placed(last)[0]?.submitted.lines.map(({ quantity }) => quantity)).toEqual(['9']);
	});
});
