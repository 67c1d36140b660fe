import { refuse } from './refusal';
import type { Field } from './schema';

export type Primitive = string | number | boolean;

/** A value as its field's type compares it: text without letter case, times as instants. */
export function comparable(value: unknown, field: Field): Primitive | null {
	if (field.type === 'boolean') {
		if (typeof value !== 'boolean') {
			throw refuse(`Invalid query: ${field.name} takes true or false only.`);
		}
		return value;
	}
	if (value === null) return null;
	switch (field.type) {
		case 'string':
			return String(value).toLowerCase();
		case 'datetime': {
			const time = Date.parse(String(value));
			if (Number.isNaN(time)) throw refuse(`Invalid query: ${String(value)} is no date and time.`);
			return time;
		}
		default: {
			const number = typeof value === 'number' ? value : Number(String(value).trim() || NaN);
			if (typeof value === 'boolean' || Number.isNaN(number)) {
				throw refuse(`Invalid query: ${String(value)} is no number, as ${field.name} is.`);
			}
			return number;
		}
	}
}

/** The same, but words and numbers are taken for booleans as well. */
export function looselyComparable(value: unknown, field: Field): Primitive | null {
	// `isActive` of contacts is a number that stands for a boolean
	const numeric = field.type === 'integer' && field.name === 'isActive';
	const truth =
		numeric || field.type === 'boolean' ? TRUTH.get(String(value).toLowerCase()) : undefined;
	if (truth === undefined) return comparable(value, field);
	return numeric ? Number(truth) : truth;
}

const TRUTH: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['1', true],
	['false', false],
	['0', false],
]);
