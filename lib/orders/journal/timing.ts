/**
 * The bounds on which the promise "never twice" rests; all milliseconds. See docs/orders.md for the
 * argument.
 */
export interface Timing {
	/** The pause between writing a claim and reading it back. */
	settle: number;
	/**
	 * A claim older than this belongs to a run that is gone: it is begun anew, and looked up if it
	 * was POSTING.
	 */
	claimLife: number;
	/**
	 * After a state that allows sending is written over another, how long before it is acted on:
	 * longer than any write can be under way.
	 */
	quiet: number;
	/** How long `notFound` keeps an order UNCERTAIN before a person is asked. */
	window: number;
}

/**
 * The longest that reading a purchase order and claiming it may take together, and that may pass
 * between the last reading and the post; whoever takes longer gives up without sending. Half the
 * settle time: the other half covers reads that lag behind writes, by up to a quarter of it. Never
 * more than half of the shortest settle time that is sensible, so that a run with a longer one does
 * not outlast a run with a shorter one.
 */
export function claimWithin({ settle }: Timing): number {
	return Math.min(settle / 2, LONGEST_CLAIM_MS);
}

const LONGEST_CLAIM_MS = 5_000;
/** A settle time above it gives a claim no more time. */
export const SETTLE_THAT_HELPS_MS = 2 * LONGEST_CLAIM_MS;

export const DEFAULT_TIMING: Timing = {
	settle: 10000,
	claimLife: 10 * 60000,
	quiet: 6 * 60000,
	window: 60 * 60000,
};
