import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { credentialsOf, filledIn, STEPS, type WorkflowFile } from '../../demo/daily-sync';
import { type Editor, signUpOwner } from '../../demo/n8n-editor';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import {
	type ExecutedRun,
	importCredentials,
	importWorkflows,
	itemsOf,
	type Running,
	startN8n,
} from '../../demo/n8n-server';
import { NODE, toolEnv } from '../../demo/n8n-install';
import { type QueueServices, startWorker } from '../../demo/queue';
import type { TwinAddresses, Twins } from '../../demo/twins';
import { LoopbackShop } from '../faults/orders/loopback-shop';
import { ORDER, orderFlow, placedOf } from './order-flow';
import { nextRun, run, runsOf, served } from './runs';
import { until } from './until';

/** Redis could not be had: the reason was printed before the first test. */
const inQueueMode = process.env.NO_QUEUE ? describe.skip : describe;

/** Answers that come at once would never meet. */
const LATENCY_MS = 50;

/**
 * n8n in queue mode: PostgreSQL, Redis, and two workers that take a run each, or several. TD
 * SYNNEX's duplicate rejection is off throughout: it must not be what keeps orders apart.
 */
inQueueMode('with several workers', () => {
	let shop: LoopbackShop;
	let services: QueueServices;
	let home: N8nHome;
	let server: Running;
	let editor: Editor;
	let workers: Running[] = [];
	beforeAll(async () => {
		shop = await LoopbackShop.open(LATENCY_MS);
		shop.sandbox.tdSynnex.refuseDuplicates(false);
		services = await queueServices();
		// a job of a worker that is gone comes back to the others after seconds, not minutes
		const env = { QUEUE_WORKER_LOCK_DURATION: '6000', QUEUE_WORKER_STALLED_INTERVAL: '3000' };
		home = await prepareHome({ env: { ...services.env, ...env } });
		await importCredentials(
			home,
			credentialsOf(shop.sandbox.addresses as unknown as TwinAddresses),
		);
		server = await startN8n(home);
		editor = await signUpOwner(home.url);
		workers = [await startWorker(home), await startWorker(home)];
	}, 600_000);
	afterAll(async () => {
		for (const worker of workers) await worker.stop();
		await server?.stop();
		await services?.stop();
		await home?.remove();
		await shop?.sandbox.close();
	});
	beforeEach(async () => await shop.sandbox.control.clearFaults());

	const publish = async (id: string) => {
		const { versionId } = await editor.call<{ versionId: string }>('GET', `/workflows/${id}`);
		await editor.call('POST', `/workflows/${id}/activate`, { versionId });
		await served(editor, id, versionId);
	};
	const ended = async (id: string, least: number) => {
		for (;;) {
			const runs = await runsOf(editor, id);
			if (runs.length >= least && !runs.some(({ status }) => ACTIVE.includes(status))) return runs;
			await pause(200);
		}
	};
	const posts = (since: number) =>
		shop.sandbox.control.ledger({ since, system: 'tdsynnex', endpoint: 'PO' });
	const lastCall = () => shop.sandbox.control.ledger().at(-1)?.seq ?? 0;

	it('a webhook that is called twice at once orders once', async () => {
		const poId = shop.purchaseOrder([{ good: plainGood(shop, 0), quantity: 1 }]);
		const flow = startedBy(orderFlow(shop, poId), [
			{
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				webhookId: `order-${poId}`,
				parameters: { httpMethod: 'POST', path: `order-${poId}`, responseMode: 'onReceived' },
			},
		]);
		await importWorkflows(home, [flow]);
		await publish(flow.id);
		const call = () => fetch(`${home.url}/webhook/order-${poId}`, { method: 'POST' });
		const answers = await Promise.all([call(), call()]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		const runs = await ended(flow.id, 2);
		expect(runs.map(({ status }) => status)).toEqual(['success', 'success']);
		expect(placedOf(shop, poId)).toHaveLength(1);
	});

	it('two schedules of one workflow that fire together order once', async () => {
		const poId = shop.purchaseOrder([{ good: plainGood(shop, 1), quantity: 1 }]);
		const every = {
			type: 'n8n-nodes-base.scheduleTrigger',
			typeVersion: 1.2,
			parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 5 }] } },
		};
		const flow = startedBy(orderFlow(shop, poId), [every, every]);
		await importWorkflows(home, [flow]);
		await publish(flow.id);
		await until('the order', () => placedOf(shop, poId)[0]);
		await editor.call('POST', `/workflows/${flow.id}/deactivate`, {});
		const runs = await ended(flow.id, 2);
		expect(runs.map(({ status }) => status)).not.toContain('error');
		expect(placedOf(shop, poId)).toHaveLength(1);
		expect(String(shop.record(poId).generalMemo)).toContain('State: RECORDED');
	});

	it('three syncs at once keep within Autotask’s threads: none fails, nothing is doubled', async () => {
		const syncs = await threeSyncs(shop, 'Threads', 0);
		await importWorkflows(home, syncs);
		const since = lastCall();
		const before = doubledSkus(shop);
		const runs = await Promise.all(syncs.map(({ id }) => run(editor, id, STEPS.manual)));
		const summaries = runs.map(upserted);
		for (const summary of summaries)
			expect(summary).toMatchObject({ failed: 0, uncertain: 0, deferred: 0 });
		const created = summaries.reduce((sum, summary) => sum + Number(summary.created), 0);
		expect(created).toBeGreaterThan(60);
		expect(doubledSkus(shop)).toEqual(before);
		// they did meet: Autotask refused what was one thread too many
		const refused = shop.sandbox.control
			.ledger({ since, system: 'autotask', status: 429 })
			.map(({ endpoint }) => endpoint);
		expect(refused.length).toBeGreaterThan(0);
	});

	it('three syncs at once leave free what they are told to, together', async () => {
		const { admin } = shop.sandbox.autotask;
		const syncs = await threeSyncs(shop, 'Budget', 3);
		await importWorkflows(home, syncs);
		admin.setLimits({ hourlyLimit: 2_000, used: 1_440 });
		const runs = await Promise.all(syncs.map(({ id }) => run(editor, id, STEPS.manual)));
		const { used } = admin.setLimits({});
		admin.setLimits({ hourlyLimit: 10_000, used: 0 });
		const summaries = runs.map(upserted);
		expect(summaries.map(({ failed }) => failed)).toEqual([0, 0, 0]);
		const left = summaries.reduce((sum, { deferred }) => sum + Number(deferred), 0);
		expect(left).toBeGreaterThan(0);
		// a quarter of the hour stays free; each run reads the count again after 25 calls at the latest
		expect(used).toBeLessThanOrEqual(1_500 + 3 * 25);
	});

	it('a sync whose worker is killed is told as failed and finished by the next run: nothing is doubled or lost', async () => {
		const [sync] = await threeSyncs(shop, 'Killed', 6);
		await importWorkflows(home, [sync as WorkflowFile]);
		const [before, doubled] = [ourSkus(shop).length, doubledSkus(shop)];
		const { id } = sync as WorkflowFile;
		const started = new Date();
		await editor.call('POST', `/workflows/${id}/run`, {
			triggerToStartFrom: { name: STEPS.manual },
		});
		await until('the first products', () => (ourSkus(shop).length > before + 5 ? true : undefined));
		await killAll();
		workers = [await startWorker(home), await startWorker(home)];
		const partly = ourSkus(shop).length;
		// while n8n still takes the killed run for one that works
		const next = upserted(await run(editor, id, STEPS.manual));
		expect(next).toMatchObject({ failed: 0, uncertain: 0, deferred: 0 });
		expect(next.created).toBeGreaterThan(0);
		expect(ourSkus(shop).length).toBe(partly + Number(next.created));
		await expectGivenUp(id, started);
		expect((await ended(id, 2)).map(({ status }) => status)).toEqual(['error', 'success']);
		const last = upserted(await run(editor, id, STEPS.manual));
		expect(last).toMatchObject({ created: 0, updated: 0, failed: 0, deferred: 0 });
		expect(doubledSkus(shop)).toEqual(doubled);
		const stocked = stockedOf(shop, largestMakers(shop)[6]);
		expect(last.items).toBe(stocked.length);
		const entries = vendorEntries(shop);
		expect(stocked.filter((sku) => !entries.includes(sku))).toEqual([]);
	});

	it('an order whose worker is killed inside it is told as failed, and looked up by the next run: one order', async () => {
		const poId = shop.purchaseOrder([{ good: plainGood(shop, 2), quantity: 1 }]);
		const flow = orderFlow(shop, poId);
		await importWorkflows(home, [flow]);
		// TD SYNNEX takes the order and does not answer
		shop.sandbox.control.addFaults({
			fault: { kind: 'timeoutWithEffect', holdMs: 60_000 },
			system: 'tdsynnex',
			endpoint: 'PO',
		});
		const since = lastCall();
		const started = new Date();
		await editor.call('POST', `/workflows/${flow.id}/run`, {
			triggerToStartFrom: { name: 'Run now' },
		});
		await until('the order', () => placedOf(shop, poId)[0]);
		expect(String(shop.record(poId).generalMemo)).toContain('State: POSTING');
		await killAll();
		workers = [await startWorker(home), await startWorker(home)];
		await expectGivenUp(flow.id, started);
		expect(posts(since)).toHaveLength(1);
		const next = await run(editor, flow.id, 'Run now');
		expect(placedOf(shop, poId)).toHaveLength(1);
		expect(posts(since)).toHaveLength(1);
		const numbers = placedOf(shop, poId)[0]?.orders.map(({ orderNumber }) => orderNumber);
		expect(itemsOf(next, ORDER)).toMatchObject([
			{ state: 'RECORDED', sent: false, answer: 'ACCEPTED', orderNumbers: numbers },
		]);
		expect(shop.record(poId).externalPONumber).toBe(numbers?.join(', '));
		expect(String(shop.record(poId).generalMemo)).toContain('State: RECORDED');
	});

	/** n8n gives the run of a worker that is gone to no other one: after some time it ends it as failed. */
	async function expectGivenUp(id: string, started: Date): Promise<void> {
		const { status, data } = await nextRun(editor, id, started);
		expect(status).toBe('error');
		expect(data.resultData.error?.message).toMatch(/failed to be processed too many times/);
	}

	async function killAll(): Promise<void> {
		await Promise.all(workers.map(async (worker) => await worker.kill()));
		workers = [];
	}
});

const ACTIVE = ['new', 'running', 'waiting'];

/** Beside the tests, since Jest cannot load the package that brings PostgreSQL. */
async function queueServices(): Promise<QueueServices> {
	const child = spawn(NODE, ['--import', 'tsx', join(__dirname, 'queue-process.ts')], {
		env: toolEnv(),
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const end = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const env = await new Promise<Record<string, string>>((resolve, reject) => {
		createInterface(child.stdout).on('line', (line) => {
			if (line.startsWith('{')) resolve(JSON.parse(line) as Record<string, string>);
		});
		void end.then(() => reject(new Error('PostgreSQL and Redis did not start')));
	});
	return {
		env,
		async stop() {
			child.kill('SIGTERM');
			await end;
		},
	};
}

/** The flow with these triggers in the place of its button. */
function startedBy(flow: ReturnType<typeof orderFlow>, triggers: object[]) {
	const nodes = triggers.map((trigger, index) => ({
		id: `t${index}`,
		name: `Trigger ${index + 1}`,
		position: [0, 200 * index],
		...trigger,
	}));
	const to = { main: [[{ node: ORDER, type: 'main', index: 0 }]] };
	return {
		...flow,
		nodes: [...nodes, ...flow.nodes.filter(({ name }) => name === ORDER)],
		connections: Object.fromEntries(nodes.map(({ name }) => [name, to])),
	};
}

/** The shipped sync, three times, each for a maker of its own; `from` = how many of the largest makers to pass over. */
async function threeSyncs(shop: LoopbackShop, name: string, from: number): Promise<WorkflowFile[]> {
	const { addresses, autotask } = shop.sandbox;
	const twins: Twins = {
		addresses: addresses as unknown as TwinAddresses,
		control: async <T>(_: string, path: string) =>
			autotask.admin.records(path.split('/').at(-1) ?? '') as T,
		stop: async () => {},
	};
	return await Promise.all(
		largestMakers(shop)
			.slice(from, from + 3)
			.map(async (manufacturers, index) => {
				const filters = { inStockOnly: true, manufacturers };
				const sync = await filledIn(twins, { filters, dryRun: false });
				return { ...sync, id: `${name}${index}`, name: `${name} ${index + 1}`, active: false };
			}),
	);
}

/** Makers by how many products of theirs are in stock, the most first. */
function largestMakers({ sandbox }: LoopbackShop): string[] {
	const { world } = sandbox.tdSynnex.shop;
	const counts = new Map<string, number>();
	for (let at = 0; at < world.skus; at++) {
		const { manufacturer, stock } = world.at(at);
		if (isStocked(stock)) counts.set(manufacturer, (counts.get(manufacturer) ?? 0) + 1);
	}
	return [...counts].sort(([, a], [, b]) => b - a).map(([maker]) => maker);
}

/** SKUs of a maker that are in stock. */
function stockedOf({ sandbox }: LoopbackShop, maker?: string): string[] {
	const { world } = sandbox.tdSynnex.shop;
	return Array.from({ length: world.skus }, (_, at) => world.at(at))
		.filter(({ manufacturer, stock }) => manufacturer === maker && isStocked(stock))
		.map(({ sku }) => sku);
}

const isStocked = (stock: readonly { quantity: number }[]) =>
	stock.some(({ quantity }) => quantity > 0);

/** A product to be ordered that none of the syncs takes: its Autotask product is bare. */
function plainGood(shop: LoopbackShop, nth: number): number {
	const taken = largestMakers(shop).slice(0, 9);
	return shop.goods.findIndex(
		({ manufacturer }, at) =>
			!taken.includes(manufacturer) &&
			shop.goods.slice(0, at).filter((one) => !taken.includes(one.manufacturer)).length === nth,
	);
}

/** The summary of Product Upsert. */
function upserted(executed: ExecutedRun): Record<string, unknown> {
	const [summary] = itemsOf(executed, STEPS.upsert, 1);
	if (summary) return summary;
	const { error, lastNodeExecuted } = executed.data.resultData;
	throw new Error(`${lastNodeExecuted}: ${error?.message ?? executed.status}`);
}

/** SKUs of ours, of active products. */
function ourSkus({ sandbox }: LoopbackShop): string[] {
	return sandbox.autotask.admin
		.records('Products')
		.filter(({ isActive }) => isActive !== false)
		.map(({ sku }) => String(sku ?? ''))
		.filter((sku) => sku.startsWith('TDS-'));
}

/** SKUs that vendor entries name. */
function vendorEntries({ sandbox }: LoopbackShop): string[] {
	return sandbox.autotask.admin
		.records('ProductVendors')
		.map(({ vendorPartNumber }) => String(vendorPartNumber));
}

/** Those that several active products have: the incumbent left some. */
function doubledSkus(shop: LoopbackShop): string[] {
	const skus = ourSkus(shop);
	return [...new Set(skus.filter((sku, at) => skus.indexOf(sku) !== at))].sort();
}
