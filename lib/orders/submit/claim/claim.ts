import { isFinal, type Problem } from '../../../shared/problem';
import { advance } from '../../journal/state-machine';
import { claimWithin, SETTLE_THAT_HELPS_MS, type Timing } from '../../journal/timing';
import type { Journal } from '../../journal/types';
import type { Header } from '../../purchase-order/read-purchase-orders';
import type { OrderResult } from '../../types';
import { rereadOrder } from '../../purchase-order/reread';
import { draftOf } from '../../request/build';
import { asSent } from '../../validate/as-sent';
import { nowOf, timeOf } from '../order-context';
import { lineMarksOf, markOf, writeMarks } from './mark';
import { isUnmoved } from './verify';
import type { Claim, SendContext } from './types';

export type Claiming =
	| { kind: 'claimed'; claim: Claim }
	/** It was written too late to count, and is to be given back. */
	| { kind: 'late'; claim: Claim; problem: Refused }
	/** Nothing was written, and nothing may be sent. */
	| { kind: 'failed'; problem: Refused };

type Refused = NonNullable<OrderResult['problem']>;

/**
 * Claims an order: a mark in the memo of its first line, where people hardly ever write, so that no
 * claim writes over what a person says in the General Memo. It stands beside the mark of what was
 * sent before: as long as this run has not posted, that one is what may exist. Autotask has no
 * compare-and-swap, so a claim counts only if the time from asking for the purchase order to the
 * answer of this write is within {@link claimWithin}, and only once `verifyClaim` has found it
 * again after a pause of `settle` (docs/orders.md has the argument).
 *
 * What was read too long ago is not written over at all: another run may have sent the order since,
 * and its mark on the line is all that is left of that once somebody clears the General Memo.
 *
 * A write that fails is not repeated blindly: the purchase order is read anew, and only if it shows
 * no other claim is another one written.
 */
export async function writeClaim(context: SendContext, header: Header): Promise<Claiming> {
	const { order, seen, run, live } = context;
	const { ports, terms } = run;
	const draft = draftOf(asSent({ order, live, settings: terms.settings.rules }));
	const before = lineMarksOf(header.po);
	let fresh = header;
	for (let attempt = 1; ; attempt++) {
		const waited = nowOf(context) - fresh.readAt;
		if (waited > claimWithin(terms.settings.timing))
			return { kind: 'failed', problem: tooSlow(context, waited) };
		const journal = advance(context.base, {
			kind: 'claimed',
			time: timeOf(context),
			token: ports.token(),
			settle: terms.settings.timing.settle,
			draft,
		});
		const problem = await writeMarks(run, fresh.po, {
			sent: context.sentBefore,
			claim: markOf(journal, 'claimed'),
		});
		if (problem === null) return inTime(context, fresh, journal);
		if (isFinal(problem)) return notClaimed(problem);
		// An error may come after the write was carried out: what stands there decides.
		await ports.clock.sleep(CLAIM_PAUSE_MS);
		const again = await rereadOrder(ports.autotask, context.po, () => ports.clock.now());
		const { sent, claim } = lineMarksOf(again.po);
		if (claim?.token === journal.claim.token) return inTime(context, fresh, journal);
		const unmoved = sent?.token === before.sent?.token && isUnmoved(again.po, seen);
		const free = unmoved && claim?.token === before.claim?.token;
		if (!problem.retryable || attempt === CLAIM_TRIES || !free) return notClaimed(problem);
		fresh = again;
	}
}

const CLAIM_TRIES = 3;
const CLAIM_PAUSE_MS = 1_000;

function inTime(context: SendContext, header: Header, journal: Journal): Claiming {
	const at = nowOf(context);
	const claim = { context, journal, at };
	const took = at - header.readAt;
	if (took > claimWithin(context.run.terms.settings.timing))
		return { kind: 'late', claim, problem: tooSlow(context, took) };
	context.report.step('claim', 'done');
	return { kind: 'claimed', claim };
}

function tooSlow({ run }: SendContext, took: number): Refused {
	const allowed = claimWithin(run.terms.settings.timing);
	return {
		code: 'claim-too-slow',
		cause: `Autotask took ${Math.round(took / 1000)} seconds to read and claim the purchase order, more than the ${allowed / 1000} seconds within which a claim is safe; this run sent nothing`,
		remedy: remedyOfSlow(run.terms.settings.timing),
	};
}

/** A longer settle time gives more time only up to a point. */
export function remedyOfSlow(timing: Timing): string {
	const most = SETTLE_THAT_HELPS_MS / 1000;
	const wait =
		'If the workflow has a schedule, no action is needed: a later run starts over. If it has none, start it again in a few minutes.';
	return timing.settle < SETTLE_THAT_HELPS_MS
		? `${wait} If Autotask is always slow, set Settle Time to ${most} seconds in every node that orders.`
		: `${wait} If it happens every time, find out why Autotask answers so slowly. A longer Settle Time does not help.`;
}

function notClaimed({ code, cause, remedy }: Problem): Claiming {
	return {
		kind: 'failed',
		problem: {
			code,
			cause: `the claim could not be written, so nothing was sent: ${cause}`,
			remedy,
		},
	};
}
