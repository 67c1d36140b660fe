import type { Entity } from './schema';
import type { Row } from './store';
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

export function udfNames(world: World, entity: Entity): string[] {
	return udfDefinitions(world, entity).map((row) => String(row.values.name));
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
