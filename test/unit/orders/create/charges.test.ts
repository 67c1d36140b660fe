import { createOrder } from '../../../../lib/orders/create/create-and-submit';
import type { ChargeSelection } from '../../../../lib/orders/create/charge-selection';
import { planCharges } from '../../../../lib/orders/create/plan-charges';
import type { ChargeSettings } from '../../../../lib/orders/create/plan-from-charges';
import type { PlannedPo } from '../../../../lib/orders/create/types';
import { previewPlan } from '../../../../lib/orders/create/preview-plan';
import { pick } from '../../../../sandbox/autotask/procurement/people';
import { ProcurementShop, type Kind } from '../procurement-fixture';

/** Purchase orders made from charges, over the twins' own rules in virtual time. */
describe('purchase orders from charges', () => {
	let shop: ProcurementShop;
	let ticket: number;
	beforeEach(() => {
		shop = new ProcurementShop();
		ticket = shop.parent('Ticket');
	});
	const settings = (change: Partial<ChargeSettings> = {}) => ({
		groupBy: 'shipTo' as const,
		shipTo: 'sale' as const,
		address: { ...NOWHERE },
		phone: '',
		inventoryLocationId: String(shop.location),
		memo: '',
		modulesNotInUse: [],
		costFrom: 'live' as const,
		customerPoNumber: false,
		...change,
	});
	const planned = (
		selection: ChargeSelection = { by: 'all' },
		change: Partial<ChargeSettings> = {},
	) => shop.through(planCharges(shop.ports('p'), selection, shop.job([]).source, settings(change)));
	/** What one run does: plan, then make and send one after the other. */
	const order = async (name = 'a', selection: ChargeSelection = { by: 'all' }, submit = true) => {
		const ports = shop.ports(name);
		const { plans } = await planCharges(ports, selection, shop.job([]).source, settings());
		const results = [];
		for (const plan of plans)
			results.push(await createOrder(ports, plan, { ...shop.job([]), submit }));
		return results;
	};
	const run = (...args: Parameters<typeof order>) => shop.through(order(...args));
	const bought = (plan: PlannedPo | undefined) =>
		plan?.items.map(({ chargeId, quantity }) => [Number(chargeId), quantity]);

	it('are made, sent and recorded, each charge once however often it runs', async () => {
		const charges = [shop.charge(ticket, 1), shop.charge(ticket, 2, { quantity: 3 })];
		expect(await run()).toEqual([
			expect.objectContaining({ state: 'RECORDED', sent: true, problem: null }),
		]);
		expect(charges.map((id) => shop.statusOf(id))).toEqual(['On Order', 'On Order']);
		expect(await run('b')).toEqual([]);
		expect(shop.accepted()).toHaveLength(1);
		expect(shop.accepted()[0]?.lines.map(({ quantity }) => quantity)).toEqual([2, 3]);
	});

	it.each(['filled', 'empty'] as const)(
		'send no productID with the charge, whether Autotask then has it %s',
		async (chargeLineProduct) => {
			shop.set({ chargeLineProduct, chargeWithProduct: 'refused' });
			shop.charge(ticket, 1);
			expect(await run()).toEqual([expect.objectContaining({ state: 'RECORDED' })]);
		},
	);

	it('of which a purchaser has ordered a part are told: the rest is for him to decide', async () => {
		const charge = shop.charge(ticket, 1, { quantity: 3 });
		const number = String(shop.record(shop.byHand([charge], { quantity: 2 })).purchaseOrderNumber);
		expect(await planned()).toMatchObject({
			plans: [],
			leftOut: [
				{
					text: expect.stringContaining(
						`is already on PO ${number}, but only 2 of the 3 that it needs`,
					),
					attention: true,
				},
			],
		});
	});

	it.each(['Ticket', 'Project', 'Contract'] as Kind[])(
		'are made of a %s by its id',
		async (kind) => {
			const parent = shop.parent(kind);
			const charge = shop.charge(parent, 1, { kind });
			shop.charge(ticket, 2);
			const by = kind.toLowerCase() as 'ticket' | 'project' | 'contract';
			const { plans } = await planned({ by, ids: [String(parent)] });
			expect(plans.map(bought)).toEqual([[[charge, 2]]]);
		},
	);

	it('buy what is still needed, at the live price', async () => {
		const charge = shop.charge(ticket, 1, { quantity: 3, unitCost: 1 });
		pick(shop.autotask.world, charge, 1);
		const [item] = (await planned()).plans[0]?.items ?? [];
		expect(item).toMatchObject({ quantity: 2, unitCost: shop.good(1).cost });
		const [byCharge] = (await planned({ by: 'all' }, { costFrom: 'charge' })).plans[0]?.items ?? [];
		expect(byCharge?.unitCost).toBe('1.00');
	});

	it('are not made at an old cost where TD SYNNEX cannot be asked', async () => {
		shop.charge(ticket, 1, { unitCost: 1 });
		shop.beforeTdSynnex = () => () => ({
			status: 413,
			headers: {},
			body: '<html>Too large</html>',
		});
		await expect(planned()).rejects.toMatchObject({
			code: 'tdsynnex-http',
			cause: expect.stringMatching(/^TD SYNNEX could not be asked for its current prices/),
		});
		expect((await planned({ by: 'all' }, { costFrom: 'charge' })).plans).toHaveLength(1);
	});

	it('are one for each customer and ship-to, or one for each source', async () => {
		const other = shop.company('Beech Law', '4 Pine Street');
		const theirs = shop.parent('Project', { companyID: other });
		const second = shop.parent('Ticket');
		const [one, two] = [shop.charge(ticket, 1), shop.charge(second, 2)];
		const three = shop.charge(theirs, 3, { kind: 'Project' });
		const { plans } = await planned();
		expect(plans.map(bought)).toEqual([
			[
				[one, 2],
				[two, 2],
			],
			[[three, 2]],
		]);
		expect(plans.map(({ shipTo }) => [shipTo.name1, shipTo.line1])).toEqual([
			['Alder & Finch', '12 Oak Road'],
			['Beech Law', '4 Pine Street'],
		]);
		expect(plans.map(({ purchaseForCompanyId }) => purchaseForCompanyId)).toEqual(
			[shop.customer, other].map(String),
		);
		expect((await planned({ by: 'all' }, { groupBy: 'source' })).plans).toHaveLength(3);
	});

	it('go to the sales order\u2019s ship-to, then the quote\u2019s, then the company\u2019s', async () => {
		const deal = shop.autotask.add('Opportunities', { title: 'Deal', companyID: shop.customer });
		const won = shop.parent('Ticket', { opportunityID: deal });
		shop.charge(won, 1);
		const street = async () => (await planned()).plans[0]?.shipTo.line1;
		expect(await street()).toBe('12 Oak Road');
		const location = shop.autotask.add('QuoteLocations', { address1: '5 Quote Street' });
		shop.autotask.add('Quotes', {
			opportunityID: deal,
			primaryQuote: true,
			shipToLocationID: location,
		});
		expect(await street()).toBe('5 Quote Street');
		shop.autotask.add('SalesOrders', { opportunityID: deal, shipToAddress1: '6 Sale Street' });
		expect(await street()).toBe('6 Sale Street');
		expect((await planned({ by: 'all' }, { shipTo: 'company' })).plans[0]?.shipTo.line1).toBe(
			'12 Oak Road',
		);
		const byDeal = await planned({ by: 'opportunity', ids: [String(deal)] });
		expect(byDeal.plans).toHaveLength(1);
	});

	it('hand the customer\u2019s PO number on as the end user\u2019s where that is chosen, and part by it', async () => {
		shop.charge(ticket, 1, { purchaseOrderNumber: 'CUST-1' });
		shop.charge(ticket, 2, { purchaseOrderNumber: 'CUST-2' });
		expect((await planned()).plans).toHaveLength(1);
		const { plans } = await planned({ by: 'all' }, { customerPoNumber: true });
		expect(plans.map(({ memo }) => memo)).toEqual([
			'TDS end user po: CUST-1',
			'TDS end user po: CUST-2',
		]);
	});

	describe('leave out, with the reason,', () => {
		const leftOut = async () =>
			(await planned({ by: 'ticket', ids: [String(ticket)] })).leftOut.map(
				({ text, attention }) => `${text}${attention ? ' !' : ''}`,
			);

		it('what waits for approval, what is covered by stock, and what is not bought at TD SYNNEX', async () => {
			shop.set({ approvalLimit: 0 });
			shop.charge(ticket, 1);
			shop.set({ approvalLimit: null });
			const foreign = shop.autotask.add('Products', {
				name: 'Chair',
				sku: 'NMI-1',
				isActive: true,
			});
			shop.charge(ticket, 2, { productID: foreign });
			const half = shop.charge(ticket, 3, { quantity: 1.5 });
			expect((await planned()).plans).toEqual([]);
			expect(await leftOut()).toEqual([
				expect.stringContaining('waits for approval in Autotask'),
				expect.stringContaining('is not a TD SYNNEX product'),
				expect.stringMatching(new RegExp(`charge ${half} .*needs 1.5.* !$`)),
			]);
		});

		it('what a purchaser ordered by hand, whenever Autotask calls it on order', async () => {
			shop.set({ onOrder: 'whenSubmitted' });
			const charge = shop.charge(ticket, 1);
			const number = String(shop.record(shop.byHand([charge])).purchaseOrderNumber);
			expect(await leftOut()).toEqual([expect.stringContaining(`is already on PO ${number}`)]);
			expect(await run()).toEqual([]);
		});

		it('what was ordered by product from the deal\u2019s quote', async () => {
			const deal = shop.autotask.add('Opportunities', { title: 'Deal', companyID: shop.customer });
			const quote = shop.autotask.add('Quotes', { opportunityID: deal, primaryQuote: true });
			const byProduct = shop.purchaseOrder([{ good: 1, quantity: 2 }], {
				generalMemo: `[from quote ${quote}]`,
			});
			ticket = shop.parent('Ticket', { opportunityID: deal });
			shop.charge(ticket, 1);
			const number = String(shop.record(byProduct).purchaseOrderNumber);
			expect(await leftOut()).toEqual([
				expect.stringMatching(`already ordered by product on PO ${number}.* !$`),
			]);
			shop.cancel(byProduct);
			expect(await leftOut()).toEqual([]);
		});

		it('kinds of charges that the API user may not read', async () => {
			shop.charge(ticket, 1);
			shop.autotask.world.access.change({ entities: { ContractCharges: 'None' } });
			const { plans, leftOut: out } = await planned();
			expect(plans).toHaveLength(1);
			expect(out).toEqual([
				{ text: 'contract charges, which the API user is not allowed to read', attention: true },
			]);
			const exempt = await planned({ by: 'all' }, { modulesNotInUse: ['contract'] });
			expect(exempt.leftOut).toEqual([]);
			await expect(planned({ by: 'contract', ids: ['1'] })).rejects.toMatchObject({
				code: 'autotask-permission',
			});
		});
	});

	describe('begun by a run that is gone', () => {
		const crash = async (afterWrites: number) => {
			let writes = 0;
			shop.beforeAutotask = (next) => (request) => {
				if (request.method !== 'GET' && !/query/.test(request.url) && ++writes > afterWrites)
					throw new Error('gone');
				return next(request);
			};
			await run('gone').catch(() => null);
			shop.beforeAutotask = (next) => next;
			await shop.pass(15);
		};

		it.each([1, 2, 3, 4])('after %d writes are completed and sent by the next', async (writes) => {
			for (const onOrder of ['whenAdded', 'whenSubmitted'] as const) {
				shop = new ProcurementShop();
				shop.set({ onOrder });
				ticket = shop.parent('Ticket');
				const charges = [1, 2, 3].map((good) => shop.charge(ticket, good));
				await crash(writes);
				charges.push(shop.charge(ticket, 4));
				await run('b');
				const lines = shop.accepted().flatMap((one) => one.lines);
				expect(lines).toHaveLength(4);
				expect(charges.map((id) => shop.statusOf(id))).toEqual(Array(4).fill('On Order'));
				expect(await run('c')).toEqual([]);
			}
		});

		it('and whose charges a purchaser took meanwhile, are left empty and canceled', async () => {
			shop.set({ onOrder: 'whenSubmitted' });
			const charge = shop.charge(ticket, 1);
			await crash(1);
			const hand = shop.byHand([charge]);
			await run('b');
			expect(shop.items(hand)).toHaveLength(1);
			expect(shop.rows('PurchaseOrderItems')).toHaveLength(1);
			expect(shop.accepted()).toEqual([]);
		});
	});

	it.each([
		['whenAdded', 0],
		['whenAdded', 700],
		['whenSubmitted', 0],
		['whenSubmitted', 700],
		['whenSubmitted', 2_500],
	] as const)('by two runs (%s, %d ms apart) order no charge twice', async (onOrder, apart) => {
		shop.set({ onOrder });
		const charges = [1, 2].map((good) => shop.charge(ticket, good));
		const second = new Promise((resolve) =>
			shop.time.in(apart, () => resolve(order('b').catch(() => null))),
		);
		await shop.through(Promise.all([order('a').catch(() => null), second]));
		const skus = shop.accepted().flatMap(({ lines }) => lines.map(({ sku }) => sku));
		expect(new Set(skus).size).toBe(skus.length);
		await shop.pass(15);
		await run('c');
		const after = shop.accepted().flatMap(({ lines }) => lines);
		expect(after).toHaveLength(charges.length);
	});

	it('by two runs with other selections order no charge twice', async () => {
		for (const onOrder of ['whenAdded', 'whenSubmitted'] as const) {
			shop = new ProcurementShop();
			shop.set({ onOrder });
			ticket = shop.parent('Ticket');
			const other = shop.parent('Ticket');
			shop.charge(ticket, 1);
			shop.charge(other, 2);
			const byTicket: ChargeSelection = { by: 'ticket', ids: [String(ticket)] };
			await shop.through(
				Promise.all([order('a').catch(() => null), order('b', byTicket).catch(() => null)]),
			);
			const skus = shop.accepted().flatMap(({ lines }) => lines.map(({ sku }) => sku));
			expect(new Set(skus).size).toBe(skus.length);
		}
	});

	it('show in a preview what they would be, and nothing is written', async () => {
		shop.charge(ticket, 1);
		const ports = shop.ports('p');
		const preview = await shop.through(
			(async () => {
				const { plans } = await planCharges(ports, { by: 'all' }, shop.job([]).source, settings());
				return await previewPlan(ports, plans[0] as PlannedPo, shop.job([]));
			})(),
		);
		expect(preview).toMatchObject({ wouldSend: true, alreadyMade: false });
		expect(preview.previewLines).toHaveLength(1);
		expect(shop.orderIds()).toEqual([]);
	});

	it('of twenty lines take some seventy calls, all reads in batches', async () => {
		Array.from({ length: 20 }, (_, good) => shop.charge(ticket, good));
		shop.calls.length = 0;
		expect(await run()).toEqual([expect.objectContaining({ state: 'RECORDED' })]);
		const lines = shop.calls.filter((call) => /^POST PurchaseOrders\/\d+\/Items/.test(call));
		expect(lines).toHaveLength(20);
		expect(shop.calls.length - lines.length).toBeLessThan(60);
	});
});

const NOWHERE = {
	name1: '',
	name2: '',
	line1: '',
	line2: '',
	city: '',
	state: '',
	zip: '',
	country: '',
};
