import { figuresOf } from '../faults/status';
import { draw } from '../faults/status/life';
import { playPortion } from '../faults/status/portion';

/** CI's share of `npm run faults -- status`: the same seeds every time. */
it('whole lives of orders are told as they were, each event once', async () => {
	const lives = await playPortion({ kind: 'lives', from: 4001, to: 4041 });
	const wiped = await playPortion({ kind: 'wiped', from: 4001, to: 4011 });
	const atOnce = await playPortion({ kind: 'atOnce', from: 160, to: 190 });
	const tooLate = await playPortion({ kind: 'tooLate', from: 10, to: 24 });
	expect([...lives.findings, ...atOnce.findings]).toEqual([]);
	const figures = figuresOf({ lives, wiped, atOnce, tooLate });
	expect(figures.filter(({ ok }) => !ok)).toEqual([]);
}, 120_000);

it('one seed is one life', () => {
	expect(draw(7)).toEqual(draw(7));
	expect(draw(7)).not.toEqual(draw(8));
});
