/**
 * What the Permission Check speaks in: a check is a line of the table, evidence is what the probes
 * saw, a row is a check with its verdict.
 */

export type Status = 'pass' | 'warn' | 'fail' | 'not tested';

/**
 * One line of the table: what is wanted and what to do when it is not so. No line knows how it is
 * found out.
 */
export interface Check {
	/** Stable, such as `module.PurchaseOrders`: flows may branch on it. */
	id: string;
	area: Area;
	/** The check in a few words. */
	name: string;
	/** The access or state that is needed, as the set-up manual lists it. */
	needed: string;
	/** What does not work without it. */
	blocks: string;
	/** What to do, in the words of the other system's own screens. Starts with a verb. */
	remedy: string;
	/** Page and heading in this package's documentation. */
	docs: string;
	/** Checks that must hold first: where one does not, this one is "not tested" and says so. */
	needs: string[];
}

export type Area =
	| 'Reach'
	| 'Identity'
	| 'Modules'
	| 'Line of business'
	| 'Set-up data'
	| 'Budget'
	| 'TD SYNNEX'
	| 'Common set-up issues'
	| 'Write proof';

/** What a verdict function makes of the evidence. */
export interface CheckVerdict {
	status: Status;
	/** The access or state that was found, short. */
	found: string;
	/** What was seen that shows it; for "not tested", why not. */
	evidence: string;
	/** Where the evidence calls for other words than the table's. */
	remedy?: string;
}

/** One check with its verdict: what leaves the node as an item. */
export interface CheckRow {
	id: string;
	area: Area;
	check: string;
	needed: string;
	found: string;
	status: Status;
	evidence: string;
	blocks: string;
	/** Empty when nothing is to be done. */
	remedy: string;
	/** A web address. */
	docs: string;
}

/**
 * The answer to one question: its value, a refusal in plain words, or the reason why it was not
 * asked.
 */
export type ProbeResult<T> =
	| { state: 'found'; value: T }
	| { state: 'refused'; code: string; cause: string; remedy: string }
	| { state: 'not asked'; why: string };

export const probed = <T>(value: T): ProbeResult<T> => ({ state: 'found', value });
export const notProbed = (why: string): ProbeResult<never> => ({ state: 'not asked', why });
