import { BLOCK_END, BLOCK_START, formatJournal, parseJournal } from './journal';
import { type Journal } from './types';
import { rank } from './state-machine';

/** Autotask: PurchaseOrders.generalMemo holds 4,000 characters. */
export const MEMO_LENGTH = 4000;

/** What a General Memo says about the order of one PO. */
export type MemoReading =
	| { kind: 'none' }
	| { kind: 'journal'; journal: Journal }
	/** A block is there and cannot be trusted: nothing may be sent. */
	| { kind: 'damaged'; why: string };

/**
 * Finds the block of the given purchase order. A block of another PO (a copied memo) does not count; of
 * several, the one that is furthest along does.
 */
export function readMemo(memo: string, poId: string): MemoReading {
	const read = cut(memo).blocks.map((lines) => parseJournal(lines).journal);
	const why = read.find((journal) => typeof journal === 'string');
	if (why !== undefined) return { kind: 'damaged', why };
	const [best] = read
		.filter((journal) => typeof journal !== 'string' && journal.poId === poId)
		.map((journal) => journal as Journal)
		.sort((one, other) => rank(other) - rank(one));
	return best ? { kind: 'journal', journal: best } : { kind: 'none' };
}

/**
 * The memo with the journal in it, every other word kept where it was. The block takes the place of the
 * one that was there, else it goes to the end. `null` = no room for even the shortest block.
 */
export function writeMemo(memo: string, journal: Journal): string | null {
	const { around, blocks } = cut(memo);
	const [before = '', ...rest] = around.map(trimLines);
	const strays = blocks.flatMap((lines) => parseJournal(lines).strays);
	const after = [strays.join('\n'), ...rest];
	const put = (block: string) =>
		[before, block, ...after].filter((text) => text !== '').join('\n\n');
	const block = formatJournal(journal, (text) => weight(put(text)) <= MEMO_LENGTH);
	return block === null ? null : put(block);
}

/** The memo's text without any block of ours: what people and other tools wrote. */
export function otherText(memo: string): string {
	return cut(memo).around.join('\n');
}

/** Characters as Autotask may count them: a line end counts double, since it may be stored as CR and LF. */
export function weight(text: string): number {
	return text.length + (text.match(/\n/g)?.length ?? 0);
}

/** Splits a memo into the texts around the blocks and the blocks' inner lines. A block without an end runs to the end. */
function cut(memo: string): { around: string[]; blocks: string[][] } {
	const around: string[][] = [[]];
	const blocks: string[][] = [];
	let inside: string[] | null = null;
	for (const line of memo.split(/\r\n|\r|\n/)) {
		const mark = line.trim();
		if (START.test(mark)) {
			inside = [];
			blocks.push(inside);
			around.push([]);
		} else if (END.test(mark)) inside = null;
		else (inside ?? around.at(-1))?.push(line);
	}
	return { around: around.map((lines) => lines.join('\n')), blocks };
}

/** A person may have touched the rule's ends; the words in the middle are what counts. */
const START = new RegExp(`^=*\\s*${words(BLOCK_START)}\\s*=*$`, 'i');
const END = new RegExp(`^=*\\s*${words(BLOCK_END)}\\s*=*$`, 'i');

function words(mark: string): string {
	return mark.replace(/=/g, '').trim().replace(/\s+/g, '\\s+');
}

function trimLines(text: string): string {
	return text.replace(/^(?:[ \t]*\n)+|(?:\n[ \t]*)+$/g, '');
}
