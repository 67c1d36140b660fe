import { z } from 'zod';
import { type Call, type Caller, insteadOf, type Shape } from '../requests/call';
import type { EntityInfo, FieldInfo } from '../types';

/**
 * What Autotask says about its own entities. Every answer is kept for the life of the client, and
 * those who ask while it is on its way share it: each reading is a call, and takes one of the
 * entity's three threads.
 */
export function createMetadata(call: Caller) {
	const kept = new Map<string, Promise<unknown>>();

	function once<T>(path: string, entity: string, shape: Shape<T>): Promise<T> {
		const found = kept.get(path) as Promise<T> | undefined;
		if (found) return found;
		const asked: Call = { kind: 'read', method: 'GET', path: `V1.0/${path}`, entity };
		const reading = call(asked, shape);
		kept.set(path, reading);
		reading.catch(() => kept.delete(path));
		return reading;
	}

	return {
		info: (entity: string): Promise<EntityInfo> =>
			once(`${entity}/entityInformation`, entity, infoShape),
		fields: (entity: string): Promise<FieldInfo[]> =>
			once(`${entity}/entityInformation/fields`, entity, fieldsShape),
		/** Empty for an entity that has none: Autotask then answers 404. */
		userDefinedFields: (entity: string): Promise<FieldInfo[]> =>
			once(`${entity}/entityInformation/userDefinedFields`, entity, fieldsShape).catch(
				insteadOf<FieldInfo[]>(NO_SUCH_FIELDS, []),
			),
	};
}

const NO_SUCH_FIELDS = ['autotask-not-found', 'autotask-address-unknown'];

/** Text that may come as a number, or be absent where there is nothing to say. */
const text = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => String(value ?? ''));
const flag = z
	.boolean()
	.nullish()
	.transform((value) => value ?? false);

/** User-defined fields say `type` where the built-in ones say `dataType`. */
const field = z
	.object({
		name: z.string(),
		label: text,
		dataType: z.string().optional(),
		type: z.string().optional(),
		length: z
			.number()
			.nullish()
			.transform((value) => value ?? 0),
		isRequired: flag,
		isReadOnly: flag,
		isQueryable: z
			.boolean()
			.nullish()
			.transform((value) => value ?? true),
		isPickList: flag,
		referenceEntityType: text,
		picklistValues: z
			.array(z.object({ value: text, label: text, isActive: flag, isDefaultValue: flag }))
			.nullish(),
	})
	.transform(({ dataType, type, isPickList, picklistValues, label, ...rest }): FieldInfo => ({
		...rest,
		label: label || rest.name,
		dataType: dataType ?? type ?? '',
		picklist:
			isPickList || picklistValues?.length
				? (picklistValues ?? []).map(({ isDefaultValue, ...value }) => ({
						...value,
						isDefault: isDefaultValue,
					}))
				: null,
	}));

const fieldsShape = z.object({ fields: z.array(field) }).transform(({ fields }) => fields);

const info = z.object({
	name: text,
	canCreate: flag,
	canUpdate: flag,
	canQuery: flag,
	canDelete: flag,
	/** `None`, `All` or `Restricted`; one client models it as a number: kept as it comes. */
	userAccessForCreate: text,
	userAccessForUpdate: text,
	userAccessForQuery: text,
	hasUserDefinedFields: flag,
});

const infoShape = z.object({ info }).transform((reply) => reply.info);
