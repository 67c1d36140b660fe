import { createAutotask } from '../../../lib/autotask';
import { retryingReads } from '../../../lib/autotask/records/retrying-reads';
import { createSources } from '../../../lib/order-status/fetch/status-gateway';
import { pollStatus } from '../../../lib/order-status/poll';
import { emptyMemory } from '../../../lib/order-status/select/schedule';
import { DEFAULT_STATUS_SETTINGS, DEFAULT_WRITES } from '../../../lib/order-status/settings';
import type { Clock } from '../../../lib/shared/clock';
import { NoAnswer, type Send, type WireRequest } from '../../../lib/shared/http';
import { type Random, randomOf } from '../../../sandbox/core';
import { AutotaskDoor } from '../orders/autotask-door';
import { VirtualTime } from '../orders/virtual-time';
import { draw, type Life, START } from './life';
import { fill, PO_NUMBER } from './purchase-order';
import { invoiceXml, statusXml } from './replies';
import { truthAt } from './truth';

/** How the calls of a history fare. */
export type Crowd =
	/** Writes that are under way for long are answered late, and known to be. */
	| 'within'
	/** Some writes are carried out a quarter of an hour after they left: beyond what a claim can see. */
	| 'beyond';

const MINUTE = 60_000;

/**
 * Two or three polls within seconds on one order whose goods have shipped, then one more when all is quiet.
 * Returns what was received wrongly, one line each; empty = each piece once.
 */
export async function pollsAtOnce(seed: number, crowd: Crowd): Promise<string[]> {
	const life: Life = { ...draw(seed), receive: 'shipped', hold: null };
	const random = randomOf(seed, 'polls at once', crowd);
	// often only some of it has shipped: then Autotask takes receipts on
	const hour = random.int(24, 24 * 20);
	const time = new VirtualTime(START + hour * 3_600_000);
	const autotask = new AutotaskDoor(time.sandboxClock());
	const { itemIds } = fill(autotask, life);
	autotask.readDelay = random.chance(0.3) ? random.int(1, 2) : 0;
	const count = random.int(2, 3);
	for (let nth = 0; nth < count; nth++) {
		const weather = { random, crowd, dies: random.chance(0.2) ? random.int(5, 40) : Infinity };
		const start = nth === 0 ? 0 : random.int(0, 15_000);
		time.in(start, () => void poll(`poll${nth}`, life, hour, { time, autotask, weather }));
	}
	const calm = { random, crowd: 'calm' as const, dies: Infinity };
	if (crowd === 'beyond')
		time.in(12 * MINUTE, () => void poll('later', life, hour, { time, autotask, weather: calm }));
	await time.runOut();
	for (const name of ['calm1', 'calm2']) {
		time.in(20 * MINUTE, () => void poll(name, life, hour, { time, autotask, weather: calm }));
		await time.runOut();
	}
	return wronglyReceived(life, hour, autotask, itemIds);
}

function wronglyReceived(
	life: Life,
	hour: number,
	autotask: AutotaskDoor,
	itemIds: Map<number, number>,
): string[] {
	const receipts = autotask.world.store.table('PurchaseOrderItemReceiving').all();
	return truthAt(life, hour).lines.flatMap(({ number, shipped, serials }) => {
		const got = receipts
			.filter(({ values }) => values.purchaseOrderItemID === itemIds.get(number))
			.reduce((sum, { values }) => sum + Number(values.quantityNowReceiving), 0);
		const { serialised } = life.lines.find((line) => line.number === number) ?? {};
		// a piece waits for its serial number, which the status or only the invoice names
		const least = serialised ? serials.length : shipped;
		return got <= shipped && got >= least
			? []
			: [`seed ${life.seed} line ${number}: ${got} received, ${shipped} shipped`];
	});
}

interface Around {
	time: VirtualTime;
	autotask: AutotaskDoor;
	weather: { random: Random; crowd: Crowd | 'calm'; dies: number };
}

async function poll(name: string, life: Life, hour: number, around: Around): Promise<void> {
	const { time, weather } = around;
	const clock: Clock = {
		now: () => time.now(),
		sleep: (ms) => new Promise((resolve) => time.in(ms, resolve)),
		random: () => weather.random.next(),
	};
	const client = createAutotask({
		send: sender(around, (request) => around.autotask.answer(request)),
		clock,
		userName: 'api',
		zoneDiscoveryUrl: AutotaskDoor.discoveryUrl,
		budgetShare: 100,
		attempts: 1,
	});
	const tdSynnex: Send = sender(around, ({ url }) => ({
		status: 200,
		headers: {},
		body: url.endsWith('/webservice/invoice/query')
			? invoiceXml(life, PO_NUMBER, hour)
			: statusXml(life, PO_NUMBER, hour),
	}));
	let tokens = 0;
	await pollStatus(
		{
			autotask: retryingReads(client, clock),
			sources: createSources({
				send: tdSynnex,
				clock,
				customerNumber: '100001',
				ecUrl: 'https://tdsynnex.test',
				invoiceUrl: 'https://tdsynnex.test',
			}),
			clock,
			token: () => `${name}-${++tokens}`,
			memory: emptyMemory(),
		},
		{
			...DEFAULT_STATUS_SETTINGS,
			scope: { kind: 'given', numbers: [PO_NUMBER] },
			pace: { mode: 'always', callsPerHour: 1000 },
			write: { ...DEFAULT_WRITES, receive: 'shipped' },
		},
		{
			environment: 'custom',
			host: 'tdsynnex.test',
			customerNumber: '100001',
			country: 'US',
			currency: 'USD',
		},
		{ run: '', workflow: '', step: '', environment: 'custom', dryRun: false, webUrl: '' },
	).catch(() => undefined);
}

/** Calls take their time there and back; now and then one is slow, or its answer is lost. */
function sender(
	{ time, weather }: Around,
	answer: (request: WireRequest) => ReturnType<AutotaskDoor['answer']>,
): Send {
	const { random, crowd } = weather;
	let calls = 0;
	return (request) =>
		new Promise((resolve, reject) => {
			// a process that died neither asks nor hears any more
			if (++calls > weather.dies) return;
			const calm = crowd === 'calm';
			const slow = !calm && random.chance(0.05) ? random.int(3_000, 60_000) : 0;
			const late = crowd === 'beyond' && /Receiving$/.test(request.url) && random.chance(0.5);
			const there = random.int(20, 1_500) + (late ? 15 * MINUTE : 0);
			const lost = !calm && random.chance(0.03);
			time.in(there, () => {
				const reply = answer(request);
				time.in(random.int(20, 500) + slow, () =>
					lost ? reject(new NoAnswer('reset', 'autotask.test', 'ECONNRESET')) : resolve(reply),
				);
			});
		});
}
