import type { WireRecord } from '../../autotask/types';
import type { Change, Plain } from '../../shared/activity';
import { sameMoney } from '../../shared/money';
import { sameUserField, USER_FIELD } from './attributes/user-fields';
import { type FieldKind, fromWire, kindOf } from './field-rules';
import { VENDOR_COST } from './vendor-entry';

/**
 * The fields of `wanted` that differ from what Autotask holds: 12.5 equals 12.50, blank equals
 * nothing, outer blanks do not count.
 */
export function diffFields(wanted: Map<string, Plain>, held: WireRecord): Change[] {
	const changes: Change[] = [];
	for (const [field, value] of wanted) {
		const old = fromWire(field, held[field]);
		if (!same(kindOf(field), old, value)) changes.push({ field, old, new: value });
	}
	return changes;
}

/** Whether two values of a field are one, user-defined fields by `userDefinedFields.<name>`. */
export function sameField(field: string, one: Plain, other: Plain): boolean {
	if (field.startsWith(USER_FIELD)) return sameUserField(text(one), text(other));
	return same(field === VENDOR_COST ? 'money' : kindOf(field), one, other);
}

function same(kind: FieldKind, old: Plain, value: Plain): boolean {
	if (kind === 'money') return sameMoney(text(old), text(value));
	if (kind === 'flag') return old === value;
	return plainText(old) === plainText(value);
}

function text(value: Plain): string | null {
	return value === null ? null : String(value);
}

/** Autotask trims text and stores line ends its own way: neither is a change. */
function plainText(value: Plain): string {
	return value === null ? '' : String(value).replaceAll('\r\n', '\n').trim();
}
