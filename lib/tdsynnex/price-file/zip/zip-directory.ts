/**
 * The directory at the end of a ZIP archive (PKWARE's APPNOTE 4.3.12 to 4.3.16), without and with
 * ZIP64 records.
 */

export interface Directory {
	/** Folders left out. */
	files: string[];
	/** Of the first file: bytes packed, bytes unpacked, checksum. */
	packed: number;
	size: number;
	crc: number;
}

/**
 * What the directory lists; `undefined` when there is none.
 *
 * @param tail the last bytes of the archive
 */
export function readDirectory(tail: Uint8Array): Directory | undefined {
	const bounds = boundsOf(tail);
	if (!bounds) return undefined;
	let { at } = bounds;
	const entries: { name: string; at: number }[] = [];
	while (at >= 0 && at + 46 <= bounds.end && signature(tail, at) === CENTRAL) {
		entries.push({
			name: LATIN1.decode(tail.subarray(at + 46, at + 46 + u16(tail, at + 28))),
			at,
		});
		at += 46 + u16(tail, at + 28) + u16(tail, at + 30) + u16(tail, at + 32);
	}
	const files = entries.filter(({ name }) => !name.endsWith('/'));
	const first = files[0];
	if (!first) return undefined;
	return {
		files: files.map(({ name }) => name),
		...sizesOf(tail, first.at),
		crc: u32(tail, first.at + 16),
	};
}

/**
 * Where the directory begins and ends. With ZIP64 a longer end record stands before the usual one,
 * and a locator between.
 */
function boundsOf(tail: Uint8Array): { at: number; end: number } | undefined {
	const end = lastSignature(tail, END, tail.length - 22);
	if (end < 0) return undefined;
	if (signature(tail, end - 20) !== LOCATOR_64) return { at: end - u32(tail, end + 12), end };
	const end64 = lastSignature(tail, END_64, end - 20 - 56);
	return end64 < 0 ? undefined : { at: end64 - u64(tail, end64 + 40), end: end64 };
}

/**
 * A size that does not fit stands as all ones, and the true one in an extra field, the unpacked
 * size first.
 */
function sizesOf(tail: Uint8Array, entry: number): { packed: number; size: number } {
	const [packed, size] = [u32(tail, entry + 20), u32(tail, entry + 24)];
	let at = extraField(tail, entry, ZIP_64);
	const next = () => u64(tail, (at += 8) - 8);
	const trueSize = size === ALL_ONES && at >= 0 ? next() : size;
	return { packed: packed === ALL_ONES && at >= 0 ? next() : packed, size: trueSize };
}

/** Where the content of an entry's extra field begins; -1 when it has none of that kind. */
function extraField(tail: Uint8Array, entry: number, kind: number): number {
	let at = entry + 46 + u16(tail, entry + 28);
	const end = at + u16(tail, entry + 30);
	for (; at + 4 <= end; at += 4 + u16(tail, at + 2)) if (u16(tail, at) === kind) return at + 4;
	return -1;
}

function lastSignature(bytes: Uint8Array, wanted: number, from: number): number {
	for (let at = from; at >= 0; at--) if (signature(bytes, at) === wanted) return at;
	return -1;
}

export function signature(bytes: Uint8Array, at: number): number {
	return u32(bytes, at);
}

export function u16(bytes: Uint8Array, at: number): number {
	return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function u32(bytes: Uint8Array, at: number): number {
	return (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;
}

/** Exact up to 2^53, eight petabytes. */
function u64(bytes: Uint8Array, at: number): number {
	return u32(bytes, at) + u32(bytes, at + 4) * 2 ** 32;
}

export const LATIN1 = new TextDecoder('windows-1252');
export const LOCAL = 0x04034b50;
export const CENTRAL = 0x02014b50;
export const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ZIP_64 = 1;
const ALL_ONES = 0xffffffff;
