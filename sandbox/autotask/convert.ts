import { notConvertible, tooLong, unexpectedBoolean } from './refusal';
import type { Field } from './schema';
import type { Value } from './store';

/**
 * A value of a request body as its field's type, as ASP.NET's JSON reader takes it: numbers also in
 * text, booleans as booleans only.
 *
 * @throws Refusal for what does not fit the type or the length
 */
export function convert(value: unknown, field: Field): Value {
	if (value === null || value === undefined) return null;
	switch (field.type) {
		case 'string':
			return text(value, field);
		case 'boolean':
			if (typeof value !== 'boolean') throw notConvertible(value, 'boolean', field.name);
			return value;
		case 'datetime':
			return dateTime(value, field);
		case 'decimal': {
			const number = numeric(value, field);
			return number === null ? null : Math.round(number * 10_000) / 10_000;
		}
		default: {
			const number = numeric(value, field);
			if (number !== null && !Number.isSafeInteger(number)) {
				throw notConvertible(value, 'integer', field.name);
			}
			return number;
		}
	}
}

function text(value: unknown, field: Field): string {
	if (typeof value === 'object') throw notConvertible(value, 'string', field.name);
	const string = String(value);
	if (field.length > 0 && string.length > field.length) throw tooLong(field.name);
	return string;
}

function dateTime(value: unknown, field: Field): string {
	const time = typeof value === 'string' ? Date.parse(value) : NaN;
	if (Number.isNaN(time)) throw notConvertible(value, 'DateTime', field.name);
	return new Date(time).toISOString();
}

function numeric(value: unknown, field: Field): number | null {
	if (typeof value === 'boolean') throw unexpectedBoolean(value, field.name);
	if (value === '') return null;
	const number = typeof value === 'number' ? value : Number(value);
	if (typeof value === 'object' || !Number.isFinite(number)) {
		throw notConvertible(value, field.type === 'decimal' ? 'decimal' : 'integer', field.name);
	}
	return number;
}
