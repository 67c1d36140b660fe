import { run } from '../faults/order-guards';
import { drawAimed } from '../faults/orders/aims';
import { GUARDS } from '../faults/orders/guards';
import { BROKEN, check } from '../faults/orders/oracle/check';
import { play } from '../faults/orders/play';

/** `npm run faults -- order-guards` searches anew where the code has moved a seed. */
describe('the guards of the order path', () => {
	it('each, once taken out, is seen by the oracle in its recorded history', async () => {
		const { figures } = await run({ schedules: 0, seed: 0 });
		expect(figures.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual([]);
		expect(figures).toHaveLength(GUARDS.length);
	}, 240_000);

	it.each(GUARDS.map((guard) => [guard.name, guard] as const))(
		'with "%s" in place that history breaks nothing',
		async (_, { kind, seed, aim }) => {
			const found = check(await play(drawAimed(kind, seed, aim)));
			const broken = BROKEN.filter((name) => name !== 'needless' && name !== 'notes');
			expect(broken.flatMap((name) => found[name])).toEqual([]);
		},
	);
});
