import type { WireRecord } from '../autotask/types';
import { Problem } from '../problem';
import { endsTheRun, problemOf } from './caught';
import type { Journal } from './journal';
import { readMemo, writeMemo } from './memo';
import { type Header, rereadHeader } from './read';
import type { OrderNumberField } from './settings';
import { advance, merge } from './state';
import type { PurchaseOrder } from './types';
import { orderNumbers, type Work } from './work';

/**
 * Writes the journal into Autotask: the memo and, once TD SYNNEX has taken the order, order number and
 * status, in one write. What people wrote into the memo meanwhile stays, and an answer that another
 * run recorded is not overwritten by a doubt of ours. Returns the journal as it stands now.
 *
 * @param seen spares the read where the purchase order was read a moment ago and nothing was waited for
 * @throws Problem when nothing at all could be written; the claim in the memo then tells the next run
 */
export async function record(work: Work, ours: Journal, seen?: Header): Promise<Journal> {
	const { ports } = work.run;
	const header = seen ?? (await rereadHeader(ports.autotask, work.po, () => ports.clock.now()));
	const memo = readMemo(header.po.memo, header.po.id);
	const merged = merge(memo.kind === 'journal' ? memo.journal : null, ours);
	const taken = ['ACCEPTED', 'PARTIAL', 'HELD'].includes(merged.state);
	if (!taken) return await write(work, header, merged, {});
	const fields = orderFields(work, header.po, merged);
	const recorded = advance(merged, { kind: 'recorded', time: work.time, note: noteOf(fields) });
	try {
		return await write(work, header, recorded, fields);
	} catch (error) {
		const problem = problemOf(error);
		if (Object.keys(fields).length === 0 || endsTheRun(problem)) throw problem;
		work.warn(`${problem.message} (${problem.remedy})`);
		const reason = `not all written back: ${problem.cause}`;
		return await write(work, header, { ...merged, reason }, {});
	}
}

/**
 * Gives a claim back that we hold and have not used: the one way back to PLANNED. Nothing is written
 * unless the memo still shows our own claim.
 */
export async function release(work: Work, claim: Journal, why: string): Promise<Journal> {
	const { ports } = work.run;
	const header = await rereadHeader(ports.autotask, work.po, () => ports.clock.now());
	const memo = readMemo(header.po.memo, header.po.id);
	const found = memo.kind === 'journal' ? memo.journal : null;
	if (found?.claim.token !== claim.claim.token || found.state !== 'SENDING') return found ?? claim;
	work.note('release', 'done', why);
	return await write(work, header, advance(found, { kind: 'released', time: work.time, why }), {});
}

/** Expected arrival of the lines that have one: one write each, and a failure is no more than a warning. */
export async function writeEtas(work: Work, journal: Journal): Promise<void> {
	if (!work.run.terms.settings.writeEta) return;
	for (const { lineNumber, itemId, sku } of journal.lines) {
		const eta = work.etas.get(lineNumber);
		if (eta === undefined || itemId === '') continue;
		try {
			await work.run.ports.autotask.update(
				'PurchaseOrderItems',
				{ id: Number(itemId), estimatedArrivalDate: `${eta}T00:00:00Z` },
				Number(journal.poId),
			);
		} catch (error) {
			const { cause } = problemOf(error);
			work.warn(`the expected arrival of SKU ${sku} (${eta}) could not be written: ${cause}`);
		}
	}
}

async function write(
	work: Work,
	header: Header,
	journal: Journal,
	fields: WireRecord,
): Promise<Journal> {
	const memo = writeMemo(header.po.memo, journal);
	if (memo === null) {
		work.warn('the General Memo has no room for the order block: shorten it');
		if (Object.keys(fields).length === 0) throw noRoom(work);
	}
	await work.run.ports.autotask.update('PurchaseOrders', {
		id: Number(header.po.id),
		...fields,
		...(memo === null ? {} : { generalMemo: memo }),
	});
	work.note(
		`record ${journal.state}`,
		journal.state === 'UNCERTAIN' ? 'uncertain' : 'done',
		journal.reason,
	);
	return journal;
}

/** Order number and status; a value that a person entered stays. */
function orderFields(work: Work, po: PurchaseOrder, journal: Journal): WireRecord {
	const { settings } = work.run.terms;
	const fields: WireRecord = {};
	const numbers = fitting(orderNumbers(journal.lines));
	const field = settings.orderNumberField;
	if (field !== 'memo' && numbers !== '') {
		const there = (po.fields[field] ?? '').trim();
		if (there === '') fields[field] = numbers;
		else if (there !== numbers)
			work.warn(
				`${FIELD_NAMES[field]} already holds ${there} and was left; the order number is ${numbers}`,
			);
	}
	const quotesOnly = journal.lines.every(({ result }) => result === 'nonStockQuote');
	const status = work.run.statusAfterOrder;
	if (status !== null && !quotesOnly && po.status !== String(status) && mayMove(work, po))
		fields.status = status;
	return fields;
}

/** A status that a person or receiving has moved on is not moved back. */
function mayMove(work: Work, po: PurchaseOrder): boolean {
	return po.status === work.po.status;
}

/** As many order numbers as the field holds (50 characters). */
function fitting(numbers: string[]): string {
	const kept = [...numbers];
	while (kept.join(', ').length > FIELD_LENGTH) kept.pop();
	return kept.join(', ');
}

const FIELD_LENGTH = 50;
const FIELD_NAMES: Record<Exclude<OrderNumberField, 'memo'>, string> = {
	externalPONumber: 'External P.O. Number',
	vendorInvoiceNumber: 'Vendor Invoice Number',
};

function noteOf(fields: WireRecord): string {
	return `written back: ${Object.keys(fields).join(', ') || 'nothing but this note'}`;
}

function noRoom(work: Work): Problem {
	return new Problem({
		code: 'memo-full',
		record: `PO ${work.po.number}`,
		cause: 'its General Memo has no room for the order block',
		remedy: 'Shorten the General Memo; then let Reconcile run.',
	});
}
