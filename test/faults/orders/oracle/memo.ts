/**
 * The oracle's own reader of a General Memo. It shares nothing with the package: it looks for words that
 * people would look for, and is as tolerant as a person who reads.
 */
export interface BlockSeen {
	poId: string;
	state: string;
	poNumber: string;
	revision: number;
	reason: string;
	/** Every TD SYNNEX sales order number that the block names. */
	orderNumbers: string[];
}

/** The blocks of TD SYNNEX orders in a memo, as far as they can be made out. */
export function blocksIn(memo: string): BlockSeen[] {
	const text = memo.replace(/\r\n?/g, '\n');
	return text
		.split(/^.*TD SYNNEX order, kept by n8n.*$/m)
		.slice(1)
		.map((rest) => seen(rest.split(/^.*end of TD SYNNEX order.*$/m)[0] ?? ''));
}

/** The block of one purchase order; of several the last. `null` = none. */
export function blockOf(memo: string, poId: number): BlockSeen | null {
	return (
		blocksIn(memo)
			.filter((block) => block.poId === String(poId))
			.at(-1) ?? null
	);
}

function seen(text: string): BlockSeen {
	const field = (name: string) => new RegExp(`^${name}: *(.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
	const numbers = [...text.matchAll(/\border (\d{6,}(?: \+ \d{6,})*)/g)].flatMap(([, list = '']) =>
		list.split(' + '),
	);
	const folded = [...text.matchAll(/^Order (\d{6,}): lines/gm)].map(([, number = '']) => number);
	const short = [...text.matchAll(/\b(\d{6,})=\d/g)].map(([, number = '']) => number);
	return {
		poId: field('Autotask id'),
		state: field('State'),
		poNumber: field('PO number'),
		revision: Number(field('Revision') || '0'),
		reason: field('Reason'),
		orderNumbers: [...new Set([...numbers, ...folded, ...short])].sort(),
	};
}
