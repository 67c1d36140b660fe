import { cutAtWord } from '../cut-at-word';

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

/** What stands in our part of a text; empty where there is none. */
export function blockIn(held: string): string {
	return around(held).block;
}

function around(held: string): { before: string; block: string; behind: string } {
	const text = held.replaceAll('\r\n', '\n');
	const first = text.indexOf(START);
	const end = first < 0 ? -1 : text.indexOf(END, first + START.length);
	// a block whose end a person took away is theirs: what they wrote below it is no part of ours
	const start = end < 0 ? -1 : text.lastIndexOf(START, end);
	if (end < 0) return { before: text.trim(), block: '', behind: '' };
	return {
		before: text.slice(0, start).trim(),
		block: text.slice(start + START.length, end).trim(),
		behind: text.slice(end + END.length).trim(),
	};
}
