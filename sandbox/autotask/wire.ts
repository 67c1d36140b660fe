import type { Access } from './access';
import type { Manners } from './manners';
import { fieldUnknown } from './refusal';
import type { Entity, Field, Schema } from './schema';
import { shownValue } from './shown';
import { udfText, type UdfField } from './udf';
import type { RowView } from './store';

/** A record as JSON carries it. */
export type WireRecord = Record<string, unknown>;

/** Which fields of an entity an answer shows: all, or those of `IncludeFields`. */
export interface Selection {
	fields: Field[];
	udfs: UdfField[];
}

/** @throws Refusal naming the first field that the entity lacks: one wrong name fails the whole query */
export function selection(
	entity: Entity,
	include: unknown,
	schema: Schema,
	known: UdfField[],
): Selection {
	if (!Array.isArray(include) || include.length === 0)
		return { fields: entity.fields, udfs: known };
	const fields: Field[] = [];
	const udfs: UdfField[] = [];
	for (const name of include.map(String)) {
		const field = schema.field(entity, name);
		const udf = known.find((one) => one.name === name);
		if (field) fields.push(field);
		else if (udf) udfs.push(udf);
		else throw fieldUnknown(name, entity);
	}
	return { fields, udfs };
}

export function toWire(
	row: RowView,
	entity: Entity,
	{ fields, udfs }: Selection,
	{ access, manners }: { access: Access; manners: Manners },
): WireRecord {
	const record: WireRecord = {};
	for (const field of fields) {
		record[field.name] = access.hidesCost(entity, field.name)
			? null
			: shownValue(field, row, manners);
	}
	if (entity.udf || manners.udfKey === 'always')
		record.userDefinedFields = udfsOf(row, udfs, manners);
	return record;
}

/** Nothing until one was set; from then on all, those without a value null. */
function udfsOf({ udf }: RowView, udfs: UdfField[], manners: Manners): unknown[] {
	if (manners.udfValues === 'stored') {
		return Object.entries(udf)
			.filter(([name]) => udfs.some((one) => one.name === name))
			.map(([name, value]) => ({ name, value }));
	}
	if (Object.keys(udf).length === 0) return [];
	return udfs.map(({ name, type }) => ({ name, value: udfText(udf[name] ?? null, type) }));
}
