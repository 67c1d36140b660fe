import { Problem } from '../../lib/shared/problem';
import { unlessNone } from './expressions';

/**
 * A time on which the promise rests must not turn into none: n8n checks no number that an
 * expression gives.
 */
export function numberOf(field: string, value: unknown, least: number, most: number): number {
	const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
	if (number >= least && number <= most) return number;
	throw new Problem({
		code: 'parameter-no-number',
		cause: `${field} is "${String(value)}", which is not a number from ${least} to ${most}`,
		remedy: `Correct ${field} in the node.`,
	});
}

/** A limit that cannot be read must not turn into no limit. */
export function amount(field: string, value: unknown): string {
	const text = unlessNone(value);
	if (text === '' || /^\d+(\.\d+)?$/.test(text)) return text;
	throw new Problem({
		code: 'parameter-no-amount',
		cause: `${field} is "${text}", which is not an amount such as 2500.00`,
		remedy: `Correct ${field} in the node.`,
	});
}
