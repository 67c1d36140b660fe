import Big from 'big.js';
import { Problem } from '../../shared/problem';
import { classifyReply, type ReplyClass } from './classify-reply';
import { draftOf } from '../request/build';
import { type ClaimCheck, type SendContext, verifyClaim, writeClaim } from './claim';
import { type Evaluation, findingsOf } from './evaluate';
import { claimWithin } from '../journal/timing';
import type { Journal } from '../journal/types';
import { type OrderMatch, matchOrder } from './match-order';
import type { Header } from '../purchase-order/read-purchase-orders';
import { record, release, writeEtas } from './write-back';
import { otherOrder, settleByLookUp } from './reconcile';
import { advance } from '../journal/state-machine';
import type { Finding, OrderResult } from '../types';
import { mayBeSent } from '../validate';
import { asSent } from '../validate/as-sent';
import { worth } from '../validate/money';
import { stockFor } from '../validate/supply';
import { ended, type Ending, nowOf, type OrderContext, timeOf } from './order-context';

/**
 * Sends one order: validate, claim, wait, look up, read the claim back, post once, record. The order of
 * the steps is what makes it safe; docs/orders.md says why.
 *
 * @param header as recent as `evaluation` and as short a time ago as can be
 * @param base the journal to build on: none, or one that is PLANNED
 */
export async function send(
	given: OrderContext,
	header: Header,
	evaluation: Evaluation,
	base: Journal | null,
): Promise<Ending> {
	if (evaluation.order instanceof Problem) return ended(base, evaluation.order);
	const context: SendContext = { ...given, order: evaluation.order, base };
	const { ports, terms, runTotal } = context.run;
	const { timing } = terms.settings;
	const findings = findingsOf(evaluation, terms, base, context.live, runTotal.spent);
	context.report.setFindings(findings);
	if (!mayBeSent(findings)) {
		const there = base === null ? await sentBefore(context) : null;
		return there ?? ended(base, refusal(findings));
	}

	const written = await writeClaim(context, header);
	if (written.kind === 'failed') return ended(base, written);
	const claim = context.report.setJournal(written.journal);
	await ports.clock.sleep(timing.settle);
	const there = await lookedUp(context, claim);
	const held = await verifyClaim(context, claim);
	if (held.kind === 'lost') return lost(context, held);
	if (there.kind !== 'absent') return await foundBefore(context, claim, there);
	if (held.kind === 'changed')
		return await giveBack(context, claim, {
			code: 'order-changed',
			cause: held.cause,
			remedy: 'Look at the purchase order, then run again.',
		});
	if (await ports.memory?.seenBefore(keyOf(claim)))
		return await inDoubt(
			context,
			claim,
			'this n8n remembers sending it, though the General Memo had lost the note of it',
		);
	if (nowOf(context) - held.readAt > claimWithin(timing))
		return await giveBack(context, claim, {
			code: 'claim-too-slow',
			cause: 'the claim was read back too long ago to rely on it',
			remedy: 'Run again.',
		});
	const { rules: settings } = terms.settings;
	runTotal.spent = new Big(runTotal.spent)
		.plus(worth({ order: context.order, live: context.live, settings }))
		.toFixed();
	return await postOnce(context, claim);
}

/** What TD SYNNEX has under the PO number before anything is sent. */
async function lookedUp({ run, order, po }: SendContext, { lines }: Journal): Promise<OrderMatch> {
	const status = await run.ports.tdSynnex.lookUp(order.poNumber);
	return matchOrder(status, order.poNumber, lines, po.createdAt);
}

/**
 * A purchase order without a block may still have been sent: somebody may have taken the block out. What
 * is not going to be sent anyway is therefore looked up, and taken over if it is there.
 */
async function sentBefore(context: SendContext): Promise<Ending | null> {
	const claim = advance(null, {
		kind: 'claimed',
		time: timeOf(context),
		token: context.run.ports.token(),
		draft: draftOf(context.order),
	});
	const there = await lookedUp(context, claim);
	return there.kind === 'ours' ? await foundBefore(context, claim, there) : null;
}

/** From here on an order may exist: nothing below may ever lead back to a second posting. */
async function postOnce(context: SendContext, claim: Journal): Promise<Ending> {
	const { order, live, report, run } = context;
	report.step('post', 'done', `PO ${order.poNumber} to ${order.account.host}`);
	const { settings } = run.terms;
	const leaving = asSent({ order, live, settings: settings.rules });
	const outcome = await run.ports.tdSynnex.post(leaving, settings);
	const verdict = classifyReply(outcome, order.poNumber, claim.lines);
	report.setPosted(verdict.kind !== 'notSent');
	report.step('answer', OUTCOMES[verdict.kind], verdict.why);
	if (verdict.kind === 'notSent') return await notSent(context, claim, verdict);
	if (verdict.kind !== 'answer') return await inDoubt(context, claim, verdict.why);
	return await answered(context, claim, verdict, expectedDates(context));
}

/** That a refused request has left no order is inferred from the vendor's words alone: then a look-up must agree. */
async function notSent(
	context: SendContext,
	claim: Journal,
	{ why, remedy, certain }: Extract<ReplyClass, { kind: 'notSent' }>,
): Promise<Ending> {
	if (!certain) {
		await context.run.ports.clock.sleep(FIRST_LOOK_MS);
		const there = await lookedUp(context, claim);
		context.report.setPosted(there.kind !== 'absent');
		if (there.kind !== 'absent') return await inDoubt(context, claim, why);
	}
	return await giveBack(context, claim, {
		code: 'order-not-sent',
		cause: certain ? `nothing was sent: ${why}` : `nothing was ordered: ${why}`,
		remedy,
	});
}

async function answered(
	context: SendContext,
	claim: Journal,
	{ answer, lines, why }: Pick<Extract<ReplyClass, { kind: 'answer' }>, 'answer' | 'lines' | 'why'>,
	etas: Map<number, string>,
): Promise<Ending> {
	const { report } = context;
	report.setEtas(etas);
	const event = { kind: 'answered', time: timeOf(context), answer, lines, why } as const;
	const ours = report.setJournal(advance(claim, event));
	const recorded = report.setJournal(await record(context, ours));
	await writeEtas(context, recorded, etas);
	return ended(recorded);
}

/** UNCERTAIN, written down first; then one look-up, since most doubts are settled by it at once. */
async function inDoubt(context: SendContext, claim: Journal, why: string): Promise<Ending> {
	const { report, run, order } = context;
	const doubted = advance(claim, { kind: 'doubted', time: timeOf(context), why });
	const recorded = report.setJournal(await record(context, report.setJournal(doubted)));
	if (recorded.state !== 'UNCERTAIN') return ended(recorded);
	await run.ports.clock.sleep(FIRST_LOOK_MS);
	const { journal } = await settleByLookUp(context, recorded, order);
	return ended(report.setJournal(journal));
}

/** How long TD SYNNEX is given before the first look-up of an order in doubt. */
const FIRST_LOOK_MS = 3_000;

/** Something is under our PO number before we have sent anything. */
async function foundBefore(
	context: SendContext,
	claim: Journal,
	there: Exclude<OrderMatch, { kind: 'absent' }>,
): Promise<Ending> {
	const { report } = context;
	if (there.kind === 'ours') {
		const why = `TD SYNNEX had this order already, so it was taken over, not sent${there.why ? `: ${there.why}` : ''}`;
		for (const text of there.prices) report.warn(text);
		report.step('look up', 'done', why);
		return await answered(context, claim, { ...there, why }, there.etas);
	}
	if (there.kind === 'unclear')
		return await giveBack(context, claim, {
			code: 'look-up-unclear',
			cause: `TD SYNNEX could not say whether it has this PO number, so nothing was sent: ${there.why}`,
			remedy: 'Run again in some minutes.',
		});
	const why = otherOrder(there.differences);
	const doubted = advance(claim, { kind: 'doubted', time: timeOf(context), why });
	return ended(report.setJournal(await record(context, doubted)), {
		code: 'po-number-taken',
		cause: why,
		remedy: NOT_OURS,
	});
}

const NOT_OURS =
	'Do not order it again, by hand or under another number, before TD SYNNEX has told you whose order that is. If it is this one, changed by them or by hand, settle the difference with them. If it is another one, cancel this purchase order in Autotask and make a new one, which gets a number of its own.';

function lost({ report }: SendContext, held: Extract<ClaimCheck, { kind: 'lost' }>): Ending {
	report.setJournal(held.journal);
	report.step('claim', 'unchanged', held.cause);
	return ended(held.journal, {
		code: 'order-busy',
		cause: `this run sent nothing: ${held.cause}`,
		remedy: 'Nothing to do: the next run looks at it again.',
	});
}

async function giveBack(
	context: SendContext,
	claim: Journal,
	problem: NonNullable<OrderResult['problem']>,
): Promise<Ending> {
	return ended(context.report.setJournal(await release(context, claim, problem.cause)), problem);
}

function refusal(findings: Finding[]): OrderResult['problem'] {
	const stops = findings.filter(({ level }) => level === 'stop');
	return {
		code: 'order-refused',
		cause: stops.map(({ cause }) => cause).join('; '),
		remedy: [...new Set(stops.map(({ remedy }) => remedy))].join(' '),
	};
}

/** When more is expected of the lines that stock does not cover. */
function expectedDates({ order, live }: SendContext): Map<number, string> {
	return new Map(
		order.lines.flatMap(({ lineNumber, sku, quantity }) => {
			const item = live?.get(sku);
			const short = item !== undefined && (stockFor(item, order.options) ?? 0) < quantity;
			return short && item.eta !== null ? [[lineNumber, item.eta] as const] : [];
		}),
	);
}

/** One for each right to send: a claim that was given back makes a new one. */
function keyOf({ environment, customerNumber, poId, revision, attempt }: Journal): string {
	return `order:${environment}:${customerNumber}:${poId}:${revision}:${attempt}`;
}

const OUTCOMES: Record<ReplyClass['kind'], 'done' | 'failed' | 'uncertain'> = {
	answer: 'done',
	notSent: 'failed',
	duplicate: 'uncertain',
	unclear: 'uncertain',
};
