import { atOnce, eachInSteps, inSlices, resting } from '../../../lib/shared/in-slices';

/** Keeps the process busy. */
function busy(ms: number): void {
	for (const until = performance.now() + ms; performance.now() < until;) continue;
}

describe('work in slices', () => {
	const squares = () => eachInSteps([1, 2, 3, 4, 5, 6, 7, 8], (one) => (busy(5), one * one));

	test('gives what work at a stretch gives', async () => {
		const all = atOnce(squares());
		expect(all).toEqual([1, 4, 9, 16, 25, 36, 49, 64]);
		expect(await inSlices(squares(), () => Promise.resolve())).toEqual(all);
		expect(await inSlices(squares(), undefined)).toEqual(all);
	});

	test('lets others have a turn now and then, and not at every step', async () => {
		let turns = 0;
		await inSlices(squares(), async () => void turns++);
		expect(turns).toBeGreaterThanOrEqual(2);
		expect(turns).toBeLessThan(8);
	});

	test('pauses only once a slice is used up', async () => {
		let turns = 0;
		const rest = resting(async () => void turns++);
		expect(rest()).toBeUndefined();
		busy(20);
		await rest();
		expect(turns).toBe(1);
		expect(rest()).toBeUndefined();
	});
});
