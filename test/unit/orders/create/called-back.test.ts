import { pick } from '../../../../sandbox/autotask/procurement/people';
import { win } from '../../../../sandbox/autotask/procurement/wizard';
import { DealShop } from './deal-fixture';

/** What a person has called back, and what advice leads to: never to a second order. */
describe('orders that a person has called back', () => {
	let shop: DealShop;
	let ticket: number;
	beforeEach(() => {
		shop = new DealShop();
		ticket = shop.parent('Ticket');
	});
	const setStatus = (charge: number, label: string) =>
		shop.autotask.change('TicketCharges', charge, {
			status: shop.autotask.world.schema.picklistId('TicketCharges', 'status', label),
		});

	it('sent and canceled in Autotask alone: the advice is to cancel at TD SYNNEX first', async () => {
		await shop.orderDeal('a');
		shop.cancel(shop.newest());
		await expect(shop.orderDeal('b')).rejects.toMatchObject({
			code: 'po-cancelled',
			remedy: expect.stringMatching(
				/^TD SYNNEX has, or may have, its order: ask TD SYNNEX to cancel/,
			),
		});
		// half of the advice, and without asking TD SYNNEX
		shop.autotask.change('PurchaseOrders', shop.newest(), {
			generalMemo: shop.withoutMark(shop.newest()),
		});
		await expect(shop.orderDeal('c')).rejects.toMatchObject({ code: 'po-cancelled' });
		expect(shop.accepted()).toHaveLength(1);
	});

	it('not sent and canceled: the advice makes another one, once', async () => {
		shop.charge(ticket, 3);
		await shop.orderCharges('a', { by: 'all' }, false);
		const first = shop.newest();
		shop.cancel(first);
		shop.autotask.change('PurchaseOrders', first, { generalMemo: shop.withoutMark(first) });
		const [charge] = shop.rows('TicketCharges').map(({ id }) => id);
		setStatus(charge ?? 0, 'Need to Order/Fulfill');
		expect((await shop.orderCharges('b')).results).toMatchObject([
			{ state: 'RECORDED', sent: true },
		]);
		expect(shop.accepted()).toHaveLength(1);
	});

	it('a revised quote: canceling the first purchase order in Autotask orders nothing more', async () => {
		await shop.orderDeal('a');
		shop.autotask.change('Quotes', shop.quote, { primaryQuote: false });
		shop.addQuote();
		await expect(shop.orderDeal('b')).rejects.toMatchObject({
			code: 'other-quote-made',
			remedy: expect.stringContaining('ask TD SYNNEX to cancel it'),
		});
		shop.cancel(shop.newest());
		await expect(shop.orderDeal('c')).rejects.toMatchObject({ code: 'other-quote-made' });
		expect(shop.accepted()).toHaveLength(1);
	});

	it('by product, then the wizard on a ticket that was there: its charges are not ordered', async () => {
		await shop.orderDeal('a');
		win(shop.autotask.world, { opportunityId: shop.opportunity, parentId: ticket });
		expect(await shop.orderDeal('b')).toMatchObject([{ state: 'RECORDED', sent: false }]);
		await shop.orderCharges('c', { by: 'ticket', ids: [String(ticket)] });
		expect(shop.accepted()).toHaveLength(1);
	});

	it('by product, its General Memo tidied, then the wizard: the lines tell', async () => {
		await shop.orderDeal('a');
		shop.autotask.change('PurchaseOrders', shop.newest(), { generalMemo: 'tidied up' });
		win(shop.autotask.world, { opportunityId: shop.opportunity });
		await shop.pass(15);
		await shop.orderCharges('b');
		expect(shop.accepted()).toHaveLength(1);
	});

	it('ordered by hand and canceled, its charge free again: its order number tells', async () => {
		const charge = shop.charge(ticket, 3);
		const po = shop.byHand([charge]);
		shop.autotask.change('PurchaseOrders', po, { externalPONumber: '40009999' });
		shop.cancel(po);
		setStatus(charge, 'Need to Order/Fulfill');
		const { results, told } = await shop.orderCharges('b');
		expect(results).toEqual([]);
		expect(told).toContain('although TD SYNNEX has or may have an order for it');
	});

	it('a charge whose purchase order was canceled unsent stays out, whatever else is ordered', async () => {
		const one = shop.charge(ticket, 3);
		await shop.orderCharges('a', { by: 'all' }, false);
		shop.cancel(shop.newest());
		setStatus(one, 'Need to Order/Fulfill');
		shop.charge(ticket, 4);
		const { told } = await shop.orderCharges('b');
		expect(told).toMatch(new RegExp(`charge ${one} .*was on PO 1, which was canceled`));
		expect(shop.accepted().map(({ lines }) => lines.map(({ sku }) => sku))).toEqual([
			[shop.good(4).sku],
		]);
	});

	describe('charges of a purchase order that waits', () => {
		let one: number;
		let two: number;
		beforeEach(async () => {
			one = shop.charge(ticket, 3);
			two = shop.charge(ticket, 4, { quantity: 2 });
			await shop.orderCharges('a', { by: 'all' }, false);
		});
		const refused = (words: RegExp) =>
			expect.objectContaining({
				sent: false,
				problem: expect.objectContaining({ cause: expect.stringMatching(words) }),
			});

		it.each(['Canceled', 'Delivered/Shipped Full'])('%s meanwhile', async (label) => {
			setStatus(two, label);
			expect((await shop.orderCharges('b')).results).toEqual([
				refused(new RegExp(`is now ${label}`)),
			]);
			expect(await shop.submit(shop.newest())).toEqual(
				refused(new RegExp(`charge ${two}\\) is ${label} in Autotask`)),
			);
			expect(shop.accepted()).toEqual([]);
		});

		it('covered by stock meanwhile', async () => {
			shop.set({ onOrder: 'whenSubmitted' });
			setStatus(two, 'Need to Order/Fulfill');
			pick(shop.autotask.world, two, 2);
			expect((await shop.orderCharges('b')).results).toEqual([
				refused(/is covered by stock|is now Ready to Deliver/),
			]);
			expect(shop.accepted()).toEqual([]);
		});

		it('lowered meanwhile', async () => {
			shop.autotask.change('TicketCharges', two, { unitQuantity: 1 });
			expect(await shop.submit(shop.newest())).toEqual(
				refused(new RegExp(`2 of .*charge ${two}\\) are on it, but the charge sells 1`)),
			);
			expect((await shop.orderCharges('b')).results).toEqual([refused(/2 on the purchase order/)]);
			expect(shop.accepted()).toEqual([]);
			shop.autotask.change('TicketCharges', two, { unitQuantity: 2 });
			expect(await shop.submit(shop.newest())).toMatchObject({ state: 'RECORDED', sent: true });
			expect(one).not.toBe(two);
		});
	});
});
