import { setTimeout as pause } from 'node:timers/promises';
import type { Send } from '../../../../lib/shared/http';
import { createOrder } from '../../../../lib/orders/create/create-and-submit';
import { planFromItems, readWanted } from '../../../../lib/orders/create/plan-from-items';
import {
	planFromOpportunity,
	readOpportunity,
} from '../../../../lib/orders/create/plan-from-opportunity';
import { previewPlan } from '../../../../lib/orders/create/preview-plan';
import type { PlannedPo } from '../../../../lib/orders/create/types';
import type { OptionTexts } from '../../../../lib/orders/request/options';
import type { OrderSettings } from '../../../../lib/orders/settings';
import { LoopbackShop, QUICK } from '../../../faults/orders/loopback-shop';

/** Long enough for a run to add its lines after it has settled. */
const TIMING = { ...QUICK, claimLife: 6_000 };

describe('making a purchase order', () => {
	let shop: LoopbackShop;
	beforeAll(async () => {
		shop = await LoopbackShop.open();
	});
	afterAll(async () => await shop.sandbox.close());
	beforeEach(async () => await shop.sandbox.control.clearFaults());

	const source = () => ({
		vendorId: String(shop.vendor),
		skuPattern: 'TDS-{sku}',
		minimumField: '',
	});
	const location = () => String(shop.sandbox.autotask.admin.records('InventoryLocations')[0]?.id);
	const items = (poId: string) =>
		shop.sandbox.autotask.admin
			.records('PurchaseOrderItems')
			.filter(({ orderID }) => String(orderID) === poId);
	const madeFrom = (reference: string) =>
		shop.sandbox.autotask.admin
			.records('PurchaseOrders')
			.filter(({ generalMemo }) => String(generalMemo).includes(`[from ${reference}]`));
	const make = (plan: PlannedPo, submit = false, wrap?: (send: Send) => Send, name = 'test') =>
		createOrder(shop.ports(name, wrap), plan, {
			source: source(),
			submit,
			terms: async () => shop.terms((settings) => ({ ...settings, timing: TIMING })),
		});
	const preview = (plan: PlannedPo, texts: OptionTexts = {}) =>
		previewPlan(shop.ports('test'), plan, {
			source: source(),
			runTotal: { spent: '0' },
			terms: async (headers) => ({
				...shop.terms((settings) => ({ ...settings, timing: TIMING })),
				texts: (poId) => (headers.some(({ po }) => po.id === poId) ? [texts] : []),
			}),
		});
	const change = (poId: string, values: Record<string, string | number>) =>
		shop.sandbox.autotask.admin.changeRecord('PurchaseOrders', Number(poId), values);
	/** Three lines, under a reference of their own. */
	const planned = async (reference: string): Promise<PlannedPo> => {
		[30, 31, 32].forEach((good) => shop.product(good));
		const lines = [30, 31, 32].map((good, index) => ({
			sku: shop.good(good).sku,
			productId: '',
			quantity: String(index + 1),
			price: shop.good(good).cost,
		}));
		const ports = shop.ports('plan');
		return planFromItems(lines, await readWanted(ports.autotask, lines, source()), {
			reference,
			vendorId: String(shop.vendor),
			shipTo: {
				name1: 'ACME',
				name2: '',
				line1: '1 Elm Street',
				line2: '',
				city: 'Erie',
				state: 'PA',
				zip: '16501',
				country: '',
			},
			phone: '814-555-0100',
			purchaseForCompanyId: '',
			inventoryLocationId: location(),
			memo: 'TDS ship method: F2',
		});
	};

	it('from items makes it with its lines, once for each reference', async () => {
		const first = await make(await planned('T-1'));
		const again = await make(await planned('T-1'));
		expect(again.poId).toBe(first.poId);
		expect(madeFrom('request T-1')).toHaveLength(1);
		expect(items(first.poId).map(({ quantity }) => quantity)).toEqual([1, 2, 3]);
		expect(first.steps[0]?.action).toBe('purchase order made, 3 lines added');
		expect(again.steps[0]?.action).toBe('purchase order found, 0 lines added');
	});

	it('and submits it in the same run where that is wanted, with the options of its memo', async () => {
		const result = await make(await planned('T-2'), true);
		expect(result).toMatchObject({ state: 'RECORDED', answer: 'ACCEPTED', problem: null });
		const [order] = shop.sandbox.tdSynnex.shop.orders.under(result.poNumber);
		expect(order?.submitted.shipMethod).toBe('F2');
	});

	it('left without lines by a crash is completed, not made again', async () => {
		let posts = 0;
		const dying = (send: Send) => (request: Parameters<Send>[0]) =>
			request.method === 'POST' && !request.url.includes('/query') && ++posts > 1
				? new Promise<never>(() => {})
				: send(request);
		void make(await planned('T-3'), false, dying);
		await pause(500);
		const [left] = madeFrom('request T-3');
		expect(items(String(left?.id))).toHaveLength(0);
		const busy = await make(await planned('T-3'));
		expect(busy.problem?.code).toBe('po-busy');
		await pause(TIMING.claimLife);
		const done = await make(await planned('T-3'));
		expect(done.problem).toBeNull();
		expect(items(done.poId)).toHaveLength(3);
		expect(madeFrom('request T-3')).toHaveLength(1);
	});

	it('a line whose insert got no answer is not inserted twice', async () => {
		shop.sandbox.control.addFaults({
			fault: { kind: 'resetAfter' },
			system: 'autotask',
			endpoint: 'PurchaseOrders',
			path: '/Items',
			after: 1,
		});
		const first = await make(await planned('T-4'));
		expect(first.problem?.code).toBe('po-incomplete');
		await pause(TIMING.claimLife);
		const done = await make(await planned('T-4'));
		expect(done.problem).toBeNull();
		expect(items(done.poId).map(({ quantity }) => quantity)).toEqual([1, 2, 3]);
	});

	it('by three runs at once leaves one that stands, with each line once', async () => {
		const plan = await planned('T-5');
		await Promise.all(['a', 'b', 'c'].map((name) => make(plan, false, undefined, name)));
		await pause(TIMING.claimLife);
		const done = await make(plan);
		expect(done.problem).toBeNull();
		const all = madeFrom('request T-5').filter(({ cancelDateTime }) => !cancelDateTime);
		expect(all.map(({ id }) => String(id))).toEqual([done.poId]);
		expect(items(done.poId)).toHaveLength(3);
	});

	it('two in one run share the cap of the run', async () => {
		const runTotal = { spent: '0' };
		const capped = (settings: OrderSettings) => ({
			...settings,
			timing: TIMING,
			rules: { ...settings.rules, capPerRun: String(Number(shop.good(30).cost) * 10) },
		});
		const job = { source: source(), submit: true, runTotal, terms: async () => shop.terms(capped) };
		const small = async (reference: string) => {
			const plan = await planned(reference);
			return { ...plan, items: plan.items.slice(0, 1).map((item) => ({ ...item, quantity: 6 })) };
		};
		const results = [
			await createOrder(shop.ports('test'), await small('T-7'), job),
			await createOrder(shop.ports('test'), await small('T-8'), job),
		];
		expect(results.map(({ state }) => state)).toEqual(['RECORDED', 'PLANNED']);
		expect(results[1]?.problem?.cause).toContain('for one run');
	});

	it('cancelled by a person is not made anew', async () => {
		const { poId } = await make(await planned('T-6'));
		shop.sandbox.autotask.admin.changeRecord('PurchaseOrders', Number(poId), {
			status: 5,
			cancelDateTime: '2026-06-01T08:00:00Z',
		});
		await expect(make(await planned('T-6'))).rejects.toThrow(/canceled in Autotask/);
	});

	it('asked for again with other lines under the same reference adds nothing and sends nothing, but says so', async () => {
		const first = await make(await planned('T-9'));
		const plan = await planned('T-9');
		const [one, two] = plan.items;
		if (!one || !two) throw new Error('two lines are needed');
		const other = {
			...plan,
			items: [
				{ ...one, quantity: 7 },
				{ ...two, key: `${two.key} no. 2` },
			],
		};
		const again = await make(other, true);
		expect(again).toMatchObject({ poId: first.poId, sent: false, state: 'PLANNED' });
		expect(again.problem?.code).toBe('po-differs');
		expect(again.problem?.cause).toMatch(/1 on the purchase order, 7 in the request T-9/);
		expect(again.problem?.cause).toMatch(/is not on it/);
		expect(items(first.poId)).toHaveLength(3);
		expect(await preview(other)).toMatchObject({
			wouldSend: false,
			nextStep: 'stop',
			problem: { code: 'po-differs' },
		});
	});

	describe('previewed when it was made already', () => {
		it('and sent: shows which, how it stands, its TD SYNNEX order numbers, and that nothing is left to do', async () => {
			const sent = await make(await planned('P-1'), true);
			const shown = await preview(await planned('P-1'));
			expect(shown).toMatchObject({
				alreadyMade: true,
				wouldSend: false,
				poId: sent.poId,
				purchaseOrderNumber: sent.purchaseOrderNumber,
				state: 'RECORDED',
				answer: 'ACCEPTED',
				orderNumbers: sent.orderNumbers,
				nextStep: 'nothing: it is already ordered',
				problem: null,
			});
			expect(shown.findings).toContainEqual({
				rule: 'made',
				level: 'warn',
				lineNumber: 0,
				cause: `PO ${sent.purchaseOrderNumber} was already created from request P-1 and is ordered (TD SYNNEX order ${sent.orderNumbers.join(', ')})`,
				remedy: expect.stringContaining('There is nothing left to do'),
			});
			expect(shown.warnings.join()).toContain('was already created from request P-1');
		});

		it('and not sent: shows it as it stands in Autotask, with what a person has changed', async () => {
			const { poId } = await make(await planned('P-2'));
			change(poId, { shipToCity: 'Tracy' });
			const shown = await preview(await planned('P-2'));
			expect(shown).toMatchObject({ alreadyMade: true, wouldSend: true, poId, state: 'PLANNED' });
			expect(shown.shipTo?.city).toBe('Tracy');
			expect(shown.findings[0]?.cause).toContain('has not been sent');
		});

		it('and rejected: says so and would send nothing', async () => {
			shop.sandbox.tdSynnex.scenario('*', { outcome: 'reject', reason: 'Credit limit' });
			await make(await planned('P-3'), true);
			shop.sandbox.tdSynnex.scenario('*', {});
			expect(await preview(await planned('P-3'))).toMatchObject({
				alreadyMade: true,
				wouldSend: false,
				state: 'REJECTED',
				nextStep: 'nothing: it was rejected',
				problem: { code: 'order-rejected' },
			});
		});

		it('and its lines are still being added: waits', async () => {
			const { poId } = await make(await planned('P-4'));
			const memo = String(shop.record(Number(poId)).generalMemo);
			const time = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
			change(poId, { generalMemo: `${memo}\n[n8n is adding the lines: other-1 at ${time}]` });
			expect(await preview(await planned('P-4'))).toMatchObject({
				alreadyMade: true,
				poId,
				wouldSend: false,
				problem: { code: 'po-busy' },
			});
		});

		it('and cancelled by a person: says that none is made anew', async () => {
			const { poId } = await make(await planned('P-5'));
			change(poId, { status: 5, cancelDateTime: '2026-06-01T08:00:00Z' });
			await expect(preview(await planned('P-5'))).rejects.toThrow(/canceled in Autotask/);
		});
	});

	it('a preview holds the order options of the node, as sending does', async () => {
		const shown = await preview(await planned('P-6'), { dropShip: 'yes', shipMethod: 'FX' });
		// the memo of what is made names F2, which goes before the node
		expect(shown.options).toMatchObject({ dropShip: true, shipMethod: 'F2' });
	});

	describe('from a won opportunity', () => {
		const settings = () => ({
			source: source(),
			wonStatuses: ['Closed'],
			shipTo: 'quote' as const,
			address: {
				name1: '',
				name2: '',
				line1: '',
				line2: '',
				city: '',
				state: '',
				zip: '',
				country: '',
			},
			phone: '',
			inventoryLocationId: location(),
			memo: '',
			modulesNotInUse: [],
		});
		const opportunity = (title: string) =>
			String(
				shop.sandbox.autotask.admin.records('Opportunities').find((one) => one.title === title)?.id,
			);
		const read = (title: string) =>
			readOpportunity(shop.ports('plan').autotask, opportunity(title), source());

		it('takes the primary quote: products, quantities, costs, ship-to of the quote', async () => {
			const plan = planFromOpportunity(await read('Workstation refresh'), settings());
			const result = await make(plan);
			expect(items(result.poId).map(({ quantity }) => quantity)).toEqual([1, 2, 3]);
			const record = shop.record(Number(result.poId));
			expect(record).toMatchObject({
				vendorID: shop.vendor,
				purchaseForCompanyID: expect.any(Number),
			});
			expect(String(record.shipToAddress1)).not.toBe('');
			const again = await make(planFromOpportunity(await read('Workstation refresh'), settings()));
			expect(again.poId).toBe(result.poId);
		});

		it('leaves out what TD SYNNEX does not sell, and says so', async () => {
			const plan = planFromOpportunity(await read('Branch network'), settings());
			expect(plan.items).toHaveLength(2);
			expect(plan.leftOut.join()).toContain('not a TD SYNNEX product');
		});

		it('refuses one that is not won', async () => {
			const won = await read('Phone system');
			expect(() => planFromOpportunity(won, settings())).toThrow(/status is Active, not Closed/);
		});

		it('previews without a write', async () => {
			const since = shop.sandbox.control.ledger().at(-1)?.seq ?? 0;
			const plan = planFromOpportunity(await read('Branch network'), settings());
			const shown = await preview(plan);
			expect(shown).toMatchObject({ alreadyMade: false, purchaseOrderNumber: 'NEW' });
			expect(shown.previewLines).toHaveLength(2);
			expect(shown.warnings.join()).toContain('left out');
			const effects = shop.sandbox.control
				.ledger({ since })
				.filter(({ effect }) => effect !== 'none');
			expect(effects).toEqual([]);
		});
	});
});
