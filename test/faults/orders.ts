import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { FaultsOptions, FaultsReport, Figure } from './cli';
import { add, type Batch, emptyTally, type Tally } from './orders/tally';
import type { Kind } from './orders/schedule-types';
import { overLoopback } from './orders/loopback';

/** Of every schedule drawn, so many in a hundred are of each kind. */
const SHARES: Record<Kind, number> = {
	everyday: 22,
	answers: 6,
	aimed: 10,
	crowdWithin: 14,
	crowdFenced: 6,
	minds: 14,
	revisions: 10,
	torn: 8,
	shared: 6,
	numbered: 2,
	beyond: 2,
};

/**
 * Plays seeded histories of faults, crashes, double runs and people against the twins' own order book
 * and rules, without sockets and in virtual time; then a smaller number over loopback and HTTP.
 */
export async function run({ schedules, seed }: FaultsOptions): Promise<FaultsReport> {
	const begun = performance.now();
	const [tallies, loopback] = await Promise.all([
		playAll(batches(schedules, seed)),
		overLoopback(Math.min(12, Math.max(4, Math.round(schedules / 800))), seed),
	]);
	const figures = [...figuresOf(tallies), ...loopback.figures];
	return {
		seed,
		schedules,
		seconds: (performance.now() - begun) / 1000,
		figures,
		findings: [...Object.values(tallies).flatMap(({ findings }) => findings), ...loopback.findings],
	};
}

/** How many of each kind, cut into portions for the processes. */
export function batches(schedules: number, seed: number): Batch[] {
	return (Object.entries(SHARES) as [Kind, number][]).flatMap(([kind, share]) => {
		const count = Math.max(1, Math.round((schedules * share) / 100));
		return portions(count).map(([from, to]) => ({ kind, from: seed + from, to: seed + to }));
	});
}

export function figuresOf(tallies: Record<Kind, Tally>): Figure[] {
	const sum = (pick: (tally: Tally) => number, kinds: Kind[] = PROMISED) =>
		kinds.reduce((so, kind) => so + pick(tallies[kind]), 0);
	const none = (name: string, value: number): Figure => ({
		name,
		value,
		bar: '0',
		ok: value === 0,
	});
	const some = (name: string, value: number): Figure => ({
		name,
		value,
		bar: '> 0',
		ok: value > 0,
	});
	const told = (name: string, value: number): Figure => ({ name, value, bar: '', ok: true });
	const all = (name: string, pick: (tally: Tally) => number) => none(name, sum(pick));
	// what nothing rules out (Autotask has no lock, TD SYNNEX returns nothing that we send) stays rare
	const rare = (name: string, pick: (tally: Tally) => number): Figure => {
		const share =
			(100 * sum(pick)) /
			Math.max(
				1,
				sum(({ orders }) => orders),
			);
		const ok = share <= RARE || sum(pick) === 1;
		return { name: `${name}, in % of orders`, value: rounded(share), bar: `<= ${RARE}`, ok };
	};
	const needless =
		(100 * sum(({ needless }) => needless, ORDINARY)) /
		Math.max(
			1,
			sum(({ whole }) => whole, ORDINARY),
		);
	return [
		...PROMISED.map((kind) => none(`double orders, ${WORDS[kind]}`, tallies[kind].double)),
		all('double orders after following advice', ({ adviceDoubled }) => adviceDoubled),
		all('lost orders', ({ lost }) => lost),
		all("orders sent against a person's word", ({ unwanted }) => unwanted),
		all('orders with other content than the purchase order', ({ content }) => content),
		all("orders taken for another purchase order's in silence", ({ adopted }) => adopted),
		rare("orders taken for another purchase order's, and told of", (one) => one.adoptedTold),
		all('orders above the cap', ({ aboveCap }) => aboveCap),
		all('answers overwritten by a doubt, and not found again', ({ forgotten }) => forgotten),
		rare('answers overwritten by a doubt, and found again', (one) => one.forgottenForATime),
		all('orders told as changed though nobody changed them', ({ falseAlarm }) => falseAlarm),
		all('places that show a secret', ({ secrets }) => secrets),
		all('runs that ended in a fault of the package', ({ broken }) => broken),
		all('advice that ends nowhere', ({ adviceEndless }) => adviceEndless),
		all('sentences that could lead to a second order', ({ adviceRisky }) => adviceRisky),
		{
			name: 'left to a person though nothing was ever posted, in % of purchase orders',
			value: rounded(needless),
			bar: '<= 1',
			ok: needless <= 1,
		},
		some(
			'orders placed',
			sum(({ orders }) => orders),
		),
		some('double orders beyond the bound (the oracle can see them)', tallies.beyond.double),
		told(
			'left to a person though nothing was posted, deaths aimed at the post',
			tallies.aimed.needless,
		),
		told(
			'purchase orders left for a person: nobody can tell',
			sum(({ parked }) => parked),
		),
		told(
			'purchase orders that were not sent',
			sum(({ unsent }) => unsent),
		),
		told(
			'purchase orders',
			sum(({ purchaseOrders }) => purchaseOrders),
		),
		told(
			'notes lost to a write at the same moment',
			sum(({ notes }) => notes),
		),
		told(
			'schedules played',
			sum(({ schedules }) => schedules, [...PROMISED, 'beyond']),
		),
	];
}

/** In percent. */
const RARE = 0.1;
const rounded = (value: number) => Math.round(100 * value) / 100;

const PROMISED: Kind[] = [
	'everyday',
	'aimed',
	'crowdWithin',
	'crowdFenced',
	'minds',
	'revisions',
	'torn',
	'shared',
	'numbered',
	'answers',
];
/** Whose processes die at any moment alike: how often nobody can tell is the figure of everyday life. */
const ORDINARY: Kind[] = ['everyday', 'minds', 'revisions'];
const WORDS: Record<Kind, string> = {
	everyday: 'faults + lies + crashes + freezes + people, duplicate rejection off',
	aimed: 'crashes aimed at the steps around the post, rejection off',
	crowdWithin: '2-4 runs at once within the bound, rejection off',
	crowdFenced: '2-4 runs at once beyond the bound, rejection on',
	minds: 'people change their mind meanwhile',
	revisions: 'revisions added, changed and taken back',
	torn: 'block damaged or wiped by a person, look-ups lag, rejection off',
	shared: 'two tenants on one account, orders by telephone',
	numbered: 'accounting fills in the purchase order number later',
	answers: 'held, cut anew, back-ordered, at another price, under SKU 99',
	beyond: 'beyond the bound',
};
const PORTION = 100;

function portions(count: number): [number, number][] {
	return Array.from({ length: Math.ceil(count / PORTION) }, (_, index) => [
		index * PORTION,
		Math.min((index + 1) * PORTION, count),
	]);
}

/** One process for each processor; each asks for the next portion when it has done one. */
async function playAll(todo: Batch[]): Promise<Record<Kind, Tally>> {
	const total = Object.fromEntries(
		Object.keys(SHARES).map((kind) => [kind, emptyTally()]),
	) as Record<Kind, Tally>;
	const queue = [...todo];
	await Promise.all(
		Array.from({ length: Math.min(availableParallelism(), todo.length) }, () =>
			player(queue, (kind, tally) => add(total[kind], tally)),
		),
	);
	return total;
}

function player(queue: Batch[], done: (kind: Kind, tally: Tally) => void): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = fork(join(__dirname, 'orders', 'player.ts'), { execArgv: process.execArgv });
		const next = () => {
			const batch = queue.shift();
			if (batch) child.send(batch);
			else child.disconnect();
		};
		child.on('message', (message: { kind: Kind; tally: Tally }) => {
			done(message.kind, message.tally);
			next();
		});
		child.on('exit', (code) =>
			code === 0 ? resolve() : reject(new Error(`player ended with ${code}`)),
		);
		next();
	});
}
