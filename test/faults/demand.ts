import type { FaultsOptions, FaultsReport, Figure } from './cli';
import { type Breaker, History } from './demand/history';
import { judge, type Verdict } from './demand/judge';

/**
 * Plays seeded afternoons of purchasers who order by hand, the won wizard, our own runs side by side, crashes, partial
 * receipts and canceled purchase orders, under every switch of the twin, in virtual time.
 */
export async function run({ schedules, seed }: FaultsOptions): Promise<FaultsReport> {
	const begun = performance.now();
	const verdicts = await playDemands(seed, schedules);
	const shown: Figure[] = [];
	for (const breaker of ['lookUp', 'fence', 'word'] as const)
		shown.push(seenWithout(breaker, await playDemands(seed, SHOWN_BY, breaker)));
	return {
		seed,
		schedules,
		seconds: (performance.now() - begun) / 1000,
		figures: [...figuresOf(verdicts), ...shown],
		findings: verdicts.flatMap(({ twice, forgotten, aboveNeed, faults }) => [
			...faults,
			...twice,
			...forgotten,
			...aboveNeed,
		]),
	};
}

/** Histories with a breaker, which shows that its count can be trusted. */
const SHOWN_BY = 30;

export async function playDemands(
	seed: number,
	schedules: number,
	breaker: Breaker | null = null,
): Promise<Verdict[]> {
	const verdicts: Verdict[] = [];
	for (let at = 0; at < schedules; at++) {
		const history = new History(seed + at, breaker);
		await history.play();
		verdicts.push(judge(history));
	}
	return verdicts;
}

/** The count of a bar with what keeps it taken out: it must find something. */
export function seenWithout(breaker: Breaker, verdicts: Verdict[]): Figure {
	const { name, found } = SEEN[breaker];
	const value = verdicts.reduce((so, verdict) => so + found(verdict), 0);
	return { name, value, bar: '> 0', ok: value > 0 };
}

const SEEN: Record<Breaker, { name: string; found: (verdict: Verdict) => number }> = {
	lookUp: {
		name: 'demands ordered twice without the look-up by charge',
		found: ({ twice }) => twice.length,
	},
	fence: {
		name: 'receipts above a charge without the fence of receiving',
		found: ({ aboveNeed }) => aboveNeed.length,
	},
	word: {
		name: 'demands forgotten where nothing is said of what is left out',
		found: ({ forgotten }) => forgotten.length,
	},
};

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
			'pieces that our polls received',
			sum(({ received }) => received),
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
