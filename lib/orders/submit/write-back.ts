import type { WireRecord } from '../../autotask/types';
import { retryTransient } from '../../shared/backoff';
import { endsTheRun, Problem, problemOf } from '../../shared/problem';
import { readMemo, writeMemo } from '../journal/memo';
import { TEST } from '../journal/next-step';
import { advance, mergeJournals, sameTry, sameReason } from '../journal/state-machine';
import type { Journal } from '../journal/types';
import type { Header } from '../purchase-order/read-purchase-orders';
import { lineMarksOf, writeMarks } from './claim/mark';
import { askToCheckIfSlow, stillPermitted } from './claim/memo-check';
import type { SendContext } from './claim/types';
import type { OrderState, PurchaseOrder } from '../types';
import { orderNumbers } from '../report/needs-attention';
import { orderNumberFields, withoutNumbers } from '../report/order-number-field';
import { isRecent, type OrderContext, reread, rereadWhole, timeOf } from './order-context';

/**
 * Writes the journal into Autotask: the memo and, once TD SYNNEX has taken the order, order number
 * and status, in one write. What people wrote into the memo meanwhile stays, and an answer that
 * another run recorded is not overwritten by a doubt of ours. Returns the journal as it stands now.
 *
 * @throws Problem when nothing at all could be written; the claim in the memo then tells the next
 *   run
 */
export async function record(context: OrderContext, ours: Journal): Promise<Journal> {
	let refused: Problem | null = null;
	return await retryTransient(context.run.ports.clock, async () => {
		const { header, found, damaged } = await look(context);
		// What is left of a block may hold an answer: a doubt of ours is not written over it.
		if (damaged && ours.state === 'UNCERTAIN') return ours;
		const merged = mergeJournals(found, ours);
		if (found !== null && sameChange(found, merged)) return found;
		if (!TAKEN.includes(merged.state)) return await write(context, header, merged, {});
		if (refused !== null)
			return await write(
				context,
				header,
				{ ...merged, reason: `not all written back: ${refused.cause}` },
				{},
			);
		const fields = orderFields(context, header.po, merged);
		const event = { kind: 'recorded', time: timeOf(context), note: noteOf(fields) } as const;
		try {
			return await write(context, header, advance(merged, event), fields);
		} catch (error) {
			const problem = problemOf(error);
			if (problem.retryable || endsTheRun(problem)) throw problem;
			refused = problem;
			context.report.warn(`${problem.message} (${problem.remedy})`);
			return await write(
				context,
				header,
				{ ...merged, reason: `not all written back: ${problem.cause}` },
				{},
			);
		}
	});
}

/**
 * Gives a claim back that we hold and have not used: the one way back to PLANNED. Nothing is
 * written over what is not our own; the mark of an order that was sent before stands again.
 *
 * @returns the journal as it stands in the General Memo now; `null` = none
 */
export async function unclaim(
	context: SendContext,
	claim: Journal,
	why: string,
): Promise<Journal | null> {
	const { token } = claim.claim;
	const { timing } = context.run.terms.settings;
	return await retryTransient(context.run.ports.clock, async () => {
		const fresh = await rereadWhole(context);
		if (!isRecent(context, fresh, timing.claimLife / 2)) throw stillSlow(context);
		const memo = readMemo(fresh.po.memo, fresh.po.id);
		const found = memo.kind === 'journal' ? memo.journal : null;
		const ours = found?.state === 'POSTING' && found.claim.token === token;
		const event = { kind: 'released', time: timeOf(context), why } as const;
		const left = ours ? await write(context, fresh, advance(found, event), {}) : found;
		context.report.step('release', 'done', why);
		const { sent, claim: mark } = lineMarksOf(fresh.po);
		if (![sent?.token, mark?.token].includes(token)) return left;
		const problem = await writeMarks(context.run, fresh.po, {
			sent: sent?.token === token ? context.sentBefore : sent,
			claim: mark?.token === token ? null : mark,
		});
		if (problem !== null) throw problem;
		return left;
	});
}

const TAKEN: OrderState[] = ['ACCEPTED', 'PARTIAL', 'HELD'];

async function look(
	context: OrderContext,
): Promise<{ header: Header; found: Journal | null; damaged: boolean }> {
	const header = await reread(context);
	const memo = readMemo(header.po.memo, header.po.id);
	const found = memo.kind === 'journal' ? memo.journal : null;
	return { header, found, damaged: memo.kind === 'damaged' };
}

/** The memo says it already: an earlier try of ours arrived after all, or another run was first. */
function sameChange(found: Journal, merged: Journal): boolean {
	return (
		found.state === merged.state &&
		sameReason(found, merged) &&
		sameTry(found, merged) &&
		!TAKEN.includes(found.state)
	);
}

/**
 * Expected arrival of the lines that have one: one write each, and a failure is no more than a
 * warning.
 */
export async function writeEtas(
	context: OrderContext,
	journal: Journal,
	etas: ReadonlyMap<number, string>,
): Promise<void> {
	if (!context.run.terms.settings.writeEta) return;
	for (const { lineNumber, itemId, sku } of journal.lines) {
		const eta = etas.get(lineNumber);
		if (eta === undefined || itemId === '') continue;
		try {
			await context.run.ports.autotask.update(
				'PurchaseOrderItems',
				{ id: Number(itemId), estimatedArrivalDate: `${eta}T00:00:00Z` },
				Number(journal.poId),
			);
		} catch (error) {
			const { cause } = problemOf(error);
			context.report.warn(
				`the expected arrival of SKU ${sku} (${eta}) could not be written: ${cause}`,
			);
		}
	}
}

async function write(
	context: OrderContext,
	header: Header,
	journal: Journal,
	fields: WireRecord,
): Promise<Journal> {
	const memo = writeMemo(header.po.memo, journal);
	if (memo === null) {
		context.report.warn('the General Memo has no room for the order block: shorten it');
		if (Object.keys(fields).length === 0) throw noRoom(context);
	}
	const { ports, terms, memoMark } = context.run;
	await ports.autotask.update('PurchaseOrders', {
		id: Number(header.po.id),
		...fields,
		...(memo === null ? {} : { generalMemo: memo }),
	});
	const permitted = stillPermitted(journal, memoMark);
	// the order is written down: that must not be taken for a refusal of what was written
	await askToCheckIfSlow(ports, header, permitted, terms.settings.timing).catch((error: unknown) =>
		context.report.warn(problemOf(error).message),
	);
	context.report.step(
		`record ${journal.state}`,
		journal.state === 'UNCERTAIN' ? 'uncertain' : 'done',
		journal.reason,
	);
	return journal;
}

/** Order number and status; a value that a person entered stays. */
function orderFields(context: OrderContext, po: PurchaseOrder, journal: Journal): WireRecord {
	const { settings } = context.run.terms;
	const numbers = orderNumbers(journal.lines);
	const { write: fields, warning } = orderNumberFields(settings.orderNumberField, po, numbers);
	if (warning !== '') context.report.warn(warning);
	const quotesOnly = journal.lines.every(({ result }) => result === 'nonStockQuote');
	const status = context.run.statusAfterOrder;
	if (status !== null && !quotesOnly && po.status !== String(status) && mayMove(context, po))
		fields.status = status;
	return fields;
}

/**
 * Takes out the order number of a test order as the real one is posted: it would pass for the real
 * one's.
 */
export function withoutTestNumber(
	{ run, seen, order }: SendContext,
	po: PurchaseOrder,
): WireRecord {
	if (seen?.environment !== TEST || order.account.environment === TEST) return {};
	return withoutNumbers(run.terms.settings.orderNumberField, po, orderNumbers(seen.lines));
}

/** A status that a person or receiving has moved on is not moved back. */
function mayMove(context: OrderContext, po: PurchaseOrder): boolean {
	return po.status === context.po.status;
}

function noteOf(fields: WireRecord): string {
	return `written back: ${Object.keys(fields).join(', ') || 'nothing but this note'}`;
}

/** Left as it is: a later run looks it up, or begins it anew. */
function stillSlow(context: OrderContext): Problem {
	return new Problem({
		code: 'claim-too-slow',
		record: `PO ${context.po.number}`,
		cause: 'Autotask was too slow to give the claim back; nothing was sent',
		remedy:
			'If the workflow has a schedule, no action is needed: a later run starts over or looks it up. If it has none, start it again in a few minutes.',
	});
}

function noRoom(context: OrderContext): Problem {
	return new Problem({
		code: 'memo-full',
		record: `PO ${context.po.number}`,
		cause: 'its General Memo has no room for the order block',
		remedy: 'Shorten the General Memo, then let Reconcile run.',
	});
}
