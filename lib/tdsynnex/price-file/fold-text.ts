/** A text to look for, folded, with the table that folds what it is compared with. */
export interface FoldedText {
	bytes: Uint8Array;
	fold: Uint8Array;
}

/**
 * A text as the bytes of a file can have it: in latin1, and in UTF-8 with all of its letters small
 * or all capital.
 */
export function foldedTexts(text: string): FoldedText[] {
	const latin1 = { bytes: folded(text), fold: FOLD };
	if (/^[\0-\x7F]*$/.test(text)) return [latin1];
	const utf8 = [text.toLowerCase(), text.toUpperCase()].map((each) => ({
		bytes: UTF_8.encode(each).map((byte) => ASCII_FOLD[byte] as number),
		fold: ASCII_FOLD,
	}));
	return [latin1, ...utf8];
}

/** Whether bytes from `start` on begin with a text, without case, before `end`. */
export function startsWith(
	bytes: Uint8Array,
	start: number,
	end: number,
	text: FoldedText,
): boolean {
	const { bytes: wanted, fold } = text;
	if (end - start < wanted.length) return false;
	for (let at = 0; at < wanted.length; at++)
		if (fold[bytes[start + at] as number] !== wanted[at]) return false;
	return true;
}

export function folded(text: string): Uint8Array {
	return Uint8Array.from(text, (letter) => FOLD[letter.charCodeAt(0)] ?? 0);
}

/** Each byte of latin1 as its small letter. */
export const FOLD = Uint8Array.from({ length: 256 }, (_, byte) => {
	const small = String.fromCharCode(byte).toLowerCase().charCodeAt(0);
	return small < 256 ? small : byte;
});

/** The letters of ASCII alone: bytes of UTF-8 stay what they are. */
const ASCII_FOLD = FOLD.map((small, byte) => (byte < 128 ? small : byte));
const UTF_8 = new TextEncoder();
