import { COLUMN, COUNTED_COLUMNS, MANUFACTURER_LENGTH, NOT_COUNTED } from './columns';
import { FOLD, folded, type FoldedText, foldedTexts, startsWith } from './fold-text';
import { fieldEnd, fieldStart, type RowView } from './split-rows';

/** Which rows are wanted. Everything given must hold; an empty list or `null` asks nothing. */
export interface RowFilter {
	/**
	 * Whole names, without case, or as far as the file writes them; a name that ends in `*` stands
	 * for all that begin so.
	 */
	manufacturers: string[];
	/**
	 * Beginnings of category codes, as the file writes them or without their leading zeros: `4003`
	 * finds `004003`, `004` does not find `040001`.
	 */
	categoryPrefixes: string[];
	/** ABC codes, such as `A`; `-` stands for rows that state none. */
	lifecycleCodes: string[];
	/** Licences, whose stock is not counted, are left out too. */
	inStockOnly: boolean;
	/** Decimal strings, both ends included; rows without a cost do not match when one is given. */
	minCost: string | null;
	maxCost: string | null;
	skus: string[];
	/**
	 * All of its words must stand somewhere in SKU, part numbers, UPC, name, manufacturer or
	 * description; without case.
	 */
	text: string;
}

export const NO_FILTER: RowFilter = {
	manufacturers: [],
	categoryPrefixes: [],
	lifecycleCodes: [],
	inStockOnly: false,
	minCost: null,
	maxCost: null,
	skus: [],
	text: '',
};

/** A check on undecoded bytes, cheapest first. */
export type RowCheck = (row: RowView) => boolean;

/** Turns a filter into one check. `sku` is the row's SKU as {@link numberAt} reads it. */
export function compileFilter(filter: RowFilter): RowCheck {
	const checks = [
		filter.skus.length > 0 && skuCheck(filter.skus),
		filter.inStockOnly && ((row: RowView) => inStock(row) && isCounted(row)),
		filter.lifecycleCodes.length > 0 && lifecycleCheck(filter.lifecycleCodes),
		filter.categoryPrefixes.length > 0 && categoryCheck(filter.categoryPrefixes),
		filter.manufacturers.length > 0 && manufacturerCheck(filter.manufacturers),
		(filter.minCost !== null || filter.maxCost !== null) &&
			costCheck(filter.minCost, filter.maxCost),
		filter.text.trim() !== '' && textCheck(filter.text),
	].filter((check) => check !== false);
	return (row) => checks.every((check) => check(row));
}

/** A field of digits as a number; -1 when it is empty, no number, or longer than 15 digits. */
export function numberAt(row: RowView, field: number): number {
	const { bytes } = row;
	let at = fieldStart(row, field);
	let end = fieldEnd(row, field);
	while (at < end && bytes[at] === BLANK) at++;
	while (end > at && bytes[end - 1] === BLANK) end--;
	if (at === end || end - at > 15) return -1;
	let value = 0;
	for (; at < end; at++) {
		const digit = (bytes[at] as number) - ZERO;
		if (digit < 0 || digit > 9) return -1;
		value = value * 10 + digit;
	}
	return value;
}

function skuCheck(skus: string[]): RowCheck {
	const wanted = new Set(skus.map(Number));
	return (row) => wanted.has(numberAt(row, COLUMN.sku));
}

export function inStock(row: RowView): boolean {
	let seen = false;
	for (let at = fieldStart(row, COLUMN.stockTotal); at < fieldEnd(row, COLUMN.stockTotal); at++) {
		const byte = row.bytes[at] as number;
		if (byte === MINUS) return false;
		if (byte === POINT) break;
		if (byte > ZERO && byte <= ZERO + 9) seen = true;
	}
	return seen;
}

/**
 * Whether the quantities are any: in a row of a licence every warehouse of the file's country says
 * 9999.
 */
function isCounted(row: RowView): boolean {
	return !COUNTED_COLUMNS.some((columns) =>
		columns.every((column) => numberAt(row, column) === NOT_COUNTED),
	);
}

function lifecycleCheck(codes: string[]): RowCheck {
	const wanted = new Set(codes.map((code) => (code === '-' ? 0 : FOLD[code.charCodeAt(0)])));
	return (row) => {
		const [start, end] = [
			fieldStart(row, COLUMN.lifecycleCode),
			fieldEnd(row, COLUMN.lifecycleCode),
		];
		const byte = start < end ? (row.bytes[start] as number) : 0;
		// the word NULL stands for nothing
		return wanted.has(byte === BLANK || end - start === NULL_LENGTH ? 0 : FOLD[byte]);
	};
}

function categoryCheck(prefixes: string[]): RowCheck {
	const wanted = prefixes.map((prefix) => ({ bytes: folded(prefix.trim()), fold: FOLD }));
	return (row) => {
		const start = fieldStart(row, COLUMN.categoryCode);
		const end = fieldEnd(row, COLUMN.categoryCode);
		let bare = start;
		while (bare < end && row.bytes[bare] === ZERO) bare++;
		return wanted.some(
			(prefix) =>
				startsWith(row.bytes, start, end, prefix) || startsWith(row.bytes, bare, end, prefix),
		);
	};
}

function manufacturerCheck(names: string[]): RowCheck {
	const wanted = names.flatMap((name) => {
		const text = name.trim().replace(/\*$/, '');
		const whole = !name.trim().endsWith('*');
		// what the file has cut off cannot be asked for
		const cut = text.slice(0, MANUFACTURER_LENGTH).trimEnd();
		return [...new Set([text, cut])].flatMap(foldedTexts).map((pattern) => ({ pattern, whole }));
	});
	return (row) => {
		const start = fieldStart(row, COLUMN.manufacturer);
		let end = fieldEnd(row, COLUMN.manufacturer);
		while (end > start && row.bytes[end - 1] === BLANK) end--;
		return wanted.some(
			({ pattern, whole }) =>
				(!whole || end - start === pattern.bytes.length) &&
				startsWith(row.bytes, start, end, pattern),
		);
	};
}

function costCheck(min: string | null, max: string | null): RowCheck {
	const least = min === null ? -Infinity : scaled(folded(min), 0, min.length);
	const most = max === null ? Infinity : scaled(folded(max), 0, max.length);
	return (row) => {
		const cost = costAt(row);
		return cost >= least && cost <= most;
	};
}

/** The cost in whole ten-thousandths; NaN when there is none. */
export function costAt(row: RowView): number {
	return scaled(row.bytes, fieldStart(row, COLUMN.cost), fieldEnd(row, COLUMN.cost));
}

/**
 * A decimal in whole ten-thousandths, exactly; NaN when there is none. Commas and blanks are passed
 * over.
 */
function scaled(bytes: Uint8Array, from: number, to: number): number {
	let value = 0;
	let decimals = -1;
	let sign = 1;
	let digits = 0;
	for (let at = from; at < to; at++) {
		const byte = bytes[at] as number;
		if (byte === MINUS) sign = -1;
		else if (byte === POINT) decimals = 0;
		else if (byte >= ZERO && byte <= ZERO + 9) {
			digits++;
			if (decimals >= 4) continue;
			if (decimals >= 0) decimals++;
			value = value * 10 + (byte - ZERO);
		} else if (byte !== COMMA && byte !== BLANK) return NaN;
	}
	if (digits === 0) return NaN;
	return sign * value * 10 ** (4 - Math.max(decimals, 0));
}

function textCheck(text: string): RowCheck {
	const wanted = text
		.trim()
		.split(/\s+/)
		.map((word) => foldedTexts(word));
	return (row) =>
		wanted.every((forms) =>
			forms.some((word) => SEARCHED.some((field) => contains(row, field, word))),
		);
}

const SEARCHED = [
	COLUMN.name,
	COLUMN.mpn,
	COLUMN.manufacturer,
	COLUMN.sku,
	COLUMN.tdPartNumber,
	COLUMN.upc,
	COLUMN.longDescription1,
	COLUMN.longDescription2,
	COLUMN.longDescription3,
	COLUMN.nameFrench,
];

function contains(row: RowView, field: number, word: FoldedText): boolean {
	const { length } = word.bytes;
	const last = fieldEnd(row, field) - length;
	for (let at = fieldStart(row, field); at <= last; at++)
		if (startsWith(row.bytes, at, at + length, word)) return true;
	return false;
}

const NULL_LENGTH = 'NULL'.length;
const BLANK = 32;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
