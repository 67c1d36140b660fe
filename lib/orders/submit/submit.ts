import { endsTheRun, Problem, problemOf } from '../../shared/problem';
import type { NextStep } from '../journal/next-step';
import { reopen, sameTry } from '../journal/state-machine';
import { claimWithin } from '../journal/timing';
import type { Journal } from '../journal/types';
import { type Header, rereadHeader } from '../purchase-order/read-purchase-orders';
import type { LiveItem, OrderResult } from '../types';
import { evaluate, type Evaluation } from './evaluate';
import { type Run, Work } from './order-context';
import { settleByLookUp } from './reconcile';
import { send } from './send';
import { record } from './write-back';

/**
 * Takes one purchase order as far as it may go: sends it if it may be sent, settles it if it is in
 * doubt, completes what an earlier run left. Whatever happens, it is posted at most once, and never
 * again by any later run before a look-up has settled what became of it.
 *
 * A Problem of Autotask or TD SYNNEX becomes part of the result, so that other orders go on; only what
 * every further order would meet as well (a refused login, a cancelled run) is thrown.
 */
export async function submitOrder(
	run: Run,
	header: Header,
	live: ReadonlyMap<string, LiveItem> | null,
): Promise<OrderResult> {
	const work = new Work(run, header.po);
	work.live = live;
	return await guarded(work, () => take(work, header));
}

/** Settles or completes one order without ever sending: what Reconcile does. */
export async function reconcileOrder(run: Run, header: Header): Promise<OrderResult> {
	const work = new Work(run, header.po);
	return await guarded(work, async () => {
		const evaluation = judged(work, header);
		if (evaluation.next.step === 'send') return untouched(work, evaluation);
		return await goOn(work, evaluation);
	});
}

async function guarded(work: Work, go: () => Promise<OrderResult>): Promise<OrderResult> {
	try {
		return await go();
	} catch (error) {
		const problem = problemOf(error);
		// What was sent must be told first; the next call of the run will meet the same end.
		if (endsTheRun(problem) && !work.sent) throw problem;
		work.note('failed', 'failed', problem.cause);
		return work.result(work.known, problem);
	}
}

async function take(work: Work, seen: Header): Promise<OrderResult> {
	const header = await fresh(work, seen);
	const evaluation = judged(work, header);
	const { journal, next, changed } = evaluation;
	const again = work.run.terms.settings.afterWindow === 'sendAgain' && changed.length === 0;
	if (next.step === 'lookUp' && (next.newRevision || again))
		return await sendAgain(work, evaluation, next.newRevision ? 'revision' : 'sendAgain');
	if (next.step !== 'send') return await goOn(work, evaluation);
	const base = next.reopen && journal ? reopen(journal, 'revision') : journal;
	return await send(work, header, evaluation, base);
}

/** Everything but a first sending. */
async function goOn(work: Work, evaluation: Evaluation): Promise<OrderResult> {
	const { journal, next, changed } = evaluation;
	if (next.step === 'stop') return work.result(journal, next);
	if (next.step === 'wait') {
		work.note('wait', 'unchanged', next.cause);
		return work.result(journal, {
			code: 'order-busy',
			cause: next.cause,
			remedy: `Nothing to do: run again after ${next.until}.`,
		});
	}
	if (journal === null) return work.result(null);
	work.known = await bringOn(work, next.step, journal);
	return work.result(work.known, changed.length > 0 ? changedAfter(work.known, changed) : null);
}

async function bringOn(work: Work, step: NextStep['step'], journal: Journal): Promise<Journal> {
	if (step === 'record') return await record(work, journal);
	if (step === 'lookUp') return (await settleByLookUp(work, journal)).journal;
	work.note('already ordered', 'unchanged');
	return journal;
}

/**
 * Sends an order again that TD SYNNEX still does not know after the waiting window: under its own number
 * where the buyer has chosen that for all orders, under a new one where a person has asked for it in
 * this memo. Unless the look-up finds it, or another run has moved it on meanwhile.
 */
async function sendAgain(
	work: Work,
	{ journal }: Evaluation,
	why: 'revision' | 'sendAgain',
): Promise<OrderResult> {
	if (journal === null) return work.result(null);
	const settled = await settleByLookUp(work, journal, true);
	work.known = settled.journal;
	if (settled.kind === 'settled') return work.result(settled.journal);
	const { autotask, clock } = work.run.ports;
	const header = await rereadHeader(autotask, work.po, () => clock.now());
	const now = judged(work, header);
	const same =
		now.journal !== null &&
		now.next.step === 'lookUp' &&
		now.journal.state === journal.state &&
		sameTry(now.journal, journal);
	return same ? await send(work, header, now, reopen(journal, why)) : work.result(now.journal);
}

/** The PO number stands for what was sent: another content under it is refused, with the difference. */
function changedAfter(journal: Journal, changed: string[]): OrderResult['problem'] {
	return {
		code: 'changed-after-order',
		cause: `it was changed after it was sent as PO ${journal.poNumber} (${journal.state}); nothing further is sent under that number. Changed: ${changed.join('; ')}`,
		remedy:
			'Put the purchase order back to what was ordered, and settle changes with TD SYNNEX: it offers no service to change an order.',
	};
}

/** An order that was never sent, or whose claim was given back: nothing to settle. */
function untouched(work: Work, { journal }: Evaluation): OrderResult {
	work.note('nothing to settle', 'unchanged');
	return work.result(journal);
}

/** A claim rests on a recent reading of the memo: what was read too long ago is read again. */
async function fresh(work: Work, header: Header): Promise<Header> {
	const { ports, terms } = work.run;
	if (work.now - header.readAt <= claimWithin(terms.settings.timing) / 2) return header;
	return await rereadHeader(ports.autotask, header.po, () => ports.clock.now());
}

function judged(work: Work, header: Header): Evaluation {
	const evaluation = evaluate(header.po, work.run.terms, work.now);
	work.known = evaluation.journal;
	work.order = evaluation.order instanceof Problem ? null : evaluation.order;
	return evaluation;
}
