import type { RecordCalls } from '../../autotask/types';
import type { Decision } from '../plan/decision';
import { diffFields } from '../plan/planner';
import type { OwnedField, Owner, UpsertSettings } from '../settings';

/** Owners under which a person's word counts: fields of theirs may have been filled meanwhile. */
const SHARED: Owner[] = ['blank', 'merge'];

/**
 * The decision without the fields of owner *Sync While Empty* or *Merge* that somebody has changed
 * since they were read: the next run decides about them anew. One call, and none where no such
 * field is to be written.
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
	if (decision.productId === null || shared.length === 0) return decision;
	const now = await autotask.get('Products', decision.productId);
	if (now === null) return decision;
	const read = new Map(shared.map(({ field, old }) => [field, old]));
	const moved = diffFields(read, now).map(({ field }) => field);
	return moved.length === 0 ? decision : without(decision, moved);
}

function without(decision: Decision, fields: string[]): Decision {
	const record = Object.fromEntries(
		Object.entries(decision.record).filter(([field]) => !fields.includes(field)),
	);
	const changes = decision.changes.filter(({ field }) => !fields.includes(field));
	return {
		...decision,
		record,
		changes,
		action: changes.length > 0 ? decision.action : 'leave',
		warnings: [
			...decision.warnings,
			`somebody changed ${fields.join(', ')} while the run was under way; what stands there now stays`,
		],
	};
}
