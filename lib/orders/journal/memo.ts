import { type BlockMarks, cutBlocks, joinLines, MEMO_LENGTH, memoSize } from './memo-block';
import { BLOCK_END, BLOCK_START, formatJournal, parseJournal } from './journal';
import { type Journal } from './types';
import { progressOf } from './state-machine';

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
	const read = cutBlocks(memo, MARKS).blocks.map((lines) => parseJournal(lines).journal);
	const why = read.find((journal) => typeof journal === 'string');
	if (why !== undefined) return { kind: 'damaged', why };
	const [best] = read
		.filter((journal) => typeof journal !== 'string' && journal.poId === poId)
		.map((journal) => journal as Journal)
		.sort((one, other) => progressOf(other) - progressOf(one));
	return best ? { kind: 'journal', journal: best } : { kind: 'none' };
}

/**
 * The memo with the journal in it, every other word kept where it was. The block takes the place of the
 * one that was there, else it goes to the end. `null` = no room for even the shortest block.
 */
export function writeMemo(memo: string, journal: Journal): string | null {
	const { around, blocks } = cutBlocks(memo, MARKS);
	const [before = '', ...rest] = around.map(joinLines);
	const strays = blocks.flatMap((lines) => parseJournal(lines).strays);
	const after = [strays.join('\n'), ...rest];
	const put = (block: string) =>
		[before, block, ...after].filter((text) => text !== '').join('\n\n');
	const block = formatJournal(journal, (text) => memoSize(put(text)) <= MEMO_LENGTH);
	return block === null ? null : put(block);
}

/** The memo's text without any block of ours: what people and other tools wrote. */
export function otherText(memo: string): string {
	return cutBlocks(memo, MARKS)
		.around.map((lines) => lines.join('\n'))
		.join('\n');
}

/** A person may have touched the rule's ends; the words in the middle are what counts. */
const MARKS: BlockMarks = {
	start: new RegExp(`^=*\\s*${words(BLOCK_START)}\\s*=*$`, 'i'),
	end: new RegExp(`^=*\\s*${words(BLOCK_END)}\\s*=*$`, 'i'),
	keepsStrayEnds: false,
};

function words(mark: string): string {
	return mark.replace(/=/g, '').trim().replace(/\s+/g, '\\s+');
}
