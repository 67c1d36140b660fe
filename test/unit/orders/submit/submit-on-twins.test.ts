import { setTimeout as pause } from 'node:timers/promises';
import type { Send } from '../../../../lib/shared/http';
import { activitiesOf } from '../../../../lib/orders/report/activity';
import { DEFAULT_TIMING } from '../../../../lib/orders/journal/timing';
import { readMemo } from '../../../../lib/orders/journal/memo';
import { previewOrders, reconcileOrders, submitOrders } from '../../../../lib/orders/submit/batch';
import { type OrderSettings } from '../../../../lib/orders/settings';
import type { OrderResult } from '../../../../lib/orders/types';
import { LoopbackShop, QUICK } from '../../../faults/orders/loopback-shop';

/** Against both running twins over HTTP; duplicate rejection is off wherever it could help. */
describe('submitting a purchase order', () => {
	let shop: LoopbackShop;
	beforeAll(async () => {
		shop = await LoopbackShop.open();
	});
	afterAll(async () => await shop.sandbox.close());
	beforeEach(async () => {
		await shop.sandbox.control.clearFaults();
		shop.sandbox.tdSynnex.scenario('*', {});
		shop.sandbox.tdSynnex.refuseDuplicates(false);
	});

	type Change = (settings: OrderSettings) => OrderSettings;
	const submit = async (id: number, change?: Change, wrap?: (send: Send) => Send) =>
		(await submitOrders(shop.ports('test', wrap), shop.job([id], change)))[0] as OrderResult;
	const reconcile = async (id: number) =>
		(await reconcileOrders(shop.ports('test'), shop.job([id])))[0] as OrderResult;
	const placed = (id: number) =>
		shop.sandbox.tdSynnex.shop.orders
			.under(String(shop.record(id).purchaseOrderNumber))
			.filter(({ code }) => code === 'accepted');
	const memo = (id: number) => String(shop.record(id).generalMemo);
	const stateOf = (id: number) => {
		const found = readMemo(memo(id), String(id));
		return found.kind === 'journal' ? found.journal.state : found.kind;
	};
	const later = () => pause(QUICK.window + 50);
	/** The process dies once so many calls of it have been answered. */
	const dyingAfter = (calls: number) => (send: Send) => {
		const limit = counter;
		return (request: Parameters<Send>[0]) =>
			++limit.count > calls ? new Promise<never>(() => {}) : send(request);
	};
	let counter = { count: 0 };
	beforeEach(() => {
		counter = { count: 0 };
	});

	it('of 20 lines, alone, costs 11 Autotask calls and 3 TD SYNNEX calls when nothing goes wrong', async () => {
		const lines = Array.from({ length: 20 }, (_, index) => ({ good: index, quantity: 1 }));
		const id = shop.purchaseOrder(lines);
		const since = shop.sandbox.control.ledger().at(-1)?.seq ?? 0;
		const usual: Change = (settings) => ({ ...settings, timing: DEFAULT_TIMING });
		const result = await submit(id, usual);
		expect(result).toMatchObject({ state: 'RECORDED', answer: 'ACCEPTED', problem: null });
		const calls = shop.sandbox.control.ledger({ since });
		const count = (system: string) => calls.filter((call) => call.system === system);
		// The zone look-up needs no login and Autotask does not count it.
		const counted = count('autotask').filter(({ endpoint }) => endpoint !== 'ZoneInformation');
		expect(counted.map(({ endpoint, method }) => `${method} ${endpoint}`)).toHaveLength(11);
		expect(count('tdsynnex').map(({ endpoint }) => endpoint)).toEqual([
			'PriceAvailability',
			'POStatus',
			'PO',
		]);
		// what was read before the first order counts to the run, the rest to the steps
		const steps = result.steps.map(({ action, calls: made }) => [action, made]);
		expect(steps).toContainEqual(['post', 5]);
		expect(result.steps.reduce((sum, { calls: made }) => sum + made, 0)).toBeLessThan(10 + 3);
	});

	it('carries its activity: one record a step, with time and calls, and one for what needs a person', async () => {
		const source = { run: '77', workflow: 'Order', step: 'Submit' };
		const time = '2026-11-24T05:30:00Z';
		const fine = await submit(shop.purchaseOrder([{ good: 2, quantity: 1 }]));
		const done = activitiesOf(fine, source, time);
		expect(done.map(({ action }) => action)).toEqual(fine.steps.map(({ action }) => action));
		expect(done.find(({ action }) => action === 'answer')).toMatchObject({
			...source,
			entity: 'TdSynnexOrder',
			key: `PO ${fine.purchaseOrderNumber}`,
			outcome: 'done',
			remedy: '',
		});
		expect(done.reduce((sum, { durationMs }) => sum + durationMs, 0)).toBeGreaterThan(0);
		expect(done.at(-1)?.changes).toEqual([
			{ field: 'orderNumbers', old: null, new: fine.orderNumbers.join(', ') },
		]);
		const bad = await submit(shop.purchaseOrder([{ good: 3, quantity: 1, unitCost: '1.00' }]));
		expect(activitiesOf(bad, source, time).at(-1)).toMatchObject({
			action: 'needs attention',
			outcome: 'warning',
			cause: bad.problem?.cause,
			remedy: bad.problem?.remedy,
		});
	});

	it('writes back order numbers, status and a readable note, and leaves what people wrote', async () => {
		const id = shop.purchaseOrder([{ good: 1, quantity: 2 }]);
		const result = await submit(id);
		const [order] = placed(id);
		const number = order?.orders[0]?.orderNumber;
		expect(result.orderNumbers).toEqual([number]);
		expect(shop.record(id)).toMatchObject({ externalPONumber: number, status: 2 });
		expect(shop.record(id).submitDateTime).toBeTruthy();
		expect(memo(id)).toMatch(/^Deliver to the back door\.\n/);
		expect(memo(id)).toMatch(new RegExp(`\\[\\d{4}-.*Z\\] accepted, order ${number}`));
	});

	it('a second run finds it ordered and sends nothing', async () => {
		const id = shop.purchaseOrder([{ good: 2, quantity: 1 }]);
		await submit(id);
		const again = await submit(id);
		expect(again).toMatchObject({ state: 'RECORDED', sent: false, problem: null });
		expect(placed(id)).toHaveLength(1);
	});

	it('three runs at once make one order', async () => {
		const id = shop.purchaseOrder([{ good: 3, quantity: 1 }]);
		const results = await Promise.all(
			['a', 'b', 'c'].map((name) => submitOrders(shop.ports(name), shop.job([id]))),
		);
		expect(placed(id)).toHaveLength(1);
		expect(results.flat().filter(({ sent }) => sent)).toHaveLength(1);
	});

	it('changed after it was sent is refused, with the difference shown', async () => {
		const id = shop.purchaseOrder([{ good: 4, quantity: 1 }]);
		await submit(id);
		const { admin } = shop.sandbox.autotask;
		const line = admin.records('PurchaseOrderItems').find(({ orderID }) => orderID === id);
		admin.changeRecord('PurchaseOrderItems', Number(line?.id), { quantity: 7 });
		admin.changeRecord('PurchaseOrders', id, { shipToCity: 'Tracy' });
		const again = await submit(id);
		expect(again.problem?.code).toBe('changed-after-order');
		expect(again.problem?.cause).toMatch(/quantity of line 1 \(SKU \d+\): 1 was sent, now 7/);
		expect(again.problem?.cause).toContain('the ship-to address');
		expect(placed(id)).toHaveLength(1);
	});

	it('the order was taken but the answer lost: the run itself finds it and records it', async () => {
		const id = shop.purchaseOrder([{ good: 5, quantity: 1 }]);
		shop.sandbox.control.addFaults({
			fault: { kind: 'resetAfter' },
			system: 'tdsynnex',
			endpoint: 'PO',
		});
		const result = await submit(id);
		expect(result).toMatchObject({ state: 'RECORDED', answer: 'ACCEPTED', sent: true });
		expect(placed(id)).toHaveLength(1);
	});

	it('a run that dies between sending and recording: the next one adopts the order', async () => {
		const id = shop.purchaseOrder([{ good: 8, quantity: 1 }]);
		// zone, order, lines, products, fields, claim, order and lines read back, both marked, and three of TD SYNNEX
		void submit(id, undefined, dyingAfter(13));
		while (counter.count <= 13) await pause(50);
		expect(placed(id)).toHaveLength(1);
		expect(stateOf(id)).toBe('POSTING');
		await later();
		expect(await submit(id)).toMatchObject({ state: 'RECORDED', sent: false });
		expect(placed(id)).toHaveLength(1);
	});

	it('a look-up that lags keeps it UNCERTAIN, and finds it later', async () => {
		const id = shop.purchaseOrder([{ good: 9, quantity: 1 }]);
		shop.sandbox.control.addFaults([
			{ fault: { kind: 'resetAfter' }, system: 'tdsynnex', endpoint: 'PO' },
			{
				fault: { kind: 'statusLag', seconds: 600 },
				system: 'tdsynnex',
				endpoint: 'POStatus',
				count: 0,
			},
		]);
		expect((await submit(id)).state).toBe('UNCERTAIN');
		await shop.sandbox.control.clearFaults();
		expect((await reconcile(id)).state).toBe('RECORDED');
		expect(placed(id)).toHaveLength(1);
	});

	it('an order under our number with other lines is a stop, not an adoption', async () => {
		const id = shop.purchaseOrder([{ good: 10, quantity: 1 }]);
		const number = String(shop.record(id).purchaseOrderNumber);
		const foreign = shop.purchaseOrder([{ good: 11, quantity: 3 }], {
			purchaseOrderNumber: number,
		});
		await submit(foreign);
		const result = await submit(id);
		expect(result.problem?.code).toBe('po-number-taken');
		expect(result.problem?.cause).toMatch(/which we do not order/);
		expect(placed(id)).toHaveLength(1);
		expect(stateOf(id)).toBe('none');
	});

	it('an order that is there with our lines, as when the block was wiped, is taken over', async () => {
		const id = shop.purchaseOrder([{ good: 12, quantity: 2 }]);
		await submit(id);
		shop.sandbox.autotask.admin.changeRecord('PurchaseOrders', id, {
			generalMemo: 'Deliver to the back door.',
			externalPONumber: null,
			status: 1,
		});
		const again = await submit(id);
		expect(again).toMatchObject({ state: 'RECORDED', sent: false });
		expect(placed(id)).toHaveLength(1);
	});

	it('is found even where a rule would stop it now, so that no order is lost with its block', async () => {
		const id = shop.purchaseOrder([{ good: 26, quantity: 1 }]);
		await submit(id);
		shop.sandbox.autotask.admin.changeRecord('PurchaseOrders', id, {
			generalMemo: '',
			externalPONumber: null,
		});
		// the status is no longer New, which stops it
		expect(await submit(id)).toMatchObject({ state: 'RECORDED', sent: false });
		expect(placed(id)).toHaveLength(1);
	});

	it('claimed too slowly is not sent', async () => {
		const id = shop.purchaseOrder([{ good: 27, quantity: 1 }]);
		const slow = (next: Send) => async (request: Parameters<Send>[0]) => {
			if (request.method === 'PATCH') await pause(QUICK.settle);
			return await next(request);
		};
		const result = await submit(id, undefined, slow);
		expect(result.problem?.code).toBe('claim-too-slow');
		expect(placed(id)).toHaveLength(0);
	});

	it("TD SYNNEX's duplicate rejection leaves it to a person, whose word settles it", async () => {
		const id = shop.purchaseOrder([{ good: 13, quantity: 1 }]);
		shop.sandbox.tdSynnex.refuseDuplicates(true);
		await submit(id);
		shop.sandbox.autotask.admin.changeRecord('PurchaseOrders', id, {
			generalMemo: '',
			externalPONumber: null,
			status: 1,
		});
		const { admin } = shop.sandbox.autotask;
		for (const item of admin.records('PurchaseOrderItems').filter(({ orderID }) => orderID === id))
			admin.changeRecord('PurchaseOrderItems', Number(item.id), { memo: '' });
		// The look-up before sending is blind, so that the order goes out and is refused.
		shop.sandbox.control.addFaults({
			fault: { kind: 'statusLag', seconds: 600 },
			system: 'tdsynnex',
			endpoint: 'POStatus',
			count: 0,
		});
		expect((await submit(id)).state).toBe('UNCERTAIN');
		await shop.sandbox.control.clearFaults();
		const left = await reconcile(id);
		expect(left.state).toBe('UNCERTAIN');
		expect(left.problem?.remedy).toContain('add the line "TDS order number: NUMBER"');
		const number = placed(id)[0]?.orders[0]?.orderNumber ?? '';
		admin.changeRecord('PurchaseOrders', id, { externalPONumber: number });
		expect(await reconcile(id)).toMatchObject({ state: 'RECORDED', orderNumbers: [number] });
		expect(placed(id)).toHaveLength(1);
	});

	it.each([
		[
			'held by its sales desk',
			{ outcome: 'hold' as const, holdSeconds: null },
			'HELD',
			'order-held',
		],
		['taken in part', { rejectLines: ['2'] }, 'PARTIAL', 'order-partial'],
	])('%s is recorded as that and needs attention', async (_, scenario, answer, code) => {
		shop.sandbox.tdSynnex.scenario('*', scenario);
		const id = shop.purchaseOrder([
			{ good: 14, quantity: 1 },
			{ good: 15, quantity: 1 },
		]);
		const result = await submit(id);
		expect(result).toMatchObject({ state: 'RECORDED', answer, problem: { code } });
	});

	it('split over two warehouses keeps both order numbers of the line', async () => {
		shop.sandbox.tdSynnex.scenario('*', { split: true });
		const id = shop.purchaseOrder([{ good: 16, quantity: 4 }]);
		const result = await submit(id);
		expect(result.lines[0]?.orderNumbers).toHaveLength(2);
		expect(result).toMatchObject({ answer: 'ACCEPTED', problem: null });
	});

	it('rejected is said with the reason, and sent anew only as a new revision under another number', async () => {
		shop.sandbox.tdSynnex.scenario('*', { outcome: 'reject', reason: 'Credit limit' });
		const id = shop.purchaseOrder([{ good: 17, quantity: 1 }]);
		const rejected = await submit(id);
		expect(rejected).toMatchObject({ state: 'REJECTED', problem: { code: 'order-rejected' } });
		expect(rejected.problem?.cause).toContain('Credit limit');
		shop.sandbox.tdSynnex.scenario('*', {});
		expect((await submit(id)).sent).toBe(false);
		const { admin } = shop.sandbox.autotask;
		admin.changeRecord('PurchaseOrders', id, { generalMemo: `${memo(id)}\nTDS revision: 2` });
		await later();
		const number = String(shop.record(id).purchaseOrderNumber);
		expect(await submit(id)).toMatchObject({
			state: 'RECORDED',
			poNumber: `${number}-2`,
			revision: 2,
		});
	});

	it('filed as a non-stock quote shouts, and is not shown as submitted', async () => {
		const off: Change = (settings) => ({
			...settings,
			rules: { ...settings.rules, off: ['product', 'cost', 'stock'] },
		});
		const id = shop.purchaseOrder([]);
		const { admin } = shop.sandbox.autotask;
		const [product = 0] = admin.addRecords('Products', [
			{ name: 'Ghost', sku: 'TDS-99999999', isActive: true },
		]);
		const [location] = admin.records('InventoryLocations');
		admin.addRecords('PurchaseOrderItems', [
			{
				orderID: id,
				productID: product,
				quantity: 1,
				unitCost: 10,
				inventoryLocationID: Number(location?.id),
			},
		]);
		shop.sandbox.tdSynnex.manners({ unknownSku: 'nonStock' });
		const result = await submit(id, off);
		shop.sandbox.tdSynnex.manners({ unknownSku: 'hold' });
		expect(result.problem?.code).toBe('non-stock-quote');
		expect(result.problem?.cause).toContain('IT WILL NEVER SHIP');
		expect(shop.record(id).status).toBe(1);
	});

	it('when Autotask cannot be written after TD SYNNEX took the order, the next run records it', async () => {
		const id = shop.purchaseOrder([{ good: 18, quantity: 1 }]);
		shop.sandbox.control.addFaults({
			fault: { kind: 'status', status: 503 },
			system: 'autotask',
			endpoint: 'PurchaseOrders',
			method: 'PATCH',
			after: 3,
			count: 0,
		});
		const result = await submit(id);
		expect(result).toMatchObject({ state: 'ACCEPTED', sent: true });
		expect(result.orderNumbers).toHaveLength(1);
		expect(result.problem).not.toBeNull();
		await shop.sandbox.control.clearFaults();
		await later();
		expect(await submit(id)).toMatchObject({ state: 'RECORDED', sent: false });
		expect(placed(id)).toHaveLength(1);
	});

	it('a field that Autotask refuses does not lose the order number: it stands in the memo', async () => {
		const id = shop.purchaseOrder([{ good: 19, quantity: 1 }]);
		const result = await submit(id, undefined, refusingStatus);
		expect(result.state).toBe('ACCEPTED');
		expect(result.warnings.join()).toMatch(/status/);
		expect(memo(id)).toContain(result.orderNumbers[0]);
		expect(await submit(id)).toMatchObject({ state: 'RECORDED' });
	});
	/** Refuses the one write that carries the status, as a required field of the tenant would. */
	const refusingStatus = (next: Send) => (request: Parameters<Send>[0]) =>
		request.method === 'PATCH' && request.body?.includes('"status"')
			? Promise.resolve({
					status: 500,
					headers: {},
					body: JSON.stringify({ errors: ['status: a value is required that is missing'] }),
				})
			: next(request);

	it('an approval taken back between preview and sending stops it', async () => {
		const limit: Change = (settings) => ({
			...settings,
			rules: { ...settings.rules, approvalAbove: '0' },
		});
		const id = shop.purchaseOrder([{ good: 20, quantity: 1 }], {
			generalMemo: 'TDS approved by: Jo Smith',
		});
		const [preview] = await previewOrders(shop.ports('test'), shop.job([id], limit));
		expect(preview).toMatchObject({ wouldSend: true, problem: null });
		const { admin } = shop.sandbox.autotask;
		const result = await submit(
			id,
			limit,
			onceClaimed(() =>
				admin.changeRecord('PurchaseOrders', id, {
					generalMemo: memo(id).replace('TDS approved by: Jo Smith', ''),
				}),
			),
		);
		expect(result.problem?.code).toBe('order-changed');
		expect(stateOf(id)).toBe('none');
		expect(placed(id)).toHaveLength(0);
	});

	/** What happens as soon as the claim stands in the memo, however loaded the machine is. */
	const onceClaimed = (happens: () => void) => (next: Send) => {
		let claims = 0;
		return async (request: Parameters<Send>[0]) => {
			const answer = await next(request);
			if (request.method === 'PATCH' && ++claims === 1) happens();
			return answer;
		};
	};

	it('a missing purchase order does not lose the others', async () => {
		const id = shop.purchaseOrder([{ good: 21, quantity: 1 }]);
		const results = await submitOrders(shop.ports('test'), shop.job([999_999, id]));
		expect(results.map(({ state, problem }) => problem?.code ?? state)).toEqual([
			'RECORDED',
			'po-not-found',
		]);
	});

	it('stays within the cap of the run: the order that would pass it waits', async () => {
		const cheap = shop.purchaseOrder([{ good: 22, quantity: 1 }]);
		const next = shop.purchaseOrder([{ good: 22, quantity: 1 }]);
		const cap: Change = (settings) => ({
			...settings,
			rules: { ...settings.rules, capPerRun: shop.good(22).cost },
		});
		const results = await submitOrders(shop.ports('test'), shop.job([cheap, next], cap));
		expect(results.map(({ state }) => state)).toEqual(['RECORDED', 'PLANNED']);
		expect(results[1]?.problem?.cause).toContain('above the cap');
	});

	it('shows no secret in any result or memo', async () => {
		const id = shop.purchaseOrder([{ good: 23, quantity: 1 }]);
		shop.sandbox.control.addFaults({
			fault: { kind: 'htmlErrorPage', status: 500 },
			system: 'tdsynnex',
			endpoint: 'PO',
		});
		const said = JSON.stringify([await submit(id), shop.record(id)]);
		const { autotask, tdSynnex } = shop.sandbox.addresses;
		expect(said).not.toContain(tdSynnex?.password);
		expect(said).not.toContain(autotask?.secret);
	});

	it('a preview shows lines, live prices, freight and what would be sent, and writes nothing', async () => {
		const id = shop.purchaseOrder([{ good: 24, quantity: 2 }]);
		const since = shop.sandbox.control.ledger().at(-1)?.seq ?? 0;
		const [preview] = await previewOrders(shop.ports('test'), shop.job([id]));
		const calls = shop.sandbox.control.ledger({ since });
		expect(calls.filter(({ effect }) => effect !== 'none')).toEqual([]);
		expect(preview).toMatchObject({ wouldSend: true, state: 'PLANNED', problem: null });
		expect(preview?.previewLines[0]).toMatchObject({
			sku: shop.good(24).sku,
			quantity: 2,
			livePrice: shop.good(24).cost,
			status: 'active',
		});
		expect(preview?.freightEstimate).toMatch(/^\d+\.\d\d$/);
		const express = preview?.freight.find(({ code }) => code === 'FX');
		expect(Number(express?.freight)).toBeGreaterThan(0);
		// every method of the account, codes without the blanks that some come with
		expect(preview?.freight.map(({ code }) => code)).toEqual(expect.arrayContaining(['F2', 'CPU']));
		expect(preview?.freeFreightThreshold).toMatch(/^\d+\.\d\d$/);
		expect(preview?.freightNote).toContain(`from warehouse ${preview?.freightWarehouse}`);
		expect(preview?.xml).toContain('<Password/>');
		expect(preview?.environment).toBe('custom');
	});
});
