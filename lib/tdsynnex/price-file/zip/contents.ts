import { type Bytes, isZip, unzip } from './zip';

/** The rows' bytes of a `.zip` or `.AP`: its first bytes decide, not its name. */
export async function* contents(file: Bytes, name: string): AsyncGenerator<Uint8Array> {
	const iterator = file[Symbol.asyncIterator]();
	let start = new Uint8Array(0);
	for (let step; start.length < 4 && !(step = await iterator.next()).done;)
		start = Uint8Array.from([...start, ...step.value]);
	const whole = startingWith(start, iterator);
	yield* isZip(start) ? unzip(whole, name) : whole;
}

async function* startingWith(
	start: Uint8Array,
	rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	try {
		if (start.length > 0) yield start;
		for (let step; !(step = await rest.next()).done;) yield step.value;
	} finally {
		await rest.return?.();
	}
}
