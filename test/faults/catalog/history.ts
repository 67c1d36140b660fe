import { type Random, randomOf } from '../../../sandbox/core';

/** A catalog item as Catalog Fetch hands it on, as far as these histories need it. */
export interface Item {
	sku: string;
	mpn: string;
	manufacturer: string;
	name: string;
	description: string;
	/** Whole cents, so that the oracle reckons without rounding of its own. */
	cents: number;
	/** What Autotask holds of it when the story begins. */
	held: 'nothing' | 'product' | 'product and entry' | 'refused';
}

/** A person saves one field of a product that is there from the beginning. */
export interface Edit {
	/** From 0. */
	night: number;
	/** After so many calls of that night, of all runs together. */
	afterCalls: number;
	sku: string;
	field: 'description' | 'unitPrice' | 'name';
	value: string | number;
}

export type FaultKind =
	| 'unexpected error'
	| 'web page'
	| 'too many requests'
	| 'reset before'
	| 'reset after'
	| 'empty answer'
	| 'cut answer';

export interface Night {
	/** Runs that the schedule starts. */
	runs: 1 | 2;
	/** Milliseconds between the first and the second. */
	apart: number;
	/** Calls after which n8n is killed, one for each run; `null` = it lives. */
	killedAfter: (number | null)[];
	/** Chance of a fault at each call. */
	fault: number;
	/** Only what passes by itself, and none at a creation: what is left must be written now. */
	gentle: boolean;
}

export interface History {
	seed: number;
	items: Item[];
	edits: Edit[];
	nights: Night[];
}

/** One story of three nights: the same seed, the same story. */
export function draw(seed: number): History {
	const random = randomOf(seed, 'catalog');
	const count = random.int(4, 60);
	const refused = random.chance(0.25) ? 0.6 : 0.1;
	const items = Array.from({ length: count }, (_, at) => drawItem(random, at, refused));
	// an Autotask without any product is a first load, which a person has to allow
	const [first] = items;
	if (first && items.every(({ held }) => held === 'nothing')) first.held = 'product';
	return {
		seed,
		items,
		edits: drawEdits(random, items),
		nights: [drawNight(random, false), drawNight(random, false), drawNight(random, true)],
	};
}

function drawItem(random: Random, at: number, refused: number): Item {
	const sku = String(10_000_000 + at);
	return {
		sku,
		mpn: `MPN-${at}`,
		manufacturer: random.pick(['Cisco', 'Fortinet', 'HP']),
		name: `Product ${at}`,
		description: `What product ${at} is`,
		cents: random.int(100, 500_000),
		held: random.chance(refused)
			? 'refused'
			: random.pick(['nothing', 'nothing', 'product', 'product and entry']),
	};
}

/** Each person's field is saved once, so that what must stand at the end is known. */
function drawEdits(random: Random, items: Item[]): Edit[] {
	const there = items.filter(({ held }) => held.startsWith('product'));
	return there.flatMap(({ sku }) => {
		if (!random.chance(0.3)) return [];
		const field = random.pick(['description', 'unitPrice', 'name'] as const);
		const value = field === 'unitPrice' ? random.int(1, 9_000) : `By hand: ${sku}`;
		return [{ night: random.int(0, 2), afterCalls: random.int(0, 60), sku, field, value }];
	});
}

function drawNight(random: Random, gentle: boolean): Night {
	const runs = random.chance(0.2) ? 2 : 1;
	const kill = () => (!gentle && random.chance(0.35) ? random.int(1, 80) : null);
	return {
		runs,
		apart: random.pick([0, 0, random.int(1, 5_000)]),
		killedAfter: [kill(), kill()],
		fault: gentle ? 0.01 : random.pick([0, 0.02, 0.1, 0.3]),
		gentle,
	};
}
