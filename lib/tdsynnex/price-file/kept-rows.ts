import type { PriceFileHeader } from './header';
import { fieldEnd, fieldStart, MOST_FIELDS, RowScanner, type RowView } from './split-rows';

/** One row that was kept, valid only during the call that receives it. */
export interface PriceFileRow {
	/**
	 * The text as it stands in the file, by 1-based position; empty when the row has no such
	 * field.
	 */
	field(position: number): string;
	/** The row's line in the file; the header is line 1. */
	line: number;
	/** Whether an earlier row had the same SKU; the last one counts. */
	repeated: boolean;
}

/** Makes an item of a row; the header says of which day it is. */
export type ToItem<Item> = (row: PriceFileRow, header: PriceFileHeader) => Item;

/**
 * Rows kept as the bytes that they are, until the file has been read to its end. Objects made
 * meanwhile would outlive the garbage of the decompression and make the runtime's young heap
 * grow to its full size: measured, 45 MB more at the peak.
 */
export class KeptRows {
	private readonly slabs: Uint8Array[] = [];
	private used = SLAB;
	private readonly facts: { line: number; repeated: boolean; dropped: boolean }[] = [];

	/** Returns the row's place, for {@link drop}. */
	add(row: RowView, repeated: boolean): number {
		const text = row.bytes.subarray(
			fieldStart(row, 1),
			fieldEnd(row, Math.min(row.fields, MOST_FIELDS)),
		);
		if (this.used + text.length + 1 > SLAB) {
			this.slabs.push(new Uint8Array(Math.max(SLAB, text.length + 1)));
			this.used = 0;
		}
		const slab = this.slabs[this.slabs.length - 1] as Uint8Array;
		slab.set(text, this.used);
		slab[this.used + text.length] = LINE_FEED;
		this.used += text.length + 1;
		this.facts.push({ line: row.line, repeated, dropped: false });
		return this.facts.length - 1;
	}

	drop(place: number): void {
		(this.facts[place] as { dropped: boolean }).dropped = true;
	}

	/** How much memory the rows take. */
	get bytes(): number {
		return this.slabs.reduce((sum, slab) => sum + slab.length, 0);
	}

	/** Every row that was not dropped, in the order of the file; they stay. */
	each(onRow: (row: RowView, fact: { line: number; repeated: boolean }) => void): void {
		let place = 0;
		const scanner = new RowScanner((row) => {
			const fact = this.facts[place++];
			if (fact && !fact.dropped) onRow(row, fact);
		});
		for (const slab of this.slabs) scanner.push(slab.subarray(0, slab.lastIndexOf(LINE_FEED) + 1));
	}

	/**
	 * All rows that were not dropped, in the order of the file, each as `make` makes it, a
	 * portion at a time. What was taken is no longer held.
	 */
	*takeAll<Item>(make: (row: PriceFileRow) => Item): Generator<Item[], void> {
		let items: Item[] = [];
		let place = 0;
		const scanner = new RowScanner((row) => {
			const fact = this.facts[place++];
			if (fact && !fact.dropped) items.push(make(decoded(row, fact.line, fact.repeated)));
		});
		for (let slab = this.slabs.shift(); slab; slab = this.slabs.shift()) {
			scanner.push(slab.subarray(0, slab.lastIndexOf(LINE_FEED) + 1));
			yield items;
			items = [];
		}
	}
}

/**
 * In single-byte text a character is where its byte is: fields need not be cut before they are
 * asked for. TD SYNNEX does not say how it writes letters beyond ASCII; a row in which they are
 * whole UTF-8 is read as UTF-8.
 */
export function decoded(row: RowView, line: number, repeated: boolean): PriceFileRow {
	const start = fieldStart(row, 1);
	const bytes = row.bytes.subarray(start, fieldEnd(row, row.fields));
	const text = DECODER.decode(bytes);
	const bounds = (position: number): [number, number] => [
		fieldStart(row, position) - start,
		fieldEnd(row, position) - start,
	];
	const cut = isUtf8(bytes, text)
		? (position: number) => UTF_8.decode(bytes.subarray(...bounds(position)))
		: (position: number) => windowsSigns(text.slice(...bounds(position)));
	return {
		line,
		repeated,
		field: (position) => (position > row.fields ? '' : cut(position)),
	};
}

/**
 * Letters of latin1 are whole UTF-8 by such a chance as no product has. Nearly all rows are
 * ASCII and need no look.
 */
function isUtf8(bytes: Uint8Array, text: string): boolean {
	if (!BEYOND_ASCII.test(text)) return false;
	try {
		STRICT_UTF_8.decode(bytes);
		return true;
	} catch {
		return false;
	}
}

/** Node.js before 23 decodes Windows' own signs as control characters of latin1. */
function windowsSigns(text: string): string {
	return text.replace(CONTROL_1, (sign) => WINDOWS_SIGNS[sign.charCodeAt(0) - 0x80] ?? sign);
}

/**
 * Latin1 as Windows extends it: the same letters, and the quotes and signs that its programs
 * write.
 */
export const DECODER = new TextDecoder('windows-1252');
const UTF_8 = new TextDecoder('utf-8');
const STRICT_UTF_8 = new TextDecoder('utf-8', { fatal: true });
const BEYOND_ASCII = /[^\0-\x7F]/;
const CONTROL_1 = /[\x80-\x9f]/g;
/** What the bytes 0x80 to 0x9F stand for in Windows-1252; five stand for nothing. */
const WINDOWS_SIGNS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const LINE_FEED = 10;
/** Some 150 rows: what is decoded at a stretch. */
const SLAB = 64 * 1024;
