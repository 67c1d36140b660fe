import { createBudget } from '../../../../lib/autotask/requests/budget';
import { countOwnCalls } from '../../../../lib/autotask/requests/call-limits';
import type { Threshold } from '../../../../lib/autotask/types';
import { Problem } from '../../../../lib/shared/problem';
import { fakeClock } from '../../../support/fake-clock';

const counted = (used: number, limit = 10_000): Threshold => ({
	used,
	limit,
	timeframeMinutes: 60,
});

/** A budget of half the hour whose readings a test gives, and how many were taken. */
function budgetOf(...readings: (() => Promise<Threshold>)[]) {
	const clock = fakeClock(0);
	let looks = 0;
	const read = () => readings[Math.min(looks++, readings.length - 1)]!();
	const budget = createBudget({ clock, share: 50, read });
	return { budget, clock, looks: () => looks };
}

const call = async () => 'done';

/** So many calls of others in the hour, and ours until the budget ends them. */
async function untilUsedUp(others: number, { share = 50, leaveFree = 25 } = {}, atMost = Infinity) {
	const clock = fakeClock(0);
	const own = countOwnCalls();
	let ours = 0;
	const read = async () => counted(others + (ours += 1), 1_000);
	const budget = createBudget({ clock, share, leaveFree, own, read });
	let problem: Problem | undefined;
	while (problem === undefined && ours < atMost)
		await budget
			.spend(async () => void (ours += 1))
			.catch((error: unknown) => void (problem = error as Problem));
	return { ours, seconds: clock.now() / 1000, problem, hour: budget.hour() };
}

describe('a reserve, beside the share', () => {
	it.each([
		[0, 500, /that n8n can make in 60 minutes \(50 % of 1000\) are used up/],
		[
			600,
			150,
			/leave 25 % of 1000 free are used up: \d+ were made, \d+ of them by n8n and 6\d\d by other tools/,
		],
		[850, 1, /leave 25 % of 1000 free/],
		[1000, 1, /leave 25 % of 1000 free/],
	])('with %i of 1000 used by others %i are ours', async (others, most, says) => {
		const { ours, problem, hour } = await untilUsedUp(others);
		expect(ours).toBeLessThanOrEqual(most);
		expect(ours).toBeGreaterThanOrEqual(most - 15);
		expect(problem).toMatchObject({ code: 'autotask-budget-used', reach: 'pause' });
		expect(problem?.cause).toMatch(says);
		expect(hour).toMatchObject({ limit: 1000, own: ours });
	});

	it.each([
		[100, 25, 750],
		[90, 25, 750],
		[75, 25, 750],
		[30, 80, 200],
		[100, 0, 1000],
	])(
		'is left whatever the share: %i %% and %i %% free end at %i',
		async (share, leaveFree, most) => {
			const { ours, problem } = await untilUsedUp(0, { share, leaveFree }, 1000);
			expect(ours).toBeLessThanOrEqual(most);
			expect(ours).toBeGreaterThanOrEqual(most - 15);
			expect(problem?.cause ?? '').toMatch(leaveFree === 0 ? /^$/ : /leave \d+ % of 1000 free/);
		},
	);

	it.each([1, 2, 4, 8, 20])('holds for %i runs of one process together', async (runs) => {
		const clock = fakeClock(0);
		const own = countOwnCalls();
		let ours = 0;
		const read = async () => counted((ours += 1), 1_000);
		const ends = Array.from({ length: runs }, async () => {
			const budget = createBudget({ clock, share: 50, leaveFree: 25, own, read });
			for (;;) await budget.spend(async () => void (ours += 1));
		});
		for (const end of await Promise.allSettled(ends))
			expect(end).toMatchObject({ reason: { code: 'autotask-budget-used' } });
		// each looks once more before it ends, and a look is a call
		expect(ours).toBeLessThanOrEqual(500 + runs);
		expect(ours).toBeGreaterThan(400);
	});

	it('slows the calls down as the hour fills, and only beyond the share', async () => {
		expect((await untilUsedUp(0)).seconds).toBeLessThan(0.1);
		const [half, most] = [await untilUsedUp(600), await untilUsedUp(650)];
		expect(half.seconds / half.ours).toBeGreaterThan(0.4);
		expect(most.seconds / most.ours).toBeGreaterThan(half.seconds / half.ours);
	});

	it('counts what an earlier run of the hour made as ours, and forgets it after the hour', async () => {
		const clock = fakeClock(0);
		const own = countOwnCalls();
		for (let at = 0; at < 5_000; at++) {
			own.begin(clock.now());
			own.end();
		}
		const budget = createBudget({
			clock,
			share: 50,
			leaveFree: 25,
			own,
			read: async () => counted(5_000),
		});
		await expect(budget.spend(call)).rejects.toMatchObject({ code: 'autotask-budget-used' });
		clock.advance(62 * 60_000);
		expect(await budget.spend(call)).toBe('done');
	});
});

describe('a later look at the hourly count', () => {
	it('is taken after five minutes, however few calls were ours: others may have burst', async () => {
		const { budget, clock, looks } = budgetOf(
			async () => counted(0),
			async () => counted(6000),
		);
		await budget.spend(call);
		clock.advance(4 * 60_000);
		await budget.spend(call);
		expect(looks()).toBe(1);
		clock.advance(2 * 60_000);
		await expect(budget.spend(call)).rejects.toMatchObject({ code: 'autotask-budget-used' });
		expect(looks()).toBe(2);
	});

	it('that is refused for the login ends the run: a second try would lock the user', async () => {
		const refused = new Problem({
			code: 'autotask-login-refused',
			reach: 'run',
			cause: 'no',
			remedy: 'none',
		});
		const { budget, clock } = budgetOf(
			async () => counted(0),
			() => Promise.reject(refused),
		);
		await budget.spend(call);
		clock.advance(6 * 60_000);
		await expect(budget.spend(call)).rejects.toBe(refused);
	});

	it('is waited for by every call that comes meanwhile', async () => {
		let answer: (threshold: Threshold) => void = () => {};
		const { budget, clock } = budgetOf(
			async () => counted(0),
			() => new Promise((resolve) => (answer = resolve)),
		);
		await budget.spend(call);
		clock.advance(6 * 60_000);
		const sent: number[] = [];
		const calls = [1, 2, 3].map((nth) => budget.spend(async () => sent.push(nth)));
		clock.advance(-6 * 60_000);
		const late = budget.spend(async () => sent.push(4));
		await new Promise((resolve) => setImmediate(resolve));
		expect(sent).toEqual([]);
		answer(counted(0));
		await Promise.all([...calls, late]);
		expect(sent.sort()).toEqual([1, 2, 3, 4]);
	});
});
