import { holdRemedies } from '../../tdsynnex/ec-xml/hold-reasons';
import type { Journal, JournalLine } from '../journal/types';
import type { OrderResult } from '../types';

/**
 * What a person must look at, from the journal alone. No remedy may lead to a second order while
 * the first one may live.
 */
export function needsAttention(journal: Journal | null): OrderResult['problem'] {
	if (journal === null) return null;
	const quotes = journal.lines.filter(({ result }) => result === 'nonStockQuote');
	if (quotes.length > 0) return nonStock(journal, quotes);
	if (journal.state === 'UNCERTAIN') return uncertain(journal);
	if (journal.state === 'REJECTED') return rejected(journal);
	if (journal.answer === 'PARTIAL') return partial(journal);
	return journal.answer === 'HELD' ? held(journal) : null;
}

function rejected(journal: Journal): OrderResult['problem'] {
	const again = `add the line "TDS revision: ${journal.revision + 1}" to its General Memo. It is then sent under another number.`;
	return isDeleted(journal)
		? {
				code: 'order-rejected',
				cause: `TD SYNNEX does not deliver the order${because(journal)}`,
				remedy: `Ask TD SYNNEX whether it has entered the goods anew, under a different number. Only after it has said that it has not: correct the purchase order, and ${again}`,
			}
		: {
				code: 'order-rejected',
				cause: `TD SYNNEX rejected the order: ${journal.reason || 'no reason given'}`,
				remedy: `It was not taken. Correct the purchase order, then ${again}`,
			};
}

/**
 * How the log of an order tells that TD SYNNEX took it and dropped it later: its goods may be in
 * another order that was entered since, and that no look-up shows yet.
 */
export const DELETED_LATER = 'TD SYNNEX took and later deleted';

function isDeleted({ reason }: Journal): boolean {
	return reason.startsWith(DELETED_LATER);
}

/** Lines that wait for goods, in words; empty for none. */
export function backOrders(journal: Journal | null): string {
	const lines = journal?.lines.filter(({ result }) => result === 'backOrdered') ?? [];
	return lines.length === 0 ? '' : `TD SYNNEX has put ${named(lines)} on back order`;
}

/**
 * A back order that the buyer did not want. It lives: whoever buys the goods elsewhere gets them
 * twice.
 */
export function unwantedBackOrder(journal: Journal): OrderResult['problem'] {
	return {
		code: 'order-back-ordered',
		cause: `${backOrders(journal)}, but the order did not allow back orders`,
		remedy: `Let it wait, or ask your TD SYNNEX sales contact to cancel ${theOrder(journal, journal.lines)}. Buy the goods elsewhere only after they have confirmed that it is canceled.`,
	};
}

export function orderNumbers(lines: JournalLine[]): string[] {
	return [...new Set(lines.flatMap((line) => line.orderNumbers))];
}

function nonStock(journal: Journal, quotes: JournalLine[]): OrderResult['problem'] {
	return {
		code: 'non-stock-quote',
		cause: `TD SYNNEX filed ${named(quotes)} under SKU 99, as a QUOTE for goods that it does not stock: IT WILL NEVER SHIP AS IT IS`,
		remedy: `Call TD SYNNEX about ${theOrder(journal, quotes)}: they can enter the correct SKU in it, or delete it. Only after they have confirmed that it is deleted, order the product under its correct SKU on a new purchase order.`,
	};
}

/**
 * Why an order stays in doubt beside another one under its PO number. Also TD SYNNEX's own changes
 * of our order look like that, so it is never called somebody else's.
 */
export function otherOrder({ differences, numbers }: Seen): string {
	const named = numbers.length === 0 ? '' : ` (number ${numbers.join(', ')})`;
	return `${OTHER_ORDER}${named} that reads otherwise: ${differences.join('; ')}`;
}

/** An order that TD SYNNEX shows: how it differs from ours, and its order numbers. */
interface Seen {
	differences: string[];
	numbers: string[];
}

const OTHER_ORDER = 'TD SYNNEX has an order under this PO number';

function uncertain({ poNumber, reason, revision }: Journal): OrderResult['problem'] {
	const isOther = reason.startsWith(OTHER_ORDER);
	return {
		code: 'order-uncertain',
		cause: `it is not known whether TD SYNNEX has an order under PO ${poNumber}: ${reason}`,
		remedy: [
			isOther
				? 'Ask TD SYNNEX whose order that is.'
				: 'Let Reconcile run again, or ask TD SYNNEX for that PO number.',
			'Do not order it yourself, or under another number, before it is settled.',
			isOther
				? `If TD SYNNEX has one for this purchase order, add the line "TDS order number: NUMBER" with its order number to the General Memo, and "TDS not ours: NUMBER" with each other number that it shows; then let Reconcile run.`
				: 'If TD SYNNEX has this order, add the line "TDS order number: NUMBER" with its order number to the General Memo and let Reconcile run.',
			isOther
				? `Only once TD SYNNEX has told you that none is for this purchase order, "TDS not ours: NUMBER" with each of those numbers and "TDS revision: ${revision + 1}" in the General Memo send it anew.`
				: `Once TD SYNNEX has told you that there is no such order, "TDS revision: ${revision + 1}" in the General Memo sends it anew.`,
		].join(' '),
	};
}

/**
 * Pieces that are missing without a word may still come; only what was rejected is free to be
 * ordered.
 */
function partial(journal: Journal): OrderResult['problem'] {
	const refused = journal.lines.filter(({ result }) => result === 'rejected');
	const short = journal.lines.filter(
		({ result, accepted, quantity }) => result !== 'rejected' && (accepted ?? quantity) < quantity,
	);
	const waiting = journal.lines.filter(({ result }) => result === 'held');
	const counts = [...refused, ...short].map(
		(line) => `${named([line])} ${line.accepted ?? 0} of ${line.quantity}`,
	);
	const remedies = [
		refused.length > 0 ? orderElsewhere(journal) : '',
		short.length > 0
			? `Ask TD SYNNEX what happened to the missing pieces of ${named(short)} before you order any of them again. They may still come.`
			: '',
		waiting.length > 0
			? `Ask TD SYNNEX to release ${named(waiting)}. Do not order that again.`
			: '',
	];
	const also = waiting.length > 0 ? `; it holds ${named(waiting)} for its sales desk` : '';
	return {
		code: 'order-partial',
		cause: `TD SYNNEX took the order only in part: ${counts.join(', ')}${also}${because(journal)}`,
		remedy: remedies.filter((remedy) => remedy !== '').join(' '),
	};
}

function orderElsewhere(journal: Journal): string {
	const where = 'rejected lines elsewhere, or on another purchase order.';
	return isDeleted(journal)
		? `Ask TD SYNNEX whether it has entered the deleted lines anew, under a different number. Only after it has said that it has not, order the ${where}`
		: `Order the ${where}`;
}

function held(journal: Journal): OrderResult['problem'] {
	return {
		code: 'order-held',
		cause: `TD SYNNEX has taken the order and holds it for its sales desk${because(journal)}`,
		remedy: [
			`Do not order again: it ships as soon as TD SYNNEX releases it. Ask your TD SYNNEX sales contact about ${theOrder(journal, journal.lines)}.`,
			holdRemedies(journal.reason),
			'If every order is held, ask for an auto-fill profile.',
		]
			.filter((part) => part !== '')
			.join(' '),
	};
}

function because({ reason }: Journal): string {
	return reason === '' ? '' : `: ${reason}`;
}

function theOrder({ poNumber }: Journal, lines: JournalLine[]): string {
	const numbers = orderNumbers(lines);
	return numbers.length === 0 ? `PO ${poNumber}` : `order ${numbers.join(', ')} (PO ${poNumber})`;
}

function named(lines: JournalLine[]): string {
	return lines.map(({ lineNumber, sku }) => `line ${lineNumber} (SKU ${sku})`).join(', ');
}
