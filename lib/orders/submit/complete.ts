import type { NextStep } from '../journal/next-step';
import type { Journal } from '../journal/types';
import type { OrderRequest, OrderResult } from '../types';
import { writeMarks } from './claim/mark';
import { evaluate, type Evaluation, orderOf } from './evaluate';
import {
	ended,
	type Ending,
	isRecent,
	nowOf,
	type OrderContext,
	rereadWhole,
} from './order-context';
import { settleByLookUp } from './reconcile';
import { record } from './write-back';

/**
 * Takes an order as far as it may go without sending: settles what is in doubt, writes back what is
 * known.
 */
export async function complete(context: OrderContext, evaluation: Evaluation): Promise<Ending> {
	const { journal, next, changed } = evaluation;
	const { report } = context;
	if (next.step === 'stop') return ended(journal, next);
	if (next.step === 'wait') {
		report.step('wait', 'unchanged', next.cause);
		return ended(journal, {
			code: 'order-busy',
			cause: next.cause,
			remedy: `No action is needed: run again after ${next.until}.`,
		});
	}
	if (journal === null) return ended(null);
	const now = report.setJournal(await bringOn(context, next.step, journal, orderOf(evaluation)));
	if (next.step === 'lookUp' && next.newRevision && now.state === 'UNCERTAIN')
		return ended(now, revisionAsked(now));
	return ended(now, changed.length > 0 ? changedAfter(now, changed) : null);
}

/**
 * An order that was never sent, or whose claim was given back: nothing to settle but a claim of a
 * run that is gone. It is taken out only as it stands now: another run may have begun since.
 */
export async function nothingToSettle(context: OrderContext, before: Evaluation): Promise<Ending> {
	let { journal } = before;
	if (before.mark.kind === 'marks' && before.mark.claim !== null) {
		const header = await rereadWhole(context);
		const { next, mark, journal: now } = evaluate(header.po, context.run.terms, nowOf(context));
		const settle = context.run.terms.settings.timing.settle;
		if (next.step === 'send' && mark.kind === 'marks' && isRecent(context, header, settle / 2))
			await writeMarks(context.run, header.po, { ...mark, claim: null });
		journal = now;
	}
	context.report.step('nothing to settle', 'unchanged');
	return ended(journal);
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

/** A person has decided; only Submit sends. */
function revisionAsked({ poNumber, revision }: Journal): OrderResult['problem'] {
	return {
		code: 'revision-asked',
		cause: `it is not known whether TD SYNNEX has an order under PO ${poNumber}, and its General Memo asks for revision ${revision + 1}`,
		remedy: `If TD SYNNEX has not told you that it has no such order, remove the line "TDS revision: ${revision + 1}" from the General Memo. If it has told you so, there is nothing left to do: Submit sends the new revision as soon as nothing prevents it.`,
	};
}

/**
 * The PO number stands for what was sent: another content under it is refused, with the difference.
 */
function changedAfter(journal: Journal, changed: string[]): OrderResult['problem'] {
	return {
		code: 'changed-after-order',
		cause: `it was changed after it was sent as PO ${journal.poNumber} (${journal.state}); nothing further is sent under that number. Changed: ${changed.join('; ')}`,
		remedy:
			'Change the purchase order back to what was ordered, and settle changes with TD SYNNEX, which has no service to change an order.',
	};
}
