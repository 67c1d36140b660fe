import { createOrder } from '../../../../lib/orders/create/create-and-submit';
import { Problem } from '../../../../lib/shared/problem';
import { win } from '../../../../sandbox/autotask/procurement/wizard';
import { riskySentences } from '../../../faults/risky-sentences';
import { codesIn } from '../problem-codes';
import { DealShop } from './deal-fixture';
import { plannedPo } from './planned-po';

/** A trouble of making a purchase order, what the remedy says, and that doing so ends it. */
interface Row {
	code: string;
	when: string;
	arrive: (desk: Desk) => Promise<Told | undefined>;
	/** Words of the remedy that `follow` does. */
	says: RegExp;
	/** Returns what the run then said: nothing any more. */
	follow: (desk: Desk) => Promise<Told | undefined>;
	/** How many orders live at TD SYNNEX then. */
	orders: number;
}
type Told = Pick<Problem, 'code' | 'cause' | 'remedy'>;

/** A person with Autotask on the screen, TD SYNNEX on the telephone, and the node. */
class Desk {
	readonly shop = new DealShop();
	goods = [1, 2];

	/** A purchase order of a list of products, and what was told of it. */
	async make(submit = false): Promise<Told | undefined> {
		const work = () =>
			createOrder(this.shop.ports('run'), this.plan(), { ...this.shop.job([]), submit });
		return await told(async () => [await this.shop.through(work())]);
	}

	async deal(more: Parameters<DealShop['orderDeal']>[1] = {}): Promise<Told | undefined> {
		return await told(() => this.shop.orderDeal('run', more));
	}

	begun(minutesAgo: number): void {
		this.plan();
		const time = new Date(this.shop.time.now() - minutesAgo * 60_000).toISOString().slice(0, 19);
		this.shop.purchaseOrder([], {
			generalMemo: `[from request T-1]\n[n8n is adding the lines: other-1 at ${time}Z]`,
		});
	}

	/** Answers a kind of call to Autotask with a fault, until told otherwise. */
	strike(path: RegExp, effect: boolean): void {
		this.shop.beforeAutotask = (next) => (request) => {
			if (request.method !== 'POST' || !path.test(request.url)) return next(request);
			if (effect) next(request);
			return { status: 502, headers: {}, body: '<html>Bad Gateway</html>' };
		};
	}

	calm(): void {
		this.shop.beforeAutotask = (next) => next;
		this.shop.latency = 100;
	}

	/** As the advice says of one that was sent: TD SYNNEX cancels it, and every trace is taken out. */
	callBack(po: number): void {
		const { shop } = this;
		shop.tdSynnex.book.cancel(String(shop.record(po).purchaseOrderNumber));
		shop.autotask.change('PurchaseOrders', po, { generalMemo: '', externalPONumber: '' });
		for (const { id, values } of shop.items(po))
			shop.autotask.change('PurchaseOrderItems', id, {
				memo: String(values.memo ?? '').replace(/\[[^\]]*\]\s*/g, ''),
			});
	}

	living(): number {
		const { book } = this.shop.tdSynnex;
		return book
			.all()
			.filter(({ code, orders }) => code === 'accepted' && orders.some((one) => !one.cancelledAt))
			.length;
	}

	private plan() {
		return plannedPo(this.shop, this.goods);
	}
}

async function told(work: () => Promise<{ problem: Told | null }[]>): Promise<Told | undefined> {
	try {
		return (
			(await work()).map(({ problem }) => problem).find((problem) => problem !== null) ?? undefined
		);
	} catch (error) {
		if (error instanceof Problem) return error;
		throw error;
	}
}

const ROWS: Row[] = [
	{
		code: 'po-busy',
		when: 'while another run adds its lines',
		arrive: async (desk) => {
			desk.begun(9);
			return await desk.make(true);
		},
		says: /Run again in a few minutes/,
		follow: async (desk) => {
			await desk.shop.pass(15);
			return await desk.make(true);
		},
		orders: 1,
	},
	{
		code: 'po-incomplete',
		when: 'since a line was refused by a fault',
		arrive: async (desk) => {
			desk.strike(/\/Items$/, false);
			return await desk.make(true);
		},
		says: /Run again in a few minutes/,
		follow: async (desk) => {
			desk.calm();
			await desk.shop.pass(15);
			return await desk.make(true);
		},
		orders: 1,
	},
	...[false, true].map((effect) => ({
		code: effect ? '' : 'po-create-uncertain',
		when: effect ? 'carried out with an error: found at once' : 'with no clear answer',
		arrive: async (desk: Desk) => {
			desk.strike(/\/PurchaseOrders$/, effect);
			return await desk.make(true);
		},
		says: /Run again in a few minutes/,
		follow: async (desk: Desk) => {
			desk.calm();
			await desk.shop.pass(15);
			return await desk.make(true);
		},
		orders: 1,
	})),
	{
		code: 'po-differs',
		when: 'since its source asks for something else by now',
		arrive: async (desk) => {
			await desk.make();
			desk.goods = [1, 3];
			return await desk.make(true);
		},
		says: /send it with Submit/,
		follow: async (desk) => (await desk.shop.submit(desk.shop.newest())).problem ?? undefined,
		orders: 1,
	},
	{
		code: 'po-cancelled',
		when: 'before it was sent',
		arrive: async (desk) => {
			await desk.make();
			desk.shop.cancel(desk.shop.newest());
			return await desk.make(true);
		},
		says: /remove the line \[from request T-1\] from/,
		follow: async (desk) => {
			const po = desk.shop.newest();
			desk.shop.autotask.change('PurchaseOrders', po, { generalMemo: desk.shop.withoutMark(po) });
			return await desk.make(true);
		},
		orders: 1,
	},
	{
		code: 'po-cancelled',
		when: 'in Autotask alone, after it was sent',
		arrive: async (desk) => {
			await desk.make(true);
			desk.shop.cancel(desk.shop.newest());
			return await desk.make(true);
		},
		says: /ask TD SYNNEX to cancel it, and wait .* remove the words in square brackets from/,
		follow: async (desk) => {
			desk.callBack(desk.shop.newest());
			return await desk.make(true);
		},
		orders: 1,
	},
	{
		code: 'other-quote-made',
		when: 'and not sent',
		arrive: async (desk) => {
			await desk.deal({ submit: false });
			revise(desk);
			return await desk.deal();
		},
		says: /If this quote replaces it, cancel PO \d+/,
		follow: async (desk) => {
			desk.shop.cancel(desk.shop.newest());
			return await desk.deal();
		},
		orders: 1,
	},
	{
		code: 'other-quote-made',
		when: 'and sent',
		arrive: async (desk) => {
			await desk.deal();
			revise(desk);
			return await desk.deal();
		},
		says: /ask TD SYNNEX to cancel it, .* Then cancel PO \d+ in Autotask, remove the TD SYNNEX order block/,
		follow: async (desk) => {
			const po = desk.shop.newest();
			desk.callBack(po);
			desk.shop.cancel(po);
			return await desk.deal();
		},
		orders: 1,
	},
	{
		code: 'wizard-not-run',
		when: 'where Procurement is in use',
		arrive: async (desk) => {
			desk.shop.autotask.add('SalesOrders', { opportunityID: 1, title: 'Another deal' });
			return await desk.deal();
		},
		says: /Run the Won Opportunity Wizard/,
		follow: async (desk) => {
			win(desk.shop.autotask.world, { opportunityId: desk.shop.opportunity });
			return await desk.deal();
		},
		orders: 1,
	},
	{
		code: 'nothing-to-order',
		when: 'since a purchaser has its charges on a purchase order',
		arrive: async (desk) => {
			const { chargeIds } = win(desk.shop.autotask.world, {
				opportunityId: desk.shop.opportunity,
			});
			desk.shop.byHand(chargeIds);
			return await desk.deal();
		},
		says: /If it is on a purchase order, there is nothing left to do/,
		follow: async () => undefined,
		orders: 0,
	},
	{
		code: 'charges-not-found',
		when: 'on a ticket that does not name the deal',
		arrive: async (desk) => {
			const parentId = desk.shop.parent('Ticket');
			win(desk.shop.autotask.world, { opportunityId: desk.shop.opportunity, parentId });
			return await desk.deal();
		},
		says: /Use Create From Charges with that ticket/,
		follow: async (desk) => {
			const [ticket] = desk.shop.rows('Tickets').map(({ id }) => String(id));
			return await told(
				async () =>
					(await desk.shop.orderCharges('run', { by: 'ticket', ids: [ticket ?? ''] })).results,
			);
		},
		orders: 1,
	},
	{
		code: 'charges-unseen',
		when: 'since the API user may not read tickets',
		arrive: async (desk) => {
			win(desk.shop.autotask.world, { opportunityId: desk.shop.opportunity });
			desk.shop.autotask.change('Opportunities', desk.shop.opportunity, { salesOrderID: null });
			desk.shop.autotask.world.access.change({ entities: { TicketCharges: 'None' } });
			return await desk.deal();
		},
		says: /Object Permissions > Tickets: View All/,
		follow: async (desk) => {
			desk.shop.autotask.world.access.change({ entities: { TicketCharges: 'All' } });
			return await desk.deal();
		},
		orders: 1,
	},
	{
		code: 'opportunity-not-found',
		when: 'of an id that is wrong',
		arrive: async (desk) => await desk.deal({ id: 999_999 }),
		says: /Check the ID/,
		follow: async (desk) => await desk.deal(),
		orders: 1,
	},
	{
		code: 'status-unknown',
		when: 'that the node names',
		arrive: async (desk) => {
			const id = desk.shop.purchaseOrder();
			return await told(async () => [
				await desk.shop.submit(id, (settings) => ({ ...settings, statusAfterOrder: 'Bestellt' })),
			]);
		},
		says: /of these in the node/,
		follow: async (desk) => (await desk.shop.submit(desk.shop.newest())).problem ?? undefined,
		orders: 1,
	},
];

/** Another quote takes the place of the first. */
function revise({ shop }: Desk): void {
	shop.autotask.change('Quotes', shop.quote, { primaryQuote: false });
	shop.quote = shop.addQuote();
}

describe('the remedy of', () => {
	it.each(ROWS.map((row) => [row.code, row.when, row] as const))(
		'%s %s ends the trouble, and leads to no second order',
		async (code, _, { arrive, says, follow, orders }) => {
			const desk = new Desk();
			const problem = await arrive(desk);
			expect(problem?.code ?? '').toBe(code);
			if (problem) expect(problem.remedy).toMatch(says);
			expect(riskySentences(problem?.remedy ?? '')).toEqual([]);
			expect(await follow(desk)).toBeUndefined();
			expect(desk.living()).toBe(orders);
			await desk.shop.pass(180);
			const standing = desk.shop.newest();
			if (orders > 0) expect((await desk.shop.submit(standing)).sent).toBe(false);
			expect(desk.living()).toBe(orders);
		},
	);

	it('every problem that the sources name is played', () => {
		const played = ROWS.map(({ code }) => code);
		const named = codesIn('lib/orders/create');
		expect(named.filter((code) => !played.includes(code))).toEqual([]);
	});
});
