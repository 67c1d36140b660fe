import type { WireRecord } from '../../autotask/types';
import { USER_FIELD, type UserFieldValue } from '../plan/attributes/user-fields';
import type { Decision } from '../plan/decision';

/**
 * The same decision with nothing said about these fields, user-defined ones by
 * `userDefinedFields.<name>`, nor about those that go with them; it becomes `leave` when nothing
 * else is left to write.
 */
export function withoutFields(decision: Decision, named: string[]): Decision {
	const fields = decision.together.some((field) => named.includes(field))
		? [...named, ...decision.together]
		: named;
	const changes = decision.changes.filter(({ field }) => !fields.includes(field));
	const { userDefinedFields, ...own }: WireRecord = Object.fromEntries(
		Object.entries(decision.record).filter(([field]) => !fields.includes(field)),
	);
	const left = userFieldsIn(decision).filter(
		({ name }) => !fields.includes(`${USER_FIELD}${name}`),
	);
	return {
		...decision,
		record:
			userDefinedFields === undefined || left.length === 0
				? own
				: { ...own, userDefinedFields: left.map((one) => ({ ...one })) },
		changes,
		action: changes.length > 0 || decision.action === 'create' ? decision.action : 'leave',
	};
}

/** The user-defined fields that a decision writes. */
export function userFieldsIn({ record }: Decision): UserFieldValue[] {
	return (record.userDefinedFields ?? []) as unknown as UserFieldValue[];
}
