import Big from 'big.js';
import fc from 'fast-check';
import { moneyText, sameMoney } from '../../../lib/shared/money';

const WHOLE = fc.nat({ max: 10_000_000 });
const AMOUNT = fc.oneof(
	WHOLE.map(String),
	fc.tuple(WHOLE, fc.stringMatching(/^\d{1,6}$/)).map((parts) => parts.join('.')),
);

describe('money as text', () => {
	test('is the same whether it needs arithmetic or not', () => {
		fc.assert(
			fc.property(AMOUNT, (text) => {
				expect(moneyText(text)).toBe(moneyText(new Big(text)));
			}),
		);
	});

	test.each([
		['12.5', '12.50'],
		['7', '7.00'],
		['0', '0.00'],
		['007.5', '7.50'],
		['1.23456', '1.2346'],
		['-3', '-3.00'],
	])('%s is %s', (text, shown) => {
		expect(moneyText(text)).toBe(shown);
	});

	test('two amounts are one however they are written', () => {
		fc.assert(
			fc.property(AMOUNT, AMOUNT, (one, other) => {
				const [a, b] = [new Big(one).round(4), new Big(other).round(4)];
				expect(sameMoney(one, other)).toBe(a.eq(b));
				expect(sameMoney(one, moneyText(one))).toBe(true);
			}),
		);
	});
});
