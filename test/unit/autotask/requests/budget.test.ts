import fc from 'fast-check';
import { errors, json, page, problemOf, scripted, threshold, type Route } from '../scripted-client';

const LOOK = 'GET ThresholdInformation';
const one = { filter: [], max: 1 };

/** An Autotask that counts truly: our signed calls and whatever others make between two of ours. */
function tenant(start: number, limit: number, othersEach = 0) {
	let used = start;
	const tick = () => {
		used += 1 + othersEach;
	};
	const routes: Record<string, Route> = {
		[LOOK]: () => {
			tick();
			return threshold(used, limit);
		},
		'POST Products/query': () => {
			tick();
			return page([{ id: 1 }]);
		},
	};
	return { routes, used: () => used };
}

describe('the share of the hourly calls', () => {
	it('is looked at before the first call, once for all who start together', async () => {
		const { autotask, log } = scripted({ 'POST Products/query': page([]) });
		await Promise.all(Array.from({ length: 20 }, () => autotask.query('Products', one)));
		expect(log.slice(0, 3)).toEqual(['GET zoneInformation', LOOK, 'POST Products/query']);
		expect(log.filter((line) => line === LOOK)).toHaveLength(1);
	});

	it('that others have used up stops the run before anything is sent, and says when to go on', async () => {
		const { autotask, log } = scripted({ [LOOK]: threshold(6000) });
		const problem = await problemOf(autotask.query('Products', one));
		expect(problem.code).toBe('autotask-budget-used');
		expect(problem.message).toBe(
			'The 5000 Autotask calls that are allowed in 60 minutes (50 % of 10000, across all integrations) are used up: 6001 were made',
		);
		expect(problem.remedy).toContain('at the latest after 2026-11-24T09:00:00Z');
		expect(problem.retryable).toBe(true);
		expect(log).toEqual(['GET zoneInformation', LOOK]);
	});

	it('is not looked at again and again by those who are turned away', async () => {
		const { autotask, clock, log } = scripted({ [LOOK]: threshold(6000) });
		for (let at = 0; at < 50; at += 1) await problemOf(autotask.query('Products', one));
		expect(log.filter((line) => line === LOOK)).toHaveLength(1);
		clock.advance(31_000);
		await problemOf(autotask.query('Products', one));
		expect(log.filter((line) => line === LOOK)).toHaveLength(2);
	});

	it('goes on when the hour has moved on', async () => {
		const { autotask, clock } = scripted({
			[LOOK]: [threshold(6000), threshold(10)],
			'POST Products/query': page([{ id: 1 }]),
		});
		await problemOf(autotask.query('Products', one));
		clock.advance(60 * 60_000);
		expect(await autotask.query('Products', one)).toHaveLength(1);
	});

	it('whatever others do, our calls never go past it', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 300 }),
				fc.integer({ min: 50, max: 600 }),
				fc.integer({ min: 10, max: 99 }),
				fc.integer({ min: 1, max: 12 }),
				async (start, limit, share, wide) => {
					const { routes, used } = tenant(start, limit);
					const { autotask } = scripted(routes, { budgetShare: share });
					const one_ = () => autotask.query('Products', one);
					for (let at = 0; at < limit; at += wide) {
						const some = await Promise.allSettled(Array.from({ length: wide }, one_));
						if (some.some(({ status }) => status === 'rejected')) break;
					}
					const allowed = Math.floor((limit * share) / 100);
					// The reading itself is a call: it is all that may be made past the share.
					expect(used()).toBeLessThanOrEqual(Math.max(allowed, start + 1));
				},
			),
			{ numRuns: 60 },
		);
	});

	it('is nearly all used before the run is stopped', async () => {
		const { routes, used } = tenant(0, 2000);
		const { autotask } = scripted(routes);
		const problem = await problemOf(
			(async () => {
				for (;;) await autotask.query('Products', one);
			})(),
		);
		expect(problem.code).toBe('autotask-budget-used');
		expect(used()).toBeGreaterThanOrEqual(985);
		expect(used()).toBeLessThanOrEqual(1000);
	});

	it("notices others' burst long before the hour is full", async () => {
		const { routes, used } = tenant(0, 10_000, 4);
		const { autotask } = scripted(routes);
		await problemOf(
			(async () => {
				for (;;) await autotask.query('Products', one);
			})(),
		);
		expect(used()).toBeLessThan(7500);
	});

	it('costs 1,000 calls no more than four readings', async () => {
		const { routes } = tenant(100, 10_000);
		const { autotask } = scripted(routes);
		for (let at = 0; at < 1000; at += 1) await autotask.query('Products', one);
		expect(autotask.stats().byEndpoint.ThresholdInformation).toBeLessThanOrEqual(4);
	});

	it('of 100 holds nothing back: the count is read once, to prove the login', async () => {
		const { routes } = tenant(9_990, 10_000);
		const { autotask } = scripted(routes, { budgetShare: 100 });
		for (let at = 0; at < 700; at += 1) await autotask.query('Products', one);
		expect(autotask.stats().byEndpoint.ThresholdInformation).toBe(1);
	});

	it('is made up for by our own count when a later reading fails', async () => {
		const { autotask } = scripted({
			[LOOK]: [threshold(0, 200), errors(500, 'An unexpected error has occurred.')],
			'POST Products/query': page([]),
		});
		let done = 0;
		const problem = await problemOf(
			(async () => {
				for (;;) {
					await autotask.query('Products', one);
					done += 1;
				}
			})(),
		);
		expect(problem.code).toBe('autotask-budget-used');
		// a reading that failed is a call, too
		expect(done).toBeLessThan(100);
		expect(done).toBeGreaterThan(94);
	});

	it('is read anew after Autotask turned a call away for the hourly limit', async () => {
		const { autotask, log } = scripted({
			'POST Products/query': [errors(429, 'too many'), page([])],
		});
		await autotask.query('Products', one);
		expect(log.filter((line) => line === LOOK)).toHaveLength(2);
	});

	it('is told to whoever asks', async () => {
		const { autotask } = scripted({
			[LOOK]: json({
				externalRequestThreshold: 10_000,
				requestThresholdTimeframe: 60,
				currentTimeframeRequestCount: 124,
				somethingNew: true,
			}),
		});
		expect(await autotask.threshold()).toEqual({ limit: 10_000, timeframeMinutes: 60, used: 124 });
	});
});

describe('the counts of a run', () => {
	it('hold every attempt, writes apart', async () => {
		const { autotask, log } = scripted({
			'POST Products': [errors(429, 'busy'), json({ itemId: 1 })],
			'POST Products/query': [{ status: 503 }, page([])],
		});
		await autotask.create('Products', { name: 'x' });
		await autotask.query('Products', one);
		const { calls, writes, byEndpoint } = autotask.stats();
		expect(calls).toBe(log.length);
		expect(writes).toBe(2);
		expect(byEndpoint).toEqual({ zoneInformation: 1, ThresholdInformation: 2, Products: 4 });
	});
});
