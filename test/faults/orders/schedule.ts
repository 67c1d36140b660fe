import { type Random, randomOf } from '../../../sandbox/core';
import type { Scenario } from '../../../sandbox/tdsynnex/orders/scenario';
import { beyond } from './beyond';
import { type Fate, UNHARMED, WITHIN_THE_BOUND } from './process';
import type { Lie } from './tdsynnex-door';
import {
	type Act,
	type ActKind,
	HOUR,
	type Kind,
	type Launch,
	launch,
	MINUTE,
	type Schedule,
} from './schedule-types';

/** The history that a seed stands for. */
export function draw(kind: Kind, seed: number): Schedule {
	if (kind === 'beyond') return beyond(seed);
	const random = randomOf(seed, kind);
	const crowd = kind.startsWith('crowd');
	const tenants = kind === 'shared' ? 2 : 1;
	const launches = launchesOf(kind, random, tenants);
	const end = Math.max(...launches.map(({ at }) => at));
	const count = random.int(1, 2);
	return {
		kind,
		seed,
		tenants,
		launches,
		acts: actsOf(kind, random, launches, count * tenants),
		orders: Array.from({ length: count }, () =>
			Array.from({ length: random.int(1, 4) }, () => ({
				good: random.int(0, 39),
				quantity: random.int(1, 5),
			})),
		),
		scenario: scenarioOf(kind, random),
		refusesDuplicates: kind === 'crowdFenced' || (kind === 'shared' && random.chance(0.5)),
		faults: random.chance(0.3) ? 0 : random.next() * 0.3,
		faultKinds: kind === 'crowdFenced' ? [...WITHIN_THE_BOUND, 'late'] : WITHIN_THE_BOUND,
		latency: random.pick([50, 500, 2_000]),
		slow: random.chance(0.5) ? 0 : random.next() * 0.1,
		late: 10 * MINUTE,
		lies: liesOf(kind, random),
		lookUps: random.chance(0.1) ? random.pick(['partial', 'doubled']) : 'whole',
		lag: lagOf(kind, random),
		readDelay: random.chance(0.2) ? random.int(1, READ_LAG_SECONDS) : 0,
		memoManner: random.chance(0.3) ? random.pick(['crlf', 'trimmed', 'blanksCut']) : 'asSent',
		unnumbered: kind === 'numbered',
		marked: !crowd && kind !== 'shared' && random.chance(0.3),
		approvalAbove: random.chance(0.3) ? '20' : '',
		afterWindow: kind === 'numbered' && random.chance(0.5) ? 'sendAgain' : 'review',
		capPerOrder: random.chance(0.1) ? '300' : '',
		pricesChangeAt: random.chance(0.1) ? random.int(0, end + 10_000) : 0,
	};
}

/** A quarter of the shortest settle time that is drawn: within the bound. */
const READ_LAG_SECONDS = 2;
/** Runs of a crowd begin so close to each other. */
const CLOSE_MS = 15_000;

function launchesOf(kind: Kind, random: Random, tenants: number): Launch[] {
	const crowd = kind.startsWith('crowd');
	if (kind === 'revisions' || kind === 'numbered') return revisionLaunches(random);
	const count = crowd || tenants > 1 ? random.int(2, 4) : random.int(1, 5);
	const launches: Launch[] = [];
	let at = 0;
	for (let run = 0; run < count; run++) {
		if (run > 0) at += crowd ? random.int(0, CLOSE_MS) : gap(random);
		launches.push(
			launch(at, {
				operation: crowd || random.chance(0.75) ? 'submit' : random.pick(['reconcile', 'poll']),
				tenant: run % tenants,
				settle: kind === 'everyday' && random.chance(0.1) ? random.pick([8_000, 20_000]) : 10_000,
				fate: fateOf(kind, random),
				retries: random.chance(0.2),
			}),
		);
	}
	if (kind === 'everyday' && random.chance(0.3))
		launches.push(launch(random.int(0, 20_000), { operation: 'poll' }));
	return launches;
}

/** One that ends in doubt or refused; long after, a person asks for another revision; and runs around that. */
function revisionLaunches(random: Random): Launch[] {
	const later = random.int(70, 150) * MINUTE;
	const fate = random.chance(0.4) ? { ...UNHARMED, crashStep: random.int(12, 18) } : UNHARMED;
	return [
		launch(0, { fate }),
		launch(20 * MINUTE, { operation: 'reconcile' }),
		launch(later + 30_000, { fate: fateOf('everyday', random) }),
		...(random.chance(0.5) ? [launch(later + 30_000 + random.int(0, CLOSE_MS))] : []),
		launch(later + 20 * MINUTE),
	];
}

function fateOf(kind: Kind, random: Random): Fate {
	const crowd = kind.startsWith('crowd');
	const dies = random.chance(crowd ? 0.25 : 0.4);
	const aimed = kind === 'aimed' || crowd;
	return {
		crashStep: dies && aimed ? crashStep(random) : 0,
		crashAfterEffect: random.chance(0.5),
		crashAt: dies && !aimed ? random.int(1, 40_000) : 0,
		freeze: random.chance(0.15)
			? { from: random.int(1, 30_000), for: random.pick([15_000, 3 * MINUTE, 20 * MINUTE]) }
			: null,
		abortAt: random.chance(0.15) ? random.int(1, 30_000) : 0,
		clockAhead: random.chance(0.15) ? random.int(-15 * MINUTE, 15 * MINUTE) : 0,
	};
}

/** Mostly on the way from claim to record, where a crash could do harm. */
function crashStep(random: Random): number {
	return random.chance(0.7) ? random.int(9, 18) : random.int(1, 30);
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

function actsOf(kind: Kind, random: Random, launches: Launch[], orders: number): Act[] {
	const near = () => random.pick(launches).at + random.int(0, 30_000);
	const act = (what: ActKind, at: number): Act => ({
		at,
		order: random.int(0, orders - 1),
		kind: what,
		way: random.int(0, 1e6),
	});
	const several = (most: number, kinds: readonly ActKind[]) =>
		Array.from({ length: random.int(0, most) }, () => act(random.pick(kinds), near()));
	const notes = several(2, ['note']);
	switch (kind) {
		case 'minds':
			return [...notes, act(random.pick(MINDS), near()), ...several(2, MINDS)];
		case 'torn':
			return [...notes, act(random.pick(TEARS), near()), ...several(1, TEARS)];
		case 'shared':
			return [...notes, ...several(1, ['telephone', 'telephoneNoted', 'copy', 'renumber'])];
		case 'revisions': {
			const asked = (launches[2]?.at ?? 0) - 30_000;
			return Array.from({ length: orders }, (_, order) => [
				{ at: asked, order, kind: 'revision' as const, way: 0 },
				...(random.chance(0.6)
					? [
							{
								at: asked + 30_000 + random.int(0, 30_000),
								order,
								kind: 'revisionBack' as const,
								way: random.int(0, 1),
							},
						]
					: []),
			]).flat();
		}
		case 'numbered':
			return Array.from({ length: orders }, (_, order) => [
				{ at: random.int(0, HOUR), order, kind: 'accounting' as const, way: 0 },
				...(random.chance(0.3)
					? [{ at: random.int(0, HOUR), order, kind: 'wipeBlock' as const, way: 0 }]
					: []),
			]).flat();
		case 'everyday':
			return [...notes, ...(random.chance(0.2) ? several(1, MINDS) : [])];
		default:
			return notes;
	}
}

const MINDS: readonly ActKind[] = [
	'unmark',
	'unapprove',
	'quantity',
	'price',
	'addLine',
	'shipTo',
	'method',
	'cancelStatus',
	'cancelDate',
	'copy',
	'receive',
	'telephoneNoted',
	'revision',
	'revisionBack',
];
const TEARS: readonly ActKind[] = ['damage', 'damage', 'damage', 'wipeBlock', 'wipeMemo'];

/** How long look-ups do not show an order: hardly, longer than a claim lives, or up to six hours. */
function lagOf(kind: Kind, random: Random): number {
	// Longer, and a person's own word for another revision, or for Send Again, would order twice.
	if (['revisions', 'minds', 'numbered'].includes(kind)) return random.int(0, 10 * MINUTE);
	const [from, to] = random.pick([
		[0, 20_000],
		[0, 10 * MINUTE],
		[10 * MINUTE, 45 * MINUTE],
		[HOUR, 6 * HOUR],
	] as const);
	return random.int(from, to);
}

/** What TD SYNNEX says though the order was taken, or was not; the words are those of refused logins. */
function liesOf(kind: Kind, random: Random): Lie[] {
	const chance = kind === 'revisions' ? 0.6 : 0.15;
	if (!random.chance(chance)) return [];
	return [
		{
			taken: random.chance(kind === 'revisions' ? 0.2 : 0.7),
			status: random.pick([200, 200, 401, 403, 500, 503]),
			place: random.pick(['root', 'nested', 'page']),
			text: random.pick(LIES),
		},
	];
}

const LIES = [
	'Order queue login expired while saving',
	'The password of the warehouse link is about to expire',
	'IP address of the printing service could not be resolved',
	'Server.Timeout',
	'Internal API Fault',
	'DatabaseIssue: credentials of the replica were refused',
	'Unauthorized access to table POLOG',
];

function scenarioOf(kind: Kind, random: Random): Partial<Scenario> {
	if (kind === 'revisions' && random.chance(0.4)) return { outcome: 'reject' };
	if (kind === 'answers') return random.pick(ANSWERS);
	return random.pick(SCENARIOS);
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

const ANSWERS: Partial<Scenario>[] = [
	{ outcome: 'hold', holdCode: 'PRICEVAR' },
	{ outcome: 'hold', headerWord: 'null' },
	{ outcome: 'hold', headerWord: '' },
	{ recut: 1, holdSeconds: 60 },
	{ recut: 2, holdSeconds: 60 },
	{ split: true },
	{ backOrder: true },
	{ backOrder: true, tellsEta: false },
	{ lineWord: 'Backorder' },
	{ lineWord: 'ACCEPT' },
	{ priceChange: '1.25' },
	{ nonStockLines: ['1'] },
	{ nonStockLines: ['1'], rejectLines: ['2'] },
	{ rejectLines: ['1'], backOrder: true },
];
