import type { Autotask } from '../../autotask/types';
import { readMemo } from '../../orders/journal/memo';
import {
	type Header,
	readHeader,
	rereadHeader,
} from '../../orders/purchase-order/read-purchase-orders';
import type { PurchaseOrder } from '../../orders/types';
import { persist } from '../../shared/backoff';
import type { Clock } from '../../shared/clock';
import { endsTheRun, Problem, problemOf } from '../../shared/problem';
import { digest, sameKnown } from '../diff/snapshot';
import {
	formatKnown,
	type Handed,
	type HistoryEntry,
	readStatusBlock,
	writeStatusBlock,
} from '../diff/status-block';
import type { FieldPlan } from '../plan/field-plan';
import type { Receiving } from '../plan/receiving-plan';
import type { Followed } from '../select/eligibility';
import type { Known, PictureFault } from '../types';

/** What is done about one order, in this order; what must be remembered comes last. */
export interface OrderWork {
	order: Followed;
	header: Header;
	known: Known;
	fields: FieldPlan;
	receivings: Receiving[];
	history: HistoryEntry[];
	handed: Handed | null;
	/** Writes the notes; `null` = none. */
	notes: (() => Promise<number>) | null;
}

export interface OrderDone {
	/** What could not be done, and was not tried further. */
	warnings: string[];
	received: number;
	/** Receiving that Autotask refused; told as something for a person. */
	refused: PictureFault | null;
	known: Known;
	/** The memory could not be written into the memo: it must be kept elsewhere. */
	unwritten: string | null;
}

/** A header that is older than this is read anew before the memo is written over it. */
const FRESH_MS = 5_000;

/**
 * Everything before the last write may be done again: receiving is planned from what Autotask has, values are
 * set to what they are to be, notes look whether they are there. So a poll that dies half way is
 * simply followed by another.
 *
 * @throws Problem when Autotask cannot be reached: then nothing is remembered, and the next poll does it all
 */
export async function applyOrder(
	{ autotask, clock }: { autotask: Autotask; clock: Clock },
	work: OrderWork,
): Promise<OrderDone> {
	const done: OrderDone = {
		warnings: [...work.fields.notes],
		received: 0,
		refused: null,
		known: work.known,
		unwritten: null,
	};
	for (const { item, fields } of work.fields.items)
		await unlessRefused(done, () =>
			autotask.update(
				'PurchaseOrderItems',
				{ id: Number(item.id), ...fields },
				Number(item.orderId),
			),
		);
	// Received goods bring their own status and invoice number: ours go before them.
	let fields = work.fields.order;
	if (work.receivings.length > 0 && Object.keys(fields).length > 0) {
		const first = fields;
		await unlessRefused(done, () =>
			autotask.update('PurchaseOrders', { id: Number(work.order.po.id), ...first }),
		);
		fields = {};
	}
	await receive(autotask, work, done);
	const { notes } = work;
	if (notes !== null) await unlessRefused(done, async () => void (await notes()));
	const { refused } = done;
	if (refused)
		done.known = {
			...done.known,
			told: [...new Set([...done.known.told, digest(refused.key)])].sort(),
		};
	await writeMemory({ autotask, clock }, work, fields, done);
	return done;
}

/** Headers of orders that changed, read together right before they are written. */
export async function rereadHeaders(
	autotask: Autotask,
	ids: string[],
	now: () => number,
): Promise<Map<string, Header>> {
	if (ids.length === 0) return new Map();
	const readAt = now();
	const records = await autotask.query('PurchaseOrders', {
		filter: [{ op: 'in', field: 'id', value: ids.map(Number) }],
	});
	return new Map(records.map((record) => [String(record.id), { po: readHeader(record), readAt }]));
}

/** Whether PO Create has the order in hand at this moment: then its memo is not ours to write. */
export function isUnsettled(po: PurchaseOrder): boolean {
	const memo = readMemo(po.memo, po.id);
	return memo.kind === 'damaged' || (memo.kind === 'journal' && memo.journal.state !== 'RECORDED');
}

/** One call a piece for serialised products; the first refusal ends the order's receiving. */
async function receive(autotask: Autotask, work: OrderWork, done: OrderDone): Promise<void> {
	for (const { itemId, quantity, serialNumber, vendorInvoiceNumber } of work.receivings) {
		try {
			await autotask.create(
				'PurchaseOrderItemReceiving',
				{
					purchaseOrderItemID: Number(itemId),
					quantityNowReceiving: quantity,
					...(serialNumber === '' ? {} : { serialNumber }),
					...(vendorInvoiceNumber === '' ? {} : { vendorInvoiceNumber }),
				},
				Number(itemId),
			);
			done.received += quantity;
		} catch (error) {
			const problem = problemOf(error);
			if (problem.retryable || endsTheRun(problem)) throw problem;
			done.refused = {
				key: 'receiving',
				cause: `${done.received === 0 ? 'the goods' : 'the rest of the goods'} could not be received in Autotask: ${problem.cause}`,
				remedy: problem.remedy,
			};
			return;
		}
	}
}

async function unlessRefused(done: OrderDone, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		const problem = problemOf(error);
		if (problem.retryable || endsTheRun(problem)) throw problem;
		done.warnings.push(problem.message);
	}
}

/** Memory, history and order fields in one write, on the memo as it is at that moment. */
async function writeMemory(
	{ autotask, clock }: { autotask: Autotask; clock: Clock },
	work: OrderWork,
	fields: FieldPlan['order'],
	done: OrderDone,
): Promise<void> {
	const { order } = work;
	let header: Header | null = work.header;
	await persist(clock, async () => {
		if (header === null || clock.now() - header.readAt > FRESH_MS)
			header = await rereadHeader(autotask, order.po, () => clock.now());
		const { po } = header;
		header = null;
		if (isUnsettled(po)) throw inHand(po);
		const block = readStatusBlock(po.memo, po.id);
		// An earlier try of ours arrived after all: its history is not written a second time.
		const there = block !== null && sameKnown(block.known, done.known);
		if (
			there &&
			block.known.asOf === done.known.asOf &&
			block.handed?.at === work.handed?.at &&
			Object.keys(fields).length === 0
		)
			return;
		const memo = writeStatusBlock(po.memo, {
			poId: po.id,
			known: done.known,
			history: [...(block?.history ?? []), ...(there ? [] : work.history)],
			folded: block?.folded ?? 0,
			handed: work.handed,
		});
		if (memo === null) {
			done.unwritten = formatKnown(done.known);
			done.warnings.push('the General Memo has no room for the status block: shorten it');
			if (Object.keys(fields).length === 0) return;
		}
		const record = { id: Number(po.id), ...(memo === null ? {} : { generalMemo: memo }) };
		try {
			await autotask.update('PurchaseOrders', { ...record, ...fields });
		} catch (error) {
			const problem = problemOf(error);
			if (problem.retryable || endsTheRun(problem)) throw problem;
			done.warnings.push(problem.message);
			if (Object.keys(fields).length > 0 && memo !== null)
				await unlessUnwritable(done, () => autotask.update('PurchaseOrders', record));
			else done.unwritten = formatKnown(done.known);
		}
	});
}

async function unlessUnwritable(done: OrderDone, write: () => Promise<void>): Promise<void> {
	try {
		await write();
	} catch (error) {
		const problem = problemOf(error);
		if (problem.retryable || endsTheRun(problem)) throw problem;
		done.unwritten = formatKnown(done.known);
	}
}

function inHand(po: PurchaseOrder): Problem {
	return new Problem({
		code: 'po-in-hand',
		record: `PO ${po.number}`,
		cause: 'PO Create is at work on this purchase order',
		remedy: 'Nothing is to be done: the next poll takes it up again.',
	});
}
