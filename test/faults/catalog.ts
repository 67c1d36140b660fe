import type { Breaker } from './catalog/door';
import { playStories, type Tally } from './catalog/tally';
import type { FaultsOptions, FaultsReport, Figure } from './cli';
import { run as playLifecycle } from './lifecycle';

/** Nights of one story. */
const NIGHTS = 3;
/** Stories with a guard taken out, for each bar. */
const BROKEN = 40;

/** Which bar sees which guard taken out. */
export const SEEN_BY: Record<'doubled' | 'lost' | 'unwritten' | 'different', Breaker> = {
	doubled: 'blind look',
	lost: 'stale look',
	unwritten: 'short nights',
	different: 'lost change',
};

/**
 * Plays so many seeded nights of the catalog sync: faults at any call, n8n killed at any call, products that refuse
 * every change, people who edit, two runs at once; three nights a story. What Autotask then holds is held against
 * what one quiet night gives, and against a reading of its own. Then as many nights of {@link playLifecycle}.
 *
 * @param options.schedules nights
 */
export async function run({ schedules, seed }: FaultsOptions): Promise<FaultsReport> {
	const begun = performance.now();
	const tally = await playStories(seed, seed + Math.ceil(schedules / NIGHTS));
	const lifecycle = await playLifecycle({ schedules, seed });
	const broken = await Promise.all(
		Object.entries(SEEN_BY).map(async ([bar, breaker]) => ({
			bar: bar as keyof typeof SEEN_BY,
			breaker,
			tally: await playStories(seed, seed + BROKEN, breaker),
		})),
	);
	return {
		seed,
		schedules: tally.nights,
		seconds: (performance.now() - begun) / 1000,
		figures: [
			...figuresOf(tally),
			...broken.map((one) => seen(one.bar, one.breaker, one.tally[one.bar])),
			...lifecycle.figures.map((one) => ({ ...one, name: `lifecycle: ${one.name}` })),
		],
		findings: [...tally.findings, ...lifecycle.findings],
	};
}

export function figuresOf(tally: Tally): Figure[] {
	const none = (name: string, value: number): Figure => ({
		name,
		value,
		bar: '0',
		ok: value === 0,
	});
	const stated = (name: string, value: number): Figure => ({ name, value, bar: '', ok: true });
	return [
		none('products of one SKU active twice', tally.doubled),
		none('values that a person saved and that are gone', tally.lost),
		none('products that could be written and are not, after three nights', tally.unwritten),
		none('products that end otherwise than after one quiet night', tally.different),
		stated('stories', tally.stories),
		stated('nights', tally.nights),
		stated('calls', tally.calls),
		stated('calls that met a fault', tally.faults),
		stated('runs that were killed', tally.kills),
		stated('values that people saved', tally.edits),
	];
}

/** That a bar can fail: with this guard taken out it does. */
export function seen(bar: string, breaker: Breaker, value: number): Figure {
	return {
		name: `${bar}, with "${breaker}" (the oracle can see it)`,
		value,
		bar: '> 0',
		ok: value > 0,
	};
}
