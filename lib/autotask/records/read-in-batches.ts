import { z } from 'zod';
import { forEachConcurrently } from '../../shared/concurrency';
import type { Autotask, Filter, WireRecord } from '../types';

/** Records of an entity whose field is one of the values. */
export interface BatchQuery {
	entity: string;
	field: string;
	values: (string | number)[];
	/** Absent = all fields. */
	fields?: string[];
	/** What must hold besides. */
	further?: Filter[];
	/** Calls side by side; 1 unless given. */
	concurrency?: number;
	/** What is kept of a record; absent = all of it. */
	slim?: (record: WireRecord) => WireRecord;
}

/** The records, in as few calls as the values need: {@link VALUES_PER_CALL} of them a call. */
export async function readInBatches(autotask: Autotask, query: BatchQuery): Promise<WireRecord[]> {
	const { entity, field, values, fields, further = [], concurrency = 1, slim } = query;
	const batches = inBatches(values).map((batch) => ({ batch, records: [] as WireRecord[] }));
	await forEachConcurrently(
		batches,
		async (job) => {
			const { batch } = job;
			const condition: Filter =
				batch.length === 1
					? { op: 'eq', field, value: batch[0] }
					: { op: 'in', field, value: batch };
			const records = await autotask.query(entity, { filter: [condition, ...further], fields });
			job.records = slim ? records.map(slim) : records;
		},
		concurrency,
	);
	return batches.flatMap(({ records }) => records);
}

/**
 * The same for ids, one call after the other: empty ones are left out, and each is asked for
 * once.
 */
export async function readIn(
	autotask: Autotask,
	entity: string,
	field: string,
	ids: string[],
	fields?: string[],
): Promise<WireRecord[]> {
	return await readInBatches(autotask, { entity, field, values: idNumbers(ids), fields });
}

export function idNumbers(ids: string[]): number[] {
	return [...new Set(ids.filter((id) => id !== ''))].map(Number);
}

/** The values in batches that one call takes. */
export function inBatches<T>(values: T[]): T[][] {
	return Array.from({ length: callsFor(values.length) }, (_, at) =>
		values.slice(at * VALUES_PER_CALL, (at + 1) * VALUES_PER_CALL),
	);
}

/** How many calls so many values take. */
export function callsFor(values: number): number {
	return Math.ceil(values / VALUES_PER_CALL);
}

/**
 * All plain fields of a record as texts, user-defined ones by their names; what is absent is
 * left out.
 */
export function plainFields(record: WireRecord): Record<string, string> {
	const { userDefinedFields } = USER_DEFINED.parse(record);
	const own = Object.entries(record).flatMap(([name, value]) =>
		value === null || typeof value === 'object' ? [] : [[name, String(value)]],
	);
	const others = userDefinedFields.map(({ name, value }) => [name, asEntered(value)]);
	return Object.fromEntries([...others, ...own]);
}

/**
 * Autotask gives a user-defined number as text with four decimals (`5.0000`, `20.6400`): shown
 * and sent on as a person entered it.
 */
function asEntered(value: string): string {
	const [, whole, decimals] = /^(-?\d+)\.(\d{4})$/.exec(value) ?? [];
	if (whole === undefined || decimals === undefined) return value;
	const kept = decimals.replace(/0+$/, '');
	return kept === '' ? whole : `${whole}.${kept}`;
}

/** Text of any plain value; `null` and absent are empty. */
export const TEXT = z
	.union([z.string(), z.number(), z.boolean()])
	.nullish()
	.transform((value) => (value === null || value === undefined ? '' : String(value)));

/**
 * Values of one call. Autotask takes 500 and gives 500 records a page; a page that is full may
 * hide that more were to come, and its records are counted in one more call. So there is room
 * for some values with several records.
 */
export const VALUES_PER_CALL = 490;

const USER_DEFINED = z.object({
	userDefinedFields: z.array(z.object({ name: z.string(), value: TEXT })).catch([]),
});

/** All records that match, page by page. @param keep what is kept of one; `null` = nothing */
export async function readAll(
	autotask: Autotask,
	entity: string,
	filter: Filter,
	fields: string[] | undefined,
	keep: (record: WireRecord) => WireRecord | null,
): Promise<WireRecord[]> {
	const kept: WireRecord[] = [];
	for await (const page of autotask.pages(entity, { filter: [filter], fields })) {
		for (const record of page) {
			const one = keep(record);
			if (one) kept.push(one);
		}
	}
	return kept;
}
