import type { FaultsOptions, FaultsReport, Figure } from './cli';
import { History } from './demand/history';
import { judge, type Verdict } from './demand/judge';

/**
 * Plays seeded afternoons of purchasers who order by hand, the won wizard, our own runs side by side, crashes, partial
 * receipts and canceled purchase orders, under every switch of the twin, in virtual time.
 */
export async function run({ schedules, seed }: FaultsOptions): Promise<FaultsReport> {
	const begun = performance.now();
	const verdicts: Verdict[] = [];
	for (let at = 0; at < schedules; at++) {
		const history = new History(seed + at);
		await history.play();
		verdicts.push(judge(history));
	}
	return {
		seed,
		schedules,
		seconds: (performance.now() - begun) / 1000,
		figures: figuresOf(verdicts),
		findings: verdicts.flatMap(({ twice, forgotten, aboveNeed, faults }) => [
			...faults,
			...twice,
			...forgotten,
			...aboveNeed,
		]),
	};
}

export function figuresOf(verdicts: Verdict[]): Figure[] {
	const sum = (of: (verdict: Verdict) => number) =>
		verdicts.reduce((so, verdict) => so + of(verdict), 0);
	const none = (name: string, value: number): Figure => ({
		name,
		value,
		bar: '0',
		ok: value === 0,
	});
	const some = (name: string, value: number): Figure => ({
		name,
		value,
		bar: '> 0',
		ok: value > 0,
	});
	const stated = (name: string, value: number): Figure => ({ name, value, bar: '', ok: true });
	return [
		none(
			'demands ordered twice',
			sum(({ twice }) => twice.length),
		),
		none(
			'demands forgotten',
			sum(({ forgotten }) => forgotten.length),
		),
		none(
			'receipts above a charge',
			sum(({ aboveNeed }) => aboveNeed.length),
		),
		none(
			'runs that ended in a fault of the package',
			sum(({ faults }) => faults.length),
		),
		some(
			'demands ordered',
			sum(({ ordered }) => ordered),
		),
		some(
			'demands that wait: approval, stock, or told to a person',
			sum(({ waiting }) => waiting),
		),
		stated(
			'demands that a purchaser ordered after us, or within three seconds before',
			sum(({ twiceByHand }) => twiceByHand),
		),
		stated(
			'demands',
			sum(({ demands }) => demands),
		),
	];
}
