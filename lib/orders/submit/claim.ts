import { isFinal, Problem, problemOf } from '../../shared/problem';
import { readMemo, writeMemo } from '../journal/memo';
import { advance, sameTry } from '../journal/state-machine';
import { claimWithin } from '../journal/timing';
import type { Journal } from '../journal/types';
import { changedMeanwhile } from '../purchase-order/read-lines';
import type { Header } from '../purchase-order/read-purchase-orders';
import { draftOf } from '../request/build';
import type { OrderRequest } from '../types';
import { evaluate, findingsOf } from './evaluate';
import { nowOf, type OrderContext, reread, timeOf } from './order-context';

/** What came of an attempt to become the one who may send. */
export type Claim =
	| { kind: 'written'; journal: Journal }
	/** Nothing may be sent. `cause` and `remedy` are for the result. */
	| { kind: 'failed'; code: string; cause: string; remedy: string };

/** What is about to be sent, and the journal that the sending builds on. */
export interface SendContext extends OrderContext {
	readonly order: OrderRequest;
	readonly base: Journal | null;
}

export type ClaimCheck =
	/** The memo holds our claim and the purchase order is what it was; true as of `readAt` (ms). */
	| { kind: 'held'; readAt: number }
	/** We hold the claim, but the order must not go out any more: it is to be released. */
	| { kind: 'changed'; cause: string }
	/** `journal` is what stands in the memo instead. */
	| { kind: 'lost'; journal: Journal | null; cause: string };

/**
 * Writes the claim into the memo. Autotask has no compare-and-swap, so a claim counts only if the time
 * from asking for the memo to the answer of this write is within {@link claimWithin}, and only once
 * {@link verifyClaim} has found it again after a pause of `settle`. Of any number of runs that keep to this at
 * most one finds its own claim (docs/orders.md has the argument).
 *
 * A write that fails is not repeated blindly: the memo is read anew, and only if it shows no claim is
 * another one written.
 */
export async function writeClaim(context: SendContext, seen: Header): Promise<Claim> {
	const { base, order } = context;
	const { ports } = context.run;
	let header = seen;
	for (let attempt = 1; ; attempt++) {
		const journal = advance(base, {
			kind: 'claimed',
			time: timeOf(context),
			token: ports.token(),
			draft: draftOf(order),
		});
		const problem = await tryClaim(context, header, journal);
		if (problem === null) return inTime(context, header, journal);
		if (problem.code === MEMO_FULL || isFinal(problem)) return notClaimed(problem);
		// An error may come after the write was carried out: what stands in the memo decides.
		await ports.clock.sleep(CLAIM_PAUSE_MS);
		const again = await reread(context);
		const memo = readMemo(again.po.memo, again.po.id);
		const found = memo.kind === 'journal' ? memo.journal : null;
		if (found?.claim.token === journal.claim.token) return inTime(context, header, journal);
		if (!problem.retryable || attempt === CLAIM_TRIES) return notClaimed(problem);
		if (memo.kind === 'damaged' || !unclaimed(found, base)) return notClaimed(problem);
		header = again;
	}
}

const CLAIM_TRIES = 3;
const CLAIM_PAUSE_MS = 1_000;
const MEMO_FULL = 'memo-full';

async function tryClaim(
	context: OrderContext,
	{ po }: Header,
	journal: Journal,
): Promise<Problem | null> {
	const memo = writeMemo(po.memo, journal);
	if (memo === null)
		return new Problem({
			code: MEMO_FULL,
			cause: 'the General Memo has no room for the order block',
			remedy: 'Shorten the General Memo.',
		});
	try {
		const id = Number(po.id);
		await context.run.ports.autotask.update('PurchaseOrders', { id, generalMemo: memo });
		return null;
	} catch (error) {
		return problemOf(error);
	}
}

/** The memo still shows what the claim builds on. */
function unclaimed(found: Journal | null, base: Journal | null): boolean {
	if (found === null || base === null) return found === base;
	return sameTry(found, base) && found.changed === base.changed;
}

function inTime(context: OrderContext, header: Header, journal: Journal): Claim {
	const allowed = claimWithin(context.run.terms.settings.timing);
	const took = nowOf(context) - header.readAt;
	if (took <= allowed) {
		context.report.step('claim', 'done');
		return { kind: 'written', journal };
	}
	return failed(
		'claim-too-slow',
		`Autotask took ${Math.round(took / 1000)} seconds to read and claim the purchase order, more than the ${allowed / 1000} within which a claim is safe; this run sent nothing`,
		'Let Reconcile run: it looks the PO number up at TD SYNNEX. If Autotask is always slow, raise Settle Time in every node that orders.',
	);
}

function notClaimed({ code, cause, remedy }: Problem): Claim {
	return failed(code, `the claim could not be written, so nothing was sent: ${cause}`, remedy);
}

/** Reads the purchase order and its lines anew and says whether our claim still stands. */
export async function verifyClaim(context: SendContext, claim: Journal): Promise<ClaimCheck> {
	// The lines first: of the two the claim must be the fresher.
	const changed = await changedMeanwhile(context.run.ports.autotask, context.po);
	const header = await reread(context);
	const memo = readMemo(header.po.memo, header.po.id);
	if (memo.kind === 'none')
		return {
			kind: 'lost',
			journal: null,
			cause: 'someone took the order block out of the General Memo while it was being sent',
		};
	if (memo.kind === 'damaged')
		return {
			kind: 'lost',
			journal: null,
			cause: `someone changed the order block in the General Memo while it was being sent: ${memo.why}`,
		};
	const { journal } = memo;
	if (journal.claim.token !== claim.claim.token || journal.state !== 'SENDING')
		return { kind: 'lost', journal, cause: `another run claimed it at ${journal.claim.time}` };
	const cause = changed || whyNot(context, header);
	return cause === '' ? { kind: 'held', readAt: header.readAt } : { kind: 'changed', cause };
}

/** The order as the purchase order stands now, judged once more: an approval may be gone, an address new. */
function whyNot(context: SendContext, { po }: Header): string {
	const { run, base, live, order: sent } = context;
	const evaluation = evaluate(po, run.terms, nowOf(context));
	const { order } = evaluation;
	if (order instanceof Problem) return order.cause;
	if (order.payloadHash !== sent.payloadHash)
		return 'the purchase order was changed while it was being sent';
	const findings = findingsOf(evaluation, run.terms, base, live, run.runTotal.spent);
	return findings.find(({ level }) => level === 'stop')?.cause ?? '';
}

function failed(code: string, cause: string, remedy: string): Claim {
	return { kind: 'failed', code, cause, remedy };
}
