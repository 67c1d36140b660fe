import type { WireRecord } from '../../../autotask/types';
import type { Change } from '../../../shared/activity';
import type { UpsertSettings } from '../../settings';
import type { DesiredProduct } from '../desired';
import type { ProductShape } from '../field-rules';
import type { AttributeSettings, MappedField } from './settings';
import { attributeOf } from './sources';
import {
	asUserField,
	sameUserField,
	shownUserField,
	USER_FIELD,
	type UserFieldValue,
	userFieldsOf,
} from './user-fields';
import { isReason } from './worth-writing';

/** What becomes of the user-defined fields of one product. */
export interface AttributePlan {
	/** To be written with the product, whatever else is. */
	values: UserFieldValue[];
	changes: Change[];
	/** Whether one of them is worth a write of its own. */
	isReason: boolean;
	warnings: string[];
}

/**
 * Compares the attributes of an item with the user-defined fields that the user chose for them.
 * They go along in the product's own write, so that none costs a call more; stock below the
 * threshold, and the time of it all, wait until something else is written.
 *
 * @param held `null` for a product that is to be created
 */
export function decideAttributes(
	item: DesiredProduct,
	held: WireRecord | null,
	{ attributes }: UpsertSettings,
	shape: ProductShape,
): AttributePlan {
	const plan: AttributePlan = { values: [], changes: [], isReason: false, warnings: [] };
	if (attributes.fields.length === 0) return plan;
	const there = held ? userFieldsOf(held) : new Map<string, string>();
	for (const mapped of attributes.fields) {
		if (mapped.attribute === 'lifecycleState') continue;
		const attribute = attributeOf(mapped.attribute);
		const value = attribute && wantedValue(item, mapped, shape, plan);
		if (!attribute || value === undefined) continue;
		const old = there.get(mapped.field);
		if (mapped.owner === 'blank' && old !== undefined) continue;
		if (sameUserField(old ?? null, value)) continue;
		plan.values.push({ name: mapped.field, value });
		plan.changes.push({
			field: `${USER_FIELD}${mapped.field}`,
			old: shownUserField(old),
			new: value,
		});
		plan.isReason ||= isReason(attribute, old ?? null, value, attributes.stock);
	}
	return plan;
}

/** What a run is to write and cannot, in one sentence each. */
export function attributeNotes(settings: UpsertSettings, shape: ProductShape): string[] {
	const { attributes, owners } = settings;
	const isInVain = (attributes.inDescription ?? []).length > 0 && owners.description !== 'merge';
	return [
		...(isInVain
			? [
					'Data in Description is not written, because the owner of Description is not Merge. Change it under Field Owners.',
				]
			: []),
		...fieldNotes(attributes, shape),
	];
}

function fieldNotes(attributes: AttributeSettings, shape: ProductShape): string[] {
	return attributes.fields.flatMap(({ field, attribute }) => {
		const info = shape.get(`${USER_FIELD}${field}`);
		if (!attributeOf(attribute))
			return [`TD SYNNEX Data names ${attribute}, which this version does not know.`];
		if (!info)
			return [
				`Autotask's products have no active user-defined field ${field}, so it is skipped. Select another one under TD SYNNEX Data, or create it with Create Missing Fields of Permission Check.`,
			];
		return info.isReadOnly
			? [`User-defined field ${field} is read-only for this API user, so it is skipped.`]
			: [];
	});
}

function wantedValue(
	item: DesiredProduct,
	{ attribute, field }: MappedField,
	shape: ProductShape,
	plan: AttributePlan,
): string | null | undefined {
	const info = shape.get(`${USER_FIELD}${field}`);
	const stated = item.attributes.get(attribute);
	if (!info || info.isReadOnly || stated === undefined) return undefined;
	const value = asUserField(stated, info);
	if (value === undefined)
		plan.warnings.push(
			`user-defined field ${field} ${info.picklist ? 'has no such value in its list' : 'cannot hold such a value'}: ${String(stated)}`,
		);
	return value;
}
