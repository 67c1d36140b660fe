import { figuresOf } from '../faults/orders';
import { fingerprint } from '../faults/orders/check';
import { play } from '../faults/orders/play';
import { draw, type Kind } from '../faults/orders/schedule';
import { playBatch, type Tally } from '../faults/orders/tally';

/** CI's share of `npm run faults -- orders`: the same seeds every time, in one process. */
const COUNTS: Record<Kind, number> = {
	mixed: 600,
	crowdWithin: 200,
	crowdFenced: 100,
	wiped: 80,
	beyond: 20,
};

describe('orders under faults, crashes and double runs', () => {
	it('1,000 seeded histories: no order twice, none lost, none above its cap, no secret shown', async () => {
		const tallies = {} as Record<Kind, Tally>;
		for (const [kind, count] of Object.entries(COUNTS) as [Kind, number][])
			tallies[kind] = await playBatch({ kind, from: 0, to: count });
		const failed = figuresOf(tallies).filter(({ ok }) => !ok);
		const findings = Object.values(tallies).flatMap((tally) => tally.findings);
		expect({ failed, findings }).toEqual({ failed: [], findings: [] });
	}, 120_000);

	it('one seed is one history', async () => {
		for (const kind of Object.keys(COUNTS) as Kind[]) {
			const [one, other] = [await play(draw(kind, 7)), await play(draw(kind, 7))];
			expect(fingerprint(one)).toBe(fingerprint(other));
		}
	});
});
