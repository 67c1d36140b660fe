import { DEFAULT_PO_NUMBER, type PoNumberRule } from './po-number';
import { DEFAULT_RULES, type RuleSettings } from './validate/settings';

/** Where TD SYNNEX's order number goes. `memo` = into the General Memo alone. */
export type OrderNumberField = 'externalPONumber' | 'vendorInvoiceNumber' | 'memo';

export interface OrderSettings {
	poNumber: PoNumberRule;
	orderNumberField: OrderNumberField;
	/** Label of the PO status to set once TD SYNNEX has taken the order; empty = leave it. */
	statusAfterOrder: string;
	/** Whether expected arrival dates are written to the lines: one Autotask call for each line that has one. */
	writeEta: boolean;
	timing: Timing;
	/**
	 * What to do with an order that TD SYNNEX still does not know after the waiting window. `sendAgain`
	 * may order twice: TD SYNNEX's `notFound` does not prove that there is no order.
	 */
	afterWindow: 'review' | 'sendAgain';
	rules: RuleSettings;
}

/**
 * The bounds on which the promise "never twice" rests; all milliseconds. See docs/orders.md for the
 * argument. Every n8n that works on the same purchase orders must use the same `settle`.
 */
export interface Timing {
	/** The pause between writing a claim and reading it back. */
	settle: number;
	/** A claim older than this belongs to a run that is gone: the order is looked up, never sent. */
	claimLife: number;
	/** After a state that allows sending is written over another, how long before it is acted on: longer than any write can be under way. */
	quiet: number;
	/** How long `notFound` keeps an order UNCERTAIN before a person is asked. */
	window: number;
}

/**
 * The longest that reading a purchase order and claiming it may take together; whoever takes longer
 * gives up without sending. Half the settle time: the other half covers reads that lag behind writes,
 * by up to a quarter of it.
 */
export function claimWithin({ settle }: Timing): number {
	return settle / 2;
}

export const DEFAULT_TIMING: Timing = {
	settle: 10_000,
	claimLife: 10 * 60_000,
	quiet: 6 * 60_000,
	window: 60 * 60_000,
};

export const DEFAULT_SETTINGS: OrderSettings = {
	poNumber: DEFAULT_PO_NUMBER,
	orderNumberField: 'externalPONumber',
	statusAfterOrder: 'Submitted',
	writeEta: true,
	timing: DEFAULT_TIMING,
	afterWindow: 'review',
	rules: DEFAULT_RULES,
};
