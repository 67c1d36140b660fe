/** Repeatable chance: the same seed gives the same numbers on every machine. Not for secrets. */
export class Random {
	private state: number;

	constructor(seed: number | string) {
		this.state = typeof seed === 'number' ? mix(seed | 0) : hash(seed);
	}

	/** A number in [0, 1) (mulberry32). */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let t = this.state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}

	/** A whole number from `min` to `max`, both included. */
	int(min: number, max: number): number {
		return min + Math.floor(this.next() * (max - min + 1));
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** @throws RangeError when there is nothing to pick from. */
	pick<T>(from: readonly T[]): T {
		const picked = from[Math.floor(this.next() * from.length)];
		if (from.length === 0) throw new RangeError('nothing to pick from');
		return picked as T;
	}
}

/** The generator of one named thing, independent of how many numbers others have drawn. */
export function randomOf(seed: number, ...names: Array<string | number>): Random {
	return new Random(`${seed}/${names.join('/')}`);
}

function hash(text: string): number {
	let h = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	return mix(h);
}

function mix(h: number): number {
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return h ^ (h >>> 16);
}
