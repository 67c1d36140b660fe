/** Autotask: PurchaseOrders.generalMemo holds 4,000 characters. */
export const MEMO_LENGTH = 4000;

/**
 * Characters as Autotask may count them: a line end counts double, it may be stored as CR and LF.
 */
export function memoSize(text: string): number {
	return text.length + (text.match(/\n/g)?.length ?? 0);
}

/** How a block of ours is told from what people wrote around it. */
export interface BlockMarks {
	/** The line that opens a block, without outer blanks. */
	start: RegExp;
	end: RegExp;
	/**
	 * Whether a line inside is the block's own; one that is not belongs to the text behind the block,
	 * for a person wrote it, or the block has lost its end. Absent = all lines inside are.
	 */
	isOwn?: (line: string) => boolean;
	/** Whether an end without a start is text like any other; else it is left out. */
	keepsStrayEnds: boolean;
}

/** A memo's lines around its blocks (before the first, behind the first ...) and inside of them. */
export interface CutMemo {
	around: string[][];
	blocks: string[][];
	/** Every block has its start and its end, and no end stands alone. */
	whole: boolean;
}

/** Takes a memo apart. A block without an end runs to the memo's end. */
export function cutBlocks(memo: string, marks: BlockMarks): CutMemo {
	const { start, end, isOwn = () => true, keepsStrayEnds } = marks;
	const around: string[][] = [[]];
	const blocks: string[][] = [];
	let inside: string[] | null = null;
	let whole = true;
	for (const line of memo.split(/\r\n|\r|\n/)) {
		const text = line.trim();
		if (start.test(text)) {
			whole &&= inside === null;
			inside = [];
			blocks.push(inside);
			around.push([]);
		} else if (end.test(text) && (inside !== null || !keepsStrayEnds)) {
			whole &&= inside !== null;
			inside = null;
		} else if (inside !== null && isOwn(text)) inside.push(line);
		else around.at(-1)?.push(line);
	}
	return { around, blocks, whole: whole && inside === null };
}

/** The lines as one text, without blank lines at its ends. */
export function joinLines(lines: string[]): string {
	return lines.join('\n').replace(/^(?:[ \t]*\n)+|(?:\n[ \t]*)+$/g, '');
}
