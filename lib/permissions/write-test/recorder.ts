import type { Activity, Change, Plain } from '../../shared/activity';
import type { Autotask, WireRecord, WireValue } from '../../autotask/types';
import { type Clock, isoTime } from '../../shared/clock';
import { Problem } from '../../shared/problem';

/** One write, as the report lists it. */
export type Write = Pick<
	Activity,
	| 'time'
	| 'entity'
	| 'key'
	| 'action'
	| 'changes'
	| 'outcome'
	| 'cause'
	| 'remedy'
	| 'durationMs'
	| 'calls'
>;

/** Writes to Autotask and keeps a list of every write, done, refused or in doubt. */
export class WriteRecorder {
	readonly writes: Write[] = [];

	constructor(
		private readonly autotask: Autotask,
		private readonly clock: Pick<Clock, 'now'>,
	) {}

	/** @returns the new id, or the Problem with which it was refused */
	async create(entity: string, record: WireRecord, parentId?: number): Promise<number | Problem> {
		const planned = { entity, key: 'new', action: 'create', changes: changesOf({}, record) };
		const started = this.clock.now();
		try {
			const id = await this.autotask.create(entity, record, parentId);
			this.note({ ...planned, key: String(id) }, started);
			return id;
		} catch (error) {
			return this.note(planned, started, error);
		}
	}

	/**
	 * @param was the record as it was last read
	 * @returns the Problem with which it was refused
	 */
	async update(entity: string, was: WireRecord, fields: WireRecord): Promise<Problem | undefined> {
		const changes = changesOf(was, fields);
		const planned = { entity, key: String(was.id), action: 'update', changes };
		const started = this.clock.now();
		try {
			await this.autotask.update(entity, { id: was.id ?? null, ...fields });
			this.note(planned, started);
			return undefined;
		} catch (error) {
			return this.note(planned, started, error);
		}
	}

	private note(planned: PlannedWrite, started: number): void;
	private note(planned: PlannedWrite, started: number, error: unknown): Problem;
	private note(planned: PlannedWrite, started: number, error?: unknown): Problem | void {
		if (error !== undefined && !(error instanceof Problem)) throw error;
		this.writes.push({
			...planned,
			time: isoTime(this.clock.now()),
			outcome: outcomeOf(error),
			cause: error?.cause ?? '',
			remedy: error?.remedy ?? '',
			durationMs: this.clock.now() - started,
			calls: 1,
		});
		return error;
	}
}

type PlannedWrite = Pick<Write, 'entity' | 'key' | 'action' | 'changes'>;

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
