import { createBudget } from '../../../../lib/autotask/requests/budget';
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
