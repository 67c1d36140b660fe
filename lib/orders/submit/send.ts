import Big from 'big.js';
import { Problem } from '../../shared/problem';
import { classify, type Verdict } from './classify-reply';
import { draftOf } from '../request/build';
import { type Held, verify, writeClaim } from './claim';
import { type Evaluation, findingsOf } from './evaluate';
import { claimWithin } from '../journal/timing';
import type { Journal } from '../journal/types';
import { type Found, judge } from './match-order';
import type { Header } from '../purchase-order/read-purchase-orders';
import { record, release, writeEtas } from './write-back';
import { settleByLookUp } from './reconcile';
import { advance } from '../journal/state-machine';
import type { Finding, OrderRequest, OrderResult } from '../types';
import { mayBeSent } from '../validate';
import { worth } from '../validate/money';
import { stockFor } from '../validate/supply';
import type { Work } from './order-context';

/**
 * Sends one order: validate, claim, wait, look up, read the claim back, post once, record. The order of
 * the steps is what makes it safe; docs/orders.md says why.
 *
 * @param header as recent as `evaluation` and as short a time ago as can be
 * @param base the journal to build on: none, or one that is PLANNED
 */
export async function send(
	work: Work,
	header: Header,
	evaluation: Evaluation,
	base: Journal | null,
): Promise<OrderResult> {
	const { ports, terms, till } = work.run;
	const { timing } = terms.settings;
	const { order } = evaluation;
	if (order instanceof Problem) return work.result(base, order);
	work.base = base;
	work.findings = findingsOf(evaluation, terms, base, work.live, till.spent);
	if (!mayBeSent(work.findings)) {
		const there = base === null ? await sentBefore(work, order) : null;
		return there ?? work.result(base, refusal(work.findings));
	}

	const written = await writeClaim(work, header, base, order);
	if (written.kind === 'failed') return work.result(base, written);
	const claim = written.journal;
	work.known = claim;
	await ports.clock.sleep(timing.settle);
	const there = await lookedUp(work, order, claim);
	const held = await verify(work, claim, order);
	if (held.kind === 'lost') return lost(work, held);
	if (there.kind !== 'absent') return await foundBefore(work, claim, there);
	if (held.kind === 'changed')
		return await giveBack(work, claim, {
			code: 'order-changed',
			cause: held.cause,
			remedy: 'Look at the purchase order, then run again.',
		});
	if (await ports.memory?.seenBefore(keyOf(claim)))
		return await inDoubt(
			work,
			claim,
			'this n8n remembers sending it, though the General Memo had lost the note of it',
		);
	if (work.now - held.readAt > claimWithin(timing))
		return await giveBack(work, claim, {
			code: 'claim-too-slow',
			cause: 'the claim was read back too long ago to rely on it',
			remedy: 'Run again.',
		});
	const { rules: settings } = terms.settings;
	till.spent = new Big(till.spent).plus(worth({ order, live: work.live, settings })).toFixed();
	return await postOnce(work, claim, order);
}

/** What TD SYNNEX has under the PO number before anything is sent. */
async function lookedUp(
	work: Work,
	{ poNumber }: OrderRequest,
	{ lines }: Journal,
): Promise<Found> {
	const status = await work.run.ports.tdSynnex.lookUp(poNumber);
	return judge(status, poNumber, lines, work.po.createdAt);
}

/**
 * A purchase order without a block may still have been sent: somebody may have taken the block out. What
 * is not going to be sent anyway is therefore looked up, and taken over if it is there.
 */
async function sentBefore(work: Work, order: OrderRequest): Promise<OrderResult | null> {
	const { ports } = work.run;
	const claim = advance(null, {
		kind: 'claimed',
		time: work.time,
		token: ports.token(),
		draft: draftOf(order),
	});
	const there = await lookedUp(work, order, claim);
	return there.kind === 'ours' ? await foundBefore(work, claim, there) : null;
}

/** From here on an order may exist: nothing below may ever lead back to a second posting. */
async function postOnce(work: Work, claim: Journal, order: OrderRequest): Promise<OrderResult> {
	work.note('post', 'done', `PO ${order.poNumber} to ${order.account.host}`);
	const outcome = await work.run.ports.tdSynnex.post(order);
	const verdict = classify(outcome, order.poNumber, claim.lines);
	work.sent = verdict.kind !== 'notSent';
	work.note('answer', OUTCOMES[verdict.kind], verdict.why);
	if (verdict.kind === 'notSent')
		return await giveBack(work, claim, {
			code: 'order-not-sent',
			cause: `nothing was sent: ${verdict.why}`,
			remedy: verdict.remedy,
		});
	if (verdict.kind !== 'answer') return await inDoubt(work, claim, verdict.why);
	work.etas = expectedDates(work, order);
	return await answered(work, claim, verdict);
}

async function answered(
	work: Work,
	claim: Journal,
	{ answer, lines, why }: Pick<Extract<Verdict, { kind: 'answer' }>, 'answer' | 'lines' | 'why'>,
): Promise<OrderResult> {
	work.known = advance(claim, { kind: 'answered', time: work.time, answer, lines, why });
	work.known = await record(work, work.known);
	await writeEtas(work, work.known);
	return work.result(work.known);
}

/** UNCERTAIN, written down first; then one look-up, since most doubts are settled by it at once. */
async function inDoubt(work: Work, claim: Journal, why: string): Promise<OrderResult> {
	work.known = advance(claim, { kind: 'doubted', time: work.time, why });
	work.known = await record(work, work.known);
	if (work.known.state === 'UNCERTAIN') {
		await work.run.ports.clock.sleep(FIRST_LOOK_MS);
		work.known = (await settleByLookUp(work, work.known)).journal;
	}
	return work.result(work.known);
}

/** How long TD SYNNEX is given before the first look-up of an order in doubt. */
const FIRST_LOOK_MS = 3_000;

/** Something is under our PO number before we have sent anything. */
async function foundBefore(
	work: Work,
	claim: Journal,
	there: Exclude<Found, { kind: 'absent' }>,
): Promise<OrderResult> {
	if (there.kind === 'ours') {
		work.etas = there.etas;
		const why = `TD SYNNEX had this order already, so it was taken over, not sent${there.why ? `: ${there.why}` : ''}`;
		work.note('look up', 'done', why);
		return await answered(work, claim, { ...there, why });
	}
	if (there.kind === 'unclear')
		return await giveBack(work, claim, {
			code: 'look-up-unclear',
			cause: `TD SYNNEX could not say whether it has this PO number, so nothing was sent: ${there.why}`,
			remedy: 'Run again in some minutes.',
		});
	const why = `TD SYNNEX has another order under this PO number: ${there.differences.join('; ')}`;
	work.known = await record(work, advance(claim, { kind: 'doubted', time: work.time, why }));
	return work.result(work.known, {
		code: 'po-number-taken',
		cause: why,
		remedy:
			'Ask TD SYNNEX whose order that is. To order under another number, change PO Number Pattern.',
	});
}

function lost(work: Work, held: Extract<Held, { kind: 'lost' }>): OrderResult {
	work.known = held.journal;
	work.note('claim', 'unchanged', held.cause);
	return work.result(held.journal, {
		code: 'order-busy',
		cause: `this run sent nothing: ${held.cause}`,
		remedy: 'Nothing to do: the next run looks at it again.',
	});
}

async function giveBack(
	work: Work,
	claim: Journal,
	problem: NonNullable<OrderResult['problem']>,
): Promise<OrderResult> {
	work.known = await release(work, claim, problem.cause);
	return work.result(work.known, problem);
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
function expectedDates(work: Work, order: OrderRequest): Map<number, string> {
	return new Map(
		order.lines.flatMap(({ lineNumber, sku, quantity }) => {
			const item = work.live?.get(sku);
			const short = item !== undefined && (stockFor(item, order.options) ?? 0) < quantity;
			return short && item.eta !== null ? [[lineNumber, item.eta] as const] : [];
		}),
	);
}

/** One for each right to send: a claim that was given back makes a new one. */
function keyOf({ environment, customerNumber, poId, revision, attempt }: Journal): string {
	return `order:${environment}:${customerNumber}:${poId}:${revision}:${attempt}`;
}

const OUTCOMES: Record<Verdict['kind'], 'done' | 'failed' | 'uncertain'> = {
	answer: 'done',
	notSent: 'failed',
	duplicate: 'uncertain',
	unclear: 'uncertain',
};
