import { planOpportunity, type WithoutCharges } from '../../../../lib/orders/create/plan-charges';
import {
	type OpportunitySettings,
	readOpportunity,
} from '../../../../lib/orders/create/plan-from-opportunity';
import { win } from '../../../../sandbox/autotask/procurement/wizard';
import { ProcurementShop } from '../procurement-fixture';

/** A won opportunity is bought by its charges where the won wizard made them. */
describe('the purchase orders of a won opportunity', () => {
	let shop: ProcurementShop;
	let opportunity: number;
	let quote: number;
	beforeEach(() => {
		shop = new ProcurementShop();
		const { schema } = shop.autotask.world;
		opportunity = shop.autotask.add('Opportunities', {
			title: 'Refresh',
			companyID: shop.customer,
			status: schema.picklistId('Opportunities', 'status', 'Closed'),
		});
		quote = shop.autotask.add('Quotes', { opportunityID: opportunity, primaryQuote: true });
		for (const good of [1, 2])
			shop.autotask.add('QuoteItems', {
				quoteID: quote,
				productID: shop.product(good),
				name: shop.good(good).description.slice(0, 100),
				quantity: good,
				unitCost: 10,
				unitPrice: 20,
				isOptional: false,
			});
	});
	const otherDealWithSalesOrder = () =>
		shop.autotask.add('SalesOrders', { opportunityID: 1, title: 'Another deal' });
	const plan = (
		withoutCharges: WithoutCharges = 'stop',
		modulesNotInUse: OpportunitySettings['modulesNotInUse'] = [],
	) => {
		const { autotask, ...ports } = shop.ports('p');
		const { source } = shop.job([]);
		return shop.through(
			(async () => {
				const won = await readOpportunity(autotask, String(opportunity), source);
				const settings = {
					source,
					wonStatuses: ['Closed'],
					shipTo: 'quote' as const,
					address: NOWHERE,
					phone: '',
					inventoryLocationId: String(shop.location),
					memo: '',
					modulesNotInUse,
				};
				return await planOpportunity({ autotask, ...ports }, won, settings, withoutCharges);
			})(),
		);
	};

	it('are of its charges, and name those that wait for approval or are ordered', async () => {
		const { chargeIds } = win(shop.autotask.world, { opportunityId: opportunity });
		const [first = 0, second = 0] = chargeIds;
		const [both] = await plan();
		expect(both?.items.map(({ chargeId }) => Number(chargeId))).toEqual(chargeIds);
		const number = String(shop.record(shop.byHand([first])).purchaseOrderNumber);
		const [rest, ...more] = await plan();
		expect(more).toEqual([]);
		expect(rest?.items.map(({ chargeId }) => Number(chargeId))).toEqual([second]);
		expect(rest?.leftOut).toEqual([expect.stringContaining(`is already on PO ${number}`)]);
		shop.byHand([second]);
		await expect(plan()).rejects.toMatchObject({
			code: 'nothing-to-order',
			cause: expect.stringContaining(`is already on PO ${number}`),
		});
	});

	it('are by product, as ever, where Procurement is off', async () => {
		expect(await plan()).toEqual([
			expect.objectContaining({ source: `quote ${quote}`, leftOut: [] }),
		]);
	});

	describe('without charges where Procurement is in use', () => {
		beforeEach(() => void otherDealWithSalesOrder());

		it('are none: the wizard was not run', async () => {
			await expect(plan()).rejects.toMatchObject({
				code: 'wizard-not-run',
				remedy: expect.stringContaining('Won Opportunity Wizard'),
			});
		});

		it('are by product where that is chosen, with a word of what it means', async () => {
			expect(await plan('byProduct')).toEqual([
				expect.objectContaining({ leftOut: [expect.stringContaining('free stock')] }),
			]);
		});

		it('stay what they were where one was made by product before', async () => {
			shop.purchaseOrder([], { generalMemo: `[from quote ${quote}]` });
			expect(await plan()).toEqual([expect.objectContaining({ source: `quote ${quote}` })]);
		});
	});

	it('are none where the API user cannot see whether there are sales orders', async () => {
		shop.autotask.world.access.change({ entities: { SalesOrders: 'None' } });
		await expect(plan()).rejects.toMatchObject({ code: 'wizard-not-run' });
	});

	it.each(['stop', 'byProduct'] as const)(
		'are none where its charges may be hidden from the API user (%s), and the right is named',
		async (choice) => {
			const { chargeIds } = win(shop.autotask.world, { opportunityId: opportunity });
			expect(chargeIds).toHaveLength(2);
			shop.autotask.change('Opportunities', opportunity, { salesOrderID: null });
			shop.autotask.world.access.change({ entities: { TicketCharges: 'None' } });
			await expect(plan(choice)).rejects.toMatchObject({
				code: 'charges-unseen',
				cause: expect.stringContaining('not allowed to read tickets and their charges'),
				remedy: expect.stringContaining('Service Desk > Object Permissions > Tickets: View All'),
			});
		},
	);

	it('are by product where a module that is not there cannot be read', async () => {
		shop.autotask.world.access.change({ entities: { Projects: 'None', ProjectCharges: 'None' } });
		await expect(plan()).rejects.toMatchObject({ code: 'charges-unseen' });
		expect(await plan('stop', ['project'])).toHaveLength(1);
	});

	it('are never by product where it has a sales order and its charges cannot be found', async () => {
		const ticket = shop.parent('Ticket');
		win(shop.autotask.world, { opportunityId: opportunity, parentId: ticket });
		await expect(plan('byProduct')).rejects.toMatchObject({ code: 'charges-not-found' });
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
