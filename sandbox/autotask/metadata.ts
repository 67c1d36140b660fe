import type { Access } from './access';
import type { Manners } from './manners';
import type { Entity, Field, PicklistValue } from './schema';
import type { Row } from './store';
import { udfDefinitions, udfListValues } from './udf';
import type { World } from './world';

/** `GET /{Entity}/entityInformation`. */
export function entityInformation(entity: Entity, access: Access): unknown {
	return {
		info: {
			name: entity.singular,
			canCreate: access.level(entity, 'create') !== 'None',
			canDelete: access.level(entity, 'delete') !== 'None',
			canQuery: access.level(entity, 'query') !== 'None',
			canUpdate: access.level(entity, 'update') !== 'None',
			userAccessForCreate: access.level(entity, 'create'),
			userAccessForDelete: access.level(entity, 'delete'),
			userAccessForQuery: access.level(entity, 'query'),
			userAccessForUpdate: access.level(entity, 'update'),
			hasUserDefinedFields: entity.udf,
			supportsWebhookCallouts: WEBHOOKS.includes(entity.name),
		},
	};
}

/** `GET /EntityInformation`: all entities (the vendor's Swagger; the body is not confirmed). */
export function allEntities(entities: Entity[], access: Access): unknown {
	return {
		info: entities.map((entity) => (entityInformation(entity, access) as { info: unknown }).info),
	};
}

/** `GET /{Entity}/entityInformation/fields`. */
export function fieldsInformation(entity: Entity, { fieldInformation }: Manners): unknown {
	return { fields: entity.fields.map((field) => informationOf(field, fieldInformation)) };
}

/** `GET /{Entity}/entityInformation/userDefinedFields`; here the type is called `type`, not `dataType`. */
export function udfInformation(world: World, entity: Entity): unknown {
	return { fields: udfDefinitions(world, entity).map((row) => udfField(world, row)) };
}

/** Entities that can call a webhook (vendor's page). */
const WEBHOOKS = ['Companies', 'Contacts', 'ConfigurationItems', 'Tickets', 'TicketNotes'];

function informationOf(field: Field, as: Manners['fieldInformation']): unknown {
	const recorded = as === 'recorded';
	return {
		name: field.name,
		dataType: recorded && field.reference !== null ? 'long' : field.type,
		length: field.length,
		isRequired: field.required || (recorded && field.name === 'id'),
		// create-only parents are flagged read-only although a create needs them
		isReadOnly: field.write !== 'always',
		isQueryable: field.queryable,
		isReference: field.reference !== null,
		referenceEntityType: field.reference ?? '',
		isPickList: field.picklist !== null,
		picklistValues: field.picklist?.map(picklistValue) ?? null,
		picklistParentValueField: '',
		isSupportedWebhookField: false,
	};
}

function picklistValue({ value, label, isActive }: PicklistValue, at: number): unknown {
	return {
		value,
		label,
		isDefaultValue: false,
		sortOrder: at + 1,
		parentValue: '',
		isActive,
		isSystem: false,
	};
}

function udfField(world: World, row: Row): unknown {
	const values = udfListValues(world, row);
	return {
		name: row.values.name,
		label: row.values.name,
		type: TYPES[String(row.values.dataType)] ?? 'string',
		length: world.manners.fieldInformation === 'recorded' ? 8_000 : 0,
		description: row.values.description ?? '',
		isRequired: row.values.isRequired === true,
		isReadOnly: false,
		isQueryable: true,
		isReference: false,
		referenceEntityType: null,
		isPickList: values !== null,
		picklistValues:
			values?.map((value, at) => picklistValue({ value, label: value, isActive: true }, at)) ??
			null,
		picklistParentValueField: null,
		defaultValue: row.values.defaultValue ?? null,
		isSupportedWebhookField: false,
	};
}

const TYPES: Readonly<Record<string, string>> = { '3': 'double', '4': 'datetime' };
