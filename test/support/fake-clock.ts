import type { Clock } from '../../lib/shared/clock';

/** A clock that a test turns: sleeping moves it on at once and is remembered. */
export interface FakeClock extends Clock {
	sleeps: number[];
	advance(ms: number): void;
}

export function fakeClock(start = Date.parse('2026-11-24T08:00:00Z'), random = 0.5): FakeClock {
	let now = start;
	const sleeps: number[] = [];
	return {
		sleeps,
		now: () => now,
		random: () => random,
		advance: (ms) => {
			now += ms;
		},
		sleep: async (ms) => {
			sleeps.push(ms);
			now += ms;
		},
	};
}
