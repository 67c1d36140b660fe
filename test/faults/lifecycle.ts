import type { FaultsOptions, FaultsReport, Figure } from './cli';
import { check, type Verdict } from './lifecycle/check';
import { draw, NIGHTS } from './lifecycle/history';
import { type Breaker, play } from './lifecycle/play';

/** Stories with a promise broken, for each bar. */
const BROKEN = 10;

/** Which bar sees which promise broken. */
export const SEEN_BY = {
	miscounted: 'files that lie',
	early: 'files that lie',
	notUndone: 'lost undo',
	lost: 'words wiped',
	restless: 'words wiped',
} as const satisfies Record<keyof Verdict, Breaker>;

const BARS: Record<keyof Verdict, string> = {
	miscounted: 'counts that no complete full file stands behind',
	early: 'products set inactive before the limit of files',
	lost: "people's words that are gone",
	notUndone: 'products that an undone night left otherwise than before',
	restless: 'quiet nights whose second run wrote',
};

export interface Tally extends Record<keyof Verdict, number> {
	nights: number;
	calls: number;
	faults: number;
	kills: number;
	edits: number;
	undos: number;
	findings: string[];
}

/**
 * Plays so many seeded nights of the catalog sync with data fields mapped, the count of missing products, and the data in
 * the description: files of every kind, calls without an answer, n8n killed, people who edit, nights that are undone.
 *
 * @param options.schedules nights
 */
export async function run({ schedules, seed }: FaultsOptions): Promise<FaultsReport> {
	const begun = performance.now();
	const tally = await playStories(seed, seed + Math.ceil(schedules / NIGHTS));
	const figures = figuresOf(tally);
	for (const [bar, breaker] of Object.entries(SEEN_BY) as [keyof Verdict, Breaker][]) {
		const value = (await playStories(seed, seed + BROKEN, breaker))[bar];
		const name = `${bar}, with "${breaker}" (the oracle can see it)`;
		figures.push({ name, value, bar: '> 0', ok: value > 0 });
	}
	const seconds = (performance.now() - begun) / 1000;
	return { seed, schedules: tally.nights, seconds, figures, findings: tally.findings };
}

export async function playStories(
	from: number,
	to: number,
	breaker: Breaker | null = null,
): Promise<Tally> {
	const tally: Tally = {
		...{ miscounted: 0, early: 0, lost: 0, notUndone: 0, restless: 0 },
		...{ nights: 0, calls: 0, faults: 0, kills: 0, edits: 0, undos: 0, findings: [] },
	};
	for (let seed = from; seed < to; seed += 1) {
		const played = await play(draw(seed), breaker);
		tally.nights += played.seen.length;
		for (const name of ['calls', 'faults', 'kills', 'edits', 'undos'] as const)
			tally[name] += played[name];
		for (const [name, list] of Object.entries(check(played)) as [keyof Verdict, string[]][]) {
			tally[name] += list.length;
			if (list.length > 0) tally.findings.push(`seed ${seed}: ${name} ${list.join('; ')}`);
		}
	}
	return tally;
}

export function figuresOf(tally: Tally): Figure[] {
	const bars = (Object.keys(BARS) as (keyof Verdict)[]).map((bar): Figure => ({
		name: BARS[bar],
		value: tally[bar],
		bar: '0',
		ok: tally[bar] === 0,
	}));
	const facts = ['nights', 'calls', 'faults', 'kills', 'edits', 'undos'] as const;
	return [...bars, ...facts.map((name) => ({ name, value: tally[name], bar: '', ok: true }))];
}
