import { setTimeout as pause } from 'node:timers/promises';
import { submitOrders } from '../lib/orders/submit/batch';
import { DEFAULT_TIMING } from '../lib/orders/journal/timing';
import type { OrderSettings } from '../lib/orders/settings';
import { LoopbackShop } from '../test/faults/orders/loopback-shop';
import { atMost, exactly, measured, type BenchOptions, type BenchResult } from './support/result';

const ORDERS = 50;
const LINES = 5;
const LATENCY_MS = 50;
const MARK = 'BENCH';

/**
 * The order figures: 50 purchase orders of 5 lines that are ready, sent in one run with the settle
 * time of the node, 50 ms a call; then one alone, and all of them once more.
 */
export async function run({ seed, log }: BenchOptions): Promise<BenchResult> {
	const shop = await LoopbackShop.open(LATENCY_MS, seed);
	try {
		return await measure(shop, log);
	} finally {
		await shop.sandbox.close();
	}
}

async function measure(shop: LoopbackShop, log: BenchOptions['log']): Promise<BenchResult> {
	const ids = Array.from({ length: ORDERS }, (_, order) => write(shop, order, MARK));
	const batch = await send(shop, MARK);
	log(`${ORDERS} orders: ${batch.seconds} s, ${batch.autotask} + ${batch.tdSynnex} calls`);
	const [first] = [write(shop, ORDERS, 'ALONE')];
	const alone = await send(shop, 'ALONE');
	log(`one alone: ${alone.seconds} s, ${alone.autotask} + ${alone.tdSynnex} calls`);
	const again = await send(shop, MARK);
	const numbers = [...ids, first ?? 0].map((id) => String(shop.record(id).purchaseOrderNumber));
	const placed = numbers.map(
		(number) => shop.sandbox.tdSynnex.shop.orders.under(number).filter(taken).length,
	);
	return {
		figures: [
			atMost(`${ORDERS} orders of ${LINES} lines: seconds`, batch.seconds, 60),
			atMost('calls to Autotask for each', round(batch.autotask / ORDERS), 10),
			atMost('calls to TD SYNNEX for each', round(batch.tdSynnex / ORDERS), 3),
			exactly('recorded in Autotask', batch.recorded, ORDERS),
			exactly('purchase orders with exactly one order', placed.filter((n) => n === 1).length, 51),
			measured('one order alone: seconds', alone.seconds),
			measured('one order alone: calls to Autotask', alone.autotask),
			measured('one order alone: calls to TD SYNNEX', alone.tdSynnex),
			exactly('run again: orders sent', again.sent, 0),
		],
		details: { settleSeconds: DEFAULT_TIMING.settle / 1000, latencyMs: LATENCY_MS },
	};
}

function write(shop: LoopbackShop, order: number, mark: string): number {
	const lines = Array.from({ length: LINES }, (_, line) => ({
		good: order * LINES + line,
		quantity: 1,
	}));
	return shop.purchaseOrder(lines, { generalMemo: mark });
}

/** All that is ready and holds the mark, in one run. */
async function send(shop: LoopbackShop, memoMark: string) {
	const before = counts(shop);
	const started = performance.now();
	const clock = { now: Date.now, sleep: (ms: number) => pause(ms), random: Math.random };
	const results = await submitOrders(
		{ ...shop.ports('bench'), clock },
		{
			...shop.job([], settings),
			selection: { by: 'ready', vendorId: String(shop.vendor), status: 'New', memoMark },
		},
	);
	const after = counts(shop);
	return {
		seconds: round((performance.now() - started) / 1000),
		autotask: after.autotask - before.autotask,
		tdSynnex: after.tdSynnex - before.tdSynnex,
		recorded: results.filter(({ state }) => state === 'RECORDED').length,
		sent: results.filter(({ sent }) => sent).length,
	};
}

function settings(given: OrderSettings): OrderSettings {
	return { ...given, timing: DEFAULT_TIMING };
}

/** The zone look-up needs no login, and Autotask does not count it. */
function counts({ sandbox }: LoopbackShop): { autotask: number; tdSynnex: number } {
	const { autotask, tdsynnex } = sandbox.control.stats().endpoints;
	const sum = (endpoints: typeof autotask) =>
		Object.entries(endpoints)
			.filter(([name]) => !/zoneInformation/i.test(name))
			.reduce((so, [, { calls }]) => so + calls, 0);
	return { autotask: sum(autotask), tdSynnex: sum(tdsynnex) };
}

function taken({ code }: { code: string }): boolean {
	return code === 'accepted';
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
