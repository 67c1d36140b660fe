/** Codes compare without case, blanks and signs; the verbatim one goes into messages. */

export function plainCode(code: string): string {
	return code.toLowerCase().replace(/[^a-z]/g, '');
}

export function isRefused(code: string): boolean {
	return REFUSED.includes(plainCode(code));
}

const REFUSED = ['rejected', 'deleted'];

/** The SKU of a line that TD SYNNEX has filed as a quote for goods that it does not know. */
export const NON_STOCK_SKU = '99';

/**
 * `20260301`, `2026-03-01`, `2026-03-01T00:00:00` and `03-01-2026` as a date; anything else is not
 * stated.
 */
export function isoDay(text: string): string {
	const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})(?:T|$)/.exec(text) ?? [];
	if (year !== undefined) return `${year}-${month}-${day}`;
	const [, monthFirst, date, century] = /^(\d{2})-(\d{2})-(\d{4})$/.exec(text) ?? [];
	return monthFirst === undefined ? '' : `${century}-${monthFirst}-${date}`;
}
