import { createOrder } from '../../../../lib/orders/create/create-and-submit';
import type { ChargeSelection } from '../../../../lib/orders/create/charge-selection';
import { planCharges, planOpportunity } from '../../../../lib/orders/create/plan-charges';
import { readOpportunity } from '../../../../lib/orders/create/plan-from-opportunity';
import { NO_ADDRESS } from '../../../../lib/orders/request/option-types';
import type { OrderResult } from '../../../../lib/orders/types';
import { pick } from '../../../../sandbox/autotask/procurement/people';
import { win } from '../../../../sandbox/autotask/procurement/wizard';
import { ProcurementShop } from '../procurement-fixture';

/** What a person has called back, and what advice leads to: never to a second order. */
describe('orders that a person has called back', () => {
	let shop: ProcurementShop;
	let opportunity: number;
	let quote: number;
	let ticket: number;
	beforeEach(() => {
		shop = new ProcurementShop();
		const { schema } = shop.autotask.world;
		opportunity = shop.autotask.add('Opportunities', {
			title: 'Refresh',
			companyID: shop.customer,
			status: schema.picklistId('Opportunities', 'status', 'Closed'),
		});
		quote = addQuote();
		ticket = shop.parent('Ticket');
	});

	const addQuote = () => {
		const id = shop.autotask.add('Quotes', { opportunityID: opportunity, primaryQuote: true });
		for (const good of [1, 2])
			shop.autotask.add('QuoteItems', {
				quoteID: id,
				productID: shop.product(good),
				name: shop.good(good).description.slice(0, 100),
				quantity: good,
				unitCost: Number(shop.good(good).cost),
				unitPrice: 20,
				isOptional: false,
			});
		return id;
	};
	const common = () => ({
		address: NO_ADDRESS,
		phone: '',
		inventoryLocationId: String(shop.location),
		memo: '',
		modulesNotInUse: [],
	});
	const made = async (
		name: string,
		plans: Parameters<typeof createOrder>[1][],
		submit: boolean,
	) => {
		const results: OrderResult[] = [];
		for (const plan of plans)
			results.push(await createOrder(shop.ports(name), plan, { ...shop.job([]), submit }));
		return results;
	};
	const orderDeal = (name: string) =>
		shop.through(
			(async () => {
				const { autotask } = shop.ports(name);
				const { source } = shop.job([]);
				const won = await readOpportunity(autotask, String(opportunity), source);
				const settings = { ...common(), source, wonStatuses: ['Closed'], shipTo: 'quote' as const };
				return made(name, await planOpportunity(shop.ports(name), won, settings, 'stop'), true);
			})(),
		);
	const orderCharges = (name: string, selection: ChargeSelection = { by: 'all' }, submit = true) =>
		shop.through(
			(async () => {
				const { plans, leftOut } = await planCharges(
					shop.ports(name),
					selection,
					shop.job([]).source,
					{
						...common(),
						groupBy: 'shipTo',
						shipTo: 'sale',
						costFrom: 'live',
						customerPoNumber: false,
					},
				);
				const results = await made(name, plans, submit);
				return { results, told: leftOut.map(({ text }) => text).join('\n') };
			})(),
		);
	const newest = () => shop.orderIds().at(-1) ?? 0;
	const setStatus = (charge: number, label: string) =>
		shop.autotask.change('TicketCharges', charge, {
			status: shop.autotask.world.schema.picklistId('TicketCharges', 'status', label),
		});
	const withoutMark = (po: number) => shop.memo(po).replace(/\[from [^\]]*\]\n?/, '');

	it('sent and canceled in Autotask alone: the advice is to cancel at TD SYNNEX first', async () => {
		await orderDeal('a');
		shop.cancel(newest());
		await expect(orderDeal('b')).rejects.toMatchObject({
			code: 'po-cancelled',
			remedy: expect.stringMatching(
				/^TD SYNNEX has, or may have, its order: ask TD SYNNEX to cancel/,
			),
		});
		// half of the advice, and without asking TD SYNNEX
		shop.autotask.change('PurchaseOrders', newest(), { generalMemo: withoutMark(newest()) });
		await expect(orderDeal('c')).rejects.toMatchObject({ code: 'po-cancelled' });
		expect(shop.accepted()).toHaveLength(1);
	});

	it('not sent and canceled: the advice makes another one, once', async () => {
		shop.charge(ticket, 3);
		await orderCharges('a', { by: 'all' }, false);
		const first = newest();
		shop.cancel(first);
		shop.autotask.change('PurchaseOrders', first, { generalMemo: withoutMark(first) });
		const [charge] = shop.rows('TicketCharges').map(({ id }) => id);
		setStatus(charge ?? 0, 'Need to Order/Fulfill');
		expect((await orderCharges('b')).results).toMatchObject([{ state: 'RECORDED', sent: true }]);
		expect(shop.accepted()).toHaveLength(1);
	});

	it('a revised quote: canceling the first purchase order in Autotask orders nothing more', async () => {
		await orderDeal('a');
		shop.autotask.change('Quotes', quote, { primaryQuote: false });
		addQuote();
		await expect(orderDeal('b')).rejects.toMatchObject({
			code: 'other-quote-made',
			remedy: expect.stringContaining('ask TD SYNNEX to cancel it'),
		});
		shop.cancel(newest());
		await expect(orderDeal('c')).rejects.toMatchObject({ code: 'other-quote-made' });
		expect(shop.accepted()).toHaveLength(1);
	});

	it('by product, then the wizard on a ticket that was there: its charges are not ordered', async () => {
		await orderDeal('a');
		win(shop.autotask.world, { opportunityId: opportunity, parentId: ticket });
		expect(await orderDeal('b')).toMatchObject([{ state: 'RECORDED', sent: false }]);
		await orderCharges('c', { by: 'ticket', ids: [String(ticket)] });
		expect(shop.accepted()).toHaveLength(1);
	});

	it('by product, its General Memo tidied, then the wizard: the lines tell', async () => {
		await orderDeal('a');
		shop.autotask.change('PurchaseOrders', newest(), { generalMemo: 'tidied up' });
		win(shop.autotask.world, { opportunityId: opportunity });
		await shop.pass(15);
		await orderCharges('b');
		expect(shop.accepted()).toHaveLength(1);
	});

	it('ordered by hand and canceled, its charge free again: its order number tells', async () => {
		const charge = shop.charge(ticket, 3);
		const po = shop.byHand([charge]);
		shop.autotask.change('PurchaseOrders', po, { externalPONumber: '40009999' });
		shop.cancel(po);
		setStatus(charge, 'Need to Order/Fulfill');
		const { results, told } = await orderCharges('b');
		expect(results).toEqual([]);
		expect(told).toContain('though TD SYNNEX has or may have an order of it');
	});

	it('a charge whose purchase order was canceled unsent stays out, whatever else is ordered', async () => {
		const one = shop.charge(ticket, 3);
		await orderCharges('a', { by: 'all' }, false);
		shop.cancel(newest());
		setStatus(one, 'Need to Order/Fulfill');
		shop.charge(ticket, 4);
		const { told } = await orderCharges('b');
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
			await orderCharges('a', { by: 'all' }, false);
		});
		const refused = (words: RegExp) =>
			expect.objectContaining({
				sent: false,
				problem: expect.objectContaining({ cause: expect.stringMatching(words) }),
			});

		it.each(['Canceled', 'Delivered/Shipped Full'])('%s meanwhile', async (label) => {
			setStatus(two, label);
			expect((await orderCharges('b')).results).toEqual([
				refused(new RegExp(`is ${label} by now`)),
			]);
			expect(await shop.submit(newest())).toEqual(
				refused(new RegExp(`charge ${two}\\) is ${label} in Autotask`)),
			);
			expect(shop.accepted()).toEqual([]);
		});

		it('covered by stock meanwhile', async () => {
			shop.set({ onOrder: 'whenSubmitted' });
			setStatus(two, 'Need to Order/Fulfill');
			pick(shop.autotask.world, two, 2);
			expect((await orderCharges('b')).results).toEqual([
				refused(/is covered by stock|is Ready to Deliver/),
			]);
			expect(shop.accepted()).toEqual([]);
		});

		it('lowered meanwhile', async () => {
			shop.autotask.change('TicketCharges', two, { unitQuantity: 1 });
			expect(await shop.submit(newest())).toEqual(
				refused(new RegExp(`2 of .*charge ${two}\\) are on it, and the charge sells 1`)),
			);
			expect((await orderCharges('b')).results).toEqual([refused(/2 on the purchase order/)]);
			expect(shop.accepted()).toEqual([]);
			shop.autotask.change('TicketCharges', two, { unitQuantity: 2 });
			expect(await shop.submit(newest())).toMatchObject({ state: 'RECORDED', sent: true });
			expect(one).not.toBe(two);
		});
	});
});
