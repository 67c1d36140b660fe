import { check, type Findings } from './check';
import { play } from './play';
import { draw, type Kind } from './schedule';

/** Schedules of one kind, by seed: from, to (not included). */
export interface Batch {
	kind: Kind;
	from: number;
	to: number;
}

/** Counts over many histories. */
export interface Tally {
	schedules: number;
	double: number;
	lost: number;
	aboveCap: number;
	secrets: number;
	notes: number;
	content: number;
	broken: number;
	orders: number;
	parked: number;
	unsent: number;
	/** The worst of them in words. */
	findings: string[];
}

export function emptyTally(): Tally {
	return {
		schedules: 0,
		double: 0,
		lost: 0,
		aboveCap: 0,
		secrets: 0,
		notes: 0,
		content: 0,
		broken: 0,
		orders: 0,
		parked: 0,
		unsent: 0,
		findings: [],
	};
}

export function add(total: Tally, more: Tally): void {
	for (const [name, value] of Object.entries(more) as [keyof Tally, unknown][]) {
		if (name !== 'findings') total[name] += value as number;
	}
	total.findings.push(...more.findings);
}

export async function playBatch({ kind, from, to }: Batch): Promise<Tally> {
	const tally = emptyTally();
	for (let seed = from; seed < to; seed++) {
		const found = check(await play(draw(kind, seed)));
		tally.schedules++;
		tally.orders += found.orders;
		tally.parked += found.parked;
		tally.unsent += found.unsent;
		for (const name of BROKEN) tally[name] += found[name].length;
		if (kind !== 'beyond') tally.findings.push(...worst(found));
	}
	return tally;
}

const BROKEN = ['double', 'lost', 'aboveCap', 'secrets', 'notes', 'content', 'broken'] as const;

function worst(found: Findings): string[] {
	return BROKEN.filter((name) => name !== 'notes').flatMap((name) =>
		found[name].map((text) => `${name}: ${text}`),
	);
}
