import Big from 'big.js';
import { moneyText, readMoney } from '../../shared/money';
import { eachPieceOnce } from '../../tdsynnex/ec-xml/line-items';
import { isDead } from '../../tdsynnex/ec-xml/line-meaning';
import { isoDay, plainCode } from '../../tdsynnex/ec-xml/order-codes';
import type { PoStatus, PoStatusItem } from '../../tdsynnex/ec-xml/order-status';
import { lineState, wholeAnswer } from './classify-reply';
import type { JournalLine } from '../journal/types';
import { DELETED_LATER } from '../report/needs-attention';
import { samePoNumber } from '../request/po-number';
import type { Answer } from '../types';

/** What TD SYNNEX knows under a PO number, held against the order that we mean by it. */
export type OrderMatch =
	/** TD SYNNEX says that it has none. No proof that none exists. */
	| { kind: 'absent' }
	| {
			kind: 'ours';
			answer: Answer;
			lines: JournalLine[];
			/** ISO dates by line number. */
			etas: Map<number, string>;
			why: string;
			/** Whether a person has said that it is this one's: nothing else proves it. */
			confirmed: boolean;
			/** In words, each line that TD SYNNEX has taken at another price than the one sent. */
			prices: string[];
	  }
	/** An order with other lines, under these order numbers: never taken for ours. */
	| { kind: 'differs'; differences: string[]; numbers: string[] }
	| { kind: 'unclear'; why: string };

/**
 * @param lines what was, or would be, sent; a line whose detail was folded away cannot be compared
 * @param writtenAt UTC ISO 8601 of the Autotask purchase order: an order that is days older is not
 *   its
 */
export function matchOrder(
	status: PoStatus,
	poNumber: string,
	lines: JournalLine[],
	writtenAt = '',
): OrderMatch {
	if (status.kind === 'unreadable') return { kind: 'unclear', why: status.why };
	if (status.kind === 'error')
		return { kind: 'unclear', why: [status.message, status.detail].filter(Boolean).join(': ') };
	if (status.poNumber !== '' && !samePoNumber(status.poNumber, poNumber))
		return { kind: 'unclear', why: `the answer is about PO ${status.poNumber}` };
	const header = plainCode(status.code);
	if (header === 'notfound') return { kind: 'absent' };
	if (status.items.length === 0)
		return isRefusedWhole(status)
			? refusedWhole(lines, status.reason)
			: {
					kind: 'unclear',
					why: [`TD SYNNEX answers "${status.code}" and names no line`, status.reason]
						.filter(Boolean)
						.join(': '),
				};
	if (lines.some(({ sku }) => sku === ''))
		return { kind: 'unclear', why: 'the lines that were sent are no longer known in detail' };
	const items = numbered(status.items, lines).map((item) =>
		item.code === '' ? { ...item, code: status.code } : item,
	);
	const differences = [...olderThan(status.orderedAt ?? '', writtenAt), ...compare(items, lines)];
	if (differences.length > 0) return { kind: 'differs', differences, numbers: numbersShown(items) };
	const found = lines.map((line) => settle(line, itemsFor(items, line)));
	return {
		kind: 'ours',
		answer: wholeAnswer(found) ?? 'HELD',
		lines: found,
		etas: etasOf(items, lines),
		why: [deletedOf(found, items), status.reason].filter((part) => part !== '').join('; '),
		confirmed: false,
		prices: lines.flatMap((line) => pricesApart(line, itemsFor(items, line))),
	};
}

/** Lines that it took and dropped, in words; empty for none. */
function deletedOf(found: JournalLine[], items: PoStatusItem[]): string {
	const deleted = found.filter(
		(line) =>
			(line.result === 'rejected' || (line.accepted ?? line.quantity) < line.quantity) &&
			itemsFor(items, line).some(({ code }) => plainCode(code) === 'deleted'),
	);
	const names = deleted.map(({ lineNumber, sku }) => `line ${lineNumber} (SKU ${sku})`);
	return names.length === 0 ? '' : `${DELETED_LATER} ${names.join(', ')}`;
}

/** The sales order numbers that items name, each once. */
export function numbersShown(items: Pick<PoStatusItem, 'orderNumber'>[]): string[] {
	return [...new Set(items.map(({ orderNumber }) => orderNumber))].filter(Boolean);
}

function pricesApart(line: JournalLine, items: PoStatusItem[]): string[] {
	const sent = line.sentPrice ?? line.unitPrice;
	const alive = eachPieceOnce(items, line.quantity).filter((item) => !isDead(item));
	const apart = alive
		.map(({ unitPrice }) => readMoney(unitPrice))
		.flatMap((read) => ('amount' in read && read.amount !== null ? [read.amount] : []))
		.filter((price) => isAmount(sent) && !new Big(price).eq(sent));
	return [...new Set(apart.map((price) => moneyText(price)))].map(
		(price) =>
			`TD SYNNEX has line ${line.lineNumber} (SKU ${line.sku}) at ${price} a piece, and ${sent} was ordered`,
	);
}

function isAmount(text: string): boolean {
	return /^\d+(\.\d+)?$/.test(text);
}

/**
 * Where one SKU stands on several lines and TD SYNNEX numbers none, items and lines are paired by
 * their quantity; what finds no partner stays without a number, and is then a difference.
 */
function numbered(items: PoStatusItem[], lines: JournalLine[]): PoStatusItem[] {
	const open = lines.filter(({ sku }) => lines.filter((line) => line.sku === sku).length > 1);
	return items.map((item) => {
		if (item.lineNumber !== null) return item;
		const at = open.findIndex(
			({ sku, quantity }) => sku === item.sku && quantity === item.orderQuantity,
		);
		const [line] = at < 0 ? [] : open.splice(at, 1);
		return line ? { ...item, lineNumber: line.lineNumber } : item;
	});
}

/** An order placed before the purchase order was written is another one under the same number. */
function olderThan(orderedAt: string, writtenAt: string): string[] {
	const ordered = Date.parse(isoDay(orderedAt));
	if (!(ordered > NEVER) || !(ordered + CLOCKS_APART_MS < Date.parse(writtenAt))) return [];
	return [`it was placed on ${isoDay(orderedAt)}, before this purchase order was written`];
}

/** Dates before it stand for "not stated". */
const NEVER = Date.parse('2000-01-01');
/** TD SYNNEX's times carry no zone, and a day is compared with a moment. */
const CLOCKS_APART_MS = 2 * 86_400_000;

/** Line by line where TD SYNNEX numbers its items, else SKU by SKU. */
function compare(items: PoStatusItem[], lines: JournalLine[]): string[] {
	const strangers = items.filter(
		(item) => !lines.some((line) => itemsFor([item], line).length > 0),
	);
	const foreign = strangers.map(
		({ sku, orderQuantity }) =>
			`it has ${orderQuantity ?? 'some'} of SKU ${sku || 'unknown'}, which we do not order`,
	);
	const ours = lines.flatMap((line) => {
		const found = itemsFor(items, line);
		if (found.length === 0) return [`it lacks our line ${line.lineNumber} (SKU ${line.sku})`];
		return sameQuantity(eachPieceOnce(found, line.quantity), line.quantity)
			? []
			: [
					`it has ${found.map(({ orderQuantity }) => orderQuantity ?? '?').join(' + ')} of SKU ${line.sku}, and we order ${line.quantity}`,
				];
	});
	return [...new Set([...foreign, ...ours])];
}

/**
 * Items of one of our lines: its own line number and its own SKU. The SKU may read 99 where TD
 * SYNNEX filed the line as a non-stock quote, and be left out where it names only the maker's
 * number.
 */
function itemsFor(items: PoStatusItem[], line: JournalLine): PoStatusItem[] {
	return items.filter(
		({ lineNumber, sku }) =>
			(lineNumber === line.lineNumber && ['', '99', line.sku].includes(sku)) ||
			(lineNumber === null && sku === line.sku),
	);
}

/**
 * A line that is split comes as several items. Whether each then carries its part or the whole
 * quantity is not documented: both add up.
 */
function sameQuantity(items: PoStatusItem[], quantity: number): boolean {
	const parts = items.map(({ orderQuantity }) => orderQuantity);
	if (parts.some((part) => part === null)) return true;
	const sum = parts.reduce<number>((so, part) => so + (part ?? 0), 0);
	return sum === quantity || parts.every((part) => part === quantity);
}

function settle(line: JournalLine, all: PoStatusItem[]): JournalLine {
	const items = eachPieceOnce(all, line.quantity);
	const state = lineState(items, line.sku) ?? 'held';
	const taken = items.filter((item) => !isDead(item));
	return {
		...line,
		result: state,
		accepted: state === 'rejected' ? 0 : acceptedOf(items, taken, line.quantity),
		orderNumbers: numbersShown(taken.length > 0 ? taken : items),
	};
}

/**
 * The whole line, or what those of its parts come to that were not refused; `null` where they do
 * not tell.
 */
function acceptedOf(items: PoStatusItem[], taken: PoStatusItem[], quantity: number): number | null {
	if (taken.length === items.length) return quantity;
	const counts = taken.map(({ orderQuantity }) => orderQuantity);
	if (counts.includes(null)) return null;
	return Math.min(
		counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
		quantity,
	);
}

/**
 * It frees the order to be sent anew, so it must be about this PO, and say no more than that: the
 * vendor's document (facts/tdsynnex-ec-spec.md, POStatus) has no reason beside it. With other words
 * it may as well be that the service itself failed.
 */
function isRefusedWhole({
	code,
	poNumber,
	reason,
}: Extract<PoStatus, { kind: 'status' }>): boolean {
	return plainCode(code) === 'rejected' && poNumber !== '' && REFUSED.test(reason.trim());
}

const REFUSED =
	/^(?:(?:the )?(?:purchase )?(?:order|po)?(?: (?:was|is))? ?rejected|all lines were rejected)?[.!]?$/i;

function refusedWhole(lines: JournalLine[], why: string): OrderMatch {
	return {
		kind: 'ours',
		answer: 'REJECTED',
		lines: lines.map((line) => ({ ...line, result: 'rejected', accepted: 0, orderNumbers: [] })),
		etas: new Map(),
		why,
		confirmed: false,
		prices: [],
	};
}

function etasOf(items: PoStatusItem[], lines: JournalLine[]): Map<number, string> {
	const etas = new Map<number, string>();
	for (const line of lines) {
		const dates = itemsFor(items, line)
			.map(({ eta }) => isoDay(eta))
			.filter((date) => date !== '');
		const latest = dates.sort().at(-1);
		if (latest !== undefined) etas.set(line.lineNumber, latest);
	}
	return etas;
}
