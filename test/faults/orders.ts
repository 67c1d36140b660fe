import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { FaultsOptions, FaultsReport, Figure } from './cli';
import { add, type Batch, emptyTally, type Tally } from './orders/tally';
import type { Kind } from './orders/schedule';
import { overLoopback } from './orders/loopback';

/** Of every schedule drawn, so many in a hundred are of each kind. */
const SHARES: Record<Kind, number> = {
	mixed: 60,
	crowdWithin: 20,
	crowdFenced: 10,
	wiped: 8,
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
	return [
		none(
			'double orders, faults + crashes + double runs, duplicate rejection off',
			tallies.mixed.double,
		),
		none(
			'double orders, 2-3 runs at once within the bound, rejection off',
			tallies.crowdWithin.double,
		),
		none(
			'double orders, 2-3 runs at once beyond the bound, rejection on',
			tallies.crowdFenced.double,
		),
		none(
			'double orders, block wiped by a person, look-ups prompt, rejection off',
			tallies.wiped.double,
		),
		none(
			'lost orders',
			sum(({ lost }) => lost),
		),
		none(
			'orders above the cap',
			sum(({ aboveCap }) => aboveCap),
		),
		none(
			'orders with other content than the purchase order',
			sum(({ content }) => content),
		),
		none(
			'places that show a secret',
			sum(({ secrets }) => secrets),
		),
		none(
			'runs that ended in a fault of the package',
			sum(({ broken }) => broken),
		),
		some(
			'orders placed',
			sum(({ orders }) => orders),
		),
		some('double orders beyond the bound (the oracle can see them)', tallies.beyond.double),
		told(
			'purchase orders left for a person: nobody can tell',
			sum(({ parked }) => parked),
		),
		told(
			'purchase orders that a rule kept back',
			sum(({ unsent }) => unsent),
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

const PROMISED: Kind[] = ['mixed', 'crowdWithin', 'crowdFenced', 'wiped'];
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
