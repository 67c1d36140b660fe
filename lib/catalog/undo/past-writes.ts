import { z } from 'zod';
import type { Change } from '../../shared/activity';
import { sameField } from '../plan/diff-fields';
import { isWrite } from './undo-record';

/** What runs wrote into one product, folded: the value to find now, and the one from before. */
export interface PastWrite {
	/** Place of its first input item. */
	index: number;
	/** `null` where only the SKU is known. */
	productId: number | null;
	/** Such as `TDS-14152708`; empty where only the id is known. */
	autotaskSku: string;
	/** The run created the product: it cannot be deleted. */
	created: boolean;
	/** By field: what the last run wrote (`new`), and what stood there before the first (`old`). */
	changes: Change[];
}

export interface PastWrites {
	writes: PastWrite[];
	/** Places of input items that tell of no write, such as held ones. */
	others: number[];
}

/**
 * Reads what runs wrote: the items that Product Upsert gave, or the records of the activity log. An
 * item that failed counts only where a part of it is written; the values found decide. Several
 * records of one product are folded, the older ones by their time, or by their order where they
 * state none.
 */
export function readPastWrites(items: unknown[]): PastWrites {
	const read = items.map((json, index) => ({ index, record: PAST.safeParse(json).data }));
	const told = read.flatMap(({ index, record }) =>
		record && isNamed(record) && isWrite(record) ? [{ index, ...record }] : [],
	);
	const places = new Set(told.map(({ index }) => index));
	const byProduct = new Map<string, PastWrite>();
	const inTime = [...told].sort((a, b) => a.time.localeCompare(b.time) || a.index - b.index);
	for (const record of inTime) {
		const key = record.productId || record.autotaskSku || record.key;
		const known = byProduct.get(key);
		if (known) byProduct.set(key, folded(known, record));
		else byProduct.set(key, first(record));
	}
	return {
		writes: [...byProduct.values()].sort((a, b) => a.index - b.index),
		others: read.map(({ index }) => index).filter((index) => !places.has(index)),
	};
}

type Told = z.infer<typeof PAST> & { index: number };

function isNamed({ productId, autotaskSku, key }: z.infer<typeof PAST>) {
	return productId !== '' || autotaskSku !== '' || key !== '';
}

function first({ index, productId, autotaskSku, key, action, changes }: Told): PastWrite {
	return {
		index,
		productId: /^\d+$/.test(productId) ? Number(productId) : null,
		autotaskSku: autotaskSku || key,
		created: action === 'create',
		changes,
	};
}

/** A later write: where somebody changed the field in between, only the later one is taken back. */
function folded(known: PastWrite, later: Told): PastWrite {
	const before = new Map(known.changes.map((change) => [change.field, change]));
	for (const change of later.changes) {
		const earlier = before.get(change.field);
		const isChain = earlier && sameField(change.field, earlier.new, change.old);
		before.set(change.field, { ...change, old: isChain ? earlier.old : change.old });
	}
	return { ...known, changes: [...before.values()] };
}

const TEXT = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => String(value ?? '').trim());
const PLAIN = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const CHANGES = z.array(z.object({ field: z.string(), old: PLAIN, new: PLAIN }));

/** A table keeps lists as text. */
const CHANGES_OR_TEXT = z
	.unknown()
	.transform((value) => {
		if (typeof value !== 'string') return value;
		try {
			return JSON.parse(value) as unknown;
		} catch {
			return [];
		}
	})
	.pipe(CHANGES)
	.catch([]);

const PAST = z.object({
	productId: TEXT,
	autotaskSku: TEXT,
	key: TEXT,
	action: TEXT,
	outcome: TEXT,
	time: TEXT,
	cause: TEXT,
	changes: CHANGES_OR_TEXT,
});
