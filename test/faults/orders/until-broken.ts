import { check } from './oracle/check';
import { play } from './play';
import { draw } from './schedule';
import type { Seen, Sought } from './guards';

/** A process of its own that plays one guard's seeds until a promise is broken. */
process.on('message', ({ kind, from, to, breaks }: Sought) => {
	void seek(kind, from, to, breaks).then((seen) => process.send?.(seen));
});

async function seek(
	kind: Sought['kind'],
	from: number,
	to: number,
	breaks: Sought['breaks'],
): Promise<Seen> {
	for (let seed = from; seed < to; seed++) {
		const found = check(await play(draw(kind, seed)));
		const name = breaks.find((one) => found[one].length > 0);
		if (name !== undefined) return { seed, said: `${name}: ${found[name][0]}` };
	}
	return { seed: null, said: '' };
}
