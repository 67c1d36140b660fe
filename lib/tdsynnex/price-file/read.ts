import { type Pause, resting } from '../../shared/in-slices';
import { Problem } from '../../shared/problem';
import { COLUMN, LEAST_FIELDS } from './columns';
import { checkFile, type FileChecks } from './file-checks';
import { type Expected, type PriceFileHeader, readFileHeader } from './header';
import { KeptRows, type PriceFileRow, DECODER, type ToItem } from './kept-rows';
import { damage, hasItsColumns } from './row-checks';
import { compileFilter, NO_FILTER, numberAt, type RowFilter } from './row-filter';
import { fieldEnd, fieldStart, MOST_FIELDS, RowScanner, type RowView } from './split-rows';
import { contents } from './zip/contents';
import type { Bytes } from './zip/zip';

export type { PriceFileRow };

export interface ReadOptions {
	/** The file's name, for messages. */
	name: string;
	expected: Expected;
	checks?: FileChecks;
	filter?: Partial<RowFilter>;
	/** At most so many rows are returned, in the order of the file; 0 = all. */
	cap: number;
	/** Checked between pieces of the file. */
	signal?: AbortSignal;
	/** Called while items are made of the rows, so that others have a turn; absent = never. */
	pause?: Pause;
}

/** Takes the items as they are made; waits where it gives something to wait for. */
export type TakeItem<Item> = (item: Item) => Promise<void> | undefined;

export interface PriceFileContent<Item> {
	header: PriceFileHeader;
	/** Empty where somebody takes them one by one. */
	items: Item[];
	/** Items that there were. */
	returned: number;
	/** Rows below the header, damaged ones included. */
	read: number;
	/** Rows that the filter let through, before the cap. */
	matched: number;
	/** Matching rows that the cap kept back. */
	cut: number;
	/** Damaged rows, passed over. */
	bad: number;
	/** The first few of them in words, such as `line 88 has 12 fields`. */
	badRows: string[];
	/** SKUs that stood in two rows; of the matching ones only. */
	repeatedSkus: string[];
	/** Rows that a later one of the same SKU replaced; of the matching ones only. */
	replaced: number;
	/** Whether the last row broke off in the middle: then more may be missing. */
	lastRowCut: boolean;
}

/**
 * Reads a price file, `.zip` or `.AP` alike (its first bytes decide, not its name), as it
 * streams. The file is never held whole: only the rows that match the filter are kept, and
 * decoded once all of it was read, as `toItem` makes them.
 *
 * @param take gets each item, and none is kept
 * @throws Problem when it is no price file, not of the expected kind, cut off (a ZIP), empty,
 * or more than 1 % of its rows are damaged; nothing is returned then
 */
export async function readPriceFile<Item>(
	file: Bytes,
	options: ReadOptions,
	toItem: ToItem<Item>,
	take?: TakeItem<Item>,
): Promise<PriceFileContent<Item>> {
	return await (await scanned(file, options)).finish(toItem, take);
}

/** What a file that is kept to be searched holds. */
export interface PriceFileRows {
	header: PriceFileHeader;
	matched: number;
	rows: KeptRows;
}

/** Reads a price file, and keeps its rows as the bytes that they are: see {@link searchRows}. */
export async function readPriceRows(file: Bytes, options: ReadOptions): Promise<PriceFileRows> {
	return (await scanned(file, options)).asRows();
}

async function scanned(file: Bytes, options: ReadOptions): Promise<Reading> {
	const reading = new Reading(options);
	const scanner = new RowScanner((row) => reading.take(row));
	for await (const piece of contents(file, options.name)) {
		options.signal?.throwIfAborted();
		scanner.push(piece);
		if (scanner.waiting.length > LONGEST_ROW) reading.refuse(scanner.waiting);
	}
	scanner.end();
	return reading;
}

/** What has been read so far. */
class Reading {
	private header: PriceFileHeader | undefined;
	private readonly matches: (row: RowView) => boolean;
	private readonly kept = new KeptRows();
	private readonly placeOf = new Map<number, number>();
	private readonly repeatedSkus = new Set<string>();
	private readonly badRows: string[] = [];
	private read = 0;
	private matched = 0;
	private cut = 0;
	private replaced = 0;
	private bad = 0;
	private usualFields = 0;
	private unusual = 0;
	private lastRowCut = false;

	constructor(private readonly options: ReadOptions) {
		this.matches = compileFilter({ ...NO_FILTER, ...options.filter });
	}

	take(row: RowView): void {
		if (this.header === undefined) {
			const line = DECODER.decode(row.bytes.subarray(fieldStart(row, 1), lineEnd(row)));
			const { expected, checks, name } = this.options;
			this.header = readFileHeader(line, expected, name);
			if (checks) checkFile(this.header, checks, name);
			return;
		}
		this.read++;
		if (!row.ended && row.fields < Math.max(this.usualFields, LEAST_FIELDS)) {
			this.lastRowCut = true;
			return;
		}
		const sku = damage(row) === '' ? numberAt(row, COLUMN.sku) : -1;
		if (sku < 0) return this.countBad(row, damage(row) || 'has no SKU');
		if (this.isTooWide(row))
			return this.countBad(
				row,
				`has ${row.fields} fields where the others have ${this.usualFields}`,
			);
		const place = this.placeOf.get(sku);
		const wanted = this.matches(row);
		if (place === undefined && !wanted) return;
		if (wanted && !hasItsColumns(row)) return this.countBad(row, 'has values in the wrong columns');
		if (place !== undefined) {
			this.repeatedSkus.add(String(sku));
			this.replaced++;
			this.kept.drop(place);
			this.placeOf.delete(sku);
			this.matched--;
		}
		if (wanted) this.keep(row, sku, place !== undefined);
	}

	async finish<Item>(toItem: ToItem<Item>, take?: TakeItem<Item>): Promise<PriceFileContent<Item>> {
		const header = this.checked();
		const items: Item[] = [];
		const keep = take ?? ((item: Item) => void items.push(item));
		const rest = resting(this.options.pause);
		let returned = 0;
		for (const portion of this.kept.takeAll((row) => toItem(row, header))) {
			this.options.signal?.throwIfAborted();
			returned += portion.length;
			for (const item of portion) {
				const busy = keep(item);
				if (busy) await busy;
			}
			await rest();
		}
		const { read, matched, cut, bad, badRows, replaced, lastRowCut } = this;
		const repeatedSkus = [...this.repeatedSkus];
		const counts = { read, matched, cut, bad, badRows, repeatedSkus, replaced, lastRowCut };
		return { header, items, returned, ...counts };
	}

	asRows(): PriceFileRows {
		return { header: this.checked(), matched: this.matched, rows: this.kept };
	}

	/** @throws Problem when the file as a whole cannot be taken */
	private checked(): PriceFileHeader {
		const { header, read, bad, options } = this;
		if (header === undefined) return this.refuse(new Uint8Array(0));
		if (bad * 100 > read - (this.lastRowCut ? 1 : 0))
			throw new Problem({
				code: 'price-file-bad-rows',
				record: options.name,
				cause: `${bad} of ${read} rows are damaged (${this.badRows.join('; ')}), which is more than 1 %, so no products were returned`,
				remedy: 'Fetch the file again, in binary mode. If the problem persists, ask TD SYNNEX.',
			});
		if (read === 0 && header.kind === 'full')
			throw new Problem({
				code: 'price-file-no-rows',
				record: options.name,
				cause: 'The file has a header but no product rows',
				remedy: 'Fetch the file again, after TD SYNNEX has finished writing it.',
				retryable: true,
			});
		return header;
	}

	/** Says what is wrong with a file that holds no row. */
	refuse(start: Uint8Array): never {
		const { expected, name } = this.options;
		if (this.header === undefined)
			readFileHeader(DECODER.decode(start.subarray(0, 200)), expected, name);
		throw new Problem({
			code: 'price-file-bad-rows',
			record: name,
			cause: 'A row of the file never ends, so the file contains no product rows',
			remedy: 'Fetch the file again, in binary mode.',
		});
	}

	private keep(row: RowView, sku: number, repeated: boolean): void {
		this.matched++;
		if (this.options.cap > 0 && this.placeOf.size >= this.options.cap) {
			this.cut++;
			return;
		}
		this.placeOf.set(sku, this.kept.add(row, repeated));
	}

	/**
	 * A `~` inside a text makes a row wider than the others and moves all that follows. Where
	 * widths vary anyway, width says nothing.
	 */
	private isTooWide(row: RowView): boolean {
		if (this.usualFields === 0 || row.fields < this.usualFields) this.usualFields = row.fields;
		if (row.fields === this.usualFields) return false;
		this.unusual++;
		return this.unusual <= 1 + this.read / 100;
	}

	private countBad(row: RowView, why: string): void {
		this.bad++;
		if (this.badRows.length < 3) this.badRows.push(`line ${row.line} ${why}`);
	}
}

function lineEnd(row: RowView): number {
	return fieldEnd(row, row.fields > MOST_FIELDS ? MOST_FIELDS - 1 : row.fields);
}

/** A row is some 400 bytes. */
const LONGEST_ROW = 1_000_000;
