import { Problem } from '../problem';
import { draftOf } from './build';
import { problemOf } from './caught';
import { assess } from './evaluate';
import type { Journal } from './journal';
import { readMemo, writeMemo } from './memo';
import { type Header, rereadHeader } from './read';
import { advance } from './state';
import type { OrderRequest } from './types';
import type { Work } from './work';

/** What came of an attempt to become the one who may send. */
export type Claim =
	| { kind: 'written'; journal: Journal }
	/** Nothing may be sent. `cause` and `remedy` are for the result. */
	| { kind: 'failed'; code: string; cause: string; remedy: string };

export type Held =
	/** The memo holds our claim and the purchase order is what it was; true as of `readAt` (ms). */
	| { kind: 'held'; readAt: number }
	/** We hold the claim, but the order must not go out any more: it is to be released. */
	| { kind: 'changed'; cause: string }
	/** `journal` is what stands in the memo instead. */
	| { kind: 'lost'; journal: Journal | null; cause: string };

/**
 * Writes the claim into the memo. Autotask has no compare-and-swap, so a claim counts only if the time
 * from asking for the memo to the answer of this write is within `settle`, and only once {@link verify}
 * has found it again after a pause of `settle`. Of any number of runs that keep to this at most one finds
 * its own claim (docs/orders.md has the argument).
 */
export async function writeClaim(
	work: Work,
	header: Header,
	base: Journal | null,
	order: OrderRequest,
): Promise<Claim> {
	const { ports, terms } = work.run;
	const journal = advance(base, {
		kind: 'claimed',
		time: work.time,
		token: ports.token(),
		draft: draftOf(order),
	});
	const memo = writeMemo(header.po.memo, journal);
	if (memo === null) return failed('memo-full', 'its General Memo has no room', 'Shorten it.');
	try {
		await ports.autotask.update('PurchaseOrders', { id: Number(header.po.id), generalMemo: memo });
	} catch (error) {
		const { code, cause, remedy } = problemOf(error);
		return failed(code, `the claim could not be written, so nothing was sent: ${cause}`, remedy);
	}
	const took = work.now - header.readAt;
	if (took <= terms.settings.timing.settle) {
		work.note('claim', 'done');
		return { kind: 'written', journal };
	}
	return failed(
		'claim-too-slow',
		`Autotask took ${Math.round(took / 1000)} seconds to read and claim the purchase order, more than the ${terms.settings.timing.settle / 1000} within which a claim is safe; this run sent nothing`,
		'Let Reconcile run: it looks the PO number up at TD SYNNEX. If Autotask is always slow, raise Settle Time in every node that orders.',
	);
}

/** Reads the purchase order anew and says whether our claim still stands. */
export async function verify(work: Work, claim: Journal, sent: OrderRequest): Promise<Held> {
	const { ports } = work.run;
	const header = await rereadHeader(ports.autotask, work.po, () => ports.clock.now());
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
	const cause = whyNot(work, header, sent);
	return cause === '' ? { kind: 'held', readAt: header.readAt } : { kind: 'changed', cause };
}

/** The order as the purchase order stands now, judged once more: an approval may be gone, an address new. */
function whyNot({ run, base, live }: Work, { po }: Header, sent: OrderRequest): string {
	const { order, findings } = assess(po, base, run.terms, live, run.spent);
	if (order instanceof Problem) return order.cause;
	if (order.payloadHash !== sent.payloadHash)
		return 'the purchase order was changed while it was being sent';
	return findings.find(({ level }) => level === 'stop')?.cause ?? '';
}

function failed(code: string, cause: string, remedy: string): Claim {
	return { kind: 'failed', code, cause, remedy };
}
