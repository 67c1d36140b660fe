import { figuresOf } from '../../faults/status';
import { draw } from '../../faults/status/life';
import { playPortion } from '../../faults/status/portion';

/** A few of the lives that `npm run faults -- status` plays by the thousand. */
it('whole lives of orders are told as they were, each event once', async () => {
	const faithful = await playPortion({ from: 4001, to: 4041, forgetful: false });
	const wiped = await playPortion({ from: 4001, to: 4011, forgetful: true });
	expect(faithful.findings).toEqual([]);
	expect(figuresOf(faithful, wiped).filter(({ ok }) => !ok)).toEqual([]);
}, 120_000);

it('one seed is one life', () => {
	expect(draw(7)).toEqual(draw(7));
	expect(draw(7)).not.toEqual(draw(8));
});
