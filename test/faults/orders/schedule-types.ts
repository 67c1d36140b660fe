import type { Scenario } from '../../../sandbox/tdsynnex/orders/scenario';
import type { MemoManner } from './autotask-door';
import { type CallFault, type Fate, UNHARMED } from './process';
import type { Lie } from './tdsynnex-door';

/** Which kind of history is drawn; each has its own promise. */
export type Kind =
	/** Faults, lies, processes that die, freeze or are cancelled at any moment, people; duplicate rejection off. */
	| 'everyday'
	/** The same, with deaths aimed at the steps between claim and record. */
	| 'aimed'
	/** Two or three runs within seconds on one purchase order, duplicate rejection off, calls within the bound. */
	| 'crowdWithin'
	/** The same with duplicate rejection on and calls of any kind, beyond the bound too. */
	| 'crowdFenced'
	/** People change their mind while an order is under way. */
	| 'minds'
	/** Orders that ended in doubt or were refused, and revisions that people add, change and take back. */
	| 'revisions'
	/** People damage or take out the block at any moment; look-ups lag. */
	| 'torn'
	/** Two tenants with the same PO numbers on one TD SYNNEX account, and orders by telephone. */
	| 'shared'
	/** Accounting fills in the number of purchase orders that had none, at any moment after they were made. */
	| 'numbered'
	/** What TD SYNNEX makes of an order: held, cut anew, back-ordered, at another price, filed under SKU 99. */
	| 'answers'
	/** Beyond the bound, to show where it lies and that the oracle sees a double order. */
	| 'beyond';

export interface Launch {
	/** Virtual ms after the start. */
	at: number;
	operation: 'submit' | 'reconcile' | 'poll';
	tenant: number;
	settle: number;
	pattern: string;
	fate: Fate;
	/** Runs once more when it fails as a whole, as n8n's Retry On Fail does. */
	retries: boolean;
}

export type ActKind =
	| 'note'
	| 'wipeBlock'
	| 'wipeMemo'
	| 'wipeMarks'
	| 'damage'
	| 'revision'
	| 'revisionBack'
	| 'unmark'
	| 'unapprove'
	| 'quantity'
	| 'price'
	| 'addLine'
	| 'shipTo'
	| 'method'
	| 'cancelStatus'
	| 'cancelDate'
	| 'copy'
	| 'renumber'
	| 'accounting'
	| 'receive'
	| 'telephone'
	| 'telephoneNoted';

/** Something that a person does to one purchase order. */
export interface Act {
	at: number;
	/** Which purchase order, counted over all tenants. */
	order: number;
	kind: ActKind;
	/** Chooses among the ways of doing it. */
	way: number;
}

export interface Schedule {
	kind: Kind;
	seed: number;
	tenants: number;
	launches: Launch[];
	acts: Act[];
	/** Lines of each purchase order of a tenant: index of the product and quantity. */
	orders: { good: number; quantity: number }[][];
	scenario: Partial<Scenario>;
	refusesDuplicates: boolean;
	faults: number;
	faultKinds: readonly CallFault[];
	latency: number;
	slow: number;
	late: number;
	lies: Lie[];
	lookUps: 'whole' | 'partial' | 'doubled';
	/** Ms until look-ups see an order. */
	lag: number;
	/** Seconds until Autotask's reads see a write. */
	readDelay: number;
	memoManner: MemoManner;
	/** Autotask has no numbers for purchase orders yet: their ids stand in. */
	unnumbered: boolean;
	/** Runs take all that is ready and holds the mark, in place of those named. */
	marked: boolean;
	/** Orders need an approval above this; empty = none does. */
	approvalAbove: string;
	afterWindow: 'review' | 'sendAgain';
	capPerOrder: string;
	pricesChangeAt: number;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export function launch(at: number, more: Partial<Launch> = {}): Launch {
	return {
		at,
		operation: 'submit',
		tenant: 0,
		settle: 10_000,
		pattern: '{number}',
		fate: UNHARMED,
		retries: false,
		...more,
	};
}
