import { randomOf } from '../../../sandbox/core';
import { UNHARMED, WITHIN_THE_BOUND } from './process';
import { launch, MINUTE, type Schedule } from './schedule-types';

/**
 * The buyer has chosen to send again what TD SYNNEX does not show after the waiting window, and it shows it later. Or
 * somebody takes both the block and the marks of the lines out before it does.
 */
export function beyond(seed: number): Schedule {
	const random = randomOf(seed, 'beyond');
	const way = random.pick(['sendAgain', 'wiped'] as const);
	const second = { sendAgain: 80 * MINUTE, wiped: 10 * MINUTE }[way];
	const fate = { ...UNHARMED, crashStep: random.int(12, 18), crashAfterEffect: true };
	return {
		kind: 'beyond',
		seed,
		tenants: 1,
		launches: [launch(0, { fate }), launch(second)],
		acts:
			way === 'wiped'
				? (['wipeMemo', 'wipeMarks'] as const).map((kind) => ({
						at: MINUTE,
						order: 0,
						kind,
						way: 0,
					}))
				: [],
		orders: [[{ good: random.int(0, 39), quantity: 1 }]],
		scenario: {},
		refusesDuplicates: false,
		faults: 0,
		faultKinds: WITHIN_THE_BOUND,
		latency: 50,
		slow: 0,
		late: 0,
		lies: [],
		lookUps: 'whole',
		lag: 90 * MINUTE,
		readDelay: 0,
		memoManner: 'asSent',
		unnumbered: false,
		marked: false,
		approvalAbove: '',
		afterWindow: way === 'sendAgain' ? 'sendAgain' : 'review',
		capPerOrder: '',
		pricesChangeAt: 0,
	};
}
