import { previewOrders, submitOrders } from '../../../../lib/orders/submit/batch';
import type { OrderSettings } from '../../../../lib/orders/settings';
import { readMemo } from '../../../../lib/orders/journal/memo';
import type { OrderResult } from '../../../../lib/orders/types';
import type { WorldProduct } from '../../../../sandbox/world/product';
import { LoopbackShop } from '../../../faults/orders/loopback-shop';

type Change = (settings: OrderSettings) => OrderSettings;
const rules =
	(change: Partial<OrderSettings['rules']>): Change =>
	(settings) => ({ ...settings, rules: { ...settings.rules, ...change } });

/** Against both running twins, which hold an order whose price is 2 cents off. */
describe('the price of an order', () => {
	let shop: LoopbackShop;
	beforeAll(async () => {
		shop = (await LoopbackShop.open()).skipPauses();
		shop.sandbox.tdSynnex.addDeal('D-1', 20);
	});
	afterAll(async () => await shop.sandbox.close());

	const submit = async (id: number, change?: Change) =>
		(await submitOrders(shop.ports('test'), shop.job([id], change)))[0] as OrderResult;
	const cost = (good: number, share = 1, cents = 0) =>
		(Math.round(Number(shop.good(good).cost) * 100 * share + cents) / 100).toFixed(2);
	const posted = (id: number) => {
		const number = String(shop.record(id).purchaseOrderNumber);
		const orders = shop.sandbox.tdSynnex.shop.orders.under(number);
		return orders.map(({ hold, submitted }) => ({
			hold,
			prices: submitted.lines.map(({ unitPrice }) => unitPrice),
			deals: submitted.lines.map(({ specialReference }) => specialReference),
		}));
	};
	const DEAL = 'TDS special price type: VendorPromotion\nTDS special price reference: D-1';

	it('some cents off goes out as it stands, with a warning, and TD SYNNEX holds the order', async () => {
		const price = cost(1, 1, -5);
		const id = shop.purchaseOrder([{ good: 1, quantity: 1, unitCost: price }]);
		const result = await submit(id);
		expect(result).toMatchObject({ state: 'RECORDED', answer: 'HELD' });
		expect(result.findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual([
			'heldPrice warn',
		]);
		expect(result.problem?.cause).toContain('PRICEVAR');
		expect(posted(id)).toEqual([{ hold: 'POLINEQC', prices: [price], deals: [''] }]);
	});

	it('of TD SYNNEX is what is posted where the buyer has it sent, and nothing is held', async () => {
		const id = shop.purchaseOrder([
			{ good: 1, quantity: 1, unitCost: cost(1, 1, -5) },
			{ good: 2, quantity: 1 },
		]);
		const result = await submit(id, rules({ priceApart: 'sendTheirs' }));
		expect(result).toMatchObject({ state: 'RECORDED', answer: 'ACCEPTED', problem: null });
		expect(posted(id)).toEqual([{ hold: '', prices: [cost(1), cost(2)], deals: ['', ''] }]);
		const memo = String(shop.record(id).generalMemo);
		expect(memo).toContain(`1 x ${cost(1, 1, -5)} sent at ${cost(1)}, accepted 1`);
		// what was sent is what later answers are held against
		const kept = readMemo(memo, String(id));
		const [first, second] = kept.kind === 'journal' ? kept.journal.lines : [];
		expect(first).toMatchObject({ unitPrice: cost(1, 1, -5), sentPrice: cost(1) });
		expect(second).not.toHaveProperty('sentPrice');
		expect(await submit(id)).toMatchObject({ sent: false, problem: null });
	});

	it('of TD SYNNEX is also what a lost answer is looked up by', async () => {
		const id = shop.purchaseOrder([{ good: 3, quantity: 1, unitCost: cost(3, 1, -5) }]);
		const fault = { kind: 'resetAfter' as const };
		shop.sandbox.control.addFaults({ fault, system: 'tdsynnex', endpoint: 'PO' });
		const result = await submit(id, rules({ priceApart: 'sendTheirs' }));
		expect(result).toMatchObject({ state: 'RECORDED', answer: 'ACCEPTED' });
		expect(result.warnings.join()).not.toContain('a piece');
		expect(posted(id)).toHaveLength(1);
	});

	it('of a deal lies below the list, and is no stop for the order that names the deal', async () => {
		const price = cost(4, 0.8);
		const line = { good: 4, quantity: 2, unitCost: price };
		const bare = shop.purchaseOrder([line]);
		const bid = shop.purchaseOrder([line], { generalMemo: DEAL });
		const [preview] = await previewOrders(shop.ports('test'), shop.job([bid]));
		expect(preview).toMatchObject({ wouldSend: true, findings: [] });
		expect(preview?.previewLines[0]?.livePrice).toBe(price);
		const results = await submitOrders(shop.ports('test'), shop.job([bare, bid]));
		expect(results[0]).toMatchObject({ sent: false, problem: { code: 'order-refused' } });
		expect(results[0]?.problem?.cause).toContain(`costs ${cost(4)} at TD SYNNEX now`);
		expect(results[1]).toMatchObject({ state: 'RECORDED', answer: 'ACCEPTED', problem: null });
		expect(posted(bare)).toEqual([]);
		expect(posted(bid)).toEqual([{ hold: '', prices: [price], deals: ['D-1'] }]);
	});

	it('of a deal that TD SYNNEX does not know is the list price, which stops the order', async () => {
		const line = { good: 5, quantity: 1, unitCost: cost(5, 0.8) };
		const id = shop.purchaseOrder([line], { generalMemo: DEAL.replace('D-1', 'D-9') });
		expect(await submit(id)).toMatchObject({ sent: false, problem: { code: 'order-refused' } });
		expect(posted(id)).toEqual([]);
	});

	it('is not that of a deal where TD SYNNEX has a better one: sent at theirs, the deal still named', async () => {
		const id = shop.purchaseOrder([{ good: 6, quantity: 1, unitCost: cost(6, 0.8, 3) }], {
			generalMemo: DEAL,
		});
		const result = await submit(id, rules({ priceApart: 'sendTheirs' }));
		expect(result).toMatchObject({ answer: 'ACCEPTED', problem: null });
		expect(posted(id)).toEqual([{ hold: '', prices: [cost(6, 0.8)], deals: ['D-1'] }]);
	});
});

describe('a license', () => {
	let shop: LoopbackShop;
	beforeAll(async () => {
		shop = (await LoopbackShop.open()).skipPauses();
	});
	afterAll(async () => await shop.sandbox.close());

	const RESELLER = {
		name1: 'Kite IT',
		name2: '',
		line1: '9 Hill Rd',
		line2: '',
		city: 'Erie',
		state: 'PA',
		zip: '16501',
		country: 'US',
		contactName: 'Kim',
		phone: '814-555-0101',
		fax: '',
		email: 'kim@kite.example',
	};
	const MARKS = [
		'TDS license: yes',
		'TDS end user: ACME Corp',
		'TDS end user address: 1 Elm Street',
		'TDS end user city: Erie',
		'TDS end user state: PA',
		'TDS end user zip: 16501',
		'TDS end user country: US',
		'TDS end user contact: Jo Smith',
		'TDS end user phone: 814-555-0100',
		'TDS end user email: jo@acme.example',
	].join('\n');

	it.each(['notCounted', 'none'] as const)(
		'is not sent as hardware, and goes through as a license (stock in price and availability: %s)',
		async (licenceStock) => {
			shop.sandbox.tdSynnex.manners({ licenceStock });
			const { world, orders } = shop.sandbox.tdSynnex.shop;
			const product = Array.from({ length: world.skus }, (_, index) => world.at(index)).find(
				({ status, category, endUserRequired, hostility }) =>
					status === 'Active' && category.media === 'SWL' && !endUserRequired && !hostility,
			);
			const good = shop.goods.push(product as WorldProduct) - 1;
			const run = async (generalMemo: string) => {
				const id = shop.purchaseOrder([{ good, quantity: 3 }], { generalMemo });
				const [result] = await submitOrders(
					shop.ports('test'),
					shop.job([id], (settings) => ({ ...settings, reseller: RESELLER })),
				);
				const [taken] = orders.under(String(shop.record(id).purchaseOrderNumber));
				return { result: result as OrderResult, taken };
			};
			const bare = await run('');
			expect(bare.result).toMatchObject({ sent: false, problem: { code: 'order-refused' } });
			expect(bare.taken).toBeUndefined();
			if (licenceStock === 'notCounted')
				expect(bare.result.problem?.cause).toContain('looks like a license or a warranty');
			const marked = await run(MARKS);
			expect(marked.result).toMatchObject({ answer: 'ACCEPTED', problem: null });
			expect(marked.taken?.submitted).toMatchObject({
				shipMethod: 'EDEL',
				licensee: { name1: 'ACME Corp' },
				endUser: null,
			});
		},
	);
});

describe('a request that TD SYNNEX calls incomplete', () => {
	let shop: LoopbackShop;
	beforeAll(async () => {
		shop = (await LoopbackShop.open()).skipPauses();
		shop.sandbox.tdSynnex.refuseDuplicates(false);
	});
	afterAll(async () => await shop.sandbox.close());

	/** The services that a run called, one after the other. */
	const called = async (id: number, change?: Change) => {
		const since = shop.sandbox.control.ledger().at(-1)?.seq ?? 0;
		const [result] = await submitOrders(shop.ports('test'), shop.job([id], change));
		const calls = shop.sandbox.control.ledger({ since });
		return {
			result: result as OrderResult,
			calls: calls.filter(({ system }) => system === 'tdsynnex').map(({ endpoint }) => endpoint),
		};
	};
	const taken = (id: number) =>
		shop.sandbox.tdSynnex.shop.orders.under(String(shop.record(id).purchaseOrderNumber));

	it('is not repeated, and counts as not sent once a look-up has found nothing', async () => {
		const id = shop.purchaseOrder([{ good: 1, quantity: 1 }], {
			generalMemo: `TDS end user po: ${'9'.repeat(16)}`,
		});
		const longer: Change = (settings) => ({
			...settings,
			lengths: { ...settings.lengths, endUserPo: 16 },
		});
		const { result, calls } = await called(id, longer);
		expect(calls).toEqual(['PriceAvailability', 'POStatus', 'PO', 'POStatus']);
		expect(result).toMatchObject({ sent: false, problem: { code: 'order-not-sent' } });
		expect(result.problem?.cause).toContain('EndUserPONumber');
		expect(taken(id)).toEqual([]);
		// nothing in the memo stands in the way once the text is mended
		const memo = String(shop.record(id).generalMemo).replace('9'.repeat(16), '99');
		shop.sandbox.autotask.admin.changeRecord('PurchaseOrders', id, { generalMemo: memo });
		await shop.pass(shop.timing.window + 50);
		const mended = await called(id);
		expect(mended.result).toMatchObject({ state: 'RECORDED', answer: 'ACCEPTED', sent: true });
		expect(taken(id)).toHaveLength(1);
	});

	it('though it took the order is found by that look-up, and never sent again', async () => {
		const id = shop.purchaseOrder([{ good: 2, quantity: 1 }]);
		shop.sandbox.tdSynnex.planError({
			service: 'PO',
			message: 'IncompleteXML01',
			detail: 'XML Content is Incomplete',
			withEffect: true,
		});
		const { result, calls } = await called(id);
		expect(calls.filter((name) => name === 'PO')).toHaveLength(1);
		expect(result).toMatchObject({ state: 'RECORDED', sent: true, problem: null });
		expect((await called(id)).result.sent).toBe(false);
		expect(taken(id)).toHaveLength(1);
	});

	it('in a price check is told as a fault of the request, asked once', async () => {
		const id = shop.purchaseOrder([{ good: 3, quantity: 1 }]);
		shop.sandbox.tdSynnex.planError({
			service: 'PriceAvailability',
			message: 'IncompleteXML01',
			detail: 'XML Content is Incomplete',
			count: 0,
		});
		const { result, calls } = await called(id);
		expect(calls).toEqual(['PriceAvailability']);
		expect(result).toMatchObject({ sent: false, problem: { code: 'order-refused' } });
	});
});
