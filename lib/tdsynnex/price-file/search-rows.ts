import { COLUMN } from './columns';
import { type FoldedText, foldedTexts, startsWith } from './fold-text';
import { decoded, type KeptRows, type PriceFileRow } from './kept-rows';
import { compileFilter, costAt, inStock, NO_FILTER, type RowFilter } from './row-filter';
import { fieldEnd, fieldStart, RowScanner, type RowView } from './split-rows';

export interface Found<Item> {
	/** Rows that the filter lets through. */
	matched: number;
	/** The best of them: see {@link rankOf}. */
	items: Item[];
}

/**
 * Searches rows that are kept as bytes, by the same filter as a file that is read. Each search goes
 * over all of them: 200,000 rows take a third of a second, and no further memory.
 *
 * @param most how many items are made, the best first
 */
export function searchRows<Item>(
	rows: KeptRows,
	filter: Partial<RowFilter>,
	most: number,
	make: (row: PriceFileRow) => Item,
): Found<Item> {
	const matches = compileFilter({ ...NO_FILTER, ...filter });
	const words = (filter.text ?? '').split(/\s+/).filter(Boolean).map(foldedTexts);
	const best: Candidate[] = [];
	let matched = 0;
	rows.each((row, { line, repeated }) => {
		if (!matches(row)) return;
		matched++;
		const rank = rankOf(row, words);
		if (best.length >= most && rank >= (best[best.length - 1]?.rank ?? Infinity)) return;
		// a slab is never written again, so a view of the row stays what it is
		const bytes = row.bytes.subarray(fieldStart(row, 1), fieldEnd(row, row.fields) + 1);
		insert(best, { rank, bytes, line, repeated });
		if (best.length > most) best.pop();
	});
	return { matched, items: best.map((one) => made(one, make)) };
}

interface Candidate {
	rank: number;
	/** The row and its line end. */
	bytes: Uint8Array;
	line: number;
	repeated: boolean;
}

/** The SKU or part number that was typed comes first, then what is in stock, then the cheaper. */
function rankOf(row: RowView, words: FoldedText[][]): number {
	const exact = words.some((forms) =>
		forms.some((word) => NAMES.some((field) => isWhole(row, field, word))),
	);
	const cost = costAt(row);
	const price = Number.isNaN(cost) ? MOST_COST : Math.min(Math.max(cost, 0), MOST_COST);
	return (exact ? 0 : 2 * STEP) + (inStock(row) ? 0 : STEP) + price;
}

function isWhole(row: RowView, field: number, word: FoldedText): boolean {
	const [start, end] = [fieldStart(row, field), fieldEnd(row, field)];
	return end - start === word.bytes.length && startsWith(row.bytes, start, end, word);
}

/** Behind those of the same rank: of two that cost the same the earlier row comes first. */
function insert(best: Candidate[], one: Candidate): void {
	let at = best.length;
	while (at > 0 && (best[at - 1]?.rank ?? 0) > one.rank) at--;
	best.splice(at, 0, one);
}

function made<Item>({ bytes, line, repeated }: Candidate, make: (row: PriceFileRow) => Item): Item {
	const items: Item[] = [];
	const scanner = new RowScanner((row) => items.push(make(decoded(row, line, repeated))));
	scanner.push(bytes);
	return items[0] as Item;
}

const NAMES = [COLUMN.sku, COLUMN.mpn, COLUMN.tdPartNumber, COLUMN.upc];
/** In ten-thousandths: a hundred million. */
const MOST_COST = 1e12;
const STEP = 2 * MOST_COST;
