import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { FaultsOptions, FaultsReport, Figure } from './cli';
import { add, emptyTally, type Portion, type Tally } from './status/portion';

/** So many lives in a hundred are played again with a memory that a person wipes: the oracle must see it. */
const FORGETFUL_PERCENT = 1;
const PORTION = 50;

/**
 * Plays seeded lives of orders (partial shipments, splits, holds, back orders whose dates move, late invoices,
 * credits, late tracking and serial numbers, old and broken replies, lost writes, people in between) through whole
 * polls against the Autotask twin's own rules, and holds what was told against what was true.
 */
export async function run({ schedules, seed }: FaultsOptions): Promise<FaultsReport> {
	const begun = performance.now();
	const forgetful = Math.max(10, Math.round((schedules * FORGETFUL_PERCENT) / 100));
	const [faithful, wiped] = await playAll([
		...portions(seed, schedules, false),
		...portions(seed, forgetful, true),
	]);
	return {
		seed,
		schedules,
		seconds: (performance.now() - begun) / 1000,
		figures: figuresOf(faithful, wiped),
		findings: faithful.findings,
	};
}

export function figuresOf(faithful: Tally, wiped: Tally): Figure[] {
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
	return [
		none('histories that differ from the ledger', faithful.history),
		none('events told twice or never', faithful.events),
		none(
			'received above what was ordered or sent, serials twice, refusals by Autotask',
			faithful.receiving,
		),
		none('polls with nothing new that wrote or told', faithful.quiet),
		none("memos that lost a person's words or the order block", faithful.memo),
		none('sentences that could lead to a second order', faithful.advice),
		some('events told', faithful.told),
		some('polls', faithful.polls),
		some('writes', faithful.writes),
		some('events told twice once the memory is wiped (the oracle can see them)', wiped.events),
		{ name: 'lives played', value: faithful.lives, bar: '', ok: true },
	];
}

function portions(seed: number, count: number, forgetful: boolean): Portion[] {
	return Array.from({ length: Math.ceil(count / PORTION) }, (_, index) => ({
		from: seed + index * PORTION,
		to: seed + Math.min((index + 1) * PORTION, count),
		forgetful,
	}));
}

/** One process for each processor; each gets the next portion when it has done one. */
async function playAll(todo: Portion[]): Promise<[Tally, Tally]> {
	const totals: [Tally, Tally] = [emptyTally(false), emptyTally(true)];
	const queue = [...todo];
	await Promise.all(
		Array.from({ length: Math.min(availableParallelism(), todo.length) }, () =>
			player(queue, (tally) => add(totals[tally.forgetful ? 1 : 0], tally)),
		),
	);
	return totals;
}

function player(queue: Portion[], done: (tally: Tally) => void): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = fork(join(__dirname, 'status', 'player.ts'), { execArgv: process.execArgv });
		const next = () => {
			const portion = queue.shift();
			if (portion) child.send(portion);
			else child.disconnect();
		};
		child.on('message', (tally: Tally) => {
			done(tally);
			next();
		});
		child.on('exit', (code) =>
			code === 0 ? resolve() : reject(new Error(`player ended with ${code}`)),
		);
		next();
	});
}
