import { type Random, randomOf } from '../../../sandbox/core';
import type { Scenario } from '../../../sandbox/tdsynnex/orders/scenario';
import { type CallFault, WITHIN_THE_BOUND } from './network';

/** Which kind of history is drawn; each has its own promise. */
export type Kind =
	/** Faults, crashes, double runs, people editing; duplicate rejection off. The promise: no double, none lost. */
	| 'mixed'
	/** Two or three runs within seconds on one purchase order, duplicate rejection off, calls within the bound. */
	| 'crowdWithin'
	/** The same with duplicate rejection on and calls of any kind, beyond the bound too. */
	| 'crowdFenced'
	/** A person takes the block out of the memo at any moment; TD SYNNEX's look-up shows orders at once. */
	| 'wiped'
	/**
	 * Beyond the bound, to show where it lies and that the checks see a double order: see {@link beyond}.
	 */
	| 'beyond';

export interface Launch {
	/** Virtual ms after the start. */
	at: number;
	operation: 'submit' | 'reconcile';
	/** The step at which the process is killed; 0 = never. */
	crashAt: number;
	crashAfterEffect: boolean;
}

export interface Edit {
	at: number;
	/** `note` adds a line, `wipe` takes the block out and adds one. */
	kind: 'note' | 'wipe';
}

export interface Schedule {
	kind: Kind;
	seed: number;
	launches: Launch[];
	edits: Edit[];
	/** Lines of each purchase order: index of the product and quantity. */
	orders: { good: number; quantity: number }[][];
	scenario: Partial<Scenario>;
	refusesDuplicates: boolean;
	faults: number;
	faultKinds: readonly CallFault[];
	latency: number;
	slow: number;
	late: number;
	/** Ms until look-ups see an order. */
	lag: number;
	/** Seconds until Autotask's reads see a write. */
	readDelay: number;
	afterWindow: 'review' | 'sendAgain';
	capPerOrder: string;
	pricesChangeAt: number;
}

/** The history that a seed stands for. */
export function draw(kind: Kind, seed: number): Schedule {
	if (kind === 'beyond') return beyond(seed);
	const random = randomOf(seed, kind);
	const crowd = kind.startsWith('crowd');
	const count = crowd ? random.int(2, 3) : random.int(1, 5);
	const launches: Launch[] = [];
	let at = 0;
	for (let run = 0; run < count; run++) {
		if (run > 0) at += crowd ? random.int(0, CLOSE_MS) : gap(random);
		launches.push({
			at,
			operation: crowd || random.chance(0.8) ? 'submit' : 'reconcile',
			crashAt: random.chance(crowd ? 0.25 : 0.5) ? crashStep(random) : 0,
			crashAfterEffect: random.chance(0.5),
		});
	}
	return {
		kind,
		seed,
		launches,
		edits: Array.from({ length: random.int(0, 2) }, () => ({
			at: random.int(0, at + 20_000),
			kind: kind === 'wiped' ? 'wipe' : 'note',
		})),
		orders: Array.from({ length: random.int(1, 2) }, () =>
			Array.from({ length: random.int(1, 4) }, () => ({
				good: random.int(0, 39),
				quantity: random.int(1, 5),
			})),
		),
		scenario: random.pick(SCENARIOS),
		refusesDuplicates: kind === 'crowdFenced',
		faults: random.chance(0.3) ? 0 : random.next() * 0.3,
		faultKinds: kind === 'crowdFenced' ? [...WITHIN_THE_BOUND, 'late'] : WITHIN_THE_BOUND,
		latency: random.pick([50, 500, 2_000]),
		slow: random.chance(0.5) ? 0 : random.next() * 0.1,
		late: 10 * MINUTE,
		lag: kind === 'wiped' ? 0 : lagOf(random),
		readDelay: random.chance(0.2) ? random.int(1, READ_LAG_SECONDS) : 0,
		afterWindow: random.chance(0.2) ? 'sendAgain' : 'review',
		capPerOrder: random.chance(0.2) ? '300' : '',
		pricesChangeAt: random.chance(0.1) ? random.int(0, at + 10_000) : 0,
	};
}

/** A quarter of the settle time: within the bound. */
const READ_LAG_SECONDS = 2;

/**
 * One run dies between claim and record and a second comes before the look-up shows anything: because
 * the block was wiped, or because the buyer has chosen to send again. Or two runs of which neither sees
 * what the other has written a short while ago.
 */
function beyond(seed: number): Schedule {
	const random = randomOf(seed, 'beyond');
	const way = random.pick(['wiped', 'sendAgain', 'blind'] as const);
	const second = { wiped: 2 * MINUTE, sendAgain: 80 * MINUTE, blind: random.int(6_000, 12_000) }[
		way
	];
	const crashAt = way === 'blind' ? 0 : random.int(8, 16);
	return {
		kind: 'beyond',
		seed,
		launches: [
			{ at: 0, operation: 'submit', crashAt, crashAfterEffect: random.chance(0.5) },
			{ at: second, operation: 'submit', crashAt: 0, crashAfterEffect: false },
		],
		edits: way === 'wiped' ? [{ at: MINUTE, kind: 'wipe' }] : [],
		orders: [[{ good: random.int(0, 39), quantity: 1 }]],
		scenario: {},
		refusesDuplicates: false,
		faults: 0,
		faultKinds: WITHIN_THE_BOUND,
		latency: 50,
		slow: 0,
		late: 0,
		lag: 90 * MINUTE,
		readDelay: way === 'blind' ? 12 : 0,
		afterWindow: way === 'sendAgain' ? 'sendAgain' : 'review',
		capPerOrder: '',
		pricesChangeAt: 0,
	};
}

const MINUTE = 60_000;
/** Runs of a crowd begin so close to each other. */
const CLOSE_MS = 15_000;

/** Mostly on the way from claim to record, where a crash could do harm. */
function crashStep(random: Random): number {
	return random.chance(0.7) ? random.int(9, 15) : random.int(1, 30);
}

/** At once, within the claim's life, between that and the longest lag, or much later. */
function gap(random: Random): number {
	const [from, to] = random.pick([
		[0, 10_000],
		[0, 5 * MINUTE],
		[10 * MINUTE, 40 * MINUTE],
		[0, 90 * MINUTE],
	] as const);
	return random.int(from, to);
}

/** How long look-ups do not show an order: hardly, longer than a claim lives, or in between. */
function lagOf(random: Random): number {
	const [from, to] = random.pick([
		[0, 20_000],
		[0, 10 * MINUTE],
		[10 * MINUTE, 45 * MINUTE],
	] as const);
	return random.int(from, to);
}

const SCENARIOS: Partial<Scenario>[] = [
	{},
	{},
	{},
	{ outcome: 'hold', holdSeconds: null },
	{ outcome: 'reject' },
	{ rejectLines: ['1'] },
	{ split: true },
];
