import type { Activity, Change, Plain } from '../../activity';
import type { Autotask, WireRecord, WireValue } from '../../autotask/types';
import { Problem } from '../../problem';

/** One write, as the report lists it. */
export type Write = Pick<
	Activity,
	'time' | 'entity' | 'key' | 'action' | 'changes' | 'outcome' | 'cause' | 'remedy'
>;

/** Writes to Autotask and keeps a list of every write, done, refused or in doubt. */
export class Recorder {
	readonly writes: Write[] = [];

	constructor(
		private readonly autotask: Autotask,
		private readonly time: () => string,
	) {}

	/** @returns the new id, or the Problem with which it was refused */
	async create(entity: string, record: WireRecord, parentId?: number): Promise<number | Problem> {
		const changes = changesOf({}, record);
		try {
			const id = await this.autotask.create(entity, record, parentId);
			this.note(entity, String(id), 'create', changes);
			return id;
		} catch (error) {
			return this.note(entity, 'new', 'create', changes, error);
		}
	}

	/**
	 * @param was the record as it was last read
	 * @returns the Problem with which it was refused
	 */
	async update(entity: string, was: WireRecord, fields: WireRecord): Promise<Problem | undefined> {
		const changes = changesOf(was, fields);
		try {
			await this.autotask.update(entity, { id: was.id ?? null, ...fields });
			this.note(entity, String(was.id), 'update', changes);
			return undefined;
		} catch (error) {
			return this.note(entity, String(was.id), 'update', changes, error);
		}
	}

	private note(entity: string, key: string, action: string, changes: Change[]): void;
	private note(
		entity: string,
		key: string,
		action: string,
		changes: Change[],
		error: unknown,
	): Problem;
	private note(
		entity: string,
		key: string,
		action: string,
		changes: Change[],
		error?: unknown,
	): Problem | void {
		if (error !== undefined && !(error instanceof Problem)) throw error;
		this.writes.push({
			time: this.time(),
			entity,
			key,
			action,
			changes,
			outcome: outcomeOf(error),
			cause: error?.cause ?? '',
			remedy: error?.remedy ?? '',
		});
		return error;
	}
}

function outcomeOf(error: Problem | undefined): Activity['outcome'] {
	if (!error) return 'done';
	return error.code === 'autotask-create-uncertain' ? 'uncertain' : 'failed';
}

function changesOf(old: WireRecord, now: WireRecord): Change[] {
	return Object.entries(now).map(([field, value]) => ({
		field,
		old: plain(old[field]),
		new: plain(value),
	}));
}

function plain(value: WireValue | undefined): Plain {
	if (value === undefined || value === null) return null;
	return typeof value === 'object' ? JSON.stringify(value) : value;
}
