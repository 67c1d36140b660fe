import type { RecordCalls } from '../../autotask/types';
import {
	sameUserField,
	USER_FIELD,
	type UserFieldValue,
	userFieldsOf,
} from '../plan/attributes/user-fields';
import type { Decision } from '../plan/decision';
import { userFieldsIn, withoutFields } from './without-fields';

/** Which user-defined fields keep what this run writes into them. */
export interface UserFieldProof {
	/** Fields that gave a value back as it was written, or stayed empty once emptied. */
	kept: Set<string>;
	/** Fields that did not: none of them is written any more, or it would be each night anew. */
	lost: Set<string>;
}

/**
 * After the first write of each user-defined field, and after the first that empties it, the
 * product is read back: a field may round, refuse or reshape what Autotask took without a word. One
 * call for all that are new.
 *
 * @returns a sentence for each field that gave back something else
 */
export async function proveUserFields(
	autotask: RecordCalls,
	decision: Decision,
	productId: number,
	proof: UserFieldProof,
): Promise<string[]> {
	const unproven = userFieldsIn(decision).filter(
		(one) => !proof.kept.has(keyOf(one)) && !proof.lost.has(one.name),
	);
	if (unproven.length === 0) return [];
	const now = await autotask.get('Products', productId).catch(() => null);
	if (now === null) return [];
	const there = userFieldsOf(now);
	return unproven.flatMap((one) => {
		const found = there.get(one.name) ?? null;
		if (sameUserField(found, one.value)) {
			proof.kept.add(keyOf(one));
			return [];
		}
		proof.lost.add(one.name);
		return [
			`User-defined field ${one.name} of product ${productId} contains ${shown(found)} after ${shown(one.value)} was written, so this run skips the field. Check its type, and whether the API user is allowed to edit it.`,
		];
	});
}

/** The decision without the fields that do not keep their values. */
export function withoutLost(decision: Decision, { lost }: UserFieldProof): Decision {
	const fields = userFieldsIn(decision).flatMap(({ name }) =>
		lost.has(name) ? [`${USER_FIELD}${name}`] : [],
	);
	return fields.length === 0 ? decision : withoutFields(decision, fields);
}

function keyOf({ name, value }: UserFieldValue): string {
	return `${value === null ? 'emptied' : 'set'} ${name}`;
}

function shown(value: string | null): string {
	return value === null ? 'nothing' : `"${value}"`;
}
