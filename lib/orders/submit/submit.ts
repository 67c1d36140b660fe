import { endsTheRun, Problem, problemOf } from '../../shared/problem';
import type { NextStep } from '../journal/next-step';
import { reopen, sameTry } from '../journal/state-machine';
import { claimWithin } from '../journal/timing';
import type { Journal } from '../journal/types';
import type { Header } from '../purchase-order/read-purchase-orders';
import type { LiveItem, OrderRequest, OrderResult } from '../types';
import { withDealPrices } from '../request/deal-prices';
import { evaluate, type Evaluation, orderOf } from './evaluate';
import {
	ended,
	type Ending,
	nowOf,
	type OrderContext,
	orderContext,
	reread,
	type Run,
} from './order-context';
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
	const context = orderContext(run, header.po, live);
	return await reported(context, () => submit(context, header));
}

/** Settles or completes one order without ever sending: what Reconcile does. */
export async function reconcileOrder(run: Run, header: Header): Promise<OrderResult> {
	const context = orderContext(run, header.po);
	return await reported(context, async () => {
		const evaluation = evaluated(context, header);
		if (evaluation.next.step === 'send') return untouched(context, evaluation);
		return await complete(context, evaluation);
	});
}

/** The result of the work, whether it ends well or breaks off: the one place where it is built. */
async function reported(
	{ report }: OrderContext,
	work: () => Promise<Ending>,
): Promise<OrderResult> {
	try {
		const { journal, problem } = await work();
		return report.build(journal, problem);
	} catch (error) {
		const problem = problemOf(error);
		// What was sent must be told first; the next call of the run will meet the same end.
		if (endsTheRun(problem) && !report.posted) throw problem;
		report.step('failed', 'failed', problem.cause);
		return report.build(report.journal, problem);
	}
}

async function submit(context: OrderContext, seen: Header): Promise<Ending> {
	const header = await fresh(context, seen);
	const evaluation = evaluated(context, header);
	const { journal, next, changed } = evaluation;
	const again = context.run.terms.settings.afterWindow === 'sendAgain' && changed.length === 0;
	if (next.step === 'lookUp' && (next.newRevision || again))
		return await sendAgain(context, evaluation, next.newRevision ? 'revision' : 'sendAgain');
	if (next.step !== 'send') return await complete(context, evaluation);
	const base = next.reopen && journal ? reopen(journal, 'revision') : journal;
	return await send(await priced(context, evaluation), header, evaluation, base);
}

/** With the prices of the order's own deal, where it has one. */
async function priced(context: OrderContext, { order }: Evaluation): Promise<OrderContext> {
	if (order instanceof Problem) return context;
	return { ...context, live: await withDealPrices(context.run.ports, order, context.live) };
}

/** Everything but a first sending. */
async function complete(context: OrderContext, evaluation: Evaluation): Promise<Ending> {
	const { journal, next, changed } = evaluation;
	const { report } = context;
	if (next.step === 'stop') return ended(journal, next);
	if (next.step === 'wait') {
		report.step('wait', 'unchanged', next.cause);
		return ended(journal, {
			code: 'order-busy',
			cause: next.cause,
			remedy: `Nothing to do: run again after ${next.until}.`,
		});
	}
	if (journal === null) return ended(null);
	const now = report.setJournal(await bringOn(context, next.step, journal, orderOf(evaluation)));
	return ended(now, changed.length > 0 ? changedAfter(now, changed) : null);
}

async function bringOn(
	context: OrderContext,
	step: NextStep['step'],
	journal: Journal,
	order: OrderRequest | null,
): Promise<Journal> {
	if (step === 'record') return await record(context, journal);
	if (step === 'lookUp') return (await settleByLookUp(context, journal, order)).journal;
	context.report.step('already ordered', 'unchanged');
	return journal;
}

/**
 * Sends an order again that TD SYNNEX still does not know after the waiting window: under its own number
 * where the buyer has chosen that for all orders, under a new one where a person has asked for it in
 * this memo. Unless the look-up finds it, or another run has moved it on meanwhile.
 */
async function sendAgain(
	context: OrderContext,
	evaluation: Evaluation,
	why: 'revision' | 'sendAgain',
): Promise<Ending> {
	const { journal } = evaluation;
	if (journal === null) return ended(null);
	const settled = await settleByLookUp(context, journal, orderOf(evaluation), true);
	context.report.setJournal(settled.journal);
	if (settled.kind === 'settled') return ended(settled.journal);
	const header = await reread(context);
	const now = evaluated(context, header);
	const same =
		now.journal !== null &&
		now.next.step === 'lookUp' &&
		now.journal.state === journal.state &&
		sameTry(now.journal, journal);
	if (!same) return ended(now.journal);
	return await send(await priced(context, now), header, now, reopen(journal, why));
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
function untouched({ report }: OrderContext, { journal }: Evaluation): Ending {
	report.step('nothing to settle', 'unchanged');
	return ended(journal);
}

/** A claim rests on a recent reading of the memo: what was read too long ago is read again. */
async function fresh(context: OrderContext, header: Header): Promise<Header> {
	const { timing } = context.run.terms.settings;
	if (nowOf(context) - header.readAt <= claimWithin(timing) / 2) return header;
	return await reread(context);
}

function evaluated(context: OrderContext, header: Header): Evaluation {
	const evaluation = evaluate(header.po, context.run.terms, nowOf(context));
	context.report.setJournal(evaluation.journal);
	context.report.setOrder(evaluation.order);
	return evaluation;
}
