import { check, type Verdict } from './check';
import type { Breaker } from './door';
import { draw } from './history';
import { play, playQuiet } from './play';

export interface Tally extends Record<keyof Verdict, number> {
	stories: number;
	nights: number;
	calls: number;
	faults: number;
	kills: number;
	edits: number;
	findings: string[];
}

/** Plays the stories of the seeds `from` to before `to`, with a guard taken out where one is named. */
export async function playStories(
	from: number,
	to: number,
	breaker: Breaker | null = null,
): Promise<Tally> {
	const tally = emptyTally();
	for (let seed = from; seed < to; seed += 1) {
		const history = draw(seed);
		const played = await play(history, breaker);
		const verdict = check(played, await playQuiet(history));
		tally.stories += 1;
		tally.nights += history.nights.length;
		tally.calls += played.calls;
		tally.faults += played.faults;
		tally.kills += played.kills;
		tally.edits += played.edited.length;
		for (const [name, list] of Object.entries(verdict) as [keyof Verdict, string[]][]) {
			tally[name] += list.length;
			if (list.length > 0) tally.findings.push(`seed ${seed}: ${name} ${list.join(', ')}`);
		}
	}
	return tally;
}

export function emptyTally(): Tally {
	const none = { doubled: 0, lost: 0, unwritten: 0, different: 0 };
	return { ...none, stories: 0, nights: 0, calls: 0, faults: 0, kills: 0, edits: 0, findings: [] };
}
