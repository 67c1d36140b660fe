import { type Change, VirtualShop } from '../../order-fixture';

describe('an order with a special price', () => {
	let shop: VirtualShop;
	let id: number;
	beforeEach(() => {
		shop = new VirtualShop();
		id = shop.purchaseOrder([{ good: 0, quantity: 2, unitCost: bid() }], { generalMemo: DEAL });
	});

	const DEAL = 'TDS special price type: VendorPromotion\nTDS special price reference: D-1';
	const bid = () => (Number(shop.good(0).cost) * 0.97).toFixed(2);
	const sendTheirs: Change = (settings) => ({
		...settings,
		rules: { ...settings.rules, priceApart: 'sendTheirs' },
	});
	/** The list is answered; what is asked of the deal is not. */
	const dealAnswers = (status: number, body: string) => {
		let asked = 0;
		shop.beforeTdSynnex = (next) => (request) =>
			request.url.endsWith('/PriceAvailability') && ++asked > 1
				? { status, headers: {}, body }
				: next(request);
	};

	it.each([
		['an error', 200, '<priceResponse><errorMessage>Deal not valid</errorMessage></priceResponse>'],
		['nothing', 200, '<priceResponse></priceResponse>'],
		['a web page', 400, '<html>bad</html>'],
		['no answer', 503, ''],
	])('of which TD SYNNEX says %s does not go out at the list price', async (_, status, body) => {
		dealAnswers(status, body);
		expect(await shop.submit(id, sendTheirs)).toMatchObject({
			sent: false,
			problem: { cause: expect.stringContaining('under the special price of this order') },
		});
		expect((await shop.preview(id, sendTheirs))?.wouldSend).toBe(false);
	});

	it('goes out however long TD SYNNEX takes to price it, as long as Autotask is quick', async () => {
		shop.beforeTdSynnex = (next) => (request) => {
			if (request.url.endsWith('/PriceAvailability')) {
				shop.latency = 20_000;
				shop.time.in(1, () => void (shop.latency = 100));
			}
			return next(request);
		};
		expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', sent: true });
	});

	it('that was entered while the run was under way is for the next run', async () => {
		const plain = shop.purchaseOrder();
		shop.time.in(450, () => shop.autotask.change('PurchaseOrders', plain, { generalMemo: DEAL }));
		expect(await shop.submitAll([id, plain])).toMatchObject([
			{ state: 'RECORDED' },
			{ sent: false, problem: { code: 'order-changed' } },
		]);
	});
});
