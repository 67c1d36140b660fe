import { createOrder } from '../../../../lib/orders/create/create-and-submit';
import { planCharges } from '../../../../lib/orders/create/plan-charges';
import { previewPlan } from '../../../../lib/orders/create/preview-plan';
import type { RuleSettings } from '../../../../lib/orders/validate/settings';
import { marginOf } from '../../../../lib/orders/validate/margin';
import { NO_ADDRESS } from '../../../../lib/orders/request/option-types';
import type { Change } from '../order-fixture';
import { ProcurementShop } from '../procurement-fixture';
import { item } from '../order-samples';

const line = (lineNumber: number, itemId: string, unitPrice: string, quantity = 1) => ({
	lineNumber,
	itemId,
	productId: '1',
	sku: `SKU-${itemId}`,
	name: 'GOODS',
	quantity,
	unitPrice,
});

describe('the margin of an order', () => {
	it('is that of the lines with a selling price, freight taken off the sum', () => {
		const lines = [line(1, 'a', '8.00', 3), line(2, 'b', '5.00'), line(3, 'c', '1.00')];
		const items = [
			item({ id: 'a', soldPrice: '10' }),
			item({ id: 'b', soldPrice: '4.50' }),
			item({ id: 'c', soldPrice: '' }),
		];
		expect(marginOf({ lines }, items, null, '2.00')).toEqual({
			lines: [
				expect.objectContaining({ lineNumber: 1, margin: '6.00', percent: '20.0' }),
				expect.objectContaining({ lineNumber: 2, margin: '-0.50', percent: '-11.1' }),
			],
			sold: '34.50',
			cost: '29.00',
			freight: '2.00',
			margin: '3.50',
			percent: '10.1',
			withoutPrice: 1,
		});
	});

	it('is not known where nothing was sold for a known price', () => {
		expect(marginOf({ lines: [line(1, 'a', '8.00')] }, [item({ id: 'a' })], null)).toBeNull();
	});

	it('of what is given away is a loss', () => {
		const given = [item({ id: 'a', soldPrice: '0' })];
		expect(marginOf({ lines: [line(1, 'a', '8.00')] }, given, null)).toMatchObject({
			margin: '-8.00',
			percent: '-100.0',
		});
	});
});

/** Charges of the shop are sold with a markup of 25 %, which is a margin of 20 %. */
describe('the floor of the margin', () => {
	const settings = (shop: ProcurementShop) => ({
		groupBy: 'shipTo' as const,
		shipTo: 'sale' as const,
		address: NO_ADDRESS,
		phone: '',
		inventoryLocationId: String(shop.location),
		memo: '',
		modulesNotInUse: [],
		costFrom: 'live' as const,
		customerPoNumber: false,
	});
	const job = (shop: ProcurementShop, change: Partial<RuleSettings>) =>
		shop.job([], (own) => ({ ...own, rules: { ...own.rules, ...change } }));
	const order = async (shop: ProcurementShop, change: Partial<RuleSettings>) => {
		const ports = shop.ports('a');
		const { source } = shop.job([]);
		const work = planCharges(ports, { by: 'all' }, source, settings(shop)).then(({ plans }) =>
			createOrder(ports, plans[0]!, { ...job(shop, change), submit: true }),
		);
		return await shop.through(work);
	};
	let shop: ProcurementShop;
	beforeEach(() => {
		shop = new ProcurementShop();
		shop.charge(shop.parent('Ticket'), 1);
	});

	it.each([
		['percent', { percent: '15', amount: '' }],
		['amount', { percent: '', amount: '0.01' }],
		['nothing', { percent: '', amount: '' }],
	])('in %s lets an order go that earns more', async (_name, marginFloor) => {
		expect(await order(shop, { marginFloor })).toMatchObject({ state: 'RECORDED', sent: true });
	});

	it.each([
		['percent', { percent: '20.1', amount: '' }, /floor is 20\.1 %; line 1, SKU \d+: sold for/],
		['amount', { percent: '', amount: '1000000' }, /\(20\.0 %\); the floor is 1000000 in all$/],
	])(
		'in %s holds an order that earns less, until it is approved',
		async (_n, marginFloor, words) => {
			const held = await order(shop, { marginFloor });
			expect(held).toMatchObject({ sent: false, problem: { cause: expect.stringMatching(words) } });
			expect(shop.accepted()).toEqual([]);
			const id = Number(held.poId);
			const memo = String(shop.record(id).generalMemo);
			shop.autotask.change('PurchaseOrders', id, { generalMemo: `TDS approved by: Kim\n${memo}` });
			expect(await order(shop, { marginFloor })).toMatchObject({ state: 'RECORDED', sent: true });
			expect(shop.accepted()).toHaveLength(1);
		},
	);

	describe('where no selling price is known of a line', () => {
		const marginFloor = { percent: '10', amount: '' };
		const rules =
			(more: Partial<RuleSettings> = {}): Change =>
			(own) => ({ ...own, rules: { ...own.rules, marginFloor, ...more } });
		let id: number;
		beforeEach(() => {
			id = shop.purchaseOrder([{ good: 3, quantity: 1 }]);
		});

		it('holds the order until a person approves it', async () => {
			const held = await shop.submit(id, rules());
			expect(held).toMatchObject({ sent: false, problem: { code: 'order-refused' } });
			expect(held.problem?.cause).toMatch(/no selling price is known for line 1 \(SKU \d+\)/);
			expect(held.problem?.remedy).toContain('TDS approved by: NAME');
			const memo = String(shop.record(id).generalMemo ?? '');
			shop.autotask.change('PurchaseOrders', id, { generalMemo: `TDS approved by: Kim\n${memo}` });
			expect(await shop.submit(id, rules())).toMatchObject({ state: 'RECORDED', sent: true });
		});

		it('warns alone where that is chosen, or no floor is set', async () => {
			const preview = await shop.preview(id, rules({ withoutSellingPrice: 'warn' }));
			expect(preview).toMatchObject({ wouldSend: true, margin: null });
			expect(preview?.findings).toContainEqual(
				expect.objectContaining({ rule: 'margin', level: 'warn' }),
			);
			expect((await shop.preview(id))?.findings.filter(({ rule }) => rule === 'margin')).toEqual(
				[],
			);
		});
	});

	describe('of a purchase order that was made by product from a quote', () => {
		const marginFloor = { percent: '15', amount: '' };
		const change: Change = (own) => ({ ...own, rules: { ...own.rules, marginFloor } });
		const made = (unitPrice: number, more: Record<string, number> = {}) => {
			const quoteID = shop.autotask.add('Quotes', { primaryQuote: true });
			const item = shop.autotask.add('QuoteItems', {
				quoteID,
				productID: shop.product(3),
				quantity: 2,
				unitPrice,
				...more,
			});
			const id = shop.purchaseOrder([{ good: 3, quantity: 2 }]);
			const [line] = shop.items(id);
			shop.autotask.change('PurchaseOrderItems', line?.id ?? 0, {
				memo: `[from quote ${quoteID}, item ${item}]`,
			});
			return { id, item };
		};
		const cost = () => Number(shop.good(3).cost);

		it('is that of the quote item after its discounts', async () => {
			const { id } = made(cost() * 1.25);
			expect((await shop.preview(id, change))?.margin).toMatchObject({ percent: '20.0' });
			expect(await shop.submit(id, change)).toMatchObject({ state: 'RECORDED', sent: true });
			const low = made(cost() * 1.25, { unitDiscount: cost() * 0.25 });
			const held = await shop.submit(low.id, change);
			expect(held.problem?.cause).toMatch(/its margin is 0\.00 of/);
		});

		it('is not known once a person has put other goods on the line or the quote', async () => {
			const { id, item } = made(cost() * 1.25);
			shop.autotask.change('QuoteItems', item, { productID: shop.product(2) });
			expect((await shop.submit(id, change)).problem?.cause).toContain('no selling price is known');
			expect(shop.accepted()).toEqual([]);
		});
	});

	it('is shown in the preview, freight taken off', async () => {
		const ports = shop.ports('a');
		const { plans } = await shop.through(
			planCharges(ports, { by: 'all' }, shop.job([]).source, settings(shop)),
		);
		const preview = await shop.through(previewPlan(ports, plans[0]!, job(shop, {})));
		expect(preview.margin).toMatchObject({
			lines: [expect.objectContaining({ percent: '20.0' })],
			withoutPrice: 0,
		});
		const { sold = '', cost = '', freight = '', margin = '' } = preview.margin ?? {};
		expect(Number(margin)).toBeCloseTo(Number(sold) - Number(cost) - Number(freight), 2);
	});
});
