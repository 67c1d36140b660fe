/**
 * Finds rows and fields in bytes, without decoding any: nine rows of ten are never looked at again.
 * Its speed is a published figure; the loop is plain on purpose.
 */

/** One row where it lies; valid only during the call that receives it. */
export interface RowView {
	bytes: Uint8Array;
	/** The row's line in the file; the header is line 1. */
	line: number;
	/** How many fields the row has; of those past {@link MOST_FIELDS} only the number is known. */
	fields: number;
	/** `edges[n - 1] + 1` is where field n (1-based) begins, `edges[n]` where it ends. */
	edges: Int32Array;
	/** Whether the row ended with a line end; the last one of a file may not. */
	ended: boolean;
}

/** More than the 100 that the layout reserves: whatever has more is damaged. */
export const MOST_FIELDS = 127;

export const fieldStart = (row: RowView, field: number): number =>
	(row.edges[field - 1] as number) + 1;
export const fieldEnd = (row: RowView, field: number): number => row.edges[field] as number;

/** Cuts pieces of a file into rows; LF and CRLF both end a row, empty lines are passed over. */
export class RowScanner {
	private readonly row: RowView = {
		bytes: EMPTY,
		line: 0,
		fields: 0,
		edges: new Int32Array(MOST_FIELDS + 1),
		ended: true,
	};
	private rest: Uint8Array = EMPTY;

	constructor(private readonly onRow: (row: RowView) => void) {}

	/**
	 * Bytes that wait for the end of their row; a great number means that these are no rows at all.
	 */
	get waiting(): Uint8Array {
		return this.rest;
	}

	push(piece: Uint8Array): void {
		let from = 0;
		if (this.rest.length > 0) {
			const end = piece.indexOf(LINE_FEED) + 1;
			const head = joined(this.rest, end > 0 ? piece.subarray(0, end) : piece);
			this.rest = EMPTY;
			if (end === 0) {
				this.rest = head;
				return;
			}
			this.scan(head, 0);
			from = end;
		}
		const done = this.scan(piece, from);
		if (done < piece.length) this.rest = piece.slice(done);
	}

	/** Hands out what stands after the last line end. */
	end(): void {
		if (this.rest.length === 0) return;
		const bytes = joined(this.rest, NEW_LINE);
		this.rest = EMPTY;
		this.row.ended = false;
		this.scan(bytes, 0);
	}

	/** Hands out all whole rows from `from` on; returns where the first unfinished one begins. */
	private scan(bytes: Uint8Array, from: number): number {
		const { row } = this;
		const { edges } = row;
		const length = bytes.length;
		row.bytes = bytes;
		let start = from;
		let fields = 0;
		edges[0] = from - 1;
		for (let at = from; at < length; at++) {
			const byte = bytes[at] as number;
			if (byte === TILDE) {
				fields++;
				if (fields < MOST_FIELDS) edges[fields] = at;
			} else if (byte === LINE_FEED) {
				const end = at > start && bytes[at - 1] === CARRIAGE_RETURN ? at - 1 : at;
				row.line++;
				if (end > start) {
					fields++;
					row.fields = fields;
					if (fields <= MOST_FIELDS) edges[fields] = end;
					this.onRow(row);
				}
				start = at + 1;
				fields = 0;
				edges[0] = at;
			}
		}
		return start;
	}
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
	const whole = new Uint8Array(first.length + second.length);
	whole.set(first);
	whole.set(second, first.length);
	return whole;
}

const EMPTY = new Uint8Array(0);
const TILDE = 126;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const NEW_LINE = new Uint8Array([LINE_FEED]);
