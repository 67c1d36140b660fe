import type { Access } from './access';
import { fieldUnknown } from './refusal';
import type { Entity, Field, Schema } from './schema';
import type { RowView } from './filter';

/** A record as JSON carries it. */
export type WireRecord = Record<string, unknown>;

/** Which fields of an entity an answer shows: all, or those of `IncludeFields`. */
export interface Selection {
	fields: Field[];
	/** UDF names; null = all. */
	udfs: string[] | null;
}

/** @throws Refusal naming the first field that the entity lacks: one wrong name fails the whole query */
export function selection(
	entity: Entity,
	include: unknown,
	schema: Schema,
	udfNames: string[],
): Selection {
	if (!Array.isArray(include) || include.length === 0) return { fields: entity.fields, udfs: null };
	const fields: Field[] = [];
	const udfs: string[] = [];
	for (const name of include.map(String)) {
		const field = schema.field(entity, name);
		if (field) fields.push(field);
		else if (udfNames.includes(name)) udfs.push(name);
		else throw fieldUnknown(name, entity);
	}
	return { fields, udfs };
}

export function toWire(
	row: RowView,
	entity: Entity,
	{ fields, udfs }: Selection,
	access: Access,
): WireRecord {
	const record: WireRecord = {};
	for (const { name } of fields) {
		if (name === 'id') record.id = row.id;
		else record[name] = access.hidesCost(entity, name) ? null : (row.values[name] ?? null);
	}
	record.userDefinedFields = Object.entries(row.udf)
		.filter(([name]) => udfs === null || udfs.includes(name))
		.map(([name, value]) => ({ name, value }));
	return record;
}
