/**
 * SHA-256 of a text's UTF-8 bytes as 64 hex digits (FIPS 180-4). Written out because the platform's
 * own is asynchronous, and an order's hash must be part of pure code.
 */
export function sha256(text: string): string {
	const words = padded(new TextEncoder().encode(text));
	const hash = Uint32Array.from(INITIAL);
	const schedule = new Uint32Array(64);
	for (let start = 0; start < words.length; start += 16) {
		schedule.set(words.subarray(start, start + 16));
		for (let t = 16; t < 64; t++) {
			schedule[t] =
				small1(at(schedule, t - 2)) +
				at(schedule, t - 7) +
				small0(at(schedule, t - 15)) +
				at(schedule, t - 16);
		}
		compress(hash, schedule);
	}
	return Array.from(hash, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** The bytes as big-endian words, then a 1 bit, zeros, and the length in bits. */
function padded(bytes: Uint8Array): Uint32Array {
	const words = new Uint32Array(Math.ceil((bytes.length + 9) / 64) * 16);
	for (let index = 0; index <= bytes.length; index++) {
		const byte = index < bytes.length ? (bytes[index] ?? 0) : 0x80;
		words[index >> 2] = at(words, index >> 2) | (byte << (24 - (index & 3) * 8));
	}
	words[words.length - 1] = bytes.length * 8;
	return words;
}

function compress(hash: Uint32Array, schedule: Uint32Array): void {
	let [a, b, c, d, e, f, g, h] = hash as unknown as Eight;
	for (let t = 0; t < 64; t++) {
		const first = (h + big1(e) + ((e & f) ^ (~e & g)) + at(ROUND, t) + at(schedule, t)) | 0;
		const second = (big0(a) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
		h = g;
		g = f;
		f = e;
		e = (d + first) | 0;
		d = c;
		c = b;
		b = a;
		a = (first + second) | 0;
	}
	[a, b, c, d, e, f, g, h].forEach((word, index) => {
		hash[index] = at(hash, index) + word;
	});
}

type Eight = [number, number, number, number, number, number, number, number];

function at(list: Uint32Array, index: number): number {
	return list[index] ?? 0;
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));
const small0 = (word: number) => turn(word, 7) ^ turn(word, 18) ^ (word >>> 3);
const small1 = (word: number) => turn(word, 17) ^ turn(word, 19) ^ (word >>> 10);
const big0 = (word: number) => turn(word, 2) ^ turn(word, 13) ^ turn(word, 22);
const big1 = (word: number) => turn(word, 6) ^ turn(word, 11) ^ turn(word, 25);

const PRIMES = firstPrimes(64);
/** The first 32 bits of the fractions of the primes' square roots and cube roots. */
const INITIAL = PRIMES.slice(0, 8).map((prime) => fraction(prime, 2n));
const ROUND = Uint32Array.from(PRIMES.map((prime) => fraction(prime, 3n)));

function firstPrimes(count: number): number[] {
	const primes: number[] = [];
	for (let n = 2; primes.length < count; n++) {
		if (primes.every((prime) => n % prime !== 0)) primes.push(n);
	}
	return primes;
}

/** Exact: the integer root of `prime * 2^(32 * degree)`, of which the low 32 bits are the fraction. */
function fraction(prime: number, degree: bigint): number {
	const target = BigInt(prime) << (32n * degree);
	let [low, high] = [0n, 1n << 40n];
	while (high - low > 1n) {
		const middle = (low + high) >> 1n;
		if (middle ** degree <= target) low = middle;
		else high = middle;
	}
	return Number(low & 0xffffffffn);
}
