import { createAutotask } from '../../../lib/autotask';
import type { Clock } from '../../../lib/shared/clock';
import type { Send } from '../../../lib/shared/http';
import { DEFAULT_OPTIONS } from '../../../lib/orders/request/options';
import { retryingReads } from '../../../lib/autotask/records/retrying-reads';
import type { OrderPorts } from '../../../lib/orders/ports';
import { type OrderJob, reconcileOrders, submitOrders } from '../../../lib/orders/submit/batch';
import { DEFAULT_SETTINGS } from '../../../lib/orders/settings';
import { createTdSynnex } from '../../../lib/orders/submit/order-gateway';
import type { Account, OrderResult } from '../../../lib/orders/types';
import { sign } from '../../../lib/tdsynnex/ec-xml/auth';
import { randomOf } from '../../../sandbox/core';
import { AutotaskDoor } from './autotask-door';
import { Process, type Weather } from './network';
import type { Launch, Schedule } from './schedule';
import { ACCOUNT, EC_URL, GOODS, TdSynnexDoor } from './tdsynnex-door';
import { VirtualTime } from './virtual-time';

/** What a schedule led to: both systems as they stand at the end, and all that runs said. */
export interface History {
	schedule: Schedule;
	autotask: AutotaskDoor;
	tdSynnex: TdSynnexDoor;
	poIds: number[];
	results: OrderResult[];
	/** Errors that ended a run as a whole. */
	thrown: unknown[];
	/** Texts that people wrote into the memos. */
	notes: string[];
}

/** Plays a schedule to its end, then heals all faults and lets two calm rounds of runs clear up. */
export async function play(schedule: Schedule): Promise<History> {
	const time = new VirtualTime(START);
	const autotask = new AutotaskDoor(time.sandboxClock());
	const tdSynnex = new TdSynnexDoor(() => time.now());
	tdSynnex.plan(schedule.scenario);
	tdSynnex.lag = schedule.lag;
	tdSynnex.book.refusesDuplicates = schedule.refusesDuplicates;
	const poIds = fill(autotask, schedule);
	autotask.readDelay = schedule.readDelay;
	const history: History = {
		schedule,
		autotask,
		tdSynnex,
		poIds,
		results: [],
		thrown: [],
		notes: [],
	};
	const start = (launch: Launch, name: string, weather: Weather) =>
		void run(history, time, launch, name, weather);
	schedule.launches.forEach((launch, index) =>
		time.in(launch.at, () => start(launch, `run${index}`, schedule)),
	);
	schedule.edits.forEach(({ at, kind }, index) =>
		time.in(at, () => edit(history, kind, `Note ${index}: call Jo`)),
	);
	if (schedule.pricesChangeAt > 0) time.in(schedule.pricesChangeAt, () => tdSynnex.changePrices());
	await time.runOut();
	for (const [index, operation] of CALM_ROUNDS.entries()) {
		if (index === CALM_ROUNDS.length - 1 && !inDoubt(history)) break;
		autotask.readDelay = 0;
		const calm: Launch = { at: 0, operation, crashAt: 0, crashAfterEffect: false };
		time.in(CALM_MS, () =>
			start(calm, `calm${index}`, { ...schedule, faults: 0, latency: 50, slow: 0 }),
		);
		await time.runOut();
	}
	return history;
}

const START = Date.parse('2026-06-01T09:00:00Z');
/** Longer than waiting window, claim life, quiet time and the longest lag. */
const CALM_MS = 2 * 60 * 60_000;
const CALM_ROUNDS = ['reconcile', 'submit', 'reconcile'] as const;

function inDoubt({ autotask, poIds }: History): boolean {
	return poIds.some((id) =>
		/State: (SENDING|UNCERTAIN)/.test(String(autotask.row('PurchaseOrders', id).generalMemo)),
	);
}

const PASSWORD = ACCOUNT.password;
export const SECRET = PASSWORD;

const TRADE: Account = {
	environment: 'custom',
	host: 'tdsynnex.test',
	customerNumber: ACCOUNT.customerNumber,
	country: 'US',
	currency: 'USD',
};

async function run(
	history: History,
	time: VirtualTime,
	launch: Launch,
	name: string,
	weather: Weather,
): Promise<void> {
	const { schedule, autotask, tdSynnex } = history;
	const random = randomOf(schedule.seed, schedule.kind, name);
	const process = new Process(time, random, weather, launch.crashAt, launch.crashAfterEffect);
	const clock: Clock = {
		now: () => time.now(),
		sleep: (ms) => process.sleep(ms),
		random: () => random.next(),
	};
	const raw = process.sender((request) => tdSynnex.answer(request), 'tdsynnex.test');
	const signing: Send = (request) =>
		raw({
			...request,
			body: sign(
				request.body ?? '',
				request.url,
				{ userId: ACCOUNT.userId, password: PASSWORD },
				{
					customerNumber: ACCOUNT.customerNumber,
					country: 'US',
					environment: 'custom',
					ecUrl: EC_URL,
					invoiceUrl: EC_URL,
				},
			),
		});
	const autotaskClient = createAutotask({
		send: process.sender((request) => autotask.answer(request), 'autotask.test'),
		clock,
		userName: 'api',
		zoneDiscoveryUrl: AutotaskDoor.discoveryUrl,
		unbudgeted: true,
		attempts: 1,
	});
	const ports: OrderPorts = {
		autotask: retryingReads(autotaskClient, clock),
		tdSynnex: createTdSynnex({ send: signing, clock, account: TRADE, ecUrl: EC_URL }),
		clock,
		token: () => `${name}-${random.int(1, 1e9)}`,
	};
	try {
		const work = launch.operation === 'submit' ? submitOrders : reconcileOrders;
		history.results.push(...(await work(ports, jobFor(history))));
	} catch (error) {
		history.thrown.push(error);
	}
}

function jobFor({ schedule, poIds }: History): OrderJob {
	return {
		selection: { by: 'name', ids: poIds.map(String), numbers: [] },
		source: { vendorId: String(VENDOR), skuPattern: 'TDS-{sku}', minimumField: '' },
		amount: { from: '', to: '' },
		cancelled: () => false,
		terms: async () => ({
			account: TRADE,
			settings: {
				...DEFAULT_SETTINGS,
				afterWindow: schedule.afterWindow,
				rules: {
					...DEFAULT_SETTINGS.rules,
					vendorId: String(VENDOR),
					readyStatus: 'New',
					capPerOrder: schedule.capPerOrder,
					capPerRun: '',
					approvalAbove: '',
				},
			},
			defaults: DEFAULT_OPTIONS,
			texts: () => [],
		}),
	};
}

const VENDOR = 7001;

/** Purchase orders with their lines and products, as an MSP has them. */
function fill(autotask: AutotaskDoor, schedule: Schedule): number[] {
	const { store } = autotask.world;
	store.table('Companies').insert({ companyName: 'TD SYNNEX', companyType: 7 }, {}, VENDOR);
	const location = autotask.add('InventoryLocations', { locationName: 'Main', isActive: true });
	const statusNew = autotask.world.schema.picklistId('PurchaseOrders', 'status', 'New');
	const products = new Map<number, number>();
	return schedule.orders.map((lines, index) => {
		const id = autotask.add('PurchaseOrders', {
			purchaseOrderNumber: String(16 + index),
			vendorID: VENDOR,
			status: statusNew,
			shipToName: 'Smith & Sons <Dental>',
			shipToAddress1: '1 Main Street',
			shipToCity: 'Greenville',
			shipToState: 'SC',
			shipToPostalCode: '29601',
			phone: '864-555-0100',
			generalMemo: 'Deliver to the back door.',
			createDateTime: '2026-06-01T08:00:00Z',
		});
		for (const { good, quantity } of lines) {
			const product = GOODS[good % GOODS.length] as (typeof GOODS)[number];
			let productID = products.get(product.index);
			if (productID === undefined) {
				productID = autotask.add('Products', {
					name: product.description,
					sku: `TDS-${product.sku}`,
					isActive: true,
				});
				products.set(product.index, productID);
			}
			autotask.add('PurchaseOrderItems', {
				orderID: id,
				productID,
				quantity,
				unitCost: Number(product.cost),
				inventoryLocationID: location,
			});
		}
		return id;
	});
}

function edit(history: History, kind: 'note' | 'wipe', note: string): void {
	for (const id of history.poIds) {
		const memo = String(history.autotask.row('PurchaseOrders', id).generalMemo ?? '');
		const kept = kind === 'wipe' ? memo.replace(/=== TD SYNNEX[\s\S]*?=== end[^\n]*/g, '') : memo;
		history.autotask.change('PurchaseOrders', id, { generalMemo: `${kept}\n${note}` });
	}
	history.notes.push(note);
}
