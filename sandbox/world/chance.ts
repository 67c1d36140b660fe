/** Chance by seed: the same seed, index and salt give the same draw in any order, so product 199,999 needs no 0..199,998 before it. */

/** An even 32-bit hash of three numbers. */
export function hash(seed: number, index: number, salt: number): number {
	let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 0x7f4a7c15, 0xc2b2ae35);
	mixed ^= Math.imul(salt + 0x165667b1, 0x27d4eb2f);
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
	mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** One hash for a text, for draws that hang on a PO number. */
export function hashText(seed: number, text: string): number {
	let folded = 0;
	for (let at = 0; at < text.length; at++)
		folded = Math.imul(folded ^ text.charCodeAt(at), 0x01000193);
	return hash(seed, folded >>> 0, text.length);
}

/** A run of draws that belongs to one (seed, index). */
export class Draws {
	private state: number;

	constructor(seed: number, index: number, salt = 0) {
		this.state = hash(seed, index, salt);
	}

	/** A number in [0, 1). */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	}

	/** A whole number from `low` to `high`, both included. */
	whole(low: number, high: number): number {
		return low + Math.floor(this.next() * (high - low + 1));
	}

	/** True in `share` of all draws. */
	odds(share: number): boolean {
		return this.next() < share;
	}

	pick<T>(from: readonly T[]): T {
		return from[Math.floor(this.next() * from.length)] as T;
	}

	/** Between `low` and `high`, small values more often: prices and stock are spread like this. */
	skewed(low: number, high: number): number {
		return low * Math.pow(high / low, this.next());
	}
}
