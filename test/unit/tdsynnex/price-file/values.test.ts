import Big from 'big.js';
import fc from 'fast-check';
import {
	decimal,
	flag,
	isoDate,
	wholeNumber,
	words,
} from '../../../../lib/tdsynnex/price-file/values';

describe('values of TD SYNNEX', () => {
	it.each([
		['1,299.00', '1299.00'],
		['1299', '1299'],
		['12,345,678.9', '12345678.9'],
		['.50', '0.50'],
		['007.10', '7.10'],
		[' 5 ', '5'],
		['-1.00', '-1.00'],
		['5.', '5'],
		['', null],
		['NULL', null],
		['1.299,00', undefined],
		['1,29.00', undefined],
		['abc', undefined],
		['.', undefined],
		['1e5', undefined],
	])('read %j as the amount %j', (text, amount) => {
		expect(decimal(text)).toBe(amount);
	});

	it('an amount with thousands commas is worth what it is worth without', () => {
		fc.assert(
			fc.property(fc.nat(999_999_999), fc.nat(99), (whole, cents) => {
				const text = `${whole.toLocaleString('en-US')}.${String(cents).padStart(2, '0')}`;
				expect(
					new Big(decimal(text) ?? 'none').eq(new Big(whole).plus(new Big(cents).div(100))),
				).toBe(true);
			}),
		);
	});

	it.each([
		['260115', '2026-01-15'],
		['20260301', '2026-03-01'],
		['2026-02-03', '2026-02-03'],
		['000000', null],
		['260230', null],
		['', null],
		['soon', null],
	])('read %j as the date %j', (text, date) => {
		expect(isoDate(text)).toBe(date);
	});

	it('read quantities, flags and words', () => {
		expect([
			wholeNumber('1,200'),
			wholeNumber('26.00'),
			wholeNumber(''),
			wholeNumber('2.5'),
		]).toEqual([1200, 26, null, null]);
		expect([flag('Y'), flag('n'), flag('')]).toEqual([true, false, null]);
		expect([words(' a '), words(''), words('NULL')]).toEqual(['a', null, null]);
	});
});
