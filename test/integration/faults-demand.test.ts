import { figuresOf, playDemands, seenWithout } from '../faults/demand';
import type { Breaker } from '../faults/demand/history';

/** CI's share of `npm run faults -- demand`: the same seeds every time. */
describe('charges under purchasers, the won wizard, our runs and polls side by side, and crashes', () => {
	it('60 seeded afternoons keep every bar', async () => {
		const verdicts = await playDemands(1, 60);
		const failed = figuresOf(verdicts).filter(({ ok }) => !ok);
		const findings = verdicts.flatMap(({ twice, forgotten, aboveNeed, faults }) => [
			...twice,
			...forgotten,
			...aboveNeed,
			...faults,
		]);
		expect({ failed, findings }).toEqual({ failed: [], findings: [] });
	}, 240_000);

	it.each(['lookUp', 'fence', 'word'] as Breaker[])(
		'the count of a bar finds what happens without "%s"',
		async (breaker) => {
			expect(seenWithout(breaker, await playDemands(1, 30, breaker))).toMatchObject({ ok: true });
		},
		240_000,
	);
});
