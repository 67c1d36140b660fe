import { Problem, problemOf } from '../../../shared/problem';
import { readMemo, writeMemo } from '../../journal/memo';
import { sameTry } from '../../journal/state-machine';
import type { Journal } from '../../journal/types';
import type { Header } from '../../purchase-order/read-purchase-orders';
import { changedMeanwhile, rereadOrder } from '../../purchase-order/reread';
import type { PurchaseOrder } from '../../types';
import { evaluate, findingsOf, type OrderTerms, termsNow } from '../evaluate';
import { nowOf, besides } from '../order-context';
import { withoutTestNumber } from '../write-back';
import type { Claim } from './types';
import { lineMarksOf, markOf, writeMarks } from './mark';

export type ClaimCheck =
	/** Our claim stands, and the purchase order is what it was, as of `header.readAt`. */
	| { kind: 'held'; header: Header }
	/** We hold the claim, but the order must not go out any more: it is to be given back. */
	| { kind: 'changed'; cause: string }
	/** Another run has it, or what is kept of the order cannot be trusted. */
	| { kind: 'lost'; cause: string };

/** Reads the purchase order and its lines anew and says whether our claim still stands. */
export async function verifyClaim(claim: Claim): Promise<ClaimCheck> {
	const { context, journal } = claim;
	const { autotask, clock } = context.run.ports;
	const fresh = await rereadOrder(autotask, context.po, () => clock.now());
	const memo = readMemo(fresh.po.memo, fresh.po.id);
	const marks = lineMarksOf(fresh.po);
	if (marks.claim?.token !== journal.claim.token)
		return {
			kind: 'lost',
			cause: marks.claim
				? `another run claimed it at ${marks.claim.time}`
				: 'somebody removed its claim from the memo of its line',
		};
	if (marks.sent?.token !== context.sentBefore?.token)
		return { kind: 'lost', cause: 'another run has moved it on' };
	if (memo.kind === 'damaged')
		return { kind: 'lost', cause: `its order block was changed: ${memo.why}` };
	if (!isUnmoved(fresh.po, context.seen))
		return { kind: 'lost', cause: 'another run has moved it on' };
	const terms = await termsNow(context.run.terms, fresh.po);
	const cause =
		(await changedMeanwhile(autotask, context.po, fresh.sameLines)) || whyNot(claim, fresh, terms);
	return cause === '' ? { kind: 'held', header: fresh } : { kind: 'changed', cause };
}

/** The General Memo still shows what a claim builds on. */
export function isUnmoved({ memo, id }: PurchaseOrder, seen: Journal | null): boolean {
	const reading = readMemo(memo, id);
	if (reading.kind === 'damaged') return false;
	if (reading.kind === 'none' || seen === null) return reading.kind === 'none' && seen === null;
	const { journal } = reading;
	return sameTry(journal, seen) && journal.state === seen.state && journal.changed === seen.changed;
}

/**
 * Writes down that it is being posted, in the General Memo and beside it in the memo of its line.
 * Both at once: the post follows right after. Returns why it could not be written.
 */
export async function announce(
	{ context }: Claim,
	{ po }: Header,
	posting: Journal,
): Promise<Problem | null> {
	const { run } = context;
	const memo = writeMemo(po.memo, posting);
	if (memo === null)
		return new Problem({
			code: 'memo-full',
			cause: 'the General Memo has no room for the order block',
			remedy: 'Shorten the General Memo.',
		});
	const block = async () => {
		try {
			const fields = { ...withoutTestNumber(context, po), generalMemo: memo };
			await run.ports.autotask.update('PurchaseOrders', { id: Number(po.id), ...fields });
			return null;
		} catch (error) {
			return problemOf(error);
		}
	};
	const sent = markOf(posting, 'sent');
	const [first, second] = await Promise.all([block(), writeMarks(run, po, { sent, claim: null })]);
	return first ?? second;
}

/**
 * The order as the purchase order stands now, judged once more: an approval may be gone, an address
 * new.
 */
function whyNot({ context }: Claim, { po }: Header, terms: OrderTerms): string {
	const { run, order: sent, base, live, amount } = context;
	const evaluation = evaluate(po, terms, nowOf(context));
	const { order, resolved } = evaluation;
	if (order instanceof Problem) return order.cause;
	if (resolved.revision !== sent.revision)
		return `revision ${sent.revision} is no longer asked for in its General Memo`;
	if (order.payloadHash !== sent.payloadHash)
		return 'the purchase order was changed while it was being sent';
	const gone = run.notSelected(po);
	if (gone !== '') return gone;
	const findings = findingsOf(evaluation, terms, base, live, besides(run, amount));
	return findings.find(({ level }) => level === 'stop')?.cause ?? '';
}
