/**
 * The odd row that a real price file holds and a careless parser dies of. Each kind sits once in every block of 4,000 products, at a place that
 * no seed moves, so that even a small world has it: 10 rows in 4,000, of which one is unreadable (0.025 %).
 */
export type Hostility =
	| 'quotes'
	| 'short-row'
	| 'empty-cost'
	| 'zero-cost'
	| 'thousands-comma'
	| 'non-ascii'
	| 'two-rows'
	| 'very-long-name'
	| 'unknown-category'
	/** Empty texts say the word NULL, as the vendor's own table prints them. */
	| 'null-words';

const BLOCK = 4000;
const PLACES: ReadonlyMap<number, Hostility> = new Map([
	[120, 'quotes'],
	[190, 'short-row'],
	[260, 'empty-cost'],
	[330, 'zero-cost'],
	[400, 'thousands-comma'],
	[470, 'non-ascii'],
	[540, 'two-rows'],
	[610, 'very-long-name'],
	[680, 'unknown-category'],
	[750, 'null-words'],
]);

export function hostilityAt(index: number): Hostility | null {
	return PLACES.get(index % BLOCK) ?? null;
}

/** The places of one kind among the first `count` products. */
export function placesOf(kind: Hostility, count: number): number[] {
	const [first] = [...PLACES].find(([, each]) => each === kind) as [number, Hostility];
	const places: number[] = [];
	for (let index = first; index < count; index += BLOCK) places.push(index);
	return places;
}

/** Rows whose cost column says something else than the truth: a price change would not show there. */
export function hidesCost(kind: Hostility | null): boolean {
	return (
		kind === 'short-row' || kind === 'empty-cost' || kind === 'zero-cost' || kind === 'two-rows'
	);
}
