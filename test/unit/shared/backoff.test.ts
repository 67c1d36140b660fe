import { retryAfterMs, retryTransient, withBackoff } from '../../../lib/shared/backoff';
import { Problem } from '../../../lib/shared/problem';

function clock() {
	const pauses: number[] = [];
	return { pauses, sleep: async (ms: number) => void pauses.push(ms) };
}

const problem = (retryable: boolean) =>
	new Problem({ code: 'busy', cause: 'it is busy', remedy: 'Wait.', retryable });

describe('exponential backoff', () => {
	it('doubles its pauses and gives up after the last attempt without one more pause', async () => {
		const time = clock();
		const work = jest.fn().mockRejectedValue(problem(true));
		await expect(retryTransient(time, work, { attempts: 4, firstPauseMs: 500 })).rejects.toThrow(
			'busy',
		);
		expect(work).toHaveBeenCalledTimes(4);
		expect(time.pauses).toEqual([500, 1000, 2000]);
	});

	it('never repeats what cannot pass, nor what is no failure of the trade', async () => {
		const time = clock();
		for (const failure of [problem(false), new Error('a fault of the code')]) {
			const work = jest.fn().mockRejectedValue(failure);
			await expect(retryTransient(time, work)).rejects.toBe(failure);
			expect(work).toHaveBeenCalledTimes(1);
		}
		expect(time.pauses).toEqual([]);
	});

	it('ends with the first success', async () => {
		const time = clock();
		const work = jest.fn().mockRejectedValueOnce(problem(true)).mockResolvedValue('done');
		expect(await retryTransient(time, work)).toBe('done');
		expect(time.pauses).toEqual([1000]);
	});

	it('waits as long as the outcome asks', async () => {
		const time = clock();
		const outcomes = [30, 20, 10];
		const last = await withBackoff(
			time,
			5,
			async () => outcomes.shift() ?? 0,
			(wait) => (wait === 10 ? null : wait),
		);
		expect(last).toBe(10);
		expect(time.pauses).toEqual([30, 20]);
	});
});

describe('Retry-After', () => {
	const now = Date.parse('2026-11-24T08:00:00Z');
	const waitFor = (header: string | undefined) => retryAfterMs(header, now, 120_000);

	it('is seconds or a date', () => {
		expect(waitFor('5')).toBe(5000);
		expect(waitFor('Tue, 24 Nov 2026 08:00:30 GMT')).toBe(30_000);
	});

	it('is cut to the longest wait, and left aside when it makes no sense', () => {
		expect(waitFor('86400')).toBe(120_000);
		expect(waitFor('Tue, 24 Nov 2036 08:00:30 GMT')).toBe(120_000);
		for (const header of [undefined, '', 'soon', '-5', '0', 'Tue, 24 Nov 2026 07:00:00 GMT'])
			expect(waitFor(header)).toBeUndefined();
	});
});
