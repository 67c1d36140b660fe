import { randomOf } from '../../../sandbox/core';
import { advise } from './advice';
import { AutotaskDoor } from './autotask-door';
import { blockOf } from './oracle/memo';
import { act } from './people';
import { type History, truthsOf } from './history';
import { Process, UNHARMED, type Weather } from './process';
import { runProduct, type Setup, type WireRequest, type WireResponse } from './product';
import { HOUR, launch as launchOf, type Launch, type Schedule } from './schedule-types';
import { ACCOUNT, EC_URL, TdSynnexDoor } from './tdsynnex-door';
import { Tenant, type Truth, VENDOR } from './truth';
import { VirtualTime } from './virtual-time';

/**
 * Plays a schedule to its end; then all faults are healed, calm runs clear up, and people do what the
 * package advises until nothing is left to do.
 */
export async function play(schedule: Schedule): Promise<History> {
	const time = new VirtualTime(START);
	const tdSynnex = new TdSynnexDoor(() => time.now());
	tdSynnex.plan(schedule.scenario);
	tdSynnex.lag = schedule.lag;
	tdSynnex.lookUps = schedule.lookUps;
	tdSynnex.lies = [...schedule.lies];
	tdSynnex.book.refusesDuplicates = schedule.refusesDuplicates;
	const history: History = {
		schedule,
		tenants: Array.from(
			{ length: schedule.tenants },
			(_, index) => new Tenant(index, time, schedule),
		),
		tdSynnex,
		said: [],
		setups: new Map(),
		thrown: [],
		forgotten: [],
		before: { parked: new Set(), posts: 0 },
		advised: new Map(),
		now: () => time.now(),
	};
	const start = (launch: Launch, name: string, weather: Weather) =>
		void run(history, time, launch, name, weather);
	schedule.launches.forEach((launch, index) =>
		time.in(launch.at, () => start(launch, `run${index}`, schedule)),
	);
	for (const one of schedule.acts)
		time.in(one.at, () => {
			const truth = truthsOf(history)[one.order];
			if (truth) act(one, truth, history.tenants, tdSynnex, time.now());
		});
	if (schedule.pricesChangeAt > 0) time.in(schedule.pricesChangeAt, () => tdSynnex.changePrices());
	await time.runOut();
	await calm(history, time, start);
	return history;
}

const START = Date.parse('2026-06-01T09:00:00Z');

/** Everything works again: the package clears up alone, and then with people who do what it says. */
async function calm(
	history: History,
	time: VirtualTime,
	start: (launch: Launch, name: string, weather: Weather) => void,
): Promise<void> {
	const { schedule, tenants, tdSynnex } = history;
	tdSynnex.lookUps = 'whole';
	tdSynnex.lies = [];
	for (const { autotask } of tenants) autotask.readDelay = 0;
	const weather = { ...schedule, faults: 0, latency: 50, slow: 0 };
	let round = 0;
	const runAll = async (after: number, operation: Launch['operation']) => {
		round += 1;
		tenants.forEach((_, tenant) =>
			time.in(after, () =>
				start(launchOf(0, { operation, tenant }), `calm${round}-${tenant}`, weather),
			),
		);
		await time.runOut();
	};
	await runAll(2 * HOUR, 'reconcile');
	await runAll(HOUR, 'submit');
	await runAll(5 * HOUR, 'reconcile');
	await runAll(HOUR, 'submit');
	history.before = {
		parked: new Set(truthsOf(history).filter((truth) => isParked(history, truth))),
		posts: tdSynnex.posts.length,
	};
	for (let turn = 0; turn < TURNS; turn++) {
		const did = truthsOf(history).map((truth) => advise(history, truth));
		if (!did.includes(true)) break;
		await runAll(HOUR, 'submit');
		await runAll(7 * HOUR, 'reconcile');
	}
}

/** People follow advice so often; what is not settled by then goes round in circles. */
const TURNS = 4;

/** Whether it waits for a person because nobody can tell whether it was ordered. */
export function isParked({ tenants }: Pick<History, 'tenants'>, truth: Truth): boolean {
	const memo = String(
		tenants[truth.tenant]?.autotask.row('PurchaseOrders', truth.id).generalMemo ?? '',
	);
	const state = blockOf(memo, truth.id)?.state ?? '';
	return ['CLAIMED', 'SENDING', 'POSTING', 'UNCERTAIN'].includes(state);
}

const PASSWORD = ACCOUNT.password;
export const SECRET = PASSWORD;

async function run(
	history: History,
	time: VirtualTime,
	launch: Launch,
	name: string,
	weather: Weather,
	again = false,
): Promise<void> {
	const { schedule, tenants, tdSynnex } = history;
	const { truths } = tenants[launch.tenant] as Tenant;
	const random = randomOf(schedule.seed, schedule.kind, name);
	const fate = again ? UNHARMED : launch.fate;
	const process = new Process(name, time, random, weather, fate);
	const setup: Setup = {
		operation: launch.operation,
		poIds: truths.map(({ id }) => id),
		memoMark: schedule.marked ? 'ORDER NOW' : '',
		settle: launch.settle,
		pattern: launch.pattern,
		afterWindow: schedule.afterWindow,
		capPerOrder: schedule.capPerOrder,
		approvalAbove: schedule.approvalAbove,
		vendorId: VENDOR,
	};
	history.setups.set(name, setup);
	try {
		const results = await runProduct(
			{
				clock: {
					now: () => process.now(),
					sleep: (ms) => process.sleep(ms),
					random: () => random.next(),
				},
				autotask: process.sender(
					(request) => watched(history, launch.tenant, name, request),
					'autotask.test',
				),
				zoneDiscoveryUrl: AutotaskDoor.discoveryUrl,
				tdSynnex: process.sender(
					(request, leaving) => tdSynnex.answer(request, leaving),
					'tdsynnex.test',
				),
				token: () => `${name}-${random.int(1, 1e9)}`,
				cancelled: () => process.aborter.signal.aborted,
				login: {
					userId: ACCOUNT.userId,
					password: PASSWORD,
					customerNumber: ACCOUNT.customerNumber,
					ecUrl: EC_URL,
				},
			},
			setup,
		);
		for (const result of results)
			history.said.push({ tenant: launch.tenant, process: name, at: time.now(), result });
	} catch (error) {
		history.thrown.push(error);
		if (launch.retries && !again)
			time.in(1_000, () => void run(history, time, launch, `${name}-retry`, weather, true));
	}
}

/** Autotask's answer; a write that puts a doubt over an answer is noted. */
function watched(
	{ tenants, forgotten }: History,
	tenant: number,
	name: string,
	request: WireRequest,
): WireResponse {
	const { autotask } = tenants[tenant] as Tenant;
	const id = Number((request.body ?? '').match(/"id":(\d+)/)?.[1] ?? 0);
	const block = () => {
		const memo = String(autotask.row('PurchaseOrders', id).generalMemo ?? '');
		return request.method === 'PATCH' ? blockOf(memo, id) : null;
	};
	const before = block();
	const answer = autotask.answer(request);
	const after = block();
	if (before && after && before.revision === after.revision)
		if (ANSWERED.includes(before.state) && IN_DOUBT.includes(after.state))
			forgotten.push({ tenant, id, from: before.state, to: after.state, process: name });
	return answer;
}

/** States of a block that holds TD SYNNEX's answer. */
export const ANSWERED = ['ACCEPTED', 'PARTIAL', 'HELD', 'REJECTED', 'RECORDED'];
const IN_DOUBT = ['POSTING', 'UNCERTAIN', 'PLANNED'];
