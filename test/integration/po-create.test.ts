import type { INode, INodeExecutionData, INodeType, IRun } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { LoopbackShop } from '../faults/orders/loopback-shop';
import { baseNodes } from './base-nodes';
import { chain, type Engine, itemsOf, node, startEngine } from './core';

const TYPE = 'n8n-nodes-tdsynnex-autotask.poCreate';
const ERROR_OUTPUT = 2;

describe('PO Create in n8n’s own engine, against both twins', () => {
	let engine: Engine;
	let shop: LoopbackShop;
	let given: Record<string, unknown>[] = [{}];

	beforeAll(async () => {
		engine = await startEngine({
			...baseNodes(() => ({ fileName: '', open: () => Buffer.alloc(0) })),
			'test.items': source(() =>
				given.map((json) => ({ json: json as INodeExecutionData['json'] })),
			),
		});
		shop = await LoopbackShop.open();
	});
	afterAll(async () => {
		await shop.sandbox.close();
		await engine.close();
	});
	beforeEach(async () => {
		given = [{}];
		await shop.sandbox.control.clearFaults();
		shop.sandbox.tdSynnex.refuseDuplicates(false);
	});

	const credentials = () => ({
		autotaskPsaApi: { ...shop.sandbox.addresses.autotask, impersonationResourceId: '' },
		tdSynnexEcApi: {
			...shop.sandbox.addresses.tdSynnex,
			environment: 'custom',
			sftp: {},
			rest: {},
		},
	});
	const run = async (
		parameters: object,
		type = TYPE,
		change: object = {},
		more: Partial<INode> = {},
	): Promise<IRun> =>
		await engine.run(
			chain(
				node('Manual', 'n8n-nodes-base.manualTrigger'),
				node('Items', 'test.items'),
				node('Order', type, {
					credentials: {
						autotaskPsaApi: { id: '1', name: 'Autotask' },
						tdSynnexEcApi: { id: '2', name: 'TD SYNNEX' },
					},
					...more,
					parameters: {
						vendor: { __rl: true, mode: 'id', value: String(shop.vendor) },
						safety: { settle: 1, claimLife: 0.05, window: 0.05 },
						...parameters,
					},
				}),
			),
			{ ...credentials(), ...change } as Parameters<Engine['run']>[1],
		);
	const byId = (value: string) => ({ purchaseOrder: { __rl: true, mode: 'id', value } });
	const failure = ({ data: { resultData } }: IRun) =>
		`${resultData.error?.message} | ${resultData.error?.description}`;
	const placed = (id: number) =>
		shop.sandbox.tdSynnex.shop.orders
			.under(String(shop.record(id).purchaseOrderNumber))
			.filter(({ code }) => code === 'accepted');

	it('previews unless told otherwise: nothing is written or ordered', async () => {
		const id = shop.purchaseOrder([{ good: 40, quantity: 1 }]);
		const since = shop.sandbox.control.ledger().at(-1)?.seq ?? 0;
		const done = await run(byId(String(id)));
		expect(itemsOf(done, 'Order')).toMatchObject([
			{ poId: String(id), state: 'PLANNED', wouldSend: true, environment: 'custom' },
		]);
		const effects = shop.sandbox.control
			.ledger({ since })
			.filter(({ effect }) => effect !== 'none');
		expect(effects).toEqual([]);
	});

	it('submits once, and says so a second time', async () => {
		const id = shop.purchaseOrder([{ good: 41, quantity: 2 }]);
		const submit = () => run({ operation: 'submit', ...byId(String(id)) });
		expect(itemsOf(await submit(), 'Order')).toMatchObject([{ state: 'RECORDED', sent: true }]);
		expect(itemsOf(await submit(), 'Order')).toMatchObject([{ state: 'RECORDED', sent: false }]);
		expect(placed(id)).toHaveLength(1);
	});

	it('takes another purchase order for each input item, by number, and keeps the item link', async () => {
		const ids = [42, 43].map((good) => shop.purchaseOrder([{ good, quantity: 1 }]));
		given = ids.map((id) => ({ number: shop.record(id).purchaseOrderNumber }));
		const done = await run({
			operation: 'submit',
			purchaseOrder: { __rl: true, mode: 'number', value: '={{ $json.number }}' },
			options: { activity: true },
		});
		expect(itemsOf(done, 'Order').map(({ poId }) => poId)).toEqual(ids.map(String));
		const items = done.data.resultData.runData.Order?.[0]?.data?.main?.[0] ?? [];
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 0 }], [{ item: 1 }]]);
		expect(itemsOf(done, 'Order')[0]?.activity).toContainEqual(
			expect.objectContaining({ entity: 'TdSynnexOrder', action: 'post', step: 'Order' }),
		);
	});

	it('a purchase order that may not be sent comes out of Attention, the others go on', async () => {
		const good = shop.purchaseOrder([{ good: 44, quantity: 1 }]);
		const bad = shop.purchaseOrder([{ good: 45, quantity: 1, unitCost: '1.00' }]);
		given = [good, bad].map((id) => ({ id }));
		const parameters = { operation: 'submit', ...byId('={{ $json.id }}') };
		const done = await run(parameters);
		expect(itemsOf(done, 'Order')).toMatchObject([{ poId: String(good), state: 'RECORDED' }]);
		expect(itemsOf(done, 'Order', 1)).toMatchObject([
			{ poId: String(bad), problem: { code: 'order-refused', remedy: expect.any(String) } },
		]);
		const failing = await run({ ...parameters, options: { onAttention: 'fail' } });
		expect(failure(failing)).toMatch(/costs .* the purchase order says 1\.00 .* \| Correct/);
		expect(placed(bad)).toHaveLength(0);
	});

	it('with On Error: continue using the error output, a failure of the whole run leaves there, with its remedy', async () => {
		const wrong = { autotaskPsaApi: { ...credentials().autotaskPsaApi, secret: 'Not-It-1' } };
		given = [{ id: 1 }];
		const done = await run({ operation: 'submit', ...byId('={{ $json.id }}') }, TYPE, wrong, {
			onError: 'continueErrorOutput',
		});
		expect([...itemsOf(done, 'Order'), ...itemsOf(done, 'Order', 1)]).toEqual([]);
		expect(itemsOf(done, 'Order', ERROR_OUTPUT)).toEqual([
			{
				id: 1,
				error: expect.stringContaining('Autotask'),
				message: expect.any(String),
				details: expect.objectContaining({ code: 'autotask-login-refused' }),
			},
		]);
	});

	it('an order that needs attention leaves by the error output only where it counts as a failure', async () => {
		const good = shop.purchaseOrder([{ good: 53, quantity: 1 }]);
		const bad = shop.purchaseOrder([{ good: 54, quantity: 1, unitCost: '1.00' }]);
		given = [good, bad].map((id) => ({ id }));
		const submit = (onAttention: string) =>
			run(
				{ operation: 'submit', ...byId('={{ $json.id }}'), options: { onAttention } },
				TYPE,
				{},
				{ onError: 'continueErrorOutput' },
			);
		const kept = await submit('output');
		expect(itemsOf(kept, 'Order', 1)).toMatchObject([{ poId: String(bad) }]);
		expect(itemsOf(kept, 'Order', ERROR_OUTPUT)).toEqual([]);
		const moved = await submit('fail');
		expect(itemsOf(moved, 'Order')).toMatchObject([{ poId: String(good), state: 'RECORDED' }]);
		expect(itemsOf(moved, 'Order', 1)).toEqual([]);
		expect(itemsOf(moved, 'Order', ERROR_OUTPUT)).toMatchObject([
			{
				id: bad,
				error: expect.stringMatching(/^PO \d+: SKU \d+ costs/),
				message: expect.stringContaining('Correct the unit cost'),
				details: { poId: String(bad), problem: { code: 'order-refused' } },
			},
		]);
	});

	it('a loop shares the cap of the run: the node ordering one by one spends no more than in one go', async () => {
		const ids = [1, 2].map(() => shop.purchaseOrder([{ good: 55, quantity: 1 }]));
		given = ids.map((id) => ({ id }));
		const cost = shop.good(55).cost;
		const order = (name: string) =>
			node(name, TYPE, {
				credentials: {
					autotaskPsaApi: { id: '1', name: 'Autotask' },
					tdSynnexEcApi: { id: '2', name: 'TD SYNNEX' },
				},
				parameters: {
					operation: 'submit',
					vendor: { __rl: true, mode: 'id', value: String(shop.vendor) },
					safety: { settle: 1, claimLife: 0.05, window: 0.05 },
					rules: { capPerRun: cost },
					...byId(name === 'First' ? String(ids[0]) : String(ids[1])),
				},
			});
		const done = await engine.run(
			chain(node('Manual', 'n8n-nodes-base.manualTrigger'), order('First'), order('Second')),
			credentials() as Parameters<Engine['run']>[1],
		);
		expect(itemsOf(done, 'First')).toMatchObject([{ state: 'RECORDED' }]);
		expect(itemsOf(done, 'Second', 1)).toMatchObject([{ state: 'PLANNED' }]);
		expect(JSON.stringify(itemsOf(done, 'Second', 1)[0]?.problem)).toContain('for one run');
	});

	it('items of one reference that name different companies are refused, nothing is made', async () => {
		[56, 57].forEach((good) => shop.product(good));
		given = [56, 57].map((good, index) => ({
			sku: shop.good(good).sku,
			quantity: 1,
			company: index,
		}));
		const before = shop.sandbox.autotask.admin.records('PurchaseOrders').length;
		const done = await run({
			operation: 'createFromItems',
			reference: 'T-99',
			companyId: '={{ $json.company }}',
		});
		expect(itemsOf(done, 'Order', 1)).toMatchObject([
			{ problem: { code: 'items-disagree', cause: expect.stringContaining('Company ID') } },
		]);
		expect(shop.sandbox.autotask.admin.records('PurchaseOrders')).toHaveLength(before);
	});

	it('a cap or a memo mark from a field that is not there is no "any": nothing is sent', async () => {
		const id = shop.purchaseOrder([{ good: 58, quantity: 1 }]);
		const cap = await run({
			operation: 'submit',
			...byId(String(id)),
			rules: { capPerOrder: '={{ $json.noSuchField }}' },
		});
		expect(failure(cap)).toMatch(/Cap per Order is an expression that returns nothing/);
		const mark = await run({ operation: 'submit', select: 'ready', memoMark: '={{ $json.mark }}' });
		expect(failure(mark)).toMatch(/Memo Mark is an expression that returns nothing/);
		const any = await run({ operation: 'preview', select: 'ready', memoMark: '={{ "none" }}' });
		expect(itemsOf(any, 'Order').map(({ poId }) => poId)).toContain(String(id));
		const number = await run({
			operation: 'submit',
			purchaseOrder: { __rl: true, mode: 'number', value: '={{ $json.number }}' },
		});
		const [refused] = itemsOf(number, 'Order', 1);
		expect(JSON.stringify(refused?.problem)).toContain('names no purchase order');
		expect(placed(id)).toHaveLength(0);
	});

	it('all that are ready: by vendor, status, mark and amount', async () => {
		const marked = shop.purchaseOrder([{ good: 46, quantity: 1 }], { generalMemo: 'send-me-now' });
		shop.purchaseOrder([{ good: 47, quantity: 1 }], { generalMemo: 'not yet' });
		shop.purchaseOrder([{ good: 46, quantity: 3 }], { generalMemo: 'send-me-now' });
		const done = await run({
			operation: 'submit',
			select: 'ready',
			memoMark: 'send-me-now',
			amountTo: shop.good(46).cost,
		});
		expect(itemsOf(done, 'Order').map(({ poId }) => poId)).toEqual([String(marked)]);
	});

	it('reconciles what is in doubt, found by its memo', async () => {
		const id = shop.purchaseOrder([{ good: 48, quantity: 1 }]);
		shop.sandbox.control.addFaults([
			{ fault: { kind: 'resetAfter' }, system: 'tdsynnex', endpoint: 'PO' },
			{
				fault: { kind: 'statusLag', seconds: 5 },
				system: 'tdsynnex',
				endpoint: 'POStatus',
				count: 0,
			},
		]);
		const doubtful = await run({ operation: 'submit', ...byId(String(id)) });
		expect(itemsOf(doubtful, 'Order', 1)).toMatchObject([
			{ state: 'UNCERTAIN', problem: { code: 'order-uncertain' } },
		]);
		await shop.sandbox.control.clearFaults();
		const settled = await run({ operation: 'reconcile', select: 'open' });
		expect(itemsOf(settled, 'Order')).toContainEqual(
			expect.objectContaining({ poId: String(id), state: 'RECORDED', sent: false }),
		);
		expect(placed(id)).toHaveLength(1);
	});

	it('makes a purchase order from a won opportunity and submits it', async () => {
		const won = shop.sandbox.autotask.admin
			.records('Opportunities')
			.find(({ title }) => title === 'Branch network');
		const parameters = {
			operation: 'createFromOpportunity',
			opportunity: { __rl: true, mode: 'id', value: String(won?.id) },
			submitAfter: true,
			rules: { off: ['cost', 'stock', 'address', 'poBox'] },
		};
		const done = await run(parameters);
		const all = [...itemsOf(done, 'Order'), ...itemsOf(done, 'Order', 1)];
		expect(all).toMatchObject([{ purchaseOrderNumber: expect.any(String) }]);
		expect(String(all[0]?.warnings)).toContain('left out');
		const again = await run(parameters);
		const same = [...itemsOf(again, 'Order'), ...itemsOf(again, 'Order', 1)];
		expect(same[0]?.poId).toBe(all[0]?.poId);
		const shown = await run({ ...parameters, operation: 'preview', previewOf: 'opportunity' });
		expect([...itemsOf(shown, 'Order'), ...itemsOf(shown, 'Order', 1)]).toMatchObject([
			{
				alreadyMade: true,
				wouldSend: false,
				poId: all[0]?.poId,
				purchaseOrderNumber: all[0]?.purchaseOrderNumber,
				orderNumbers: all[0]?.orderNumbers,
			},
		]);
	});

	it('makes a purchase order from input items, grouped by reference', async () => {
		[49, 50].forEach((good) => shop.product(good));
		given = [49, 50].map((good) => ({ sku: shop.good(good).sku, quantity: 2, ticket: 'T-77' }));
		const parameters = {
			operation: 'createFromItems',
			reference: '={{ $json.ticket }}',
			companyId: '0',
		};
		const done = await run(parameters);
		expect(itemsOf(done, 'Order')).toMatchObject([{ state: 'PLANNED', problem: null }]);
		const { poId } = itemsOf(done, 'Order')[0] ?? {};
		const lines = shop.sandbox.autotask.admin
			.records('PurchaseOrderItems')
			.filter(({ orderID }) => String(orderID) === poId);
		expect(lines).toHaveLength(2);
	});

	it('says which login TD SYNNEX refuses, and shows no password anywhere', async () => {
		const id = shop.purchaseOrder([{ good: 52, quantity: 1 }]);
		const wrong = { ...credentials().tdSynnexEcApi, password: 'Not-The-Password-1' };
		const done = await run({ operation: 'submit', ...byId(String(id)) }, TYPE, {
			tdSynnexEcApi: wrong,
		});
		const said = JSON.stringify(done);
		expect(said).not.toContain('Not-The-Password-1');
		expect(placed(id)).toHaveLength(0);
		expect(itemsOf(done, 'Order', 1)[0]).toMatchObject({ state: 'PLANNED' });
	});

	it('a vendor that is not selected, or an amount that is none, is said before any call', async () => {
		const since = shop.sandbox.control.ledger().at(-1)?.seq ?? 0;
		const none = await run({
			...byId('1'),
			vendor: { __rl: true, mode: 'id', value: '={{ "" }}' },
		});
		expect(failure(none)).toMatch(/Vendor is not selected/);
		const odd = await run({ ...byId('1'), rules: { capPerOrder: 'lots' } });
		expect(failure(odd)).toMatch(/Cap per Order is "lots"/);
		expect(shop.sandbox.control.ledger({ since })).toEqual([]);
	});
});

function source(items: () => INodeExecutionData[]): INodeType {
	return {
		description: {
			displayName: 'Items',
			name: 'items',
			group: ['transform'],
			version: 1,
			description: 'Items of a test',
			defaults: { name: 'Items' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		execute: async () => [items()],
	};
}
