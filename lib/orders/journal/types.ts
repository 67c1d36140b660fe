import type { Answer, LineState, OrderState, PayloadParts } from '../types';

/**
 * What is known of an order, as it is kept in the purchase order's General Memo: readable by a
 * person, parseable by the next run. It is the only memory that an order needs.
 */
export interface Journal {
	/**
	 * The Autotask id of the PO it belongs to: a memo copied into another PO brings a block that is
	 * not that one's.
	 */
	poId: string;
	state: OrderState;
	answer: Answer | null;
	/** The PO number sent. */
	poNumber: string;
	/** A person raises it to order anew after a rejection. */
	revision: number;
	/** 1, 2 ...: how often this revision was claimed. */
	attempt: number;
	environment: string;
	customerNumber: string;
	payloadHash: string;
	parts: PayloadParts;
	/** Who holds, or last held, the right to send. */
	claim: Claimed;
	/** Time of the last change of state. */
	changed: string;
	/** Since when it is not known whether an order exists; empty = it is known. */
	uncertainSince: string;
	/** Why it stands where it stands, in one sentence; empty when there is nothing to explain. */
	reason: string;
	lines: JournalLine[];
	log: LogEntry[];
	/** Older entries of the log that had to make room. */
	folded: number;
}

/**
 * In place of environment and customer number, where the block that named them is gone and only the
 * mark of a line tells of the order.
 */
export const UNKNOWN_ACCOUNT = 'unknown';

/** Who has the right to send, and since when. */
export interface Claimed {
	token: string;
	/** UTC ISO 8601. */
	time: string;
	/**
	 * Ms that it waits before it reads its claim back: runs with other settle times are seen. `null`
	 * = not stated.
	 */
	settle: number | null;
}

/** When the block had to be folded, only number and order number are left of a line. */
export interface JournalLine {
	lineNumber: number;
	itemId: string;
	sku: string;
	quantity: number;
	/** The purchase order's own cost. */
	unitPrice: string;
	/** What was sent instead, where the buyer had TD SYNNEX's price sent. */
	sentPrice?: string;
	/** `null` = not answered yet. */
	result: LineState | null;
	/** Quantity taken; `null` = not stated. */
	accepted: number | null;
	orderNumbers: string[];
}

export interface LogEntry {
	time: string;
	text: string;
}
