import { type BlockMarks, cutBlocks, joinLines, MEMO_LENGTH, memoSize } from './memo-block';
import { BLOCK_END, BLOCK_START, formatJournal, parseJournal } from './journal';
import { type Journal } from './types';
import { progressOf } from './state-machine';

/** What a General Memo says about the order of one PO. */
export type MemoReading =
	| { kind: 'none' }
	| { kind: 'journal'; journal: Journal }
	/** A block, or any trace of one, is there and cannot be trusted: nothing may be sent. */
	| { kind: 'damaged'; why: string };

/**
 * Finds the block of the given purchase order; of several, the one that is furthest along. Whatever
 * is left of a block that is not whole is a stop: it may be all that tells of an order. Only a
 * whole block of another purchase order (a memo that was copied) does not count.
 */
export function readMemo(memo: string, poId: string): MemoReading {
	const { around, blocks, whole } = cutBlocks(memo, MARKS);
	const parsed = blocks.map((lines) => parseJournal(lines));
	const read = parsed.map(({ journal }) => journal);
	const why = read.find((journal) => typeof journal === 'string');
	if (why !== undefined) return { kind: 'damaged', why };
	if (!whole) return { kind: 'damaged', why: 'its first or its last line is missing' };
	const rest = [...around, ...parsed.map(({ strays }) => strays)];
	if (rest.some((lines) => hasTrace(lines.join('\n'))))
		return { kind: 'damaged', why: 'parts of a block stand outside of it' };
	const [best] = read
		.filter((journal) => typeof journal !== 'string' && journal.poId === poId)
		.map((journal) => journal as Journal)
		.sort((one, other) => progressOf(other) - progressOf(one));
	return best ? { kind: 'journal', journal: best } : { kind: 'none' };
}

/**
 * The memo with the journal in it, every other word kept where it was. The block takes the place of
 * the one that was there, else it goes to the end. `null` = no room for even the shortest block.
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

/** Whether it holds the block of another purchase order, from which it was copied. */
export function isCopiedMemo(memo: string, poId: string): boolean {
	return cutBlocks(memo, MARKS)
		.blocks.map((lines) => parseJournal(lines).journal)
		.some((journal) => typeof journal !== 'string' && journal.poId !== poId);
}

/**
 * The memo's text without any block of ours: what people and other tools wrote, also inside of a
 * block, from which the next write moves it.
 */
export function otherText(memo: string): string {
	const { around, blocks } = cutBlocks(memo, MARKS);
	const [before = [], ...rest] = around;
	const strays = blocks.map((lines) => parseJournal(lines).strays);
	return [before, ...strays, ...rest].flat().join('\n');
}

/**
 * Whether the words stand in a memo beside our own block, in whatever case, as Autotask's
 * `contains` takes them. Autotask finds them in the block too.
 */
export function memoSays(memo: string, words: string): boolean {
	return otherText(memo).toLowerCase().includes(words.toLowerCase());
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

/** Words that stand in blocks only, wherever and however they were moved, joined or quoted. */
function hasTrace(text: string): boolean {
	const plain = text.replace(STATUS_MARKERS, '').replace(/[\s\u00a0\u2028]+/g, ' ');
	return TRACES.some((trace) => trace.test(plain));
}

/** The poll's own block is another one. */
const STATUS_MARKERS = /^.*TD SYNNEX status.*$/gim;
const TRACES: readonly RegExp[] = [
	/kept by n8n\W+please do not edit/i,
	/\bend of TD SYNNEX order\b/i,
	/\b[0-9a-f]{64}\b/i,
	/\blines [0-9a-f]{12}, ship-to [0-9a-f]{12}\b/i,
	/\bAutotask id\W{1,4}\d/i,
	/\bState\W{1,4}(?:PLANNED|SENDING|CLAIMED|POSTING|ACCEPTED|PARTIAL|HELD|REJECTED|UNCERTAIN|RECORDED)\b/i,
	/\bClaim\W{1,4}\S+ at \d{4}-\d{2}-\d{2}T/i,
	/\bLine \d+\W{1,4}item \d+, SKU\b/i,
	/\] sending as PO \S/i,
];
