import { z } from 'zod';
import type { Autotask, Filter, WireRecord } from '../types';

/** Records whose field is one of the values, 500 at a time: Autotask refuses more conditions in one query. */
export async function readIn(
	autotask: Autotask,
	entity: string,
	field: string,
	values: string[],
	fields?: string[],
	further: Filter[] = [],
): Promise<WireRecord[]> {
	const wanted = [...new Set(values.filter((value) => value !== ''))].map(Number);
	const records: WireRecord[] = [];
	for (let start = 0; start < wanted.length; start += MOST_CONDITIONS) {
		const some = wanted.slice(start, start + MOST_CONDITIONS);
		const condition: Filter =
			some.length === 1 ? { op: 'eq', field, value: some[0] } : { op: 'in', field, value: some };
		records.push(...(await autotask.query(entity, { filter: [condition, ...further], fields })));
	}
	return records;
}

/** All plain fields of a record as texts, user-defined ones by their names; what is absent is left out. */
export function plainFields(record: WireRecord): Record<string, string> {
	const { userDefinedFields } = USER_DEFINED.parse(record);
	const own = Object.entries(record).flatMap(([name, value]) =>
		value === null || typeof value === 'object' ? [] : [[name, String(value)]],
	);
	const others = userDefinedFields.map(({ name, value }) => [name, value]);
	return Object.fromEntries([...others, ...own]);
}

/** Text of any plain value; `null` and absent are empty. */
export const TEXT = z
	.union([z.string(), z.number(), z.boolean()])
	.nullish()
	.transform((value) => (value === null || value === undefined ? '' : String(value)));

/** Autotask refuses more conditions in one query. */
const MOST_CONDITIONS = 500;

const USER_DEFINED = z.object({
	userDefinedFields: z.array(z.object({ name: z.string(), value: TEXT })).catch([]),
});

export async function readAll(
	autotask: Autotask,
	entity: string,
	filter: Filter,
	fields: string[],
	keep: (record: WireRecord) => boolean,
): Promise<WireRecord[]> {
	const kept: WireRecord[] = [];
	for await (const page of autotask.pages(entity, { filter: [filter], fields })) {
		for (const record of page) if (keep(record)) kept.push(record);
	}
	return kept;
}
