import { endsTheRun, problemOf } from '../../shared/problem';
import { reopen, sameTry } from '../journal/state-machine';
import type { Journal } from '../journal/types';
import { claimWithin } from '../journal/timing';
import type { Header } from '../purchase-order/read-purchase-orders';
import { type Reread, rereadOrder, rereadOrders } from '../purchase-order/reread';
import type { LiveItem, OrderResult } from '../types';
import { isOtherDeal, priced } from './claim/deal';
import type { Claim } from './claim/types';
import { complete, nothingToSettle } from './complete';
import { decidedToSendAgain, evaluate, type Evaluation, orderOf } from './evaluate';
import {
	ended,
	type Ending,
	nowOf,
	type OrderContext,
	orderContext,
	type Run,
	throwIfEnded,
} from './order-context';
import { settleByLookUp } from './reconcile';
import { begin, type Begun, finish, giveBack } from './send';

/** What a run reports and asks on its way. */
export interface Watch {
	/** Asked between orders: an order that is being posted is brought to its end. */
	cancelled: () => boolean;
	/** An order is done, so many of all. */
	onResult: (result: OrderResult, done: number) => void;
}

/**
 * Takes purchase orders as far as they may go: sends what may be sent, settles what is in doubt,
 * completes what an earlier run left. All that are ready are claimed first; then one pause serves
 * them all. Whatever happens, an order is posted at most once, and never again by any later run
 * before a look-up has settled what became of it.
 *
 * A Problem of Autotask or TD SYNNEX becomes part of the result, so that other orders go on; what
 * every further order would meet as well (a refused login, a used budget) ends the run, with the
 * results so far in `results`.
 */
export async function submitBatch(
	run: Run,
	headers: Header[],
	live: ReadonlyMap<string, LiveItem> | null,
	watch: Watch,
	results: Map<string, OrderResult>,
): Promise<void> {
	const told = (result: OrderResult) => {
		results.set(result.poId, result);
		watch.onResult(result, results.size);
	};
	for (let start = 0; start < headers.length && !watch.cancelled(); start += CLAIMED_AT_ONCE) {
		const claims: Claim[] = [];
		try {
			const some = headers.slice(start, start + CLAIMED_AT_ONCE);
			await claimAll({ run, live, watch, told }, some, claims);
			await settle(run, claims, watch);
			for (let claim = claims[0]; claim && !watch.cancelled(); claim = claims[0]) {
				claims.shift();
				told(await finished(claim));
				throwIfEnded(run);
			}
		} finally {
			for (const claim of claims) await givenUp(claim);
		}
	}
}

/** Settles or completes one order without ever sending: what Reconcile does. */
export async function reconcileOrder(run: Run, header: Header): Promise<OrderResult> {
	const context = orderContext(run, header.po);
	const begun = await reported(context, async () => {
		const evaluation = evaluated(context, header);
		if (evaluation.next.step === 'send') return done(await nothingToSettle(context, evaluation));
		return done(await complete(context, evaluation));
	});
	return begun as OrderResult;
}

/** A claim must not grow old before its turn comes. */
const CLAIMED_AT_ONCE = 50;
/** So many are read anew together, right before they are claimed. */
const READ_AT_ONCE = 5;

interface Claiming {
	run: Run;
	live: ReadonlyMap<string, LiveItem> | null;
	watch: Watch;
	told: (result: OrderResult) => void;
}

/** Claims what may be sent; everything else is done with here. */
async function claimAll(
	{ run, live, watch, told }: Claiming,
	headers: Header[],
	claims: Claim[],
): Promise<void> {
	let fresh = new Map<string, Reread>();
	for (const [index, header] of headers.entries()) {
		if (watch.cancelled()) return;
		// TD SYNNEX may take its time: what is read of Autotask afterwards is fresh.
		const context = await priced(orderContext(run, header.po, live));
		if (!isFresh(run, fresh.get(header.po.id) ?? header))
			fresh = await readAnew(run, headers.slice(index, index + READ_AT_ONCE));
		const now = fresh.get(header.po.id);
		const begun = await reported(context, () =>
			now?.sameLines === false ? linesChanged(context, now) : submit(context, now ?? header),
		);
		if ('kind' in begun) claims.push(begun.claim);
		else told(begun);
	}
}

/** One pause for all: from the last claim on. */
async function settle({ ports, terms }: Run, claims: Claim[], watch: Watch): Promise<void> {
	if (claims.length === 0 || watch.cancelled()) return;
	const until = Math.max(...claims.map(({ at }) => at)) + terms.settings.timing.settle;
	await ports.clock.sleep(Math.max(0, until - ports.clock.now()));
}

async function finished(claim: Claim): Promise<OrderResult> {
	claim.context.takeUp();
	return (await reported(claim.context, async () => done(await finish(claim)))) as OrderResult;
}

/** The run ends before this order's turn: its claim is given back, or else runs out by itself. */
async function givenUp(claim: Claim): Promise<void> {
	const cause = 'the run ended before its turn';
	await giveBack(claim, { code: 'run-ended', cause, remedy: 'Run again.' }).catch(problemOf);
}

/**
 * The result of the work, whether it ends well or breaks off: the one place where it is built. A
 * claim is no end yet.
 */
async function reported(
	{ report }: OrderContext,
	work: () => Promise<Begun>,
): Promise<OrderResult | Extract<Begun, { kind: 'claimed' }>> {
	try {
		const begun = await work();
		if (begun.kind === 'claimed') return begun;
		const { journal, problem } = begun.ending;
		return report.build(journal, problem);
	} catch (error) {
		const problem = problemOf(error);
		// What was sent must be reported first; the next call of the run will meet the same end.
		if (endsTheRun(problem) && !report.posted) throw problem;
		report.step('failed', 'failed', problem.cause);
		return report.build(report.journal, problem);
	}
}

function done(ending: Ending): Begun {
	return { kind: 'done', ending };
}

async function submit(context: OrderContext, header: Header): Promise<Begun> {
	const evaluation = evaluated(context, header);
	const { journal, next } = evaluation;
	const why = decidedToSendAgain(evaluation, context.run.terms);
	if (why !== null) return await sendAgain(context, evaluation, why);
	if (next.step !== 'send') return done(await complete(context, evaluation));
	const base = next.reopen && journal ? reopen(journal, 'revision') : journal;
	return await beginPriced(context, header, evaluation, base);
}

async function beginPriced(
	context: OrderContext,
	header: Header,
	evaluation: Evaluation,
	base: Journal | null,
): Promise<Begun> {
	if (isOtherDeal(context, evaluation))
		return done(ended(base, changedSince('its special price was')));
	return await begin(context, header, evaluation, base);
}

/**
 * Sends an order again that TD SYNNEX still does not know after the waiting window: under its own
 * number where the buyer has chosen that for all orders, under a new one where a person has asked
 * for it in this memo. Unless the look-up finds it, another run has moved it on, or the person has
 * taken the word back.
 */
async function sendAgain(
	context: OrderContext,
	evaluation: Evaluation,
	why: 'revision' | 'sendAgain',
): Promise<Begun> {
	const { journal, memo } = evaluation;
	if (journal === null) return done(ended(null));
	// Where the block does not tell of it the doubt is written down first, for all to see.
	const decided = memo.kind === 'journal' && memo.journal === journal;
	const settled = await settleByLookUp(context, journal, orderOf(evaluation), decided);
	context.report.setJournal(settled.journal);
	if (settled.kind === 'settled') return done(ended(settled.journal));
	const { autotask, clock } = context.run.ports;
	const header = await rereadOrder(autotask, context.po, () => clock.now());
	const now = evaluated(context, header);
	const { next, resolved } = now;
	const stillSo =
		header.sameLines &&
		now.journal?.state === journal.state &&
		sameTry(now.journal, journal) &&
		next.step === 'lookUp' &&
		(why === 'revision' ? next.newRevision : resolved.revision === journal.revision);
	if (!stillSo || !now.journal) return done(ended(now.journal));
	return await beginPriced(context, header, now, reopen(now.journal, why));
}

/** Other lines have other products: they are for the next run, which reads all of them. */
async function linesChanged(context: OrderContext, header: Header): Promise<Begun> {
	const evaluation = evaluated(context, header);
	if (evaluation.next.step !== 'send') return done(await complete(context, evaluation));
	return done(ended(evaluation.journal, changedSince('its lines were')));
}

function changedSince(what: string): NonNullable<OrderResult['problem']> {
	return {
		code: 'order-changed',
		cause: `${what} changed since the run began, so nothing was sent`,
		remedy: 'Run again.',
	};
}

/** A claim rests on a recent reading. */
function isFresh(run: Run, { readAt }: Header): boolean {
	return run.ports.clock.now() - readAt <= claimWithin(run.terms.settings.timing) / 2;
}

async function readAnew({ ports }: Run, headers: Header[]): Promise<Map<string, Reread>> {
	const orders = headers.map(({ po }) => po);
	return await rereadOrders(ports.autotask, orders, () => ports.clock.now());
}

function evaluated(context: OrderContext, header: Header): Evaluation {
	const evaluation = evaluate(header.po, context.run.terms, nowOf(context));
	context.report.setJournal(evaluation.journal);
	context.report.setOrder(evaluation.order);
	return evaluation;
}
