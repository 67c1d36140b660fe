/**
 * The forms in which the price file and the EC XML services write values. Each returns `null` for
 * what is not there.
 */

/**
 * A decimal number as TD SYNNEX writes it, thousands commas allowed (`1,299.00`), as a plain
 * decimal string. `undefined` = there is something, and it is no number.
 */
export function decimal(text: string): string | null | undefined {
	if (isPlain(text)) return text;
	const plain = text.trim();
	if (plain === '' || plain.toUpperCase() === 'NULL') return null;
	const match = /^([+-]?)([1-9]\d{0,2}(?:,\d{3})+|\d*)(\.\d*)?$/.exec(plain);
	if (!match || !/\d/.test(plain)) return undefined;
	const [, sign = '', whole = '', fraction = ''] = match;
	const digits = whole.replaceAll(',', '').replace(/^0+(?=\d)/, '') || '0';
	return `${sign === '-' ? '-' : ''}${digits}${fraction === '.' ? '' : fraction}`;
}

/**
 * Whether a text is a decimal already, as nearly all are: a regular expression on each would cost a
 * price file a second.
 */
function isPlain(text: string): boolean {
	let point = -1;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 46 && point < 0) point = at;
		else if (code < 48 || code > 57) return false;
	}
	const whole = point < 0 ? text.length : point;
	const leadingZero = whole > 1 && text.charCodeAt(0) === 48;
	return whole > 0 && !leadingZero && point !== text.length - 1;
}

/** A whole number; `null` when it is missing or none. `26.00` is 26. */
export function wholeNumber(text: string): number | null {
	const value = decimal(text);
	if (value == null) return null;
	const number = Number(value);
	return Number.isInteger(number) ? number : null;
}

/** `YYMMDD` or `YYYYMMDD` as an ISO date; `null` when it is missing, all zeros, or no date. */
export function isoDate(text: string): string | null {
	const digits = text.trim().replaceAll('-', '').slice(0, 8);
	const long = digits.length === 8;
	if ((!long && digits.length !== 6) || !isPlain(`1${digits}`)) return null;
	const year = long ? digits.slice(0, 4) : `20${digits.slice(0, 2)}`;
	const [month, day] = [digits.slice(-4, -2), digits.slice(-2)];
	const days = DAYS[Number(month) - 1] ?? 0;
	const leapDay = month === '02' && isLeap(Number(year)) ? 1 : 0;
	const real = Number(year) > 0 && Number(day) >= 1 && Number(day) <= days + leapDay;
	return real ? `${year}-${month}-${day}` : null;
}

/** `Y` or `N`; `null` otherwise. */
export function flag(text: string): boolean | null {
	const letter = text.trim().toUpperCase();
	return letter === 'Y' ? true : letter === 'N' ? false : null;
}

/**
 * Trimmed text; `null` when it is empty or the word NULL, which TD SYNNEX's tables print for
 * nothing.
 */
export function words(text: string): string | null {
	const trimmed = text.trim();
	return trimmed === '' || trimmed === 'NULL' ? null : trimmed;
}

function isLeap(year: number): boolean {
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
