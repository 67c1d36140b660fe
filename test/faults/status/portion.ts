import { check, type Findings } from './check';
import { draw } from './life';
import { play } from './play';
import { pollsAtOnce } from './polls-at-once';

/** What is played. */
export type Kind =
	/** Lives of orders. */
	| 'lives'
	/** The same, with a person who wipes the memory out of the memo before each poll. */
	| 'wiped'
	/** Two or three polls at once on one order. */
	| 'atOnce'
	/** The same, with writes that arrive later than a claim can see. */
	| 'tooLate';

/** Seeds of a kind: from, to (not included). */
export interface Portion {
	kind: Kind;
	from: number;
	to: number;
}

const BROKEN = ['history', 'events', 'receiving', 'quiet', 'memo', 'advice'] as const;
const COUNTS = ['lives', 'told', 'polls', 'writes'] as const;

export type Tally = Record<(typeof BROKEN)[number] | (typeof COUNTS)[number], number> & {
	kind: Kind;
	findings: string[];
};

export function emptyTally(kind: Kind): Tally {
	const counts = [...BROKEN, ...COUNTS].map((name) => [name, 0]);
	return {
		...(Object.fromEntries(counts) as Omit<Tally, 'kind' | 'findings'>),
		kind,
		findings: [],
	};
}

export function add(total: Tally, more: Tally): void {
	for (const name of [...BROKEN, ...COUNTS]) total[name] += more[name];
	total.findings.push(...more.findings);
}

export async function playPortion({ kind, from, to }: Portion): Promise<Tally> {
	const tally = emptyTally(kind);
	for (let seed = from; seed < to; seed++) {
		tally.lives += 1;
		if (kind === 'atOnce' || kind === 'tooLate') {
			const wrong = await pollsAtOnce(seed, kind === 'atOnce' ? 'within' : 'beyond');
			tally.receiving += wrong.length;
			if (kind === 'atOnce') tally.findings.push(...wrong.map((text) => `at once: ${text}`));
		} else count(tally, check(await play(draw(seed), kind === 'wiped')));
	}
	return tally;
}

function count(tally: Tally, found: Findings): void {
	for (const name of ['told', 'polls', 'writes'] as const) tally[name] += found[name];
	for (const name of BROKEN) {
		tally[name] += found[name].length;
		if (tally.kind === 'lives')
			tally.findings.push(...found[name].map((text) => `${name}: ${text}`));
	}
}
