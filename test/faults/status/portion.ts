import { check, type Findings } from './check';
import { draw } from './life';
import { play } from './play';

/** Lives by seed: from, to (not included). `forgetful` = a person wipes the memory out of the memo before each poll. */
export interface Portion {
	from: number;
	to: number;
	forgetful: boolean;
}

const BROKEN = ['history', 'events', 'receiving', 'quiet', 'memo', 'advice'] as const;

export type Tally = Record<
	(typeof BROKEN)[number] | 'lives' | 'told' | 'polls' | 'writes',
	number
> & {
	forgetful: boolean;
	findings: string[];
};

export function emptyTally(forgetful: boolean): Tally {
	return {
		forgetful,
		lives: 0,
		told: 0,
		polls: 0,
		writes: 0,
		history: 0,
		events: 0,
		receiving: 0,
		quiet: 0,
		memo: 0,
		advice: 0,
		findings: [],
	};
}

export function add(total: Tally, more: Tally): void {
	for (const name of [...BROKEN, 'lives', 'told', 'polls', 'writes'] as const)
		total[name] += more[name];
	total.findings.push(...more.findings);
}

export async function playPortion({ from, to, forgetful }: Portion): Promise<Tally> {
	const tally = emptyTally(forgetful);
	for (let seed = from; seed < to; seed++) {
		const found: Findings = check(await play(draw(seed), forgetful));
		tally.lives += 1;
		tally.told += found.told;
		tally.polls += found.polls;
		tally.writes += found.writes;
		for (const name of BROKEN) {
			tally[name] += found[name].length;
			if (!forgetful) tally.findings.push(...found[name].map((text) => `${name}: ${text}`));
		}
	}
	return tally;
}
