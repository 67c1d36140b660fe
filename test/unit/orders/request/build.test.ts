import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { buildOrder, differences, draftOf } from '../../../../lib/orders/request/build';
import {
	readMapped,
	readOptionMarks,
	resolveOptions,
} from '../../../../lib/orders/request/options';
import { DEFAULT_SETTINGS as FORM } from '../../../../lib/orders/settings';
import { poNumberFor } from '../../../../lib/orders/request/po-number';
import { sha256 } from '../../../../lib/shared/hash';
import type { PurchaseOrder } from '../../../../lib/orders/types';
import { ACCOUNT, item, journal, OPTIONS, purchaseOrder } from '../order-samples';

const order = (change: Partial<PurchaseOrder> = {}, options = OPTIONS, revision = 1) =>
	buildOrder(purchaseOrder(change), options, revision, ACCOUNT, FORM);

describe('the hash of an order', () => {
	it('is SHA-256', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
				expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
			}),
		);
	});

	it('stays the same for the same purchase order, and for a change that is not sent', () => {
		expect(order().payloadHash).toBe(order({ memo: 'Call Jo', status: '2' }).payloadHash);
	});

	it.each<[string, Partial<PurchaseOrder>]>([
		['quantity', { items: [item({ quantity: '3' })] }],
		['cost', { items: [item({ unitCost: '101.51' })] }],
		['SKU', { items: [item({ sku: '7654321' })] }],
		['address', { shipTo: { ...purchaseOrder().shipTo, line1: '2 Main Street' } }],
		['number', { number: '17' }],
	])('changes with the %s', (_, change) => {
		expect(order(change).payloadHash).not.toBe(order().payloadHash);
	});

	it('differs between test and production', () => {
		const production = { ...ACCOUNT, environment: 'production' };
		const real = buildOrder(purchaseOrder(), OPTIONS, 1, production, FORM);
		expect(real.payloadHash).not.toBe(order().payloadHash);
	});
});

describe('the code of what an approver sees', () => {
	it('is the same whatever the number, and before the purchase order is made', () => {
		const made = order({ number: '99', items: [item({ id: '7' }), item({ id: '8', sku: '2' })] });
		const planned = order({ items: [item({ id: '1', sku: '2' }), item({ id: '2' })] });
		expect(made.contentCode).toBe(planned.contentCode);
	});

	it.each<[string, Partial<PurchaseOrder>]>([
		['quantity', { items: [item({ quantity: '3' })] }],
		['cost', { items: [item({ unitCost: '101.51' })] }],
		['SKU', { items: [item({ sku: '7654321' })] }],
		['address', { shipTo: { ...purchaseOrder().shipTo, line1: '2 Main Street' } }],
	])('changes with the %s', (_, change) => {
		expect(order(change).contentCode).not.toBe(order().contentCode);
	});

	it('changes with the options, and the account', () => {
		const other = { ...ACCOUNT, environment: 'production' };
		const codes = [
			order(),
			order({}, { ...OPTIONS, shipMethod: 'F2' }),
			buildOrder(purchaseOrder(), OPTIONS, 1, other, FORM),
		].map(({ contentCode }) => contentCode);
		expect(new Set(codes).size).toBe(3);
	});
});

describe('the difference to what was sent', () => {
	const sent = (some = order()) => journal({ ...draftOf(some) });

	it('is none for the same order', () => {
		expect(differences(sent(), order())).toEqual([]);
	});

	it('names lines, quantities, costs, address and options', () => {
		const before = order({ items: [item(), item({ id: '5002', sku: '7654321' })] });
		const now = order(
			{
				items: [item({ quantity: '9', unitCost: '99' }), item({ id: '5003', sku: '555' })],
				shipTo: { ...purchaseOrder().shipTo, city: 'Tracy' },
			},
			{ ...OPTIONS, comment: 'Hurry' },
		);
		expect(differences(sent(before), now)).toEqual([
			'quantity of line 1 (SKU 1234567): 2 was sent, now 9',
			'cost of line 1 (SKU 1234567): 101.50 was sent, now 99.00',
			'line 2 (SKU 7654321) is gone',
			'a line for SKU 555 was added',
			'the ship-to address',
			'the order options',
		]);
	});
});

describe('the PO number', () => {
	const rule = (pattern: string) => ({ pattern, maximumLength: 35 });
	const po = { id: '900', number: '16' };

	it('is a pure function of purchase order and revision', () => {
		expect(poNumberFor(po, 1)).toBe('16');
		expect(poNumberFor(po, 3)).toBe('16-3');
		expect(poNumberFor(po, 1, rule('MSP-{number}/{ID}'))).toBe('MSP-16/900');
	});

	it.each([
		['has no place for the number', 'MSP', /does not contain/],
		['holds a blank', 'PO {number}', /letters, digits/],
		['is too long', `${'x'.repeat(40)}{number}`, /characters long/],
	])('that %s is refused', (_, pattern, words) => {
		expect(() => poNumberFor(po, 1, rule(pattern))).toThrow(words);
	});
});

describe('order options', () => {
	it('come from marks in the memo, before mapped fields, before parameters', () => {
		const map = { endUserPoNumber: 'company.companyNumber', comment: 'purchaseOrder.fax' } as const;
		const mapped = readMapped(map, { company: { companyNumber: 'C-7' }, purchaseOrder: {} });
		const marks = readOptionMarks(
			'Call Jo\nTDS ship method: F2\n tds_drop-ship :  Yes \nComment: no mark',
		);
		const parameters = { shipMethod: 'FG', endUserPoNumber: 'P', comment: 'from the node' };
		const { options, faults } = resolveOptions([parameters, mapped, marks], OPTIONS);
		expect(options).toMatchObject({
			shipMethod: 'F2',
			dropShip: true,
			endUserPoNumber: 'C-7',
			comment: 'from the node',
			backOrder: false,
		});
		expect(faults).toEqual([]);
	});

	it('are not read out of our own lines of the block', () => {
		const memo = `=== TD SYNNEX order, kept by n8n: please do not edit ===\nReason: TDS comment: no\n=== end of TD SYNNEX order ===\nTDS revision: 2`;
		expect(readOptionMarks(memo)).toEqual({ revision: '2' });
	});

	it('that cannot be understood are told, not guessed', () => {
		const { faults } = resolveOptions([{ dropShip: 'perhaps', revision: '0' }], OPTIONS);
		expect(faults).toHaveLength(2);
	});
});
