import { upsertActivity } from '../../../../lib/catalog/report/activity';
import { packUndo, type Undoable, unpackUndo } from '../../../../lib/catalog/undo/undo-record';
import { Problem } from '../../../../lib/shared/problem';
import { FakeAutotask } from '../fake-autotask';
import { item, link, product, run } from '../sync-fixture';

/** Products that are there with an old cost, each with two of its kind that it replaced or not. */
const THERE = ['1', '2', '3', '4'];
const NEW = ['5', '6', '7', '8'];
const ITEMS = [...THERE, ...NEW].map((sku) => item({ sku, mpn: `M${sku}`, cost: '500.00' }));
const DOUBLE = 100;

function there(sku: string, id = Number(sku)) {
	const numbers = { vendorProductNumber: sku, manufacturerProductName: `M${sku}` };
	return product({ id, sku: `TDS-${sku}`, ...numbers });
}

/** Every write from the given one on meets the end of the hour's calls, or a refusal. */
function world(end: number, problem: ConstructorParameters<typeof Problem>[0]) {
	let writes = 0;
	return new FakeAutotask({
		products: [...THERE.map((sku) => there(sku)), there('4', DOUBLE)],
		links: ['1', '2', '4'].map((sku) =>
			link({ id: Number(sku), productID: Number(sku), vendorPartNumber: sku }),
		),
		fault: ({ verb, answered }) => {
			if (!['create', 'update'].includes(verb) || answered) return;
			if (++writes > end) throw new Problem(problem);
		},
	});
}

/** The products that were written, told by what Autotask carried out. */
function written({ writes, products, links }: FakeAutotask): string[] {
	const owners = writes.map(({ verb, entity, record }) => {
		if (entity === 'Products' && verb === 'update')
			return Number(record.id) === DOUBLE ? 4 : Number(record.id);
		if (entity === 'Products')
			return [...products.values()].find(({ sku }) => sku === record.sku)?.id;
		return record.productID ?? links.get(Number(record.id))?.productID;
	});
	return [...new Set(owners.map(String))].sort();
}

const USED_UP = {
	code: 'autotask-budget-used',
	reach: 'pause',
	cause: 'The calls of the hour are used up.',
	remedy: 'Run again in an hour.',
} as const;
const REFUSED = { code: 'autotask-refused', cause: 'No.', remedy: 'Ask.' } as const;

describe.each([
	['the calls of the hour', USED_UP],
	['what Autotask takes', REFUSED],
])('wherever %s ends', (_, problem) => {
	const ends = Array.from({ length: 17 }, (__, end) => end);

	test.each(ends)('%i writes are all in the record for undo, and in the log', async (end) => {
		const autotask = world(end, problem);
		const change = { vendorCost: 'current' as const };
		const { results, summary } = await run(ITEMS, autotask, change);
		const expected = written(autotask);
		const records = await packUndo(results, '2026-11-28T05:00:00Z');
		const undo = (await unpackUndo(records)).map(({ json }) => json as Undoable);
		expect(undo.map(({ productId }) => productId).sort()).toEqual(expected);

		const source = { run: '77', workflow: 'Sync', step: 'Upsert' };
		const log = upsertActivity(results, new Map(), summary, { source, most: 1000, now: 0 });
		const told = log.filter(({ changes }) => changes.length > 0).map(({ key }) => key);
		const skus = results.filter(({ productId }) => expected.includes(productId));
		for (const { autotaskSku } of skus) expect(told).toContain(autotaskSku);
		if (end === 16) expect(summary).toMatchObject({ failed: 0, deferred: 0 });
	});
});
