import { Problem } from '../../shared/problem';
import { advance } from '../journal/state-machine';
import { claimWithin } from '../journal/timing';
import type { Journal } from '../journal/types';
import type { Header } from '../purchase-order/read-purchase-orders';
import type { Finding, OrderResult } from '../types';
import { mayBeSent } from '../validate';
import { asSent } from '../validate/as-sent';
import { worth } from '../validate/money-rules';
import { remedyOfSlow, writeClaim } from './claim/claim';
import { askToCheckIfSlow, stillPermitted } from './claim/memo-check';
import type { Claim, SendContext } from './claim/types';
import { announce, verifyClaim } from './claim/verify';
import { type Evaluation, findingsOf } from './evaluate';
import { type OrderMatch, matchOrder } from './match-order';
import {
	ended,
	type Ending,
	nowOf,
	type OrderContext,
	spend,
	besides,
	timeOf,
} from './order-context';
import { inDoubt, postOnce } from './post';
import { unclaim } from './write-back';

/** What became of the attempt to begin an order. */
export type Begun = { kind: 'done'; ending: Ending } | { kind: 'claimed'; claim: Claim };

/**
 * Validates and claims one order. Whoever calls waits for the settle time, and then calls {@link
 * finish} or {@link giveBack}; the order of the steps is what makes it safe, docs/orders.md says
 * why.
 *
 * @param header as recent as `evaluation` and as short a time ago as can be
 * @param base the journal to build on: none, or one that is PLANNED
 */
export async function begin(
	context: OrderContext,
	header: Header,
	evaluation: Evaluation,
	base: Journal | null,
): Promise<Begun> {
	const { run, live, report } = context;
	const { order, memo, mark } = evaluation;
	if (order instanceof Problem) return done(ended(base, order));
	const findings = findingsOf(evaluation, run.terms, base, live, besides(run));
	report.setFindings(findings);
	report.setOrder(asSent({ order, live, settings: run.terms.settings.rules }));
	if (!mayBeSent(findings)) return done(ended(base, refusal(findings)));
	const seen = memo.kind === 'journal' ? memo.journal : null;
	const amount = worth({ order, live, settings: run.terms.settings.rules });
	const sentBefore = mark.kind === 'marks' ? mark.sent : null;
	const sending = { ...context, order, seen, sentBefore, base, amount };
	const claiming = await writeClaim(sending, header);
	if (claiming.kind === 'failed') return done(ended(base, claiming.problem));
	report.setJournal(seen);
	spend(run, amount);
	if (claiming.kind === 'late') return done(await giveBack(claiming.claim, claiming.problem));
	return claiming;
}

/**
 * Looks up, reads the claim back, posts once, records. At least the settle time has passed since
 * the claim.
 */
export async function finish(claim: Claim): Promise<Ending> {
	const { context, journal } = claim;
	const { ports, terms } = context.run;
	const { timing } = terms.settings;
	if (nowOf(context) - claim.at > timing.claimLife)
		return await giveBack(claim, tooSlow('its claim is too old to rely on', 'Run again.'));
	const there = await lookedUp(context, journal);
	const held = await verifyClaim(claim);
	if (held.kind === 'lost') return await lost(claim, held.cause);
	if (held.kind === 'changed')
		return await giveBack(claim, {
			code: 'order-changed',
			cause: held.cause,
			remedy: 'Check the purchase order, then run again.',
		});
	if (there.kind !== 'absent') return await giveBack(claim, thereBefore(claim, there));
	const known = await ports.memory?.seenBefore(keyOf(journal));
	// The block of this revision tells more than this memory; without it, this is all that is left.
	const told = context.seen !== null && context.seen.revision >= journal.revision;
	if (known && !told) return await inDoubt(context, journal, REMEMBERED);
	const inTime = () => nowOf(context) - held.header.readAt <= claimWithin(timing);
	if (!inTime())
		return await forget(claim, tooSlow('it was read back too long ago', remedyOfSlow(timing)));
	const posting = advance(journal, { kind: 'posting', time: timeOf(context) });
	const announced = { ...claim, journal: posting };
	const problem = await announce(claim, held.header, posting);
	const permitted = stillPermitted(journal, context.run.memoMark);
	await askToCheckIfSlow(ports, held.header, permitted, timing);
	if (problem !== null) return await forget(announced, problem);
	if (!inTime()) return await forget(announced, tooSlow('Autotask was slow', remedyOfSlow(timing)));
	context.report.setJournal(posting);
	const { ending, sent } = await postOnce(context, posting);
	if (!sent) await drop(announced);
	return ending;
}

/** Gives up a claim, with nothing sent. */
export async function giveBack(
	claim: Claim,
	problem: NonNullable<OrderResult['problem']>,
): Promise<Ending> {
	const { context, journal } = claim;
	spend(context.run, `-${context.amount}`);
	const left = await unclaim(context, journal, problem.cause);
	return ended(context.report.setJournal(left), problem);
}

const REMEMBERED =
	'this n8n remembers sending it, though the General Memo had lost the note of it, and with it the PO number';

function done(ending: Ending): Begun {
	return { kind: 'done', ending };
}

/** What TD SYNNEX has under the PO number before anything is sent. */
async function lookedUp(
	{ run, po }: SendContext,
	{ poNumber, lines }: Journal,
): Promise<OrderMatch> {
	return matchOrder(await run.ports.tdSynnex.lookUp(poNumber), poNumber, lines, po.createdAt);
}

/**
 * Something is under our PO number though we have not posted: another purchase order's, another
 * tenant's, or one by telephone. Whose it is nobody can tell from here, however alike the goods
 * are: a person decides.
 */
function thereBefore(
	{ context, journal: { poNumber, revision } }: Claim,
	there: Exclude<OrderMatch, { kind: 'absent' }>,
): NonNullable<OrderResult['problem']> {
	if (there.kind === 'unclear')
		return {
			code: 'look-up-unclear',
			cause: `TD SYNNEX could not say whether it has PO ${poNumber}, so nothing was sent: ${there.why}`,
			remedy: 'Run again in a few minutes.',
		};
	if (context.sentBefore?.poNumber === poNumber)
		return {
			code: 'order-uncertain',
			cause: `TD SYNNEX now shows an order under PO ${poNumber}, which was sent at ${context.sentBefore.time}; nothing was sent again`,
			remedy:
				'Let Reconcile run to settle it. Do not order it again, by hand or under another number.',
		};
	const what =
		there.kind === 'ours'
			? `an order for the same goods under PO ${poNumber}, although this purchase order was never sent under that number`
			: `an order under PO ${poNumber} that reads otherwise: ${there.differences.join('; ')}`;
	return {
		code: 'po-number-taken',
		cause: `TD SYNNEX has ${what}; nothing was sent`,
		remedy: `Do not order it again, by hand or under another number, before TD SYNNEX has told you whose order it is. If it is for this purchase order (by telephone, by hand), write its order number into External P.O. Number and set its status to Submitted. Only after TD SYNNEX has said that it is for another one, add the line "TDS revision: ${revision + 1}" to the General Memo: it is then sent under another PO number.`,
	};
}

/**
 * Another run has it, or had it: nothing is sent, and our own mark is taken out where it still
 * stands.
 */
async function lost(claim: Claim, cause: string): Promise<Ending> {
	claim.context.report.step('claim', 'unchanged', cause);
	return await giveBack(claim, {
		code: 'order-busy',
		cause: `this run sent nothing: ${cause}`,
		remedy:
			'If the workflow has a schedule, no action is needed: the next run checks it again. If it has none, start it again in a few minutes.',
	});
}

async function forget(claim: Claim, problem: NonNullable<OrderResult['problem']>): Promise<Ending> {
	await claim.context.run.ports.memory?.forget(keyOf(claim.journal));
	return await giveBack(claim, problem);
}

/** It was posted, and certainly not taken. */
async function drop({ context, journal }: Claim): Promise<void> {
	spend(context.run, `-${context.amount}`);
	await context.run.ports.memory?.forget(keyOf(journal));
}

function tooSlow(cause: string, remedy: string): NonNullable<OrderResult['problem']> {
	return { code: 'claim-too-slow', cause: `${cause}, so nothing was sent`, remedy };
}

function refusal(findings: Finding[]): OrderResult['problem'] {
	const stops = findings.filter(({ level }) => level === 'stop');
	return {
		code: 'order-refused',
		cause: stops.map(({ cause }) => cause).join('; '),
		remedy: [...new Set(stops.map(({ remedy }) => remedy))].join(' '),
	};
}

/** One for each order that a person wants: another try of the same revision is the same order. */
function keyOf({ environment, customerNumber, poId, revision }: Journal): string {
	return `order:${environment}:${customerNumber}:${poId}:${revision}`;
}
