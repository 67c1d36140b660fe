import { BROKEN, check, type Findings } from './oracle/check';
import { play } from './play';
import { draw } from './schedule';
import { type Kind } from './schedule-types';

/** Schedules of one kind, by seed: from, to (not included). */
export interface Batch {
	kind: Kind;
	from: number;
	to: number;
}

type Counted =
	(typeof BROKEN)[number] | 'orders' | 'parked' | 'unsent' | 'purchaseOrders' | 'whole';

/** Counts over many histories. */
export type Tally = Record<Counted | 'schedules', number> & {
	/** The worst of them in words. */
	findings: string[];
};

const SUMS = ['orders', 'parked', 'unsent', 'purchaseOrders', 'whole'] as const;

export function emptyTally(): Tally {
	const counts = [...BROKEN, ...SUMS, 'schedules'].map((name) => [name, 0]);
	return { ...(Object.fromEntries(counts) as Omit<Tally, 'findings'>), findings: [] };
}

export function add(total: Tally, more: Tally): void {
	for (const name of [...BROKEN, ...SUMS, 'schedules'] as const) total[name] += more[name];
	total.findings.push(...more.findings);
}

export async function playBatch({ kind, from, to }: Batch): Promise<Tally> {
	const tally = emptyTally();
	for (let seed = from; seed < to; seed++) {
		const found = check(await play(draw(kind, seed)));
		tally.schedules++;
		for (const name of SUMS) tally[name] += found[name];
		for (const name of BROKEN) tally[name] += found[name].length;
		if (kind !== 'beyond') tally.findings.push(...worst(found));
	}
	return tally;
}

function worst(found: Findings): string[] {
	return BROKEN.filter((name) => name !== 'notes').flatMap((name) =>
		found[name].map((text) => `${name}: ${text}`),
	);
}
