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
