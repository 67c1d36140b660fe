/** Codes compare without case, blanks and signs; the verbatim one goes into messages. */

export function plainCode(code: string): string {
	return code.toLowerCase().replace(/[^a-z]/g, '');
}

export function isRefused(code: string): boolean {
	return REFUSED.includes(plainCode(code));
}

export const REFUSED = ['rejected', 'deleted'];
export const TAKEN = ['accepted', 'shipped', 'invoiced'];
/** SKU 99 or order type QO: filed as a quote for goods TD SYNNEX does not stock; it never ships. */
export const NON_STOCK_SKU = '99';
export const QUOTE_TYPE = 'QO';
/** Order type 99 with `A-SALESPND`: taken, but waiting for TD SYNNEX's sales desk (inferred from real replies). */
export const PENDING_TYPE = '99';
/** `20260301`, `2026-03-01` and `2026-03-01T00:00:00` as a date; anything else is not stated. */
export function isoDay(text: string): string {
	const found = /^(\d{4})-?(\d{2})-?(\d{2})(?:T|$)/.exec(text);
	return found ? `${found[1]}-${found[2]}-${found[3]}` : '';
}
