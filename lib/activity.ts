/** The one record that every step writes. It holds no secret: nothing from a credential ever reaches it. */
export interface Activity {
	/** UTC ISO 8601. */
	time: string;
	/** n8n's execution id. */
	run: string;
	workflow: string;
	/** The node's name on the canvas. */
	step: string;
	/** What kind of record: an Autotask entity (`Products`), `PriceFile`, `TdSynnexOrder`, ... */
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
	/** Calls made for this record. */
	calls: number;
}

/** One field, before and after. Money and quantities are decimal strings. */
export interface Change {
	field: string;
	old: Plain;
	new: Plain;
}

export type Plain = string | number | boolean | null;
