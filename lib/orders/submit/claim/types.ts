import type { LineMark } from '../../journal/line-mark';
import type { Journal } from '../../journal/types';
import type { OrderRequest } from '../../types';
import type { OrderContext } from '../order-context';

/** What is about to be sent, and what it builds on. */
export interface SendContext extends OrderContext {
	readonly order: OrderRequest;
	/** The journal in the General Memo as it was read; `null` = none. */
	readonly seen: Journal | null;
	/** The mark of what was sent before, under an earlier try or revision; `null` = nothing was. */
	readonly sentBefore: LineMark | null;
	/** The journal that the sending builds on: none, or one that is PLANNED. */
	readonly base: Journal | null;
	/** Decimal: what the order takes of the run's cap. */
	readonly amount: string;
}

/** An order that a run has claimed and not yet posted. */
export interface Claim {
	readonly context: SendContext;
	/** The order's journal with the claim in it; it stands in no memo yet. */
	readonly journal: Journal;
	/** When the claim was in Autotask, in ms since 1970. */
	readonly at: number;
}
