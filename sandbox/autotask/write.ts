import { convert } from './convert';
import {
	createOnly,
	noMatchingRecord,
	notConvertible,
	picklistUnknown,
	readOnly,
	referenceInvalid,
	refuse,
	refuseAll,
	refuseRecord,
	requiredMissing,
	unexpected,
	type Refusal,
} from './refusal';
import { impersonator } from './impersonation';
import { rulesOf } from './rules';
import type { Entity, Field } from './schema';
import type { Value, Values } from './store';
import { fitsUdf, udfDefinitions, udfFields, udfListValues } from './udf';
import type { World } from './world';

/** The parent that a write came through. */
export interface Parent {
	key: string;
	id: number;
}

/** `POST`: checks and stores a new record. @returns its id */
export function create(world: World, entity: Entity, body: unknown, parent: Parent | null): number {
	world.access.require(entity, 'create');
	const { values, udf, id } = read(world, entity, body);
	if (parent) takeParent(world, entity, values, parent);
	if (hasNullNumber(world, entity, body)) throw unexpected();
	if (id) throw refuse('The id of a new record cannot be chosen.');
	if (parent) requireSameParent(values, parent);
	for (const field of entity.fields) {
		if (field.write === 'never' && isSet(values[field.name])) throw readOnly(field.name);
	}
	requireRequired(entity, values, false);
	checkValues(world, entity, values);
	checkUdfs(world, entity, udf);
	const rules = rulesOf(entity.name);
	const full = { ...values, ...rules.defaults?.(values, world), ...impersonator(world, entity) };
	rules.beforeCreate?.(full, world);
	// a cost that the user may not see is lost without a word
	for (const name of Object.keys(values))
		if (world.access.hidesCost(entity, name)) full[name] = null;
	const row = world.store.table(entity.name).insert(full, withoutEmpty(udf, {}));
	rules.afterCreate?.(row, world);
	return row.id;
}

/** `PATCH` changes the fields that the body holds, `PUT` all that can be changed. @returns the id */
export function update(
	world: World,
	entity: Entity,
	body: unknown,
	parent: Parent | null,
	verb: 'PATCH' | 'PUT',
): number {
	world.access.require(entity, 'update');
	const { values, udf, id } = read(world, entity, body);
	if (id === null) throw requiredMissing('id');
	const row = world.store.table(entity.name).get(id);
	if (!row || (parent && row.values[parent.key] !== parent.id)) throw noMatchingRecord();
	world.access.requireSight(entity, id);
	const rules = rulesOf(entity.name);
	const changes = verb === 'PUT' ? replaced(world, entity, values) : values;
	for (const field of entity.fields) {
		if (!(field.name in changes)) continue;
		const changed = changes[field.name] !== (row.values[field.name] ?? null);
		if (field.write !== 'always' && !changed) delete changes[field.name];
		else if (field.write === 'never') throw readOnly(field.name);
		else if (field.write === 'create') throw createOnly(field.name);
		else if (world.access.hidesCost(entity, field.name)) delete changes[field.name];
	}
	requireRequired(entity, changes, true);
	checkValues(world, entity, changes);
	checkUdfs(world, entity, udf);
	rules.beforeUpdate?.(row, changes, world);
	world.store.table(entity.name).update(row, changes, withoutEmpty(udf, row.udf));
	rules.afterUpdate?.(row, world);
	return id;
}

export function remove(world: World, entity: Entity, id: number, parent: Parent | null): number {
	world.access.require(entity, 'delete');
	const row = world.store.table(entity.name).get(id);
	if (!row || (parent && row.values[parent.key] !== parent.id)) throw noMatchingRecord('delete');
	world.access.requireSight(entity, id);
	rulesOf(entity.name).beforeDelete?.(row, world);
	world.store.table(entity.name).remove(id);
	return id;
}

interface Body {
	values: Values;
	udf: Values;
	id: number | null;
}

/** A body's known fields, converted; unknown ones are passed over, as the real JSON reader does. */
function read(world: World, entity: Entity, body: unknown): Body {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw refuse('The request body must be one record.');
	}
	const values: Values = {};
	let id: number | null = null;
	let udf: Values = {};
	const passedOver = rulesOf(entity.name).passedOver?.(world) ?? [];
	for (const [name, raw] of Object.entries(body)) {
		if (name.toLowerCase() === 'userdefinedfields') udf = readUdfs(world, entity, raw);
		const field = world.schema.field(entity, name);
		if (!field || passedOver.includes(field.name)) continue;
		const value = convert(raw, field);
		if (field.name === 'id') id = value === null ? null : Number(value);
		else values[field.name] = value;
	}
	return { values, udf, id };
}

/** A create that sends null for a number, in place of leaving it out, fails without a reason (several reports). */
function hasNullNumber(world: World, entity: Entity, body: unknown): boolean {
	return Object.entries(body as object).some(([name, value]) => {
		const field = world.schema.field(entity, name);
		return value === null && field?.name !== 'id' && isNumeric(field);
	});
}

function isNumeric(field: Field | null): boolean {
	return field !== null && ['integer', 'long', 'decimal'].includes(field.type);
}

function readUdfs(world: World, entity: Entity, raw: unknown): Values {
	if (raw === null || raw === undefined) return {};
	if (!Array.isArray(raw)) throw refuse('userDefinedFields must be a list of names and values.');
	if (raw.length > 0 && !entity.udf) {
		throw refuseRecord(`${entity.singular} has no user-defined fields.`);
	}
	const names = udfDefinitions(world, entity).map((row) => String(row.values.name));
	return Object.fromEntries(
		(raw as Array<{ name?: unknown; value?: Value }>).map(({ name, value }) => {
			if (!names.includes(String(name))) {
				throw refuseRecord(`User-defined field ${String(name)} does not exist.`);
			}
			return [String(name), value ?? null];
		}),
	);
}

/** Ticket notes take their ticket from the path (tested live); other children name it themselves. */
function takeParent(world: World, entity: Entity, values: Values, { key, id }: Parent): void {
	if (entity.name !== 'TicketNotes' || world.manners.noteParent === 'required') return;
	values[key] ??= id;
}

/** An empty value is none, until the record has had one. */
function withoutEmpty(udf: Values, before: Values): Values {
	return Object.fromEntries(
		Object.entries(udf).filter(([name, value]) => isSet(value) || name in before),
	);
}

function requireSameParent(values: Values, { key, id }: Parent): void {
	// the parent's id has to be in the body as well, although the path tells it
	if (!isSet(values[key])) throw requiredMissing(key);
	if (values[key] !== id) throw refuseRecord(`${key} does not match the record of the URL.`);
}

/** @param onlyGiven on an update, what is not named stays as it is */
function requireRequired(entity: Entity, values: Values, onlyGiven: boolean): void {
	const first = rulesOf(entity.name).requiredFirst ?? [];
	const rank = ({ name }: Field): number =>
		first.includes(name) ? first.indexOf(name) : first.length;
	for (const field of [...entity.fields].sort((a, b) => rank(a) - rank(b))) {
		if (onlyGiven && !(field.name in values)) continue;
		if (field.enforced && field.required && !isSet(values[field.name])) {
			throw requiredMissing(field.name);
		}
	}
}

/** @throws Refusal with all wrong values at once */
function checkValues(world: World, entity: Entity, values: Values): void {
	const refusals: Refusal[] = [];
	for (const field of entity.fields) {
		const value = values[field.name];
		if (value === null || value === undefined) continue;
		if (field.picklist && !field.picklist.some((p) => p.isActive && p.value === String(value))) {
			refusals.push(picklistUnknown(value, field.name));
		}
		if (field.reference && !refersToActive(world, field, Number(value))) {
			refusals.push(referenceInvalid(field.name, field.reference));
		}
	}
	refuseAll(refusals);
}

/** A reference to an inactive record counts as none. */
function refersToActive(world: World, field: Field, id: number): boolean {
	return world.schema.referenced(field.reference ?? '').some((target) => {
		const row = world.store.table(target.name).get(id);
		if (!row || !world.access.sees(target, id)) return false;
		return row.values.isActive !== false && row.values.isActive !== 0;
	});
}

function checkUdfs(world: World, entity: Entity, udf: Values): void {
	const types = new Map(udfFields(world, entity).map(({ name, type }) => [name, type]));
	for (const definition of udfDefinitions(world, entity)) {
		const name = String(definition.values.name);
		const value = udf[name];
		if (value === null || value === undefined || value === '') continue;
		if (!fitsUdf(value, types.get(name) ?? null))
			throw notConvertible(value, types.get(name) === 'Date' ? 'DateTime' : 'decimal', name);
		const list = udfListValues(world, definition);
		if (list && !list.includes(String(value))) {
			throw picklistUnknown(value, String(definition.values.name));
		}
	}
}

/** A PUT empties what it does not name; what the system fills in on create, it fills in here too. */
function replaced(world: World, entity: Entity, values: Values): Values {
	const filled = { ...blank(entity), ...values };
	return { ...filled, ...rulesOf(entity.name).whenEmpty?.(filled, world) };
}

function blank(entity: Entity): Values {
	return Object.fromEntries(
		entity.fields
			.filter((field) => field.write === 'always' && field.name !== 'id')
			.map((field) => [field.name, null]),
	);
}

function isSet(value: unknown): boolean {
	return value !== null && value !== undefined && value !== '';
}
