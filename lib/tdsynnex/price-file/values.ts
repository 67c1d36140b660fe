/** The forms in which the price file and the EC XML services write values. Each returns `null` for what is not there. */

/**
 * A decimal number as TD SYNNEX writes it, thousands commas allowed (`1,299.00`), as a plain decimal
 * string. `undefined` = there is something, and it is no number.
 */
export function decimal(text: string): string | null | undefined {
	const plain = text.trim();
	if (plain === '' || plain.toUpperCase() === 'NULL') return null;
	const match = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d*)(\.\d*)?$/.exec(plain);
	if (!match || !/\d/.test(plain)) return undefined;
	const [, sign = '', whole = '', fraction = ''] = match;
	const digits = whole.replaceAll(',', '').replace(/^0+(?=\d)/, '') || '0';
	return `${sign === '-' ? '-' : ''}${digits}${fraction === '.' ? '' : fraction}`;
}

/** A whole number; `null` when it is missing or none. `26.00` is 26. */
export function wholeNumber(text: string): number | null {
	const value = decimal(text);
	return value == null || !/^-?\d+(\.0*)?$/.test(value) ? null : Number.parseInt(value, 10);
}

/** `YYMMDD` or `YYYYMMDD` as an ISO date; `null` when it is missing, all zeros, or no date. */
export function isoDate(text: string): string | null {
	const digits = text.trim().replace(/^(\d{4})-(\d{2})-(\d{2}).*$/, '$1$2$3');
	const match = /^(\d{2}|\d{4})(\d{2})(\d{2})$/.exec(digits);
	if (!match) return null;
	const [, year = '', month = '', day = ''] = match;
	const iso = `${year.length === 2 ? `20${year}` : year}-${month}-${day}`;
	const time = Date.parse(`${iso}T00:00:00Z`);
	const real = Number.isFinite(time) && new Date(time).toISOString().startsWith(iso);
	return real && !iso.startsWith('0000') ? iso : null;
}

/** `Y` or `N`; `null` otherwise. */
export function flag(text: string): boolean | null {
	const letter = text.trim().toUpperCase();
	return letter === 'Y' ? true : letter === 'N' ? false : null;
}

/** Trimmed text; `null` when it is empty or the word NULL, which TD SYNNEX's tables print for nothing. */
export function words(text: string): string | null {
	const trimmed = text.trim();
	return trimmed === '' || trimmed === 'NULL' ? null : trimmed;
}
