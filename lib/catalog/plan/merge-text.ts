/** Around the part of a text that the sync writes; what stands before and behind it is people's. */
const START = '--- TD SYNNEX ---';
const END = '-----------------';

/**
 * A text that people and the sync share: theirs stays as it is, ours stands in a block of its own
 * and is renewed there. Of the two ours is the one that is cut when there is too little room.
 *
 * @param length of the field; 0 = no limit
 * @returns `null` where people's text leaves no room for ours
 */
export function mergedText(held: string, ours: string, length: number): string | null {
	const { before, behind } = around(held);
	const put = (text: string) =>
		[before, `${START}\n${text}\n${END}`, behind].filter((part) => part !== '').join('\n\n');
	const room = length === 0 ? ours.length : length - put('').length;
	if (room <= 0) return null;
	return put(ours.length <= room ? ours : cutAtWord(ours, room));
}

/** At most `length` characters; ends at the last blank in the second half, where there is one. */
export function cutAtWord(text: string, length: number): string {
	const cut = text.slice(0, length);
	const blank = /\s/.test(text.charAt(length)) ? length : cut.search(/\s\S*$/);
	const words = blank > length / 2 ? cut.slice(0, blank) : cut;
	// A cut must not leave half of a surrogate pair: Autotask would store a broken character.
	return words.replace(/[\uD800-\uDBFF]$/, '').trimEnd();
}

function around(held: string): { before: string; behind: string } {
	const text = held.replaceAll('\r\n', '\n');
	const start = text.indexOf(START);
	const end = start < 0 ? -1 : text.indexOf(END, start + START.length);
	if (end < 0) return { before: text.trim(), behind: '' };
	return { before: text.slice(0, start).trim(), behind: text.slice(end + END.length).trim() };
}
