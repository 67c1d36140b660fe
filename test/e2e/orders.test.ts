import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { credentialsOf } from '../../demo/daily-sync';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import { N8N_BIN, NODE } from '../../demo/n8n-install';
import {
	executeWorkflow,
	importCredentials,
	importWorkflows,
	itemsOf,
} from '../../demo/n8n-server';
import type { TwinAddresses } from '../../demo/twins';
import { LoopbackShop } from '../faults/orders/loopback-shop';
import { ORDER, orderFlow, placedOf } from './order-flow';

jest.setTimeout(240_000);

/** TD SYNNEX's duplicate rejection is off throughout: it must not be what keeps orders apart. */
describe('one purchase order is one order, in real n8n', () => {
	let shop: LoopbackShop;
	let homes: N8nHome[] = [];
	beforeAll(async () => {
		shop = await LoopbackShop.open();
		shop.sandbox.tdSynnex.refuseDuplicates(false);
		homes = [await prepareHome(), await prepareHome()];
		const addresses = shop.sandbox.addresses as unknown as TwinAddresses;
		for (const home of homes) await importCredentials(home, credentialsOf(addresses));
	});
	afterAll(async () => {
		await shop?.sandbox.close();
		for (const home of homes) await home.remove();
	});
	beforeEach(async () => await shop.sandbox.control.clearFaults());

	const first = () => homes[0] as N8nHome;
	/** Imports a flow that submits one purchase order, into every n8n. */
	const flow = async (poId: number, node: object = {}, options: object = {}): Promise<string> => {
		const workflow = orderFlow(shop, poId, { node, options });
		for (const home of homes) await importWorkflows(home, [workflow]);
		return workflow.id;
	};
	const outcome = async (id: string, home = first()) => {
		const run = await executeWorkflow(home, id);
		return {
			error: run.data.resultData.error?.message,
			results: [...itemsOf(run, ORDER), ...itemsOf(run, ORDER, 1)],
		};
	};
	const placed = (poId: number) => placedOf(shop, poId);

	it('killed between sending and recording, n8n adopts the order after its restart', async () => {
		const poId = shop.purchaseOrder([{ good: 60, quantity: 1 }]);
		const id = await flow(poId);
		// TD SYNNEX takes the order and does not answer
		shop.sandbox.control.addFaults({
			fault: { kind: 'timeoutWithEffect', holdMs: 60_000 },
			system: 'tdsynnex',
			endpoint: 'PO',
		});
		const n8n = spawn(NODE, [N8N_BIN, 'execute', `--id=${id}`], {
			env: first().env,
			stdio: 'ignore',
		});
		const gone = new Promise<void>((resolve) => n8n.once('close', () => resolve()));
		while (placed(poId).length === 0) await pause(50);
		n8n.kill('SIGKILL');
		await gone;
		expect(String(shop.record(poId).generalMemo)).toContain('State: POSTING');
		expect(shop.record(poId).externalPONumber ?? '').toBe('');

		await pause(6_500);
		const { results } = await outcome(id);
		expect(results).toMatchObject([{ state: 'RECORDED', sent: false, answer: 'ACCEPTED' }]);
		expect(placed(poId)).toHaveLength(1);
		expect(shop.record(poId).externalPONumber).toBe(placed(poId)[0]?.orders[0]?.orderNumber);
	});

	it('a schedule that fires in two n8n at once orders once', async () => {
		const poId = shop.purchaseOrder([{ good: 61, quantity: 1 }]);
		const id = await flow(poId);
		const both = await Promise.all(homes.map((home) => outcome(id, home)));
		const sent = both.flatMap(({ results }) => results).filter((result) => result.sent);
		expect(sent).toHaveLength(1);
		expect(placed(poId)).toHaveLength(1);
	});

	it('Retry On Fail runs the node again and orders once', async () => {
		const poId = shop.purchaseOrder([{ good: 62, quantity: 1 }]);
		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1_000 };
		const id = await flow(poId, retry, { onAttention: 'fail' });
		// claim, block and mark of the line are written; the answer cannot be: each try fails
		shop.sandbox.control.addFaults({
			fault: { kind: 'status', status: 503 },
			system: 'autotask',
			endpoint: 'PurchaseOrders',
			method: 'PATCH',
			after: 3,
			count: 0,
		});
		const since = shop.sandbox.control.ledger().at(-1)?.seq ?? 0;
		const { error } = await outcome(id);
		expect(error).toMatch(new RegExp(`PO ${String(shop.record(poId).purchaseOrderNumber)}`));
		const posts = shop.sandbox.control.ledger({ since, system: 'tdsynnex', endpoint: 'PO' });
		expect(posts).toHaveLength(1);
		const reads = shop.sandbox.control.ledger({ since, endpoint: 'PurchaseOrderItems' });
		expect(reads.length).toBeGreaterThanOrEqual(3);

		await shop.sandbox.control.clearFaults();
		await pause(6_500);
		expect((await outcome(id)).results).toMatchObject([{ state: 'RECORDED', sent: false }]);
		expect(placed(poId)).toHaveLength(1);
	});

	it('a second run by hand finds it ordered', async () => {
		const poId = shop.purchaseOrder([{ good: 63, quantity: 2 }]);
		const id = await flow(poId);
		expect((await outcome(id)).results).toMatchObject([{ state: 'RECORDED', sent: true }]);
		expect((await outcome(id)).results).toMatchObject([{ state: 'RECORDED', sent: false }]);
		expect(placed(poId)).toHaveLength(1);
	});

	it('n8n’s own memory keeps an order from going out twice where its block was wiped', async () => {
		const poId = shop.purchaseOrder([{ good: 64, quantity: 1 }]);
		const id = await flow(poId);
		expect((await outcome(id)).results).toMatchObject([{ state: 'RECORDED', sent: true }]);
		shop.sandbox.autotask.admin.changeRecord('PurchaseOrders', poId, {
			generalMemo: '',
			externalPONumber: null,
			status: 1,
		});
		// and TD SYNNEX's look-up is blind
		shop.sandbox.control.addFaults({
			fault: { kind: 'statusLag', seconds: 3_600 },
			system: 'tdsynnex',
			endpoint: 'POStatus',
			count: 0,
		});
		const { results } = await outcome(id);
		expect(results).toMatchObject([{ state: 'UNCERTAIN', sent: false }]);
		expect(placed(poId)).toHaveLength(1);
	});
});
