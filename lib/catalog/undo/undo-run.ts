import { readInBatches } from '../../autotask/records/read-in-batches';
import { type Autotask, idOf, type WireRecord } from '../../autotask/types';
import type { Change } from '../../shared/activity';
import { CONCURRENT_CALLS, forEachConcurrently } from '../../shared/concurrency';
import { CANCELLED, callFailure, type FailureFacts } from '../apply/failures';
import { readProductShape } from '../plan/read/read-current';
import { VENDOR_COST } from '../plan/vendor-entry';
import { type PastWrite, readPastWrites } from './past-writes';
import { planUndo, type UndoPlan } from './plan-undo';
import { unpackUndo } from './undo-record';

interface UndoPorts {
	autotask: Autotask;
	/** Stops between two calls. */
	signal?: AbortSignal;
}

/** What became of one product. */
export interface UndoResult {
	/** Place of its first input item. */
	index: number;
	action: 'undo';
	/** `planned` in a dry run; `unchanged`: nothing of the run stands there any more. */
	outcome: 'done' | 'planned' | 'unchanged' | 'failed' | 'deferred';
	productId: string;
	autotaskSku: string;
	/** From what stood there to what stands there now. */
	changes: Change[];
	/** What stays, and why, a sentence each. */
	kept: string[];
	code: string;
	cause: string;
	remedy: string;
}

/**
 * Takes back what runs of the upsert wrote, as their items, the activity log, or the records of
 * {@link packUndo} tell it. Each product is read again right before it is written, so that what a
 * person changed meanwhile stays. Undone twice, nothing is left to do.
 *
 * @throws Problem when Autotask cannot be read at all, or a record of a run is not whole
 */
export async function undoRun(
	items: unknown[],
	{ vendorId, dryRun }: { vendorId: number; dryRun: boolean },
	{ autotask, signal }: UndoPorts,
): Promise<{ results: UndoResult[]; ignored: number }> {
	const told = await unpackUndo(items);
	const { writes, others } = readPastWrites(told.map(({ json }) => json));
	if (writes.length === 0) return { results: [], ignored: others.length };
	const world = await readWorld(writes, vendorId, autotask);
	const results: UndoResult[] = [];
	let stop: FailureFacts | null = null;
	await forEachConcurrently(writes, async (past) => {
		if (signal?.aborted) stop ??= CANCELLED;
		if (stop) return void results.push(resultOf(past, 'deferred', NOTHING, stop));
		try {
			results.push(await undoOne(past, world, { autotask, dryRun }));
		} catch (error) {
			const facts = callFailure(error);
			if (facts.reach !== 'record') stop ??= facts;
			const outcome = facts.reach === 'pause' ? 'deferred' : 'failed';
			results.push(resultOf(past, outcome, NOTHING, facts));
		}
	});
	const inOrder = results.sort((a, b) => a.index - b.index);
	return {
		results: inOrder.map((one) => ({ ...one, index: told[one.index]?.index ?? 0 })),
		ignored: others.length,
	};
}

interface World {
	products: Map<number, WireRecord>;
	bySku: Map<string, WireRecord[]>;
	entries: Map<number, WireRecord>;
	shape: Awaited<ReturnType<typeof readProductShape>>;
}

async function readWorld(
	writes: PastWrite[],
	vendorId: number,
	autotask: Autotask,
): Promise<World> {
	const shape = await readProductShape(autotask, true);
	const query = { entity: 'Products', concurrency: CONCURRENT_CALLS };
	const ids = writes.flatMap(({ productId }) => productId ?? []);
	const skus = writes.flatMap(({ productId, autotaskSku }) =>
		productId === null ? autotaskSku : [],
	);
	const byId = await readInBatches(autotask, { ...query, field: 'id', values: ids });
	const named = await readInBatches(autotask, { ...query, field: 'sku', values: skus });
	const products = new Map([...byId, ...named].map((one) => [idOf(one), one]));
	const bySku = new Map<string, WireRecord[]>();
	for (const one of named) {
		const key = keyOf(String(one.sku));
		bySku.set(key, [...(bySku.get(key) ?? []), one]);
	}
	const repriced = writes.some(({ changes }) => changes.some(({ field }) => field === VENDOR_COST));
	const entries = await readInBatches(autotask, {
		entity: 'ProductVendors',
		field: 'productID',
		values: repriced ? [...products.keys()] : [],
		further: [{ op: 'eq', field: 'vendorID', value: vendorId }],
	});
	return {
		products,
		bySku,
		shape,
		entries: new Map(entries.map((one) => [Number(one.productID), one])),
	};
}

async function undoOne(
	past: PastWrite,
	{ products, bySku, entries, shape }: World,
	{ autotask, dryRun }: { autotask: Autotask; dryRun: boolean },
): Promise<UndoResult> {
	const named = past.productId === null ? (bySku.get(keyOf(past.autotaskSku)) ?? []) : [];
	if (named.length > 1) return resultOf(past, 'failed', NOTHING, severalOf(past, named));
	const product = past.productId === null ? named[0] : products.get(past.productId);
	if (!product) return resultOf(past, 'failed', NOTHING, gone(past));
	const known = { ...past, productId: idOf(product) };
	const entry = entries.get(known.productId) ?? null;
	const seen = planUndo(known, product, entry, shape);
	if (seen.changes.length === 0) return resultOf(known, 'unchanged', seen);
	if (dryRun) return resultOf(known, 'planned', seen);
	const now = await autotask.get('Products', known.productId);
	if (now === null) return resultOf(known, 'failed', NOTHING, gone(known));
	const entryNow = seen.entry && entry ? await autotask.get('ProductVendors', idOf(entry)) : entry;
	const plan = planUndo(known, now, entryNow, shape);
	await write(plan, known.productId, autotask);
	return resultOf(known, plan.changes.length > 0 ? 'done' : 'unchanged', plan);
}

async function write(plan: UndoPlan, id: number, autotask: Autotask): Promise<void> {
	if (Object.keys(plan.record).length > 0)
		await autotask.update('Products', { id, ...plan.record });
	if (plan.entry) await autotask.update('ProductVendors', plan.entry, id);
}

function resultOf(
	{ index, productId, autotaskSku }: PastWrite,
	outcome: UndoResult['outcome'],
	{ changes, kept }: Pick<UndoPlan, 'changes' | 'kept'>,
	facts: FailureFacts = { code: '', cause: '', remedy: '' },
): UndoResult {
	const { code, cause, remedy } = facts;
	return {
		index,
		action: 'undo',
		outcome,
		productId: productId === null ? '' : String(productId),
		autotaskSku,
		changes,
		kept,
		code,
		cause,
		remedy,
	};
}

const NOTHING = { changes: [], kept: [] };

function gone({ productId, autotaskSku }: PastWrite): FailureFacts {
	return {
		code: 'product-gone',
		cause: `Autotask shows no product ${autotaskSku || String(productId)}.`,
		remedy:
			'Check whether it now has a different SKU, and whether the API user is allowed to see it.',
	};
}

function severalOf({ autotaskSku }: PastWrite, products: WireRecord[]): FailureFacts {
	return {
		code: 'product-several',
		cause: `Autotask has several products with SKU ${autotaskSku} (IDs ${products.map(idOf).join(', ')}), and the record does not say which one it is.`,
		remedy: 'Use the items that Product Upsert returned. They contain the product ID.',
	};
}

/** SQL Server compares without case and without blanks at the end. */
function keyOf(sku: string): string {
	return sku.trim().toUpperCase();
}
