import { ordersWithWholeLine } from '../../orders/submit/whose-order';
import { confirmedNumbers, disownedNumbers } from '../../orders/request/memo-marks';
import type { JournalLine } from '../../orders/journal/types';
import { eachPieceOnce } from '../../tdsynnex/ec-xml/line-items';
import { isDead, meaningOf } from '../../tdsynnex/ec-xml/line-meaning';
import type { PoStatusItem } from '../../tdsynnex/ec-xml/order-status';
import type { TrackedOrder } from '../select/eligibility';
import type { SnapshotFault } from '../types';

/** What of an answer is the order that was asked about. */
export type OwnItems =
	| {
			kind: 'ours';
			items: PoStatusItem[];
			/** Orders under our PO number that are not ours. */
			others: string[];
			faults: SnapshotFault[];
	  }
	| { kind: 'foreign'; fault: SnapshotFault };

/**
 * Several orders may stand under one PO number: TD SYNNEX splits an order, and releases it under a
 * new number; but somebody may also have ordered a second time. Where the order numbers that we
 * know hold a whole line, what other orders hold of that line is not ours. Nor is any of which a
 * person says so.
 *
 * @param items each with its own code
 */
export function ownItems(order: TrackedOrder, items: PoStatusItem[]): OwnItems {
	const ours = ourNumbers(order);
	const disowned = disownedNumbers(order.po.memo).filter((number) => !ours.includes(number));
	const rest = items.filter(({ orderNumber }) => !disowned.includes(orderNumber));
	if (rest.length === items.length) return amongOurs(order, ours, items);
	if (rest.length === 0) return { kind: 'foreign', fault: foreign(order, ours, numbersOf(items)) };
	const own = amongOurs(order, ours, rest);
	return own.kind === 'foreign' ? own : { ...own, others: [...own.others, ...disowned] };
}

function amongOurs(order: TrackedOrder, ours: string[], items: PoStatusItem[]): OwnItems {
	const theirs = numbersOf(items);
	const sent = order.journal?.lines ?? [];
	if (ours.length === 0 || theirs.length === 0)
		return { kind: 'ours', items, others: [], faults: [] };
	if (!theirs.some((number) => ours.includes(number)))
		return sameGoods(items, sent)
			? { kind: 'ours', items, others: [], faults: [] }
			: { kind: 'foreign', fault: foreign(order, ours, theirs) };
	const isOther = ({ orderNumber }: PoStatusItem) =>
		orderNumber !== '' && !ours.includes(orderNumber);
	const extra = sent.flatMap((line) => {
		const all = itemsOf(line, items).filter((item) => !isHeld(item));
		const own = all.filter((item) => !isOther(item) && !isDead(item));
		const wanted = wantedOf(line, all, sent);
		return wanted > 0 && sum(own) >= wanted ? all.filter(isOther) : [];
	});
	const alive = numbersOf(extra.filter((item) => !isDead(item)));
	return {
		kind: 'ours',
		items: items.filter((item) => !extra.includes(item)),
		others: numbersOf(extra),
		faults: alive.length === 0 ? [] : [secondOrder(order, ours, alive)],
	};
}

/** The order numbers that Autotask, or a person, says are this purchase order's. */
export function ourNumbers({ journal, po }: TrackedOrder): string[] {
	const sent = (journal?.lines ?? []).flatMap(({ orderNumbers }) => orderNumbers);
	const byHand = [...(po.externalNumber.match(/\d{6,}/g) ?? []), ...confirmedNumbers(po.memo)];
	// What was sent and has no number yet is known by its PO number alone.
	return journal !== null && sent.length === 0 ? [] : [...new Set([...sent, ...byHand])];
}

/**
 * An order number may change when TD SYNNEX releases an order, its goods do not. Two orders that
 * hold a whole line each are not one.
 */
function sameGoods(items: PoStatusItem[], sent: JournalLine[]): boolean {
	const known = items.every(({ sku, lineNumber }) =>
		sent.some(
			(line) =>
				line.sku !== '' &&
				line.sku === sku &&
				(lineNumber === null || lineNumber === line.lineNumber),
		),
	);
	return known && sent.every((line) => fits(line, itemsOf(line, items)));
}

function fits(line: JournalLine, items: PoStatusItem[]): boolean {
	if (ordersWithWholeLine(items, line).length > 1) return false;
	const alive = eachPieceOnce(items, line.quantity).filter((item) => !isDead(item));
	const repeated = alive.every(({ orderQuantity }) => orderQuantity === line.quantity);
	return repeated || sum(alive) <= line.quantity;
}

/** A quotation stands for the pieces of the orders that ship in its place. */
function isHeld(item: PoStatusItem): boolean {
	return ['held', 'nonStock'].includes(meaningOf(item));
}

function itemsOf(line: JournalLine, items: PoStatusItem[]): PoStatusItem[] {
	return items.filter(({ lineNumber, sku }) =>
		lineNumber === null ? sku === line.sku : lineNumber === line.lineNumber,
	);
}

/** Where items have no line number, those of one SKU stand for all of its lines. */
function wantedOf(line: JournalLine, items: PoStatusItem[], sent: JournalLine[]): number {
	const together = items.some(({ lineNumber }) => lineNumber === null);
	const lines = together ? sent.filter(({ sku }) => sku === line.sku) : [line];
	return lines.reduce((so, { quantity }) => so + quantity, 0);
}

function sum(items: PoStatusItem[]): number {
	return items.reduce((so, { orderQuantity }) => so + (orderQuantity ?? 0), 0);
}

function numbersOf(items: PoStatusItem[]): string[] {
	return [...new Set(items.map(({ orderNumber }) => orderNumber).filter(Boolean))];
}

function foreign({ poNumber }: TrackedOrder, ours: string[], theirs: string[]): SnapshotFault {
	return {
		key: `foreign ${theirs.join(' ')}`,
		cause: `under PO ${poNumber} TD SYNNEX has order ${theirs.join(', ')}, and Autotask says ${ours.join(', ') || 'that it is not ours'}: it belongs to somebody else's purchase order`,
		remedy:
			'Correct External P.O. Number in Autotask, or PO Number Pattern in the node. Nothing of the answer was used.',
	};
}

function secondOrder({ poNumber }: TrackedOrder, ours: string[], others: string[]): SnapshotFault {
	return {
		key: `second ${others.join(' ')}`,
		cause: `a possible double order: under PO ${poNumber} TD SYNNEX has order ${others.join(', ')} in addition to ${ours.join(', ')}, which already has the whole line; only ${ours.join(', ')} is followed and received`,
		remedy: `Ask TD SYNNEX immediately what order ${others.join(', ')} is, and have it canceled if nobody wants it. If it is part of this purchase order, add its number to External P.O. Number in Autotask. Its goods are then received.`,
	};
}
