import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { FaultsOptions, FaultsReport, Figure } from './cli';
import { add, emptyTally, type Kind, type Portion, type Tally } from './status/portion';

/** Of a hundred lives, so many more of each other kind: the oracle must see what is wrong with two of them. */
const PERCENT: Record<Exclude<Kind, 'lives'>, number> = { wiped: 1, atOnce: 20, tooLate: 2 };
/** Fewer may show nothing by chance. */
const FEWEST: Record<Exclude<Kind, 'lives'>, number> = { wiped: 10, atOnce: 40, tooLate: 60 };
const PORTION = 50;

/**
 * Plays seeded lives of orders (partial shipments, splits, holds, back orders whose dates move, late invoices,
 * credits, late tracking and serial numbers, old and broken replies, lost writes, people in between) through whole
 * polls against the Autotask twin's own rules, and holds what was told against what was true.
 */
export async function run({ schedules, seed }: FaultsOptions): Promise<FaultsReport> {
	const begun = performance.now();
	const more = (Object.keys(PERCENT) as (keyof typeof PERCENT)[]).flatMap((kind) =>
		portions(kind, seed, Math.max(FEWEST[kind], Math.round((schedules * PERCENT[kind]) / 100))),
	);
	const tallies = await playAll([...portions('lives', seed, schedules), ...more]);
	return {
		seed,
		schedules,
		seconds: (performance.now() - begun) / 1000,
		figures: figuresOf(tallies),
		findings: [...tallies.lives.findings, ...tallies.atOnce.findings],
	};
}

export function figuresOf({
	lives: faithful,
	wiped,
	atOnce,
	tooLate,
}: Record<Kind, Tally>): Figure[] {
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
		none('received otherwise than sent by two or three polls at once', atOnce.receiving),
		none('polls with nothing new that wrote or told', faithful.quiet),
		none("memos that lost a person's words or the order block", faithful.memo),
		none('sentences that could lead to a second order', faithful.advice),
		some('events told', faithful.told),
		some('polls', faithful.polls),
		some('writes', faithful.writes),
		some('events told twice once the memory is wiped (the oracle can see them)', wiped.events),
		some(
			'received twice by writes later than a claim can see (the oracle can see them)',
			tooLate.receiving,
		),
		{ name: 'polls at once played', value: atOnce.lives, bar: '', ok: true },
		{ name: 'lives played', value: faithful.lives, bar: '', ok: true },
	];
}

function portions(kind: Kind, seed: number, count: number): Portion[] {
	return Array.from({ length: Math.ceil(count / PORTION) }, (_, index) => ({
		kind,
		from: seed + index * PORTION,
		to: seed + Math.min((index + 1) * PORTION, count),
	}));
}

/** One process for each processor; each gets the next portion when it has done one. */
async function playAll(todo: Portion[]): Promise<Record<Kind, Tally>> {
	const kinds: Kind[] = ['lives', 'wiped', 'atOnce', 'tooLate'];
	const totals = Object.fromEntries(kinds.map((kind) => [kind, emptyTally(kind)])) as Record<
		Kind,
		Tally
	>;
	const queue = [...todo];
	await Promise.all(
		Array.from({ length: Math.min(availableParallelism(), todo.length) }, () =>
			player(queue, (tally) => add(totals[tally.kind], tally)),
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
