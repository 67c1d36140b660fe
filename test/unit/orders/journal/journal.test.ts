import fc from 'fast-check';
import { BLOCK_START } from '../../../../lib/orders/journal/journal';
import { type Journal, type JournalLine } from '../../../../lib/orders/journal/types';
import { otherText, readMemo, writeMemo } from '../../../../lib/orders/journal/memo';
import { MEMO_LENGTH, memoSize } from '../../../../lib/orders/journal/memo-block';
import { journal } from '../order-samples';

const digits = (least: number, most: number) =>
	fc.stringMatching(new RegExp(`^[1-9][0-9]{${least - 1},${most - 1}}$`));
const time = fc
	.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
	.map((date) => date.toISOString().replace(/\.\d{3}Z$/, 'Z'));
const sentence = fc
	.string({ unit: 'grapheme', maxLength: 60 })
	.map((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim());
const line = fc.record<JournalLine>({
	lineNumber: fc.integer({ min: 1, max: 500 }),
	itemId: digits(1, 8),
	sku: digits(1, 9),
	quantity: fc.integer({ min: 1, max: 99_999 }),
	unitPrice: fc.integer({ min: 1, max: 1e7 }).map((cents) => (cents / 100).toFixed(2)),
	result: fc.constantFrom(null, 'accepted', 'held', 'rejected', 'nonStockQuote', 'unknown'),
	accepted: fc.constant(null),
	orderNumbers: fc.uniqueArray(digits(8, 9), { maxLength: 3 }),
});
const anyJournal: fc.Arbitrary<Journal> = fc
	.record({
		state: fc.constantFrom<Journal['state']>(
			'PLANNED',
			'CLAIMED',
			'POSTING',
			'ACCEPTED',
			'PARTIAL',
			'HELD',
			'REJECTED',
			'UNCERTAIN',
			'RECORDED',
		),
		answer: fc.constantFrom<Journal['answer']>(null, 'ACCEPTED', 'PARTIAL', 'HELD', 'REJECTED'),
		revision: fc.integer({ min: 1, max: 99 }),
		attempt: fc.integer({ min: 1, max: 99 }),
		changed: time,
		uncertainSince: fc.oneof(fc.constant(''), time),
		reason: sentence,
		lines: fc.uniqueArray(line, { selector: ({ lineNumber }) => lineNumber, maxLength: 12 }),
		log: fc.array(fc.record({ time, text: sentence.filter((text) => text !== '') }), {
			maxLength: 5,
		}),
	})
	.map((some) =>
		journal({
			...some,
			lines: some.lines.sort((one, other) => one.lineNumber - other.lineNumber),
		}),
	);
const humanText = fc
	.array(
		fc
			.string({ unit: 'grapheme', maxLength: 40 })
			.map((text) => text.replace(/[\r\n\p{Zl}\p{Zp}\v\f\u0085]/gu, ' ')),
		{ maxLength: 6 },
	)
	.map((lines) => lines.join('\n'))
	.filter((text) => !text.includes('TD SYNNEX'));

function read(memo: string): Journal {
	const found = readMemo(memo, '900');
	if (found.kind !== 'journal') throw new Error(`${found.kind}`);
	return found.journal;
}

describe('the order block in the General Memo', () => {
	it('is read back as it was written, whatever stands around it', () => {
		fc.assert(
			fc.property(anyJournal, humanText, (some, around) => {
				const memo = writeMemo(around, some);
				if (memo === null) throw new Error('no room');
				expect(read(memo)).toEqual(some);
				expect(memoSize(memo)).toBeLessThanOrEqual(MEMO_LENGTH);
			}),
		);
	});

	it('leaves every word of other people where it was', () => {
		fc.assert(
			fc.property(anyJournal, anyJournal, humanText, humanText, (first, second, before, after) => {
				const once = writeMemo(before, first) ?? '';
				const twice = writeMemo(`${once}\n${after}`, second) ?? '';
				const words = (text: string) => text.split(/\s+/).filter(Boolean).sort();
				expect(words(otherText(twice))).toEqual(words(`${before}\n${after}`));
				expect(read(twice)).toEqual(second);
			}),
		);
	});

	it('survives Windows line ends and blanks that an editor adds', () => {
		const memo = (writeMemo('Call Jo', journal()) ?? '').replace(/\n/g, '  \r\n');
		expect(read(memo)).toEqual(journal());
	});

	it('gives up old log entries first, and keeps every order number, when room is short', () => {
		const lines = Array.from({ length: 20 }, (_, index) => ({
			...(journal().lines[0] as JournalLine),
			lineNumber: index + 1,
			itemId: String(5001 + index),
			orderNumbers: [index < 15 ? '40000001' : '40000002'],
		}));
		const log = Array.from({ length: 60 }, (_, index) => ({
			time: '2026-01-15T10:00:07Z',
			text: `entry ${index} of a long history`,
		}));
		const some = journal({ lines, log });
		const roomy = read(writeMemo('', some) ?? '');
		expect(roomy.folded).toBeGreaterThan(0);
		expect(roomy.log.at(-1)?.text).toBe('entry 59 of a long history');
		expect(roomy.lines).toEqual(lines);
		const tight = read(writeMemo('x'.repeat(3_100), some) ?? '');
		expect(tight.lines.map(({ lineNumber, orderNumbers }) => [lineNumber, orderNumbers])).toEqual(
			lines.map(({ lineNumber, orderNumbers }) => [lineNumber, orderNumbers]),
		);
		expect(tight.payloadHash).toBe(some.payloadHash);
		expect(writeMemo('x'.repeat(3_800), some)).toBeNull();
	});

	it('of a hundred lines with an order number each keeps every one of them, beside what people wrote', () => {
		const lines = Array.from({ length: 100 }, (_, index) => ({
			...(journal().lines[0] as JournalLine),
			lineNumber: index + 1,
			itemId: String(5001 + index),
			orderNumbers: [String(40000001 + index * 7)],
		}));
		const found = read(writeMemo('x'.repeat(1_200), journal({ lines })) ?? '');
		expect(found.lines.map(({ orderNumbers }) => orderNumbers)).toEqual(
			lines.map(({ orderNumbers }) => orderNumbers),
		);
	});

	it.each([2_900, 3_050])(
		'a line in two orders stays one line when room is short (%d)',
		(length) => {
			const lines = Array.from({ length: 9 }, (_, index) => ({
				...(journal().lines[0] as JournalLine),
				lineNumber: index + 1,
				orderNumbers: index === 4 ? ['40000001', '40000002'] : ['40000001'],
			}));
			const found = read(writeMemo('x'.repeat(length), journal({ lines })) ?? '');
			expect(found.lines[0]?.sku).toBe('');
			expect(found.lines.map(({ lineNumber, orderNumbers }) => [lineNumber, orderNumbers])).toEqual(
				lines.map(({ lineNumber, orderNumbers }) => [lineNumber, orderNumbers]),
			);
		},
	);

	it('keeps what a person wrote into the block, below it', () => {
		const memo = (writeMemo('', journal()) ?? '').replace(
			'Revision: 1',
			'Revision: 1\nJo says wait',
		);
		const again = writeMemo(memo, journal({ state: 'UNCERTAIN' })) ?? '';
		expect(again.indexOf('Jo says wait')).toBeGreaterThan(again.indexOf('=== end'));
		expect(read(again).state).toBe('UNCERTAIN');
	});

	it('of another purchase order, copied along with its memo, does not count', () => {
		expect(readMemo(writeMemo('', journal()) ?? '', '901')).toEqual({ kind: 'none' });
	});

	it.each([
		['its state is no state', 'State: RECORDED', 'State: DONE'],
		['its hash is cut', /SHA-256: \w+/, 'SHA-256: aa'],
		['its claim is gone', /Claim: .*\n/, ''],
		[
			'a line stands there twice with two values',
			'State: RECORDED',
			'State: RECORDED\nState: PLANNED',
		],
	])('is not trusted when %s', (_, from, to) => {
		const memo = (writeMemo('', journal()) ?? '').replace(from, to);
		expect(readMemo(memo, '900').kind).toBe('damaged');
	});

	it('without its last line is not trusted', () => {
		const memo = `${(writeMemo('', journal()) ?? '').replace(/=== end.*/, '')}Call Jo`;
		expect(readMemo(memo, '900').kind).toBe('damaged');
		expect(writeMemo(memo, journal())).toContain('Call Jo');
	});

	const block = (writeMemo('', journal()) ?? '').split('\n');

	it.each(block)('is not trusted, and never taken for none, without its line "%s"', (line) => {
		const memo = block.filter((other) => other !== line).join('\n');
		const optional = /^(Line \d|\[|Answer:|Uncertain since:|Reason:|Folded)/.test(line);
		const found = readMemo(memo, '900');
		expect(found.kind).not.toBe('none');
		if (!optional) expect(found.kind).toBe('damaged');
	});

	it.each(block.slice(1, -1).filter((line) => /^[A-Z][A-Za-z0-9 -]+: /.test(line)))(
		'is not trusted with its field "%s" retyped',
		(line) => {
			const retyped = line.replace(/[0-9A-Za-z](?=[^0-9A-Za-z]*$)/, (last) =>
				last === '7' ? '8' : '7',
			);
			const memo = block.map((other) => (other === line ? retyped : other)).join('\n');
			const found = readMemo(memo, '900');
			if (/^(Line \d|Reason:)/.test(line)) expect(found.kind).not.toBe('none');
			else expect(found.kind).toBe('damaged');
		},
	);

	it.each<[string, (lines: string[]) => string]>([
		['joined into one line', (lines) => lines.join(' ')],
		['joined by <br>', (lines) => lines.join('<br>')],
		['quoted', (lines) => lines.map((line) => `> ${line}`).join('\n')],
		['with other rules', (lines) => lines.join('\n').replaceAll('===', '---')],
		['with hard blanks', (lines) => lines.join('\n').replaceAll(' ', '\u00a0')],
		['without its rules', (lines) => lines.slice(1, -1).join('\n')],
		['cut off', (lines) => lines.slice(0, 9).join('\n')],
		['beheaded', (lines) => lines.slice(9).join('\n')],
	])('%s is not trusted, and never taken for none', (_, spoil) => {
		expect(readMemo(`Call Jo\n${spoil(block)}`, '900').kind).toBe('damaged');
	});

	it('of an old version, without settle time and check, is still read; SENDING counts as posted', () => {
		const memo = block
			.filter((line) => !line.startsWith('Check:'))
			.map((line) => line.replace(/, settling .*/, '').replace('State: RECORDED', 'State: SENDING'))
			.join('\n');
		expect(read(memo)).toMatchObject({ state: 'POSTING', claim: { settle: null } });
	});

	it('what people say about orders in their own words is no trace of a block', () => {
		const words =
			'TD SYNNEX order 40000001 is late\nState: SC\nPO number: 16\nLine 2: blue\nRevision: 2';
		expect(readMemo(words, '900')).toEqual({ kind: 'none' });
	});

	it('says in its first line whose it is', () => {
		expect(writeMemo('', journal())).toMatch(new RegExp(`^${BLOCK_START}`));
	});
});
