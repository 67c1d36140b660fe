/**
 * The one record that every step writes. It holds no secret: nothing from a credential ever reaches
 * it.
 */
export interface Activity extends ActivitySource {
	/** UTC ISO 8601. */
	time: string;
	/**
	 * What kind of record: an Autotask entity (`Products`), `PriceFile`, `TdSynnexOrder`, or `Run`
	 * for the step as a whole.
	 */
	entity: string;
	/** The record's key in words a person knows: a SKU, a PO number. */
	key: string;
	/** A verb: create, update, leave, submit, ... */
	action: string;
	changes: Change[];
	outcome: 'done' | 'planned' | 'unchanged' | 'warning' | 'failed' | 'uncertain';
	/** Why, in one sentence; empty when there is nothing to explain. */
	cause: string;
	/** What to do, in one sentence; empty when nothing is to be done. */
	remedy: string;
	durationMs: number;
	/**
	 * Calls made for this record; one that had to be repeated counts once. The record of a run counts
	 * all of the step's.
	 */
	calls: number;
}

/** Where a record comes from. */
export interface ActivitySource {
	/** n8n's execution id. */
	run: string;
	workflow: string;
	/** The node's name on the canvas. */
	step: string;
}

/** One field, before and after. Money and quantities are decimal strings. */
export interface Change {
	field: string;
	old: Plain;
	new: Plain;
}

export type Plain = string | number | boolean | null;

/** What a step says of one record; what it leaves out is empty or zero. */
export type ActivityFacts = Pick<Activity, 'time' | 'entity' | 'key' | 'action' | 'outcome'> &
	Partial<Omit<Activity, keyof ActivitySource>>;

/** The whole record. */
export function activity({ run, workflow, step }: ActivitySource, said: ActivityFacts): Activity {
	const nothing = { changes: [], cause: '', remedy: '', durationMs: 0, calls: 0 };
	return { run, workflow, step, ...nothing, ...said };
}

/**
 * Records that one step hands on unless set otherwise: 0.9 MB where every one is a new product
 * with all its fields.
 */
export const MOST_RECORDS = 1_000;

/**
 * Picks what a bounded list has room for, wrong ones first. They leave half of the room to the
 * others, so that what fails every day does not hide what was done.
 *
 * @param most how many are kept at the most
 */
export function pickForActivity<T>(
	all: T[],
	isWrong: (one: T) => boolean,
	most: number,
): { kept: T[]; left: number } {
	const wrong = all.filter(isWrong);
	const others = all.length - wrong.length;
	const room = Math.max(most - others, Math.ceil(most / 2));
	const kept = wrong.slice(0, room);
	const rest = all.filter((one) => !isWrong(one)).slice(0, most - kept.length);
	return { kept: [...kept, ...rest], left: all.length - kept.length - rest.length };
}

/** Whether a person should hear of it. */
export function isWrong({ outcome }: Pick<Activity, 'outcome'>): boolean {
	return outcome === 'failed' || outcome === 'uncertain' || outcome === 'warning';
}

/** Stands for the records that had no room. */
export function unlisted(source: ActivitySource, time: string, left: number): Activity[] {
	if (left === 0) return [];
	return [
		activity(source, {
			time,
			entity: 'Run',
			key: `${left} more ${left === 1 ? 'record' : 'records'}`,
			action: 'leave out',
			outcome: 'done',
			cause: 'There was no room for them in the activity. The run counts them.',
		}),
	];
}
