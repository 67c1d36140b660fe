import type { RecordCalls, WireRecord } from '../../autotask/types';
import type { Change, Plain } from '../../shared/activity';
import type { Decision } from '../plan/decision';
import { USER_FIELD, userFieldsOf } from '../plan/attributes/user-fields';
import { diffFields, sameField } from '../plan/diff-fields';
import { fromWire } from '../plan/field-rules';
import { withoutFields } from './without-fields';
import type { OwnedField, Owner, UpsertSettings } from '../settings';

/** Owners under which a person's word counts: fields of theirs may have been filled meanwhile. */
const SHARED: Owner[] = ['blank', 'merge'];

/**
 * The decision without the fields of owner *Sync While Empty* or *Merge*, and without the lifecycle
 * of the product, that somebody has changed since they were read: the next run decides about them
 * anew. One call, and none where no such field is to be written.
 *
 * @throws Problem when the product cannot be read
 */
export async function withoutMeanwhileChanged(
	autotask: RecordCalls,
	decision: Decision,
	settings: UpsertSettings,
): Promise<Decision> {
	const shared = decision.changes.filter(
		({ field }) =>
			field in decision.record && SHARED.includes(settings.owners[field as OwnedField]),
	);
	const blank = new Set(
		settings.attributes.fields.flatMap((one) =>
			one.owner === 'blank' ? [`${USER_FIELD}${one.field}`] : [],
		),
	);
	const filled = decision.changes.filter(({ field }) => blank.has(field));
	const state = lifecycleChanges(decision, settings);
	if (decision.productId === null || shared.length + filled.length + state.length === 0)
		return decision;
	const now = await autotask.get('Products', decision.productId);
	if (now === null) return decision;
	const read = new Map(shared.map(({ field, old }) => [field, old]));
	const there = userFieldsOf(now);
	const moved = [
		...state.flatMap(({ field, old }) =>
			sameField(field, old, heldIn(now, field)) ? [] : [field],
		),
		...diffFields(read, now).map(({ field }) => field),
		...filled.flatMap(({ field }) => (there.has(field.slice(USER_FIELD.length)) ? [field] : [])),
	];
	return moved.length === 0 ? decision : withoutMoved(decision, moved);
}

/**
 * A product's *Lifecycle State*, into which a person may have written an exemption, and what goes
 * with it.
 */
function lifecycleChanges(
	{ changes, together }: Decision,
	{ attributes }: UpsertSettings,
): Change[] {
	const mapped = attributes.fields.find(({ attribute }) => attribute === 'lifecycleState');
	const field = mapped && `${USER_FIELD}${mapped.field}`;
	return changes.filter((change) => change.field === field || together.includes(change.field));
}

function heldIn(product: WireRecord, field: string): Plain {
	return field.startsWith(USER_FIELD)
		? (userFieldsOf(product).get(field.slice(USER_FIELD.length)) ?? null)
		: fromWire(field, product[field]);
}

function withoutMoved(decision: Decision, fields: string[]): Decision {
	return {
		...withoutFields(decision, fields),
		warnings: [
			...decision.warnings,
			`somebody changed ${fields.join(', ')} during the run; the current value stays`,
		],
	};
}
