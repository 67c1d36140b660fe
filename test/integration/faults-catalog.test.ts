import { figuresOf, SEEN_BY, seen } from '../faults/catalog';
import { draw } from '../faults/catalog/history';
import { play } from '../faults/catalog/play';
import { playStories } from '../faults/catalog/tally';
import * as lifecycle from '../faults/lifecycle';

/** CI's share of `npm run faults -- catalog`: the same seeds every time. */
describe('the catalog sync under faults, kills, refusals, people and double runs', () => {
	it('60 seeded nights keep every bar', async () => {
		const tally = await playStories(0, 20);
		const failed = figuresOf(tally).filter(({ ok }) => !ok);
		expect({ failed, findings: tally.findings }).toEqual({ failed: [], findings: [] });
		expect(tally.kills).toBeGreaterThan(0);
		expect(tally.faults).toBeGreaterThan(0);
	}, 120_000);

	it.each(Object.entries(SEEN_BY))(
		'"%s" fails with "%s"',
		async (bar, breaker) => {
			const tally = await playStories(0, 12, breaker);
			expect(seen(bar, breaker, tally[bar as keyof typeof SEEN_BY])).toMatchObject({ ok: true });
		},
		120_000,
	);

	it('one seed is one story', async () => {
		const [one, other] = [await play(draw(5)), await play(draw(5))];
		expect(one.autotask.rows('Products')).toEqual(other.autotask.rows('Products'));
		expect(one.calls).toBe(other.calls);
	}, 60_000);
});

describe('the life of products under files of every kind, faults, kills, people, and nights undone', () => {
	it('64 seeded nights keep every bar', async () => {
		const tally = await lifecycle.playStories(0, 8);
		const failed = lifecycle.figuresOf(tally).filter(({ ok }) => !ok);
		expect({ failed, findings: tally.findings }).toEqual({ failed: [], findings: [] });
		expect(Math.min(tally.kills, tally.faults, tally.undos, tally.edits)).toBeGreaterThan(0);
	}, 120_000);

	it.each(Object.entries(lifecycle.SEEN_BY))(
		'"%s" fails with "%s"',
		async (bar, breaker) => {
			const tally = await lifecycle.playStories(0, 6, breaker);
			expect(tally[bar as keyof typeof lifecycle.SEEN_BY]).toBeGreaterThan(0);
		},
		120_000,
	);
});
