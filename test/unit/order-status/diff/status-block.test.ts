import fc from 'fast-check';
import { otherText, readMemo, writeMemo } from '../../../../lib/orders/journal/memo';
import {
	formatKnown,
	OPEN_MARK,
	parseKnown,
	readStatusBlock,
	type StatusBlock,
	writeStatusBlock,
} from '../../../../lib/order-status/diff/status-block';
import { type Known, STATUSES } from '../../../../lib/order-status/types';
import { Desk } from '../poll-fixture';

const KNOWN: Known = {
	status: 'Partly shipped',
	asOf: '2026-06-01T10:00:00',
	lines: [
		{
			line: 1,
			ordered: 5,
			shipped: 2,
			delivered: 1,
			cancelled: 1,
			backOrdered: 2,
			eta: '2026-07-01',
			invoiced: false,
		},
		{
			line: 2,
			ordered: 3,
			shipped: 3,
			delivered: 0,
			cancelled: 0,
			backOrdered: 0,
			eta: '',
			invoiced: true,
		},
	],
	invoices: ['170000001'],
	tracking: ['ab12c'],
	reported: ['zz9zz'],
};
const block = (rest: Partial<StatusBlock> = {}): StatusBlock => ({
	poId: '12',
	known: KNOWN,
	history: [
		{ time: '2026-06-01T10:00:00Z', text: 'Received -> Partly shipped (order status): line 1' },
	],
	folded: 0,
	pendingDelivery: null,
	...rest,
});
const orderBlock = () => {
	const desk = new Desk();
	const id = desk.order();
	return { memo: desk.memo(id), id: String(id) };
};

describe('the status block in the General Memo', () => {
	it('is read back as it was written, by a program and by a person', () => {
		const memo = writeStatusBlock('Call Jo first.', block()) ?? '';
		expect(readStatusBlock(memo, '12')).toEqual(block());
		expect(memo).toContain('Call Jo first.');
		expect(memo).toContain('1: 2/5 d1 x1 b2 2026-07-01; 2: 3/3 i');
		expect(memo).toContain(
			'[2026-06-01T10:00:00Z] Received -> Partly shipped (order status): line 1',
		);
	});

	it('takes its own place again, and touches no other word: the order block above all', () => {
		const { memo, id } = orderBlock();
		const first = writeStatusBlock(`${memo}\n\nA note below.`, block({ poId: id })) ?? '';
		const second =
			writeStatusBlock(first, block({ poId: id, known: { ...KNOWN, status: 'Shipped' } })) ?? '';
		expect(second.match(/=== TD SYNNEX status/g)).toHaveLength(1);
		expect(readMemo(second, id)).toEqual(readMemo(memo, id));
		expect(second).toContain('A note below.');
		expect(otherText(second)).toContain('Deliver to the back door.');
	});

	it('and the order block leaves it where it is', () => {
		const { memo, id } = orderBlock();
		const both = writeStatusBlock(memo, block({ poId: id })) ?? '';
		const reading = readMemo(both, id);
		if (reading.kind !== 'journal') throw new Error('no journal');
		const again = writeMemo(both, { ...reading.journal, reason: 'something new' }) ?? '';
		expect(readStatusBlock(again, id)).toEqual(block({ poId: id }));
	});

	it('folds its oldest history to stay within 4,000 characters, and says how many lines', () => {
		const { memo, id } = orderBlock();
		const history = Array.from({ length: 60 }, (_, index) => ({
			time: `2026-06-01T10:00:${String(index).padStart(2, '0')}Z`,
			text: `Processing -> Shipped (order status): ${'word '.repeat(20)}${index}`,
		}));
		const written = writeStatusBlock(memo, block({ poId: id, history, folded: 3 })) ?? '';
		const read = readStatusBlock(written, id);
		expect(written.length).toBeLessThanOrEqual(3700);
		expect(read?.history.at(-1)).toEqual({ ...history.at(-1), text: history.at(-1)?.text.trim() });
		expect(read?.folded).toBe(3 + 60 - (read?.history.length ?? 0));
		expect(readMemo(written, id)).toEqual(readMemo(memo, id));
	});

	it('says so when there is no room for even the memory', () => {
		expect(writeStatusBlock('x'.repeat(3600), block())).toBeNull();
	});

	it('of another purchase order (a copied memo) does not count', () => {
		expect(readStatusBlock(writeStatusBlock('', block({ poId: '99' })) ?? '', '12')).toBeNull();
	});

	it('that lost its end does not swallow the order block', () => {
		const { memo, id } = orderBlock();
		const status = (writeStatusBlock('', block({ poId: id })) ?? '').replace(
			/\n=== end of TD SYNNEX status ===/,
			'',
		);
		const written = writeStatusBlock(`${status}\n\n${memo}`, block({ poId: id })) ?? '';
		expect(readMemo(written, id)).toEqual(readMemo(memo, id));
		expect(written).toContain('Deliver to the back door.');
	});

	it('with a line that a person made unreadable is no memory at all: half of one would tell old news', () => {
		const memo = (writeStatusBlock('', block()) ?? '').replace('1: 2/5', '1: two of five');
		expect(readStatusBlock(memo, '12')).toBeNull();
	});

	it('marks orders that are still followed, so that Autotask can be asked for them', () => {
		expect(writeStatusBlock('', block())).toContain(OPEN_MARK);
		expect(writeStatusBlock('', block({ known: { ...KNOWN, status: 'Closed' } }))).not.toContain(
			OPEN_MARK,
		);
	});

	it('keeps every memory there can be', () => {
		const amount = fc.integer({ min: 0, max: 999 });
		const lines = fc.uniqueArray(
			fc
				.record({
					line: fc.integer({ min: 1, max: 99 }),
					ordered: amount,
					shipped: amount,
					delivered: amount,
					cancelled: amount,
					backOrdered: amount,
					invoiced: fc.boolean(),
				})
				.map((one) => ({ ...one, eta: one.backOrdered > 0 ? '2026-07-01' : '' })),
			{ maxLength: 12, selector: ({ line }) => line },
		);
		const words = fc.array(fc.stringMatching(/^[0-9a-z]{5}$/), { maxLength: 5 });
		fc.assert(
			fc.property(
				fc.constantFrom(...STATUSES),
				lines,
				words,
				words,
				(status, known, tracking, reported) => {
					const whole = { status, asOf: '', lines: known, invoices: [], tracking, reported };
					expect(parseKnown(formatKnown(whole))).toEqual(whole);
				},
			),
		);
	});
});
