import { drawAimed } from './aims';
import { GUARDS, type Seen, type Sought } from './guards';
import { check } from './oracle/check';
import { play } from './play';

/** A process of its own that plays one guard's seeds until a promise is broken. */
process.on('message', (sought: Sought) => {
	void seek(sought).then((seen) => process.send?.(seen));
});

async function seek({ guard: name, from, to, atMost }: Sought): Promise<Seen> {
	const guard = GUARDS.find((one) => one.name === name);
	if (!guard) throw new Error(`no guard "${name}"`);
	const begun = performance.now();
	for (let seed = from; seed < to && performance.now() - begun < atMost; seed++) {
		const found = check(await play(drawAimed(guard.kind, seed, guard.aim)));
		const broken = guard.breaks.find((one) => found[one].length > 0);
		if (broken !== undefined)
			return { seed, said: `${broken}: ${found[broken][0]}`, played: seed - from + 1 };
	}
	return { seed: null, said: '', played: to - from };
}
