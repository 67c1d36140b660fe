import { readPastWrites } from '../../../../lib/catalog/undo/past-writes';
import { packUndo, type Undoable, unpackUndo } from '../../../../lib/catalog/undo/undo-record';
import { undoRun } from '../../../../lib/catalog/undo/undo-run';
import { FakeAutotask } from '../fake-autotask';
import { VENDOR } from '../sync-fixture';

const TIME = '2026-11-27T05:31:00Z';
const written = (at: number, change: Partial<Undoable> = {}): Undoable => ({
	action: 'update',
	outcome: 'done',
	productId: String(at),
	autotaskSku: `TDS-${at}`,
	changes: [
		{ field: 'unitCost', old: '1.00', new: '2.00' },
		{ field: 'isActive', old: true, new: false },
		{ field: 'msrp', old: null, new: '3.00' },
	],
	...change,
});
const many = Array.from({ length: 4_500 }, (_, at) => written(at + 1));
const undo = async (items: unknown[]) => {
	const autotask = new FakeAutotask({ products: [] });
	const undone = undoRun(items, { vendorId: VENDOR, dryRun: false }, { autotask });
	return { undone, writes: autotask.writes };
};

describe('what a run keeps to be undone', () => {
	test('is every write, however many, in parts that a row of a table takes', async () => {
		const records = await packUndo(many, TIME);
		expect(records.map(({ writes }) => writes)).toEqual([2_000, 2_000, 500]);
		expect(records.map(({ time }) => time)).toEqual([TIME, TIME, TIME]);
		for (const { undo: packed } of records) expect(packed.length).toBeLessThan(100_000);
		const read = await unpackUndo([...records].reverse());
		const byId = (one: { productId: string }, other: { productId: string }) =>
			Number(one.productId) - Number(other.productId);
		expect((read.map(({ json }) => json) as Undoable[]).sort(byId)).toEqual(
			many.map((one) => ({ ...one, time: TIME })),
		);
		expect(new Set(read.map(({ index }) => index))).toEqual(new Set([0, 1, 2]));
	});

	test('is nothing of what was not written, and of a new product what tells whose it is', async () => {
		const changes = [
			{ field: 'sku', old: null, new: 'TDS-5' },
			{ field: 'manufacturerName', old: null, new: 'HPE' },
			{ field: 'description', old: null, new: 'long' },
		];
		const records = await packUndo(
			[
				written(1, { outcome: 'held' }),
				written(2, { outcome: 'planned' }),
				written(3, { action: 'leave', outcome: 'done', changes: [] }),
				written(4, { outcome: 'uncertain' }),
				written(5, { action: 'create', changes }),
				{ ...written(6, { action: 'create', outcome: 'failed', changes }), productId: '' },
				written(7, { outcome: 'failed', cause: 'Autotask refuses it' }),
				written(8, {
					outcome: 'failed',
					cause: 'Product 8 is written, but its vendor entry is not: x',
				}),
			],
			TIME,
		);
		const read = (await unpackUndo(records)).map(({ json }) => json) as Undoable[];
		expect(read.map(({ productId, changes: kept }) => [productId, kept.length])).toEqual([
			['4', 3],
			['5', 2],
			['8', 3],
		]);
		expect(readPastWrites(read).writes.map(({ productId }) => productId)).toEqual([4, 5, 8]);
		expect(await packUndo([written(1, { outcome: 'held' })], TIME)).toEqual([]);
	});

	test('is refused where a part is missing, before anything is written', async () => {
		const [first, second] = await packUndo(many, TIME);
		const { undone, writes } = await undo([first, second]);
		await expect(undone).rejects.toMatchObject({
			code: 'undo-record-missing',
			cause: expect.stringContaining('1 of the 3 records'),
		});
		expect(writes).toEqual([]);
	});

	test.each([
		['cut', (text: string) => text.slice(0, text.length / 2)],
		['another file', () => Buffer.from('{}').toString('base64')],
		['of a newer version', () => 'H4sIAAAAAAAAA6tWKkstKs7Mz1OyMlSqBQCgLqqRDgAAAA=='],
	])('is refused where it is %s', async (_, change) => {
		const [first] = await packUndo(many, TIME);
		const { undone } = await undo([{ ...first, undo: change(first?.undo ?? '') }]);
		await expect(undone).rejects.toMatchObject({
			code: 'undo-record-damaged',
			record: 'input item 1',
		});
	});

	test('counts a part once that is sent twice', async () => {
		const [first] = await packUndo(many.slice(0, 3), TIME);
		expect(await unpackUndo([first, first])).toHaveLength(3);
	});

	test('stands beside items as the run gave them', async () => {
		const [first] = await packUndo([written(1)], TIME);
		const read = await unpackUndo([written(7), first, { nothing: 'of it' }]);
		expect(read.map(({ index }) => index)).toEqual([0, 1, 2]);
	});
});
