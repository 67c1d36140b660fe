import { type Random, randomOf } from '../../../sandbox/core';

/** What came of a price file; only a `whole` one says that a missing product is gone. */
export type FileKind = 'whole' | 'update' | 'filtered' | 'cut' | 'no file';

export interface Night {
	file: FileKind;
	/** Days since the file of the night before; 0 = the same one again. */
	days: number;
	/** Products that the file has, by place. */
	has: boolean[];
	/** Whole cents and units of each product. */
	cents: number[];
	stock: number[];
	/** What people save before the night, one at most for each product. */
	edits: (Edit | null)[];
	/** Chance of a fault at each call. */
	fault: number;
	/** Calls after which n8n is killed; `null` = it lives. */
	killedAfter: number | null;
	/** Whether a person undoes the night in the morning, if it came through. */
	undone: boolean;
}

export type Edit =
	'set active' | 'set inactive' | 'words in the state' | 'words in the description';

export interface History {
	seed: number;
	products: number;
	limit: number;
	nights: Night[];
}

/** The same seed, the same story of eight nights. */
export function draw(seed: number): History {
	const random = randomOf(seed, 'lifecycle');
	const products = random.int(3, 12);
	let gone = Array.from({ length: products }, () => false);
	const nights = Array.from({ length: NIGHTS }, () => {
		const days = random.pick([0, 1, 1, 1, 3]);
		// one file has the same products each time, and the first one never goes
		if (days > 0) gone = gone.map((one, at) => at > 0 && (random.chance(0.25) ? !one : one));
		return drawNight(random, gone, days);
	});
	return { seed, products, limit: random.int(1, 3), nights };
}

export const NIGHTS = 8;

function drawNight(random: Random, gone: boolean[], days: number): Night {
	const isQuiet = random.chance(0.5);
	return {
		file: random.pick(['whole', 'whole', 'whole', 'whole', 'update', 'filtered', 'cut', 'no file']),
		days,
		has: gone.map((one) => !one),
		cents: gone.map(() => random.pick([10_000, 10_000, 11_000])),
		stock: gone.map(() => random.pick([0, 5, 6])),
		edits: gone.map(() => (random.chance(0.08) ? random.pick(EDITS) : null)),
		fault: isQuiet ? 0 : random.pick([0.05, 0.2]),
		killedAfter: !isQuiet && random.chance(0.4) ? random.int(1, 25) : null,
		undone: random.chance(0.2),
	};
}

const EDITS: Edit[] = [
	'set active',
	'set inactive',
	'words in the state',
	'words in the description',
];
