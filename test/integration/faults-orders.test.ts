import { figuresOf } from '../faults/orders';
import { fingerprint } from '../faults/orders/oracle/check';
import { play } from '../faults/orders/play';
import { draw } from '../faults/orders/schedule';
import { type Kind } from '../faults/orders/schedule-types';
import { playBatch, type Tally } from '../faults/orders/tally';

/** CI's share of `npm run faults -- orders`: the same seeds every time, in one process. */
const COUNTS: Record<Kind, number> = {
	everyday: 60,
	aimed: 20,
	crowdWithin: 28,
	crowdFenced: 12,
	minds: 28,
	revisions: 20,
	torn: 16,
	shared: 12,
	numbered: 20,
	answers: 20,
	beyond: 20,
};

describe('orders under faults, crashes, people and double runs', () => {
	it('240 seeded histories keep every bar', async () => {
		const tallies = {} as Record<Kind, Tally>;
		for (const [kind, count] of Object.entries(COUNTS) as [Kind, number][])
			tallies[kind] = await playBatch({ kind, from: 0, to: count });
		const failed = figuresOf(tallies).filter(({ ok }) => !ok);
		const findings = Object.values(tallies).flatMap((tally) => tally.findings);
		expect({ failed, findings: failed.length > 0 ? findings : [] }).toEqual({
			failed: [],
			findings: [],
		});
	}, 600_000);

	it('one seed is one history', async () => {
		for (const kind of Object.keys(COUNTS) as Kind[]) {
			const [one, other] = [await play(draw(kind, 7)), await play(draw(kind, 7))];
			expect(fingerprint(one)).toBe(fingerprint(other));
		}
	});
});
