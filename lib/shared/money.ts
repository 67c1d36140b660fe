import Big from 'big.js';

/**
 * Money as decimal text. Autotask's money columns hold four decimals; a cost with more would read
 * back rounded and look changed for ever, so no more than four are ever sent.
 */
export const MONEY_DECIMALS = 4;

export type ReadMoney = { amount: string | null; note: string } | { fault: string };

/**
 * Reads an amount from an item of any source: `12.5`, `"12.50"`, `"1,299.00"`; empty or absent is
 * `null`. A comma is taken for a thousands mark only where it can be nothing else; `1,29` is turned
 * down.
 */
export function readMoney(value: unknown): ReadMoney {
	if (value === null || value === undefined) return { amount: null, note: '' };
	if (typeof value !== 'string' && typeof value !== 'number') {
		return { fault: 'is neither text nor a number' };
	}
	const text = String(value).trim();
	if (text === '') return { amount: null, note: '' };
	const plain = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
	if (!/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(plain)) {
		return { fault: `"${text}" is not an amount such as 1299.00` };
	}
	const amount = new Big(plain);
	if (amount.lt(0)) return { fault: `${text} is negative` };
	return {
		amount: moneyText(amount),
		note: plain === text ? '' : `"${text}" was read as ${moneyText(amount)}`,
	};
}

/**
 * Decimal text with at least two decimals and at most {@link MONEY_DECIMALS}: `12.5` becomes
 * `12.50`.
 */
export function moneyText(amount: Big.BigSource): string {
	if (typeof amount === 'string' && SHORT.test(amount)) return withCents(amount);
	const rounded = new Big(amount).round(MONEY_DECIMALS, Big.roundHalfUp);
	return rounded.eq(rounded.round(2)) ? rounded.toFixed(2) : rounded.toFixed();
}

/** Decimal text of at most two decimals, which needs no arithmetic: nearly all that there is. */
const SHORT = /^(0|[1-9]\d*)(\.\d{1,2})?$/;

function withCents(amount: string): string {
	const point = amount.indexOf('.');
	return point < 0 ? `${amount}.00` : amount.padEnd(point + 3, '0');
}

export function sameMoney(one: string | null, other: string | null): boolean {
	if (one === null || other === null || one === other) return one === other;
	return new Big(one).round(MONEY_DECIMALS).eq(new Big(other).round(MONEY_DECIMALS));
}

/**
 * How far `to` lies from `from`, in percent of `from`, without sign; `null` where `from` is zero.
 */
export function changePercent(from: string, to: string): Big | null {
	const base = new Big(from);
	return base.eq(0) ? null : new Big(to).minus(base).div(base).times(100).abs();
}
