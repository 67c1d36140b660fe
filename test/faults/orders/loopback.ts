import { setTimeout as pause } from 'node:timers/promises';
import type { Send } from '../../../lib/shared/http';
import { reconcileOrders, submitOrders } from '../../../lib/orders/submit/batch';
import { type Fault, type Random, randomOf } from '../../../sandbox';
import type { Figure } from '../cli';
import { LoopbackShop, QUICK } from './loopback-shop';
import { blockOf } from './oracle/memo';

/**
 * The same promises over HTTP against the running twins, duplicate rejection off: each history is one
 * purchase order, two or three runs of which some die, and faults on the wire.
 */
export async function overLoopback(
	histories: number,
	seed: number,
): Promise<{ figures: Figure[]; findings: string[] }> {
	const tally = { orders: 0, double: [] as string[], lost: [] as string[] };
	const seeds = Array.from({ length: histories }, (_, index) => seed + index);
	await Promise.all(Array.from({ length: LANES }, () => playThrough(seeds, tally)));
	const none = (name: string, found: string[]): Figure => ({
		name,
		value: found.length,
		bar: '0',
		ok: found.length === 0,
	});
	return {
		findings: [...tally.double, ...tally.lost],
		figures: [
			none(`double orders over loopback (${histories} histories, rejection off)`, tally.double),
			none('lost orders over loopback', tally.lost),
			{
				name: 'orders placed over loopback',
				value: tally.orders,
				bar: '> 0',
				ok: tally.orders > 0,
			},
		],
	};
}

/** Histories mostly wait in real time: so many are played side by side, each lane on twins of its own. */
const LANES = 3;

interface LoopbackTally {
	orders: number;
	double: string[];
	lost: string[];
}

async function playThrough(seeds: number[], tally: LoopbackTally): Promise<void> {
	const shop = await LoopbackShop.open();
	try {
		for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
			const id = await playOne(shop, randomOf(seed, 'loopback'));
			judge(shop, id, `loopback seed ${seed}`, tally);
		}
	} finally {
		await shop.sandbox.close();
	}
}

async function playOne(shop: LoopbackShop, random: Random): Promise<number> {
	const { control, tdSynnex } = shop.sandbox;
	tdSynnex.refuseDuplicates(false);
	const lines = Array.from({ length: random.int(1, 3) }, () => ({
		good: random.int(0, 200),
		quantity: random.int(1, 3),
	}));
	const id = shop.purchaseOrder(lines);
	if (random.chance(0.8))
		control.addFaults({
			fault: random.pick(FAULTS),
			...random.pick(DOORS),
			after: random.int(0, 3),
			count: random.int(1, 2),
		});
	const runs = Array.from({ length: random.int(2, 3) }, async (_, index) => {
		await pause(random.int(0, 300) * index);
		const crashAt = random.chance(0.4) ? random.int(3, 14) : 0;
		const run = submitOrders(shop.ports(`run${index}`, mortal(crashAt)), shop.job([id]));
		await Promise.race([run.catch(() => undefined), pause(LONGEST_RUN_MS)]);
	});
	await Promise.all(runs);
	await control.clearFaults();
	for (const work of [reconcileOrders, submitOrders, reconcileOrders]) {
		await pause(QUICK.window + 100);
		await work(shop.ports('calm'), shop.job([id])).catch(() => undefined);
	}
	return id;
}

/** A dead run never settles: it is not waited for longer than this. */
const LONGEST_RUN_MS = 4_000;

/** The process stops at its nth call, after the request has left: nothing of it goes on. */
function mortal(crashAt: number): (send: Send) => Send {
	let calls = 0;
	return (send) => (request) => {
		calls++;
		if (crashAt > 0 && calls > crashAt) return new Promise(() => {});
		const answer = send(request);
		return crashAt > 0 && calls === crashAt
			? answer.then(
					() => new Promise(() => {}),
					() => new Promise(() => {}),
				)
			: answer;
	};
}

const DOORS = [
	{ system: 'tdsynnex', endpoint: 'PO' },
	{ system: 'tdsynnex', endpoint: 'POStatus' },
	{ system: 'autotask', endpoint: 'PurchaseOrders' },
] as const;

const FAULTS: Exclude<Fault, { kind: 'refused' }>[] = [
	{ kind: 'resetBefore' },
	{ kind: 'resetAfter' },
	{ kind: 'status', status: 503 },
	{ kind: 'status', status: 502, withEffect: true },
	{ kind: 'htmlErrorPage', status: 200, withEffect: true },
	{ kind: 'emptyBody' },
	{ kind: 'truncatedBody' },
	{ kind: 'malformedBody' },
	{ kind: 'dtd' },
	{ kind: 'wrongEncoding', encoding: 'utf16le' },
	{ kind: 'slowDrip', bytes: 64, everyMs: 5 },
	{ kind: 'timeoutWithEffect', holdMs: 300 },
	{ kind: 'timeoutNoEffect', holdMs: 300 },
];

function judge(shop: LoopbackShop, id: number, name: string, tally: LoopbackTally): void {
	const record = shop.record(id);
	const placed = shop.sandbox.tdSynnex.shop.orders
		.under(String(record.purchaseOrderNumber))
		.filter(({ code }) => code === 'accepted');
	tally.orders += placed.length;
	if (placed.length > 1) tally.double.push(`${name}: ${placed.length} orders`);
	const state = blockOf(String(record.generalMemo), id)?.state ?? 'none';
	if (placed.length > 0 && !['RECORDED', 'UNCERTAIN'].includes(state))
		tally.lost.push(`${name}: ${state}`);
}
