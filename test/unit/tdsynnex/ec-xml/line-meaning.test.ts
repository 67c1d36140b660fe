import { readFileSync } from 'node:fs';
import { holdReasons } from '../../../../lib/tdsynnex/ec-xml/hold-reasons';
import { eachPieceOnce } from '../../../../lib/tdsynnex/ec-xml/line-items';
import { MEANINGS, meaningOf } from '../../../../lib/tdsynnex/ec-xml/line-meaning';
import { isoDay } from '../../../../lib/tdsynnex/ec-xml/order-codes';

const SALES = 'POLINEQC,A-SALESPND---PRICEVAR,A-SALESPND';
const THROUGH = 'SALESORDER,A-CIS---SOLINE,A-CIS';

describe('what an item of a line means', () => {
	it.each([
		['accepted', 'SO', '1234567', THROUGH, 'taken'],
		['ACCEPT', 'SO', '1234567', '', 'taken'],
		['accepted', '', '1234567', '', 'taken'],
		['shipped', 'SO', '1234567', '', 'taken'],
		['invoiced', 'QO', '1234567', '', 'taken'],
		['accepted', 'BO', '1234567', '', 'backOrdered'],
		['Backorder', 'SO', '1234567', '', 'backOrdered'],
		['accepted', '99', '1234567', SALES, 'held'],
		['accepted', '99', '1234567', '', 'held'],
		['accepted', 'QO', '1234567', '', 'held'],
		['accepted', 'SO', '1234567', SALES, 'held'],
		['Backorder', 'BO', '1234567', SALES, 'held'],
		['HOLD', 'SO', '1234567', '', 'held'],
		['accepted', 'QO', '99', '', 'nonStock'],
		['accepted', 'SO', '99', '', 'nonStock'],
		['rejected', '99', '99', '', 'rejected'],
		['deleted', 'BO', '1234567', '', 'rejected'],
		['pending', 'SO', '1234567', '', 'unknown'],
		['', 'SO', '1234567', '', 'unknown'],
	])('code %s, type %s, SKU %s, reference "%s": %s', (code, orderType, sku, reference, meaning) => {
		expect(meaningOf({ code, orderType, sku, internalReference: reference })).toBe(meaning);
	});

	it('is told by the page in the words of the table', () => {
		const page = readFileSync('docs/td-synnex.md', 'utf8');
		const rows = MEANINGS.map(
			({ codes, types, only, meaning }) =>
				`| ${codes.join(', ') || 'any known'} | ${types.join(', ') || 'any'} | ${only ?? ''} | ${meaning} |`,
		);
		expect(page).toContain(rows.join('\n'));
	});
});

describe('why an order waits', () => {
	it.each([
		[SALES, ['PRICEVAR']],
		['OKCOMMENTS,A-SALESPND---CONVERTOK,A-SALESPND', ['OKCOMMENTS']],
		['POLINEQC,A-SALESPND---SKUERR,A-SALESPND', ['SKUERR']],
		['CREDIT,A-SALESPND---PRICEVAR,A-SALESPND', ['CREDIT', 'PRICEVAR']],
		[THROUGH, []],
		['', []],
	])('%s: %j', (reference, codes) => {
		expect(holdReasons(reference).map(({ code }) => code)).toEqual(codes);
	});

	it('is told verbatim where the code is not known', () => {
		expect(holdReasons('CREDIT,A-SALESPND---CONVERTOK,A-SALESPND')[0]?.words).toContain('CREDIT');
	});
});

describe('items that stand for the same pieces', () => {
	const item = (orderType: string, orderQuantity: number | null, more: object = {}) => ({
		code: 'accepted',
		sku: '1234567',
		orderType,
		orderQuantity,
		shipQuantity: 0,
		...more,
	});
	const counts = (items: ReturnType<typeof item>[], wanted: number | null) =>
		eachPieceOnce(items, wanted).map((one) => `${one.orderType} ${one.orderQuantity}`);

	it.each<[string, ReturnType<typeof item>[], number | null, string[]]>([
		['one order in its place', [item('QO', 6), item('SO', 6)], 6, ['SO 6']],
		['two orders', [item('QO', 6), item('SO', 2), item('SO', 4)], 6, ['SO 2', 'SO 4']],
		[
			'an order and a back order',
			[item('QO', 6), item('SO', 2), item('BO', 4)],
			6,
			['SO 2', 'BO 4'],
		],
		['an order for a part of it', [item('QO', 6), item('SO', 2)], 6, ['QO 4', 'SO 2']],
		['other pieces than the rest', [item('QO', 6), item('SO', 2)], 8, ['QO 6', 'SO 2']],
		['the type 99 in its place', [item('99', 6), item('SO', 6)], 6, ['SO 6']],
		['none', [item('QO', 6)], 6, ['QO 6']],
		['a deleted order', [item('QO', 6), item('SO', 6, { code: 'deleted' })], 6, ['QO 6']],
		[
			'an order of which a part was deleted',
			[item('QO', 6), item('SO', 2), item('SO', 4, { code: 'deleted' })],
			6,
			['SO 2', 'SO 4'],
		],
		['an order without a quantity', [item('QO', 6), item('SO', null)], 6, ['SO null']],
		['an order, and nobody knows what was ordered', [item('QO', 6), item('SO', 6)], null, ['SO 6']],
		['nothing of it: both are orders', [item('SO', 6), item('SO', 6)], 6, ['SO 6', 'SO 6']],
	])('a quotation beside %s', (_, items, wanted, expected) => {
		expect(counts(items, wanted)).toEqual(expected);
	});
});

describe('dates', () => {
	it.each([
		['2026-12-01', '2026-12-01'],
		['12-01-2026', '2026-12-01'],
		['20261201', '2026-12-01'],
		['2026-12-01T08:00:00', '2026-12-01'],
		['1.12.2026', ''],
		['', ''],
	])('%s is %s', (text, day) => {
		expect(isoDay(text)).toBe(day);
	});
});
