import type { Autotask, WireRecord } from '../../autotask/types';
import {
	type Header,
	readHeader,
	rereadHeader,
} from '../../orders/purchase-order/read-purchase-orders';
import { askToCheckIfSlow } from '../../orders/submit/claim/memo-check';
import type { PurchaseOrder } from '../../orders/types';
import { retryTransient } from '../../shared/backoff';
import type { Clock } from '../../shared/clock';
import { endsTheRun, Problem, problemOf } from '../../shared/problem';
import { digest, sameKnown } from '../diff/snapshot';
import { formatKnown, readStatusBlock, writeStatusBlock } from '../diff/status-block';
import type { FieldPlan } from '../plan/field-plan';
import type { OrderPlan, OrderUpdate } from '../plan/order-plan';
import { isUnsettled } from '../select/eligibility';
import type { WriteOutcome } from '../types';
import { makeDevices } from './devices';
import { writeNotes } from './notes';
import { devicesOf, receive } from './receive';
import { withoutReceivingClaim } from './receiving-claim';

interface WritePorts {
	autotask: Autotask;
	clock: Clock;
}

/** A header that is older than this is read anew before the memo is written over it. */
const FRESH_MS = 5_000;

/**
 * Everything before the last write may be done again: receiving is planned from what Autotask has,
 * values are set to what they are to be, notes look whether they are there. So a poll that dies
 * half way is simply followed by another.
 *
 * @throws Problem when Autotask cannot be reached: then nothing is remembered, and the next poll
 *   does it all
 */
export async function applyOrder(
	ports: WritePorts,
	header: Header,
	{ order, items }: OrderUpdate,
	plan: OrderPlan,
): Promise<WriteOutcome> {
	const { autotask, clock } = ports;
	const done: WriteOutcome = { ...nothingDone(plan), warnings: [...plan.fields.notes] };
	for (const { item, fields } of plan.fields.items)
		await unlessRefused(done, () =>
			autotask.update(
				'PurchaseOrderItems',
				{ id: Number(item.id), ...fields },
				Number(item.orderId),
			),
		);
	// Received goods bring their own status and invoice number: ours go before them.
	let fields = plan.fields.order;
	if (plan.receivings.length > 0 && Object.keys(fields).length > 0) {
		const first = fields;
		await unlessRefused(done, () =>
			autotask.update('PurchaseOrders', { id: Number(order.po.id), ...first }),
		);
		fields = {};
	}
	const received = await receive(ports, plan.receivings, header.readAt, done);
	await makeDevices(ports, order, devicesOf(plan, received), done);
	const { note } = plan;
	if (note !== null)
		await unlessRefused(done, () => writeNotes(autotask, items, note, clock.now()));
	for (const refused of [done.refused, done.devicesRefused])
		if (refused)
			done.known = {
				...done.known,
				reported: [...new Set([...done.known.reported, digest(refused.key)])].sort(),
			};
	await writeMemory(ports, header, plan, fields, done);
	return done;
}

/** The outcome of a plan that is not carried out, or has not begun to be. */
export function nothingDone({ known }: OrderPlan): WriteOutcome {
	return {
		warnings: [],
		received: 0,
		refused: null,
		devices: 0,
		devicesRefused: null,
		known,
		unwritten: null,
	};
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

async function unlessRefused(done: WriteOutcome, work: () => Promise<void>): Promise<void> {
	const refusal = await refusalOf(work);
	if (refusal) done.warnings.push(refusal.message);
}

/**
 * Why Autotask refuses this record; `null` when it does not.
 *
 * @throws Problem that ends the run, or that trying again may end
 */
async function refusalOf(work: () => Promise<void>): Promise<Problem | null> {
	try {
		await work();
		return null;
	} catch (error) {
		const problem = problemOf(error);
		if (problem.retryable || endsTheRun(problem)) throw problem;
		return problem;
	}
}

/** Memory, history and order fields in one write, on the memo as it is at that moment. */
async function writeMemory(
	{ autotask, clock }: WritePorts,
	seen: Header,
	plan: OrderPlan,
	fields: FieldPlan['order'],
	done: WriteOutcome,
): Promise<void> {
	let header: Header | null = seen;
	await retryTransient(clock, async () => {
		if (header === null || clock.now() - header.readAt > FRESH_MS)
			header = await rereadHeader(autotask, seen.po, () => clock.now());
		const read = header;
		const { po } = read;
		header = null;
		if (isUnsettled(po)) throw inHand(po);
		const memo = memoWith(po, plan, fields, done);
		if (memo === UNCHANGED) return;
		if (memo === null) {
			done.unwritten = formatKnown(done.known);
			done.warnings.push('the General Memo has no room for the status block: shorten it');
			if (Object.keys(fields).length === 0) return;
		}
		const record = { id: Number(po.id), ...(memo === null ? {} : { generalMemo: memo }) };
		const write = (some: WireRecord) => refusalOf(() => autotask.update('PurchaseOrders', some));
		const refusal = await write({ ...record, ...fields });
		if (refusal === null) return await askToCheckIfSlow({ autotask, clock }, read);
		done.warnings.push(refusal.message);
		const separable = Object.keys(fields).length > 0 && memo !== null;
		if (!separable || (await write(record)) !== null) done.unwritten = formatKnown(done.known);
		else await askToCheckIfSlow({ autotask, clock }, read);
	});
}

const UNCHANGED = Symbol('the memo already says this');

/** The memo with the block in it; `null` = it has no room. */
function memoWith(
	po: PurchaseOrder,
	plan: OrderPlan,
	fields: FieldPlan['order'],
	{ known }: WriteOutcome,
): string | null | typeof UNCHANGED {
	const block = readStatusBlock(po.memo, po.id);
	const unclaimed = withoutReceivingClaim(po.memo);
	// An earlier try of ours arrived after all: its history is not written a second time.
	const there = block !== null && sameKnown(block.known, known);
	const isWhole =
		there &&
		unclaimed === po.memo &&
		block.known.asOf === known.asOf &&
		block.pendingDelivery?.at === plan.pendingDelivery?.at;
	if (isWhole && Object.keys(fields).length === 0) return UNCHANGED;
	return writeStatusBlock(unclaimed, {
		poId: po.id,
		known,
		history: [...(block?.history ?? []), ...(there ? [] : plan.history)],
		folded: block?.folded ?? 0,
		pendingDelivery: plan.pendingDelivery,
	});
}

function inHand(po: PurchaseOrder): Problem {
	return new Problem({
		code: 'po-in-hand',
		record: `PO ${po.number}`,
		cause: 'PO Create is working on this purchase order',
		remedy: 'No action is needed: the next poll continues with it.',
	});
}
