import type { Entity } from './schema';
import type { Row, Value } from './store';
import type { World } from './world';

const TYPE_OF: Readonly<Record<string, string>> = {
	Companies: 'Organization',
	Contacts: 'Contact',
	Opportunities: 'Opportunity',
	SalesOrders: 'Sales Order',
	Products: 'Product',
	Tickets: 'Ticket',
};

/** The active user-defined fields of an entity, as definitions. */
export function udfDefinitions(world: World, entity: Entity): Row[] {
	const label = TYPE_OF[entity.name];
	if (!entity.udf || !label) return [];
	const type = world.schema.picklistId('UserDefinedFieldDefinitions', 'udfType', label);
	return world.store
		.table('UserDefinedFieldDefinitions')
		.where('udfType', type)
		.filter((row) => row.values.isActive !== false);
}

/** A user-defined field as records carry it. */
export interface UdfField {
	name: string;
	/** The label of its data type, such as `Number`. */
	type: string | null;
}

export function udfFields(world: World, entity: Entity): UdfField[] {
	return udfDefinitions(world, entity).map(({ values }) => ({
		name: String(values.name),
		type: world.schema.picklistLabel('UserDefinedFieldDefinitions', 'dataType', values.dataType),
	}));
}

/** Whether a field of that type takes the value: the real one reads it as its type. */
export function fitsUdf(value: Value, type: string | null): boolean {
	if (value === null || value === '') return true;
	if (type === 'Number') return Number.isFinite(Number(value));
	return type !== 'Date' || !Number.isNaN(Date.parse(String(value)));
}

/**
 * Records carry text only: a number with four decimals, a yes or no as a word (recordings). How a
 * date comes nobody has recorded: here as midnight, as dates of other fields do.
 */
export function udfText(value: Value, type: string | null): string | null {
	if (value === null || value === '') return null;
	if (type === 'Date') return `${new Date(String(value)).toISOString().slice(0, 10)}T00:00:00Z`;
	if (typeof value === 'boolean') return value ? 'Yes' : 'No';
	const number = type === 'Number' ? Number(value) : NaN;
	return Number.isFinite(number) ? number.toFixed(4) : String(value);
}

/** The values of a list field; null = it is no list. */
export function udfListValues(world: World, definition: Row): string[] | null {
	const label = world.schema.picklistLabel(
		'UserDefinedFieldDefinitions',
		'dataType',
		definition.values.dataType,
	);
	if (label !== 'List') return null;
	return world.store
		.table('UserDefinedFieldListItems')
		.where('udfFieldId', definition.id)
		.filter((row) => row.values.isActive !== false)
		.map((row) => String(row.values.valueForDisplay));
}
