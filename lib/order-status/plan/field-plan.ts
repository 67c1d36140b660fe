import Big from 'big.js';
import { behindAccounting } from '../../orders/report/order-number-field';
import { moneyText, sameMoney } from '../../shared/money';
import type { WireRecord } from '../../autotask/types';
import type { Change } from '../../shared/activity';
import type { Poll } from '../context';
import { type TrackedOrder, isCancelledByHand } from '../select/eligibility';
import type { MatchedOrder, StatusItem } from './po-lines';
import { lineName } from '../diff/event-text';
import type { WriteSettings } from '../settings';
import { type PoStages, stageOf } from '../select/po-stages';
import type { Known, OrderEvent, OrderSnapshot } from '../types';

/** Writes to the fields of one purchase order and its lines; memory and receiving come apart. */
export interface FieldPlan {
	/** Fields of PurchaseOrders; empty = none. */
	order: WireRecord;
	items: { item: StatusItem; fields: WireRecord }[];
	changes: Change[];
	/** What a person entered and was left. */
	notes: string[];
}

/**
 * What the changes of one order change in Autotask's own fields. Pure. A value that a person
 * entered stays, and is said; a purchase order that a person cancelled is not written at all.
 */
export function planFields(
	matched: MatchedOrder,
	{ stages, settings, account }: Pick<Poll, 'stages' | 'settings' | 'account'>,
): FieldPlan {
	const { order, comparison, snapshot, byLine } = matched;
	const { write } = settings;
	const plan: FieldPlan = { order: {}, items: [], changes: [], notes: [] };
	if (isCancelledByHand(order.po, stages)) return plan;
	planStatus(plan, order, comparison.known, stages);
	if (write.invoiceNumbers) planInvoiceNumbers(plan, order, comparison.known);
	if (write.orderNumber) planOrderNumber(plan, order, snapshot);
	if (write.freight) planFreight(plan, order, snapshot, account.currency);
	// Autotask takes no change to the lines of an order that it has received in full.
	if (stageOf(order.po.status, stages) === 'full') return plan;
	for (const [line, items] of byLine)
		for (const item of items) planItem(plan, matched, line, item, write);
	return plan;
}

/**
 * Autotask's own status moves with receiving: what a person or receiving has moved on is not moved
 * back.
 */
function planStatus(
	plan: FieldPlan,
	{ po, before }: TrackedOrder,
	known: Known,
	stages: PoStages,
): void {
	const value = stages.wanted.get(known.status);
	if (value === undefined || value === po.status || known.status === before.status) return;
	const ours = [...stages.wanted.values()];
	const stage = stageOf(po.status, stages);
	const label = (status: string) => stages.labels.get(status) ?? status;
	if (
		stage === 'partial' ||
		stage === 'full' ||
		(stage !== 'new' && stage !== 'submitted' && !ours.includes(po.status))
	) {
		plan.notes.push(
			`the purchase order is ${label(po.status)} in Autotask and was not set to ${label(value)}`,
		);
		return;
	}
	plan.order.status = Number(value);
	plan.changes.push({ field: 'status', old: label(po.status), new: label(value) });
}

const FIELD_LENGTH = 50;

function planInvoiceNumbers(plan: FieldPlan, { po }: TrackedOrder, known: Known): void {
	const there = (po.fields.vendorInvoiceNumber ?? '').trim();
	const kept = [...known.invoices];
	while (kept.join(', ').length > FIELD_LENGTH) kept.pop();
	const wanted = kept.join(', ');
	if (wanted === '' || wanted === there) return;
	if (
		there.split(',').some((part) => part.trim() !== '' && !known.invoices.includes(part.trim()))
	) {
		plan.notes.push(
			`Vendor Invoice Number already contains ${there} and was not changed; the invoices are ${wanted}`,
		);
		return;
	}
	plan.order.vendorInvoiceNumber = wanted;
	plan.changes.push({ field: 'vendorInvoiceNumber', old: there, new: wanted });
}

/**
 * Behind accounting's own number alone: an empty field is how accounting knows what to take over.
 */
function planOrderNumber(plan: FieldPlan, order: TrackedOrder, snapshot: OrderSnapshot): void {
	const { po, journal } = order;
	const sent = (journal?.lines ?? []).flatMap(({ orderNumbers }) => orderNumbers);
	const numbers = sent.length > 0 ? sent : journal === null ? [] : snapshot.orderNumbers;
	const there = po.fields.externalPONumber ?? '';
	const wanted = behindAccounting(there, [...new Set(numbers)]);
	if (wanted === null) return;
	plan.order.externalPONumber = wanted;
	plan.changes.push({ field: 'externalPONumber', old: there, new: wanted });
}

/**
 * Shown on an invoice it need not be charged; the sum is that of the invoices at hand, credits
 * taken off.
 */
function planFreight(
	plan: FieldPlan,
	{ po, before }: TrackedOrder,
	{ invoices }: OrderSnapshot,
	account: string,
): void {
	const own = new Map((invoices ?? []).map((invoice) => [invoice.number, invoice]));
	const clean = [...own.values()].every(
		({ currency, freight }) => currency === account && freight !== '',
	);
	if (own.size === 0 || !clean) return;
	const sum = (numbers: string[]) =>
		moneyText(numbers.reduce((so, number) => so.plus(own.get(number)?.freight ?? 0), new Big(0)));
	const there = po.fields.freight ?? '';
	const wanted = sum([...own.keys()]);
	const untouched = there === '' || Number(there) === 0 || sameMoney(there, sum(before.invoices));
	if (sameMoney(there || '0', wanted)) return;
	if (!untouched) {
		plan.notes.push(
			`Freight already contains ${there} and was not changed; that of the invoices is ${wanted}`,
		);
		return;
	}
	plan.order.freight = Number(wanted);
	plan.changes.push({ field: 'freight', old: there, new: wanted });
}

function planItem(
	plan: FieldPlan,
	{ order, comparison }: MatchedOrder,
	line: number,
	item: StatusItem,
	write: WriteSettings,
): void {
	const { known, events } = comparison;
	const now = known.lines.find((one) => one.line === line);
	const old = order.before.lines.find((one) => one.line === line);
	const fields: WireRecord = {};
	if (write.eta && now && now.eta !== '' && now.eta !== item.eta && now.eta !== (old?.eta ?? '')) {
		// Empty, or what the poll before this one wrote; PO Create writes the first date that TD SYNNEX
		// gives. A day off is how Autotask shows a date of ours, not a person's.
		const ours = item.eta === '' || !old?.eta || isDayOff(item.eta, old.eta);
		if (ours) {
			fields.estimatedArrivalDate = `${now.eta}T00:00:00Z`;
			plan.changes.push({
				field: `estimated arrival of ${lineName(line, '')}`,
				old: item.eta,
				new: now.eta,
			});
		} else
			plan.notes.push(
				`the estimated arrival of ${lineName(line, '')} is ${item.eta} in Autotask and was not changed; TD SYNNEX expects ${now.eta}`,
			);
	}
	if (write.itemMemo) {
		const memo = itemMemo(item.memo, line, events);
		if (memo !== item.memo) fields.memo = memo;
	}
	if (Object.keys(fields).length > 0) plan.items.push({ item, fields });
}

/** Whether two ISO days are the same or next to each other. */
function isDayOff(one: string, other: string): boolean {
	return Math.abs(Date.parse(one) - Date.parse(other)) <= 86_400_000;
}

const ITEM_MEMO_LENGTH = 4000;
const MARK = 'TD SYNNEX: ';

/**
 * The changes of one line below what stands there; when it grows too long, the oldest of ours go.
 */
function itemMemo(memo: string, line: number, events: OrderEvent[]): string {
	const added = events
		.filter(({ lines }) => lines.some((one) => one.line === line))
		.map(({ what, serialNumbers }) =>
			`${MARK}${what}${serialNumbers.length > 0 ? `, serial numbers ${serialNumbers.join(', ')}` : ''}`.slice(
				0,
				1000,
			),
		)
		.filter((text) => !memo.includes(text));
	const lines = [
		...memo.split(/\r\n|\r|\n/).filter((text, index, all) => text !== '' || index < all.length - 1),
		...added,
	];
	while (lines.join('\r\n').length > ITEM_MEMO_LENGTH) {
		const oldest = lines.findIndex((text) => text.startsWith(MARK));
		if (oldest < 0) return memo;
		lines.splice(oldest, 1);
	}
	return added.length === 0 ? memo : lines.join('\n');
}
