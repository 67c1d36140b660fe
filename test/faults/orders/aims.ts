import { type Random, randomOf } from '../../../sandbox/core';
import { draw } from './schedule';
import { UNHARMED } from './process';
import type { Lie } from './tdsynnex-door';
import {
	type Act,
	type ActKind,
	HOUR,
	type Kind,
	launch,
	MINUTE,
	type Schedule,
} from './schedule-types';

/**
 * Histories that lead to one place, for guards that chance hardly ever comes to: nothing goes wrong
 * but what it takes there.
 */
export type Aim = keyof typeof AIMS;

/** The history of a kind that a seed stands for, led to a place where one is named. */
export function drawAimed(kind: Kind, seed: number, aim?: Aim): Schedule {
	const drawn = draw(kind, seed);
	if (aim === undefined) return drawn;
	return { ...drawn, ...QUIET, ...AIMS[aim](randomOf(seed, aim)) };
}

const QUIET: Partial<Schedule> = {
	faults: 0,
	slow: 0,
	lies: [],
	acts: [],
	readDelay: 0,
	lookUps: 'whole',
	scenario: {},
	lag: 2 * HOUR,
	marked: false,
	approvalAbove: '',
	capPerOrder: '',
	pricesChangeAt: 0,
	memoManner: 'asSent',
};

const LIE: Lie[] = [{ taken: true, status: 500, place: 'page', text: 'Server.Timeout' }];

const AIMS = {
	/** Two runs whose claims cross on the way, and reads lag as long as they may. */
	crossing: (random: Random): Partial<Schedule> => ({
		latency: 1_000,
		readDelay: 2,
		launches: [launch(MINUTE), launch(MINUTE + random.int(0, 2_000))],
	}),
	/** The second takes the living claim of the first for a dead one, and claims as that one posts. */
	wrongClock: (random: Random): Partial<Schedule> => ({
		latency: 500,
		launches: [
			launch(0),
			launch(random.int(6_000, 14_000), { fate: { ...UNHARMED, clockAhead: 12 * MINUTE } }),
		],
		lies: LIE,
	}),
	/** A person changes his mind during the pause. */
	unmarked: (random: Random) => ({ ...changedInPause('unmark', random), marked: true }),
	unapproved: (random: Random) => ({
		...changedInPause('unapprove', random),
		approvalAbove: '20',
	}),
	revisionTakenBack: (random: Random): Partial<Schedule> => ({
		latency: 200,
		launches: [launch(1_000)],
		acts: [act('revision', random, 0), act('revisionBack', random, random.int(4_000, 9_000))],
	}),
	/** It stands still between its last reading and the post, and a person cancels meanwhile. */
	cancelledInFreeze: (random: Random): Partial<Schedule> => ({
		latency: 200,
		launches: [
			launch(0, {
				fate: { ...UNHARMED, freeze: { from: random.int(10_500, 13_500), for: 60_000 } },
			}),
		],
		acts: [act('cancelStatus', random, 30_000)],
	}),
	/** Stopped between the post and the record; a person tidies up; a later run. */
	wipedAfterPost: (random: Random) => afterPost(random, ['wipeBlock']),
	marksWipedAfterPost: (random: Random) => afterPost(random, ['wipeMarks']),
	damagedAfterPost: (random: Random) => afterPost(random, ['damage']),
	killedAfterPost: (random: Random) => afterPost(random, []),
	/** Its answer is an error over an order that was taken, and it hears it after another has found the order. */
	hearsLate: (random: Random): Partial<Schedule> => ({
		latency: 200,
		lag: 0,
		launches: [
			launch(0, {
				fate: { ...UNHARMED, freeze: { from: random.int(10_500, 13_500), for: 20 * MINUTE } },
			}),
			launch(14 * MINUTE, { operation: 'reconcile' }),
		],
		lies: LIE,
	}),
};

function afterPost(random: Random, kinds: ActKind[]): Partial<Schedule> {
	const fate = { ...UNHARMED, crashStep: random.int(10, 18), crashAfterEffect: true };
	return {
		latency: 200,
		launches: [launch(0, { fate }), launch(20 * MINUTE)],
		acts: kinds.map((kind) => act(kind, random, MINUTE)),
	};
}

function changedInPause(kind: ActKind, random: Random): Partial<Schedule> {
	return {
		latency: 200,
		launches: [launch(0)],
		acts: [act(kind, random, random.int(3_000, 9_000))],
	};
}

function act(kind: ActKind, random: Random, at: number): Act {
	return { at, order: 0, kind, way: random.int(0, 1e6) };
}
