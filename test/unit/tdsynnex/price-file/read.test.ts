import { apFile, DELTA_HEADER, HEADER, problemOf, read, row, rows } from './fixture';

describe('reading a price file', () => {
	it('tells kind and date from the header, and gives all rows', async () => {
		const { header, items, read: count } = await read(apFile(rows(3)));
		expect(header).toEqual({ kind: 'full', created: '2026-01-15', tradingPartner: 'DEMO846' });
		expect(items.map(({ sku }) => sku)).toEqual(['1000001', '1000002', '1000003']);
		expect(count).toBe(3);
	});

	it('takes LF for a line end too, quotes as they stand, and reads single-byte text', async () => {
		const file = apFile([row({ 7: '24" MONITOR "É"' })], HEADER, '\n');
		expect((await read(file)).items[0]?.name).toBe('24" MONITOR "É"');
	});

	it.each([
		['latin1', Buffer.from('caf\xe9 \xbd', 'latin1')],
		['UTF-8', Buffer.from('caf\xe9 \xbd', 'utf8')],
	])('reads letters beyond ASCII right in %s, also behind them', async (_encoding, name) => {
		const [before, after] = row({ 7: '#', 13: '7.77' }).split('#');
		const line = Buffer.concat([Buffer.from(before ?? ''), name, Buffer.from(`${after}\r\n`)]);
		for (const start of ['', '\u00ef\u00bb\u00bf']) {
			const head = Buffer.from(`${start}${HEADER}\r\n`, 'latin1');
			const { header, items } = await read(Buffer.concat([head, line]), {}, 7);
			expect(header.tradingPartner).toBe('DEMO846');
			expect(items).toMatchObject([{ name: 'caf\xe9 \xbd', cost: '7.77' }]);
		}
	});

	it('takes rows with the reserved fields 71 to 100', async () => {
		expect((await read(apFile([row({}, 100)]))).items).toHaveLength(1);
	});

	it('returns at most so many, and counts what matched and was cut', async () => {
		const { items, matched, cut } = await read(apFile(rows(10)), { cap: 4 });
		expect([items.length, matched, cut]).toEqual([4, 10, 6]);
		expect((await read(apFile(rows(10)), { cap: 0 })).items).toHaveLength(10);
	});

	it('lets the last of two rows with one SKU count', async () => {
		const file = apFile([row({ 13: '1.00' }), row({ 5: '2000002' }), row({ 13: '2.00' })]);
		const { items, repeatedSkus, matched } = await read(file);
		expect(items.map(({ sku, cost, repeated }) => [sku, cost, repeated])).toEqual([
			['2000002', '10.00', false],
			['1000001', '2.00', true],
		]);
		expect(repeatedSkus).toEqual(['1000001']);
		expect(matched).toBe(2);
	});

	it('drops an earlier row when a later one of its SKU no longer matches', async () => {
		const file = apFile([row({ 10: '5' }), row({ 10: '0' })]);
		const { items, matched } = await read(file, { filter: { inStockOnly: true } });
		expect([items.length, matched]).toEqual([0, 0]);
	});

	it('stops between pieces when the run is cancelled', async () => {
		const controller = new AbortController();
		controller.abort(new Error('cancelled'));
		await expect(read(apFile(rows(100)), { signal: controller.signal })).rejects.toThrow(
			'cancelled',
		);
	});
});

describe('a price file that cannot be used', () => {
	it('that is no price file says how it begins', async () => {
		const problem = await problemOf(read(Buffer.from('<!DOCTYPE html><title>Sign in</title>')));
		expect(problem.message).toBe(
			'100001.zip: This is neither a ZIP archive nor a TD SYNNEX price file: its first line is not an HDR line (it begins “<!DOCTYPE html><title>Sign in</title>”)',
		);
		expect(problem.remedy).toBe(
			'Check the path in the node that fetches the file: the price file is <account number>.zip.',
		);
	});

	it.each([
		['without a header', [row()].join('\n')],
		['with an unknown header', `DEMO846~XYZ~260115~260115~C\n${row()}\n`],
		[
			'of random bytes',
			String.fromCharCode(...Array.from({ length: 300 }, (_, i) => (i * 7919) % 256)),
		],
	])('%s is refused', async (_, text) => {
		expect((await problemOf(read(Buffer.from(text, 'latin1')))).code).toBe('price-file-header');
	});

	it('without an end to its first row is refused before it fills the memory', async () => {
		expect((await problemOf(read(Buffer.alloc(5_000_000, 'x'), {}, 65536))).code).toBe(
			'price-file-header',
		);
	});

	it('that is empty says so', async () => {
		expect((await problemOf(read(Buffer.alloc(0)))).message).toBe('100001.zip: The file is empty');
	});

	it('all in one line is not called empty', async () => {
		const text = apFile(rows(5)).toString('latin1').replaceAll('\r\n', '').replaceAll('\n', '');
		const problem = await problemOf(read(Buffer.from(text, 'latin1')));
		expect(problem.cause).toBe('The file has a header but no product rows');
	});

	it('whose header does not say full or update stops the run', async () => {
		const problem = await problemOf(read(apFile(rows(1), 'DEMO846~HDR~260115~260115~~~~~~')));
		expect(problem.message).toBe(
			'100001.zip: The header does not say whether the file is complete (C) or an update (U): its fifth field is empty',
		);
	});

	it('that is an update is not taken for a full one', async () => {
		const problem = await problemOf(read(apFile(rows(1), DELTA_HEADER)));
		expect(problem.message).toBe(
			'100001.zip: This is an update file with changes only (header U), but a full file (header C) is expected',
		);
		expect(problem.remedy).toBe(
			'Fetch the full file (header C), or set Expected File to the other kind if that is what you want.',
		);
		expect((await read(apFile(rows(1), DELTA_HEADER), { expected: 'delta' })).header.kind).toBe(
			'delta',
		);
		expect((await read(apFile(rows(1), DELTA_HEADER), { expected: 'either' })).header.kind).toBe(
			'delta',
		);
		expect((await problemOf(read(apFile(rows(1)), { expected: 'delta' }))).code).toBe(
			'price-file-kind',
		);
	});

	it('that is full and has no row is refused; an update without changes is fine', async () => {
		expect((await problemOf(read(apFile([])))).message).toBe(
			'100001.zip: The file has a header but no product rows',
		);
		expect((await read(apFile([], DELTA_HEADER), { expected: 'delta' })).items).toEqual([]);
	});

	it('with more than 1 % damaged rows is refused, and names some', async () => {
		const file = apFile([...rows(97), row({}, 13), row({ 2: 'XXX' }), row({ 5: '' })]);
		const problem = await problemOf(read(file));
		expect(problem.message).toBe(
			'100001.zip: 3 of 100 rows are damaged (line 99 has 13 fields; line 100 is no DTL row; line 101 has no SKU), which is more than 1 %, so no products were returned',
		);
	});

	it('with at most 1 % damaged rows is read without them', async () => {
		const { items, bad, badRows } = await read(apFile([...rows(99), row({}, 69)]));
		expect([items.length, bad, badRows]).toEqual([99, 1, ['line 101 has 69 fields']]);
	});

	it.each([
		['name', row({ 7: 'CABLE ~ 2M', 12: 'INT' })],
		['description', row({ 50: 'CABLE ~ 2M', 65: '14152708' })],
	])('with a ~ inside a %s gives no product with moved columns', async (_, moved) => {
		const { items, bad, badRows } = await read(apFile([...rows(200), moved]));
		expect([items.length, bad]).toEqual([200, 1]);
		expect(badRows[0]).toBe('line 202 has 71 fields where the others have 70');
	});

	it('with a ~ in its very first row is still found out, by flags that are none', async () => {
		const moved = row({ 7: 'CABLE ~ 2M', 28: '1.50', 29: 'N' });
		const { items, badRows } = await read(apFile([moved, ...rows(200)]));
		expect(items).toHaveLength(200);
		expect(badRows[0]).toBe('line 2 has values in the wrong columns');
	});

	it('with rows of many widths loses no more than the first few of them, and says so', async () => {
		const widths = Array.from({ length: 300 }, (_, index) =>
			row({ 5: String(index + 1) }, 70 + (index % 9)),
		);
		const { items, bad } = await read(apFile(widths));
		expect(items.length + bad).toBe(300);
		expect(bad).toBeLessThanOrEqual(3);
	});

	it('with a cost that is no number gives no product for that row', async () => {
		const { badRows } = await read(apFile([...rows(200), row({ 13: '1.299,00' })]));
		expect(badRows).toEqual(['line 202 has values in the wrong columns']);
	});

	it('whose last row breaks off says so, and is read without it', async () => {
		const whole = apFile(rows(200));
		const { items, lastRowCut, bad } = await read(whole.subarray(0, whole.length - 30));
		expect([items.length, lastRowCut, bad]).toEqual([199, true, 0]);
	});

	it('whose last row breaks off in the reserved fields says so too', async () => {
		const long = Array.from({ length: 9 }, (_, index) => row({ 5: String(1000001 + index) }, 100));
		const whole = apFile(long);
		const { items, lastRowCut } = await read(whole.subarray(0, whole.length - 12));
		expect([items.length, lastRowCut]).toEqual([8, true]);
	});

	it('whose last row only lacks the line end is whole', async () => {
		const file = apFile(rows(5));
		const { items, lastRowCut } = await read(file.subarray(0, file.length - 2));
		expect([items.length, lastRowCut]).toEqual([5, false]);
	});
});
