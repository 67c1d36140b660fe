import { setTimeout as pause } from 'node:timers/promises';
import { credentialsOf } from '../../demo/daily-sync';
import { type Editor, signUpOwner } from '../../demo/n8n-editor';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import { importCredentials, importWorkflows, type Running, startN8n } from '../../demo/n8n-server';
import type { TwinAddresses } from '../../demo/twins';
import { LoopbackShop } from '../faults/orders/loopback-shop';
import { orderFlow, placedOf } from './order-flow';
import { run, runsOf } from './runs';
import { until } from './until';

jest.setTimeout(240_000);

/** n8n ends a run in the middle of an order: between its post and the answer. */
describe('a run of real n8n that ends inside an order', () => {
	let shop: LoopbackShop;
	let home: N8nHome;
	let server: Running;
	let editor: Editor;
	const flows: ReturnType<typeof orderFlow>[] = [];
	const orders: number[] = [];
	beforeAll(async () => {
		shop = await LoopbackShop.open();
		shop.sandbox.tdSynnex.refuseDuplicates(false);
		home = await prepareHome();
		const addresses = shop.sandbox.addresses as unknown as TwinAddresses;
		await importCredentials(home, credentialsOf(addresses));
		for (const settings of [{}, { executionTimeout: 7 }]) {
			const poId = shop.purchaseOrder([{ good: 70 + orders.length, quantity: 1 }]);
			orders.push(poId);
			flows.push(orderFlow(shop, poId, { settings }));
		}
		await importWorkflows(home, flows);
		server = await startN8n(home);
		editor = await signUpOwner(home.url);
	});
	afterAll(async () => {
		await server?.stop();
		await shop?.sandbox.close();
		await home?.remove();
	});

	it.each([
		['cancelled by a person', 0, /canceled|cancelled/],
		['cut off by its time-out', 1, /canceled|cancelled|error/],
	])(
		'%s: the order is recorded, at the latest by the next run, and one',
		async (_, which, status) => {
			const [poId = 0, flow] = [orders[which], flows[which]];
			const id = flow?.id ?? '';
			// TD SYNNEX takes the order, and its answer gets lost after a while
			await shop.sandbox.control.clearFaults();
			shop.sandbox.control.addFaults({
				fault: { kind: 'timeoutWithEffect', holdMs: 6_000 },
				system: 'tdsynnex',
				endpoint: 'PO',
			});
			const since = shop.sandbox.control.ledger().at(-1)?.seq ?? 0;
			const { executionId } = await editor.call<{ executionId: string }>(
				'POST',
				`/workflows/${id}/run`,
				{ triggerToStartFrom: { name: 'Run now' } },
			);
			await until('the order', () => placedOf(shop, poId)[0]);
			expect(String(shop.record(poId).generalMemo)).toContain('State: POSTING');
			if (which === 0) await editor.call('POST', `/executions/${executionId}/stop`, {});
			const over = async () =>
				(await runsOf(editor, id)).find((one) => one.id === executionId)?.status;
			while (['new', 'running'].includes((await over()) ?? 'new')) await pause(100);
			expect(await over()).toMatch(status);
			expect(String(shop.record(poId).generalMemo)).toContain('State: POSTING');
			// Whether n8n lets the node go on or not: the next run settles what it left, without a post.
			await pause(15_000);
			await run(editor, id, 'Run now');
			expect(String(shop.record(poId).generalMemo)).toContain('State: RECORDED');
			const [order, ...more] = placedOf(shop, poId);
			expect(more).toEqual([]);
			expect(shop.record(poId).externalPONumber).toBe(order?.orders[0]?.orderNumber);
			const posts = shop.sandbox.control.ledger({ since, system: 'tdsynnex', endpoint: 'PO' });
			expect(posts).toHaveLength(1);
		},
	);
});
