import fc from 'fast-check';
import type { WireRecord } from '../../../../lib/autotask/types';
import { undoRun } from '../../../../lib/catalog/undo/undo-run';
import {
	item as items,
	product as products,
	settings,
	USER_FIELDS,
	world,
} from '../arbitrary-world';
import { FakeAutotask } from '../fake-autotask';
import { item, link, product, run, VENDOR } from '../sync-fixture';

const undo = async (given: unknown[], autotask: FakeAutotask, dryRun = false) =>
	await undoRun(given, { vendorId: VENDOR, dryRun }, { autotask });
const held = (change: WireRecord = {}) =>
	new FakeAutotask({
		products: [product(change)],
		links: [link()],
		userFields: [{ name: 'MAP', dataType: 'double' }],
	});
const MAPPED = {
	attributes: {
		fields: [{ attribute: 'map' as const, field: 'MAP', owner: 'sync' as const }],
		stock: { when: 'inOut' as const, percent: 20 },
	},
};
const changed = item({ cost: '420.00', msrp: '610.00', map: '549.00' });

describe('undoing a run', () => {
	test('puts back what stood there, user-defined fields too, in one write a product', async () => {
		const autotask = held();
		const { results } = await run([changed], autotask, MAPPED);
		autotask.writes.length = 0;
		const undone = await undo(results, autotask);
		expect(undone.results).toMatchObject([
			{ outcome: 'done', productId: '1', autotaskSku: 'TDS-14152708', kept: [] },
		]);
		expect(autotask.writes).toHaveLength(1);
		expect(autotask.product('TDS-14152708')).toMatchObject({ unitCost: 412.5, msrp: 599 });
		expect(autotask.userField('TDS-14152708', 'MAP')).toBeNull();
	});

	test('shows the plan first, and writes nothing then', async () => {
		const autotask = held();
		const { results } = await run([changed], autotask);
		autotask.writes.length = 0;
		const { results: planned } = await undo(results, autotask, true);
		expect(planned[0]).toMatchObject({
			outcome: 'planned',
			changes: [
				{ field: 'unitCost', old: '420.00', new: '412.50' },
				{ field: 'msrp', old: '610.00', new: '599.00' },
			],
		});
		expect(autotask.writes).toEqual([]);
	});

	test('leaves what somebody changed since, says so, and takes back the rest', async () => {
		const autotask = held();
		const { results } = await run([changed], autotask);
		autotask.products.set(1, { ...autotask.product('TDS-14152708'), unitCost: 400 });
		const { results: undone } = await undo(results, autotask);
		expect(undone[0]).toMatchObject({
			outcome: 'done',
			kept: ['unitCost holds 400.00, and the run wrote 420.00: somebody changed it since.'],
		});
		expect(autotask.product('TDS-14152708')).toMatchObject({ unitCost: 400, msrp: 599 });
	});

	test('leaves what somebody changes between the reading and the writing', async () => {
		const autotask = new FakeAutotask({
			products: [product()],
			links: [link()],
			fault: ({ verb }, fake) => {
				if (verb === 'get' && fake.writes.length === 1)
					fake.products.set(1, { ...fake.product('TDS-14152708'), unitCost: 1 });
			},
		});
		const { results } = await run([item({ cost: '420.00' })], autotask, {
			owners: { msrp: 'human' },
		});
		autotask.products.set(1, { ...autotask.product('TDS-14152708'), unitCost: 420 });
		const undone = await undo(results, autotask);
		expect(undone.results[0]).toMatchObject({ outcome: 'unchanged', changes: [] });
		expect(autotask.product('TDS-14152708').unitCost).toBe(1);
	});

	test('leaves a cost of the vendor entry that somebody changes meanwhile', async () => {
		let isUndone = false;
		const autotask = new FakeAutotask({
			products: [product()],
			links: [link()],
			fault: ({ verb, entity }, fake) => {
				if (isUndone && verb === 'get' && entity === 'Products')
					fake.links.set(1, link({ vendorCost: 399 }));
			},
		});
		const { results } = await run([item({ cost: '420.00' })], autotask, { vendorCost: 'current' });
		expect(autotask.links.get(1)).toMatchObject({ vendorCost: 420 });
		isUndone = true;
		const { results: undone } = await undo(results, autotask);
		expect(autotask.links.get(1)).toMatchObject({ vendorCost: 399 });
		expect(autotask.product('TDS-14152708')).toMatchObject({ unitCost: 412.5 });
		expect(undone[0]?.kept).toEqual([expect.stringContaining('holds 399.00')]);
	});

	test('leaves a product that the run created where somebody has taken it over', async () => {
		const own = product({ sku: 'OWN', manufacturerProductName: 'OWN' });
		const autotask = new FakeAutotask({ products: [own] });
		const { results } = await run([item()], autotask);
		const made = autotask.product('TDS-14152708');
		autotask.products.set(Number(made.id), { ...made, unitPrice: 999 });
		const undone = await undo(results, autotask);
		expect(undone.results[0]).toMatchObject({
			outcome: 'unchanged',
			kept: [expect.stringMatching(/stays active: unitPrice holds 999/)],
		});
		expect(autotask.product('TDS-14152708').isActive).not.toBe(false);
	});

	test('leaves what a later run created, where this one was refused', async () => {
		const own = product({ sku: 'OWN', manufacturerProductName: 'OWN' });
		const autotask = new FakeAutotask({ products: [own] });
		const { results } = await run([item()], autotask);
		const refused = results.map((one) => ({ ...one, outcome: 'failed', productId: '' }));
		const undone = await undo(refused, autotask);
		expect(undone).toEqual({ results: [], ignored: 1 });
	});

	test('leaves a price that would lie below the cost of today', async () => {
		const autotask = held({ unitPrice: 495 });
		const { results } = await run([item({ cost: '500.00', msrp: '700.00' })], autotask, {
			owners: { unitPrice: 'sync' },
		});
		autotask.products.set(1, { ...autotask.product('TDS-14152708'), unitCost: 600 });
		const undone = await undo(results, autotask);
		expect(undone.results[0]?.kept).toContain('unitPrice stays: 495 is below the unit cost 600.');
		expect(autotask.product('TDS-14152708')).toMatchObject({ unitPrice: 600, msrp: 599 });
	});

	test('of a product that the run created sets it inactive, since Autotask deletes none', async () => {
		const own = product({ sku: 'OWN', manufacturerProductName: 'OWN' });
		const autotask = new FakeAutotask({ products: [own] });
		const { results } = await run([item()], autotask);
		const undone = await undo(results, autotask);
		expect(undone.results[0]).toMatchObject({
			outcome: 'done',
			changes: [{ field: 'isActive', old: true, new: false }],
			kept: [expect.stringMatching(/cannot delete the product/)],
		});
		expect(autotask.product('TDS-14152708').isActive).toBe(false);
	});

	test('of two runs goes back to before the first, whatever the order of the records', async () => {
		const autotask = held();
		const one = await run([item({ cost: '420.00' })], autotask);
		const two = await run([item({ cost: '430.00' })], autotask);
		const records = [
			...two.results.map((result) => ({ ...result, time: '2026-11-27T02:00:00Z' })),
			...one.results.map((result) => ({ ...result, time: '2026-11-26T02:00:00Z' })),
		];
		await undo(records, autotask);
		expect(autotask.product('TDS-14152708').unitCost).toBe(412.5);
	});

	test('takes the records of the activity log, whose lists a table keeps as text', async () => {
		const autotask = held();
		const { results } = await run([changed], autotask);
		const records = results.map(({ autotaskSku, action, outcome, changes }) => ({
			entity: 'Products',
			key: autotaskSku,
			action,
			outcome,
			changes: JSON.stringify(changes),
		}));
		const undone = await undo([...records, { entity: 'Run', action: 'upsert' }], autotask);
		expect(undone).toMatchObject({ ignored: 1, results: [{ outcome: 'done', productId: '1' }] });
		expect(autotask.product('TDS-14152708').unitCost).toBe(412.5);
	});

	test('undone itself, what the run wrote is back', async () => {
		const autotask = held();
		const { results } = await run([changed], autotask);
		const undone = await undo(results, autotask);
		await undo(undone.results, autotask);
		expect(autotask.product('TDS-14152708')).toMatchObject({ unitCost: 420, msrp: 610 });
	});

	test('of a dry run, of held items and of what is no record does nothing', async () => {
		const autotask = held();
		const { results } = await run([changed], autotask, {}, { dryRun: true });
		const undone = await undo([...results, { sku: '1' }, 'text', null], autotask);
		expect(undone).toEqual({ results: [], ignored: 4 });
		expect(autotask.writes).toEqual([]);
	});

	test('writes no field that the sync does not know, whatever an item says', async () => {
		const autotask = held();
		const forged = {
			productId: '1',
			action: 'update',
			outcome: 'done',
			changes: [{ field: 'defaultVendorID', old: 9, new: VENDOR }],
		};
		const undone = await undo([forged], autotask);
		expect(undone.results[0]).toMatchObject({
			outcome: 'unchanged',
			kept: ['defaultVendorID cannot be restored.'],
		});
		expect(autotask.writes).toEqual([]);
	});

	test('of a product that is gone fails alone, and says so', async () => {
		const autotask = held();
		const { results } = await run([changed], autotask);
		autotask.products.delete(1);
		const undone = await undo(results, autotask);
		expect(undone.results[0]).toMatchObject({ outcome: 'failed', code: 'product-gone' });
	});
});

test('after a sync, undoing leaves every product as it was, and undoing again writes nothing', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(items, { maxLength: 8 }),
			fc.array(products, { maxLength: 6 }),
			settings,
			async (given, there, change) => {
				const autotask = new FakeAutotask({ products: world(there), userFields: USER_FIELDS });
				const before = [...autotask.products.values()];
				const { results } = await run(given, autotask, change);
				await undo(results, autotask);
				for (const old of before) {
					const now = autotask.products.get(Number(old.id)) as WireRecord;
					expect(plain(now)).toEqual(plain(old));
				}
				autotask.writes.length = 0;
				await undo(results, autotask);
				expect(autotask.writes).toEqual([]);
			},
		),
		{ numRuns: 300 },
	);
});

/** Nothing is nothing, whichever way it is written; a user-defined field without a value is none. */
function plain({ userDefinedFields, ...own }: WireRecord): unknown {
	const fields = (userDefinedFields ?? []) as unknown as { name: string; value: unknown }[];
	return {
		...Object.fromEntries(Object.entries(own).filter(([, value]) => (value ?? '') !== '')),
		fields: fields.filter(({ value }) => (value ?? '') !== ''),
	};
}
