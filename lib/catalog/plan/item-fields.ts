import { z } from 'zod';
import { readMoney } from '../../shared/money';
import { plainSku } from '../../shared/sku';

/** An item of which TD SYNNEX knows nothing. */
export const NOT_KNOWN = z.object({
	sku: z.literal(''),
	mpn: z.string().min(1),
	status: z.enum(['unknown', 'not-found']),
});

/** A catalog item as it comes in, its fields read. */
export type ItemFields = {
	[Field in keyof typeof FIELDS]: Exclude<ReturnType<(typeof FIELDS)[Field]>, Fault>;
};

/**
 * Reads the fields of an item; what else it has is left out. Not by a schema: each transform of zod
 * 3 leaves a hidden class behind that holds its input until a full collection, 20 kB an item.
 */
export function readFields(json: unknown): ItemFields | { faults: string[] } {
	if (typeof json !== 'object' || json === null || Array.isArray(json))
		return { faults: ['is not an object with fields'] };
	const item: Record<string, unknown> = {};
	const faults: string[] = [];
	for (const name of NAMES) {
		const value = FIELDS[name]((json as Record<string, unknown>)[name]);
		if (value instanceof Fault) faults.push(`${name}: ${value.message}`);
		else item[name] = value;
	}
	return faults.length > 0 ? { faults } : (item as ItemFields);
}

/** The SKU alone; empty where the item has none that can be used. */
export function skuIn(json: unknown): string {
	const read = sku((json as { sku?: unknown } | null | undefined)?.sku);
	return read instanceof Fault ? '' : read;
}

/** Why a value cannot be used, to be read after the field's name. */
class Fault {
	constructor(readonly message: string) {}
}

const FIELDS = {
	sku,
	mpn: text,
	manufacturer: text,
	name: text,
	description: lines,
	categoryCode: text,
	category: (value: unknown) => orNull(text(value)),
	cost: money,
	costWithoutPromotion: money,
	msrp: money,
	map: money,
	currency: (value: unknown) => of(text(value), (found) => found.toUpperCase()),
	status: (value: unknown) => of(text(value), (found) => found.toLowerCase()),
	stockTotal: count,
	promotionEnds: day,
	priceDate: day,
	replacementSku: (value: unknown) => orNull(of(text(value), plainSku)),
	approved: (value: unknown) => value === true || value === 'true',
	source: (value: unknown) => value,
	warnings: (value: unknown): string[] => (isTexts(value) ? [...value] : []),
};
const NAMES = Object.keys(FIELDS) as (keyof typeof FIELDS)[];

/** Longer input is no SKU: Autotask's field holds 50 characters. */
const SKU_LENGTH = 50;
/** Digits with a point, commas, blanks or an exponent: a number as spreadsheets show it. */
const NUMBER_FORMAT = /^\d[\d.,\s]*[.,\s][\d.,\s]*$|^\d[\d.,]*e[+-]?\d+$/i;

function sku(value: unknown): string | Fault {
	const found = isPlain(value) && !Number.isNaN(value) ? plainSku(String(value)) : '';
	if (found === '') return new Fault('is missing');
	if (NUMBER_FORMAT.test(found))
		return new Fault('is a number as a spreadsheet shows it; enter the digits as text');
	return found.length > SKU_LENGTH ? new Fault(`is longer than ${SKU_LENGTH} characters`) : found;
}

function text(value: unknown): string | null | Fault {
	return textWithout(/\s*\p{Cc}[\s\p{Cc}]*/gu, value);
}

/** Text whose lines stay. */
function lines(value: unknown): string | null | Fault {
	return textWithout(/ *[^\P{Cc}\r\n]+ */gu, value);
}

/**
 * @param control the control characters to put a blank for: broken exports hold some, and what
 * Autotask makes of them would look changed for ever
 */
function textWithout(control: RegExp, value: unknown): string | null | Fault {
	if (value === null || value === undefined) return null;
	if (!isPlain(value)) return new Fault('is no text');
	const found = String(value);
	return (/\p{Cc}/u.test(found) ? found.replace(control, ' ') : found).trim() || null;
}

function money(value: unknown): { amount: string | null; note: string } | Fault {
	const read = readMoney(value);
	return 'fault' in read ? new Fault(read.fault) : read;
}

function count(value: unknown): number | null {
	const found = value === null || value === undefined || value === '' ? NaN : Number(value);
	return Number.isFinite(found) ? found : null;
}

function day(value: unknown): string | null {
	return /^\d{4}-\d{2}-\d{2}/.exec(orNull(text(value)) ?? '')?.[0] ?? null;
}

function of(read: string | null | Fault, make: (found: string) => string): string | null | Fault {
	return typeof read === 'string' ? make(read) : read;
}

function orNull(read: string | null | Fault): string | null {
	return read instanceof Fault ? null : read;
}

function isPlain(value: unknown): value is string | number {
	return typeof value === 'string' || typeof value === 'number';
}

function isTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
