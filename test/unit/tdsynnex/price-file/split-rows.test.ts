import fc from 'fast-check';
import { fieldEnd, fieldStart, RowScanner } from '../../../../lib/tdsynnex/price-file/split-rows';

/** All rows that a scanner finds when the bytes come in these pieces. */
function scanned(bytes: Uint8Array, cuts: number[]): { fields: string[]; ended: boolean }[] {
	const found: { fields: string[]; ended: boolean }[] = [];
	const scanner = new RowScanner((row) =>
		found.push({
			fields: Array.from({ length: row.fields }, (_, index) =>
				Buffer.from(
					row.bytes.subarray(fieldStart(row, index + 1), fieldEnd(row, index + 1)),
				).toString('latin1'),
			),
			ended: row.ended,
		}),
	);
	const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
	let from = 0;
	for (const place of [...places, bytes.length]) {
		scanner.push(bytes.subarray(from, place));
		from = place;
	}
	scanner.end();
	return found;
}

const field = fc.string({ unit: fc.constantFrom('a', '"', ' ', 'é', '7', "'", ','), maxLength: 6 });

describe('rows of a price file', () => {
	it('come out the same however the file is cut into pieces', () => {
		fc.assert(
			fc.property(
				fc.array(fc.array(field, { minLength: 1, maxLength: 9 }), { maxLength: 8 }),
				fc.constantFrom('\n', '\r\n'),
				fc.boolean(),
				fc.array(fc.nat(), { maxLength: 12 }),
				(rows, lineEnd, lastEnded, cuts) => {
					const texts = rows.map((fields) => fields.join('~'));
					const text = texts.join(lineEnd) + (lastEnded ? lineEnd : '');
					const expected = texts.filter((line) => line !== '').map((line) => line.split('~'));
					const found = scanned(Buffer.from(text, 'latin1'), cuts);
					expect(found.map(({ fields }) => fields)).toEqual(expected);
				},
			),
			{ numRuns: 400 },
		);
	});

	it('say whether the last one had its line end', () => {
		expect(scanned(Buffer.from('a~b\nc~d'), []).map(({ ended }) => ended)).toEqual([true, false]);
	});
});
