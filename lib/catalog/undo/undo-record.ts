import { z } from 'zod';
import type { Change } from '../../shared/activity';
import { type Pause, resting } from '../../shared/in-slices';
import { Problem } from '../../shared/problem';
import { GzipFault, gunzipLines, gzipLines } from '../hand-over/gzip-lines';

/** What undoing needs to know of one result; those of the upsert and of an undo have it. */
export interface Undoable {
	action: string;
	outcome: string;
	productId: string;
	autotaskSku: string;
	/** Why it failed; absent or empty = it did not. */
	cause?: string;
	changes: Change[];
}

/** A part of what one run wrote, small enough for a row of a table. */
export interface UndoRecord {
	/** The end of the run, UTC ISO 8601. */
	time: string;
	/** Products in this part. */
	writes: number;
	/** Base64 of packed lines of JSON. */
	undo: string;
}

/** Products in one part; a thousand take some 30 kB. */
const PART = 2_000;
const FORMAT = 'td-synnex-undo';
const VERSION = 1;

/**
 * All writes of a run, however many, packed for {@link unpackUndo}. Of a product that was created
 * only its SKU and what people change in it are kept, since it can only be set inactive.
 */
export async function packUndo(
	results: Undoable[],
	time: string,
	pause?: Pause,
): Promise<UndoRecord[]> {
	const writes = results.filter(isWrite);
	const parts = Math.ceil(writes.length / PART);
	const name = `${time} ${writes[0]?.productId} ${writes[0]?.autotaskSku}`;
	const rest = resting(pause);
	const records: UndoRecord[] = [];
	for (let part = 0; part < parts; part++) {
		const lines = gzipLines();
		const own = writes.slice(part * PART, (part + 1) * PART);
		await lines.line(JSON.stringify({ format: FORMAT, version: VERSION, name, part, parts, time }));
		for (const write of own) {
			const busy = lines.line(JSON.stringify(rowOf(write))) ?? rest();
			if (busy) await busy;
		}
		const packed = Buffer.from(await lines.end()).toString('base64');
		records.push({ time, writes: own.length, undo: packed });
	}
	return records;
}

/**
 * Whether something may stand in Autotask that the run wrote; the values found decide. What was
 * refused was not written, and a later run may have written the same: that is not this run's to
 * take back.
 */
export function isWrite(result: Undoable): boolean {
	const { action, outcome, changes } = result;
	const isWritten = ['done', 'uncertain'].includes(outcome) || isInPart(result);
	return isWritten && UNDOABLE.includes(action) && changes.length > 0;
}

/**
 * The product was written, and what belongs to it was not: its vendor entry was refused, or the
 * calls of the hour ended just there.
 */
export function isInPart({
	action,
	outcome,
	productId,
	cause = '',
}: Omit<Undoable, 'autotaskSku' | 'changes'>): boolean {
	if (!['failed', 'deferred'].includes(outcome) || productId === '') return false;
	// one that was left may be another run's
	const isOwn = action === 'create' && outcome === 'failed';
	return isOwn || cause.startsWith(`Product ${productId} is written`);
}

/** What people change in a product that they take over, and what tells it. */
function isOfPeople({ field }: Change): boolean {
	return field === 'sku' || CREATION_FIELDS.includes(field);
}

/** A created product in which one of these was changed is somebody's by now. */
export const CREATION_FIELDS: readonly string[] = ['name', 'description', 'unitPrice'];

/** A run that is undone can be undone itself. */
const UNDOABLE = ['create', 'update', 'undo', 'merge'];

function rowOf(result: Undoable): Row {
	const { action, productId, autotaskSku, changes } = result;
	const kept = action === 'create' ? changes.filter(isOfPeople) : changes;
	return [
		action,
		isInPart(result) ? 'done' : result.outcome,
		productId,
		autotaskSku,
		kept.map((one) => [one.field, one.old, one.new]),
	];
}

/** An input item, or what it stands for, with the item's place. */
export interface Placed {
	index: number;
	json: unknown;
}

/**
 * The items, with the writes in the place of each record of {@link packUndo}.
 *
 * @throws Problem when a record is damaged, or one of its run is missing: a part of a run would be
 * taken back unseen
 */
export async function unpackUndo(items: unknown[]): Promise<Placed[]> {
	const placed: Placed[] = [];
	const parts = new Map<string, { index: number; seen: Set<number>; of: number }>();
	for (const [index, json] of items.entries()) {
		const record = RECORD.safeParse(json).data;
		if (!record) {
			placed.push({ index, json });
			continue;
		}
		const { head, rows } = await linesOf(record.undo, index);
		const known = parts.get(head.name) ?? { index, seen: new Set(), of: head.parts };
		// a row that was sent twice counts once
		if (known.seen.has(head.part)) continue;
		parts.set(head.name, { ...known, seen: known.seen.add(head.part) });
		for (const row of rows) placed.push({ index, json: { ...named(row), time: head.time } });
	}
	for (const { index, seen, of } of parts.values())
		if (seen.size < of) throw incomplete(index, of - seen.size, of);
	return placed;
}

async function linesOf(packed: string, index: number) {
	const lines: string[] = [];
	const bytes = Buffer.from(packed, 'base64');
	try {
		for await (const some of gunzipLines(inOnePiece(bytes))) lines.push(...some);
		const [first = '', ...rest] = lines;
		return {
			head: HEAD.parse(JSON.parse(first)),
			rows: rest.map((one) => ROW.parse(JSON.parse(one))),
		};
	} catch (error) {
		throw inWords(error, index);
	}
}

function inWords(error: unknown, index: number): unknown {
	const kinds = [GzipFault, SyntaxError, z.ZodError];
	return kinds.some((kind) => error instanceof kind) ? damaged(index) : error;
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(bytes);
}

function named([action, outcome, productId, autotaskSku, changes]: Row): Undoable {
	return {
		action,
		outcome,
		productId,
		autotaskSku,
		changes: changes.map(([field, old, after]) => ({ field, old, new: after })),
	};
}

const PLAIN = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const ROW = z.tuple([
	z.string(),
	z.string(),
	z.string(),
	z.string(),
	z.array(z.tuple([z.string(), PLAIN, PLAIN])),
]);
type Row = z.infer<typeof ROW>;
const HEAD = z.object({
	format: z.literal(FORMAT),
	version: z.literal(VERSION),
	name: z.string(),
	part: z.number(),
	parts: z.number(),
	time: z.string(),
});
const RECORD = z.object({ undo: z.string().min(1) });

function damaged(index: number): Problem {
	return new Problem({
		code: 'undo-record-damaged',
		record: `input item ${index + 1}`,
		cause: 'Its field undo is damaged, or a newer version of the package wrote it',
		remedy:
			'Send the row of the Data Table TD SYNNEX undo as it is. If that fails, send the items of the run, as long as n8n keeps its execution.',
		reach: 'run',
	});
}

function incomplete(index: number, missing: number, of: number): Problem {
	return new Problem({
		code: 'undo-record-missing',
		record: `input item ${index + 1}`,
		cause: `${missing} of the ${of} records of this run are missing, so nothing was written`,
		remedy: 'Send all rows of the run in the Data Table TD SYNNEX undo.',
		reach: 'run',
	});
}
