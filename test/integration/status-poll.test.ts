import type { IRun } from 'n8n-workflow';
import { startTwoSides, type TwoSides } from '../unit/order-status/twin-systems';
import { baseNodes } from './base-nodes';
import { chain, type Engine, itemsOf, node, startEngine } from './core';

describe('Status Poll in n8n’s own engine, against both twins', () => {
	let engine: Engine;
	let sides: TwoSides;

	beforeAll(async () => {
		engine = await startEngine(baseNodes(() => ({ fileName: '', open: () => Buffer.alloc(0) })));
		sides = await startTwoSides();
	});
	afterAll(async () => {
		await sides.sandbox.close();
		await engine.close();
	});

	const credentials = (change: object = {}) => {
		const tds = sides.sandbox.addresses.tdSynnex!;
		return {
			autotaskPsaApi: { ...sides.sandbox.addresses.autotask, impersonationResourceId: '' },
			tdSynnexEcApi: {
				userId: tds.userId,
				password: tds.password,
				customerNumber: tds.customerNumber,
				country: 'US',
				environment: 'custom',
				ecUrl: tds.ecUrl,
				invoiceUrl: tds.invoiceUrl,
				...change,
			},
		};
	};
	const poll = (parameters: object = {}, change: object = {}, more: object = {}): Promise<IRun> =>
		engine.run(
			chain(
				node('Manual', 'n8n-nodes-base.manualTrigger'),
				node('Poll', 'n8n-nodes-tdsynnex-autotask.statusPoll', {
					parameters: { dryRun: false, ...parameters },
					credentials: {
						autotaskPsaApi: { id: '1', name: 'Autotask' },
						tdSynnexEcApi: { id: '2', name: 'TD SYNNEX' },
					},
					...more,
				}),
			),
			credentials(change) as never,
		);
	const failure = (run: IRun) => {
		const { error } = run.data.resultData;
		return `${error?.message} | ${error?.description}`;
	};

	it('tells of a shipment with its tracking and serial numbers, receives it, and is quiet the second time', async () => {
		const [product] = sides.products(({ serialised }) => serialised);
		const order = await sides.place('810', [{ product: product!, quantity: 2 }]);
		sides.hours(7);
		const first = await poll({ receive: 'shipped' });
		expect(itemsOf(first, 'Poll')).toEqual([
			expect.objectContaining({
				kind: 'shipped',
				purchaseOrderNumber: '810',
				title: expect.stringMatching(/^PO 810: line 1 \(SKU \d+\): 2 of 2 shipped, tracking 7\d+/),
				serialNumbers: expect.stringMatching(/^S\w+, S\w+$/),
				trackingLinks: expect.stringMatching(/^https:\/\/www\.fedex\.com\/fedextrack\/\?trknbr=7/),
				environment: expect.stringMatching(/^custom \(127\.0\.0\.1/),
				statusBefore: 'Received',
				status: 'Shipped',
			}),
		]);
		expect(itemsOf(first, 'Poll', 1)[0]).toMatchObject({ changed: 1, received: 2, failed: 0 });
		expect(sides.row('PurchaseOrders', order.id).status).toBe(4);
		const second = await poll({ receive: 'shipped' });
		expect(itemsOf(second, 'Poll')).toEqual([]);
		expect(itemsOf(second, 'Poll', 1)[0]).toMatchObject({ changed: 0, autotaskWrites: 0 });
	});

	it('shows on demand what an order has gone through, and writes nothing for it', async () => {
		const writes = () =>
			sides.sandbox.control
				.ledger({ system: 'autotask' })
				.filter(({ method }) => ['PATCH', 'PUT', 'DELETE'].includes(String(method))).length;
		const before = writes();
		const run = await poll({ operation: 'get', scope: 'given', purchaseOrders: '810' });
		expect(itemsOf(run, 'Poll').at(-1)).toMatchObject({ kind: 'shipped', status: 'Shipped' });
		expect(itemsOf(run, 'Poll', 1)[0]).toMatchObject({ autotaskWrites: 0, failed: 0 });
		expect(writes()).toBe(before);
	});

	it('asks for the purchase orders that it is given, and names one that is not there', async () => {
		const run = await poll({ scope: 'given', purchaseOrders: '810, 99999' });
		const [summary] = itemsOf(run, 'Poll', 1) as [
			{ orders: number; activity: { key: string; cause: string }[] },
		];
		expect(summary.orders).toBe(1);
		expect(summary.activity).toEqual([
			expect.objectContaining({ entity: 'Run', key: '1 order' }),
			expect.objectContaining({
				key: 'PO 99999',
				outcome: 'failed',
				cause: expect.stringContaining('Autotask has no such purchase order'),
			}),
		]);
	});

	it('ends at a refused login after one call, since more would lock the user', async () => {
		await sides.place('811', [{ product: sides.products()[1]!, quantity: 1 }]);
		const before = sides.sandbox.control.ledger({
			system: 'tdsynnex',
			endpoint: 'POStatus',
		}).length;
		const run = await poll({ scope: 'given', purchaseOrders: '811' }, { password: 'wrong' });
		expect(itemsOf(run, 'Poll', 1)[0]).toMatchObject({
			problem: expect.stringMatching(/TD SYNNEX refused the user id or password for order status/),
		});
		expect(
			sides.sandbox.control.ledger({ system: 'tdsynnex', endpoint: 'POStatus' }).length - before,
		).toBe(1);
		expect(JSON.stringify(run)).not.toContain('wrong');
	});

	it('sends a failure of the whole node out by the error output, where that is chosen', async () => {
		const rules = [{ state: 'Shipped', label: 'On the Moon' }];
		const run = await poll({ statuses: { rules } }, {}, { onError: 'continueErrorOutput' });
		expect(itemsOf(run, 'Poll', 0)).toEqual([]);
		expect(itemsOf(run, 'Poll', 1)).toEqual([]);
		expect(itemsOf(run, 'Poll', 2)).toMatchObject([
			{ error: expect.stringContaining('no purchase-order status "On the Moon"') },
		]);
	});

	it('says which status label Autotask does not have', async () => {
		const run = await poll({ statuses: { rules: [{ state: 'Shipped', label: 'On the Moon' }] } });
		expect(failure(run)).toBe(
			'Autotask has no purchase-order status "On the Moon"; it has New, Submitted, Received Partial, Received Full, Canceled | Choose one of these under PO Status.',
		);
	});
});
