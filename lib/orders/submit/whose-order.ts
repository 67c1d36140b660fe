import type { PoStatus, PoStatusItem } from '../../tdsynnex/ec-xml/order-status';
import { timeMs, postedAt } from '../journal/state-machine';
import type { Journal, JournalLine } from '../journal/types';
import { confirmedNumbers, disownedNumbers, unclearNumberLine } from '../request/memo-marks';
import type { PurchaseOrder } from '../types';
import { DUPLICATE_NOTED } from './classify-reply';
import { numbersShown, type OrderMatch, matchOrder } from './match-order';

/**
 * What TD SYNNEX knows of an order that we posted and that is in doubt. The PO number and the goods
 * alone prove nothing: another purchase order, another tenant on the same account or somebody on
 * the telephone may have ordered the same under the same number. Nothing that we send comes back in
 * a status (`facts` of the vendor's documents: no ship-to, no mark), so the time decides: what was
 * placed before we posted, or long after, is not ours.
 *
 * A person's word settles what cannot be told apart: an order number in External P.O. Number that
 * TD SYNNEX shows, or `TDS order number: 40000001` in the General Memo, whether it shows it or not;
 * and `TDS not ours: 40000001`, which is then passed over.
 *
 * @param lines what was sent, as far as it is known
 * @param now ms since 1970, when the status came
 */
export function findOwn(
	status: PoStatus,
	journal: Journal,
	lines: JournalLine[],
	po: Wanted,
	now: number,
): OrderMatch {
	const unclear = unclearNumberLine(po.memo);
	if (unclear !== '')
		return {
			kind: 'unclear',
			why: `"${unclear}" in the General Memo is not an order number in the words "TDS order number: 40000001", or is on lines of both kinds; write it with these words and digits only, each number on one kind of line, or remove the line`,
		};
	const disowned = disownedNumbers(po.memo);
	return disowned.length === 0
		? findAmong(status, journal, lines, po, now)
		: findBeside(disowned, status, po.memo, (rest) => findAmong(rest, journal, lines, po, now));
}

/** What a purchase order itself says of its order. */
type Wanted = Pick<PurchaseOrder, 'createdAt' | 'externalNumber' | 'memo'>;

/**
 * What is left once the orders of others are passed over. Items without a number are no order that
 * lives, so they keep nobody from ordering anew.
 */
function findBeside(
	disowned: string[],
	status: PoStatus,
	memo: string,
	find: (status: PoStatus) => OrderMatch,
): OrderMatch {
	if (status.kind !== 'status') return find(status);
	const items = status.items.filter(({ orderNumber }) => !disowned.includes(orderNumber));
	const named = confirmedNumbers(memo).length > 0;
	if (items.length === 0 && status.items.length > 0 && !named) return { kind: 'absent' };
	const found = find({ ...status, items });
	return found.kind === 'differs' && found.numbers.length === 0 ? { kind: 'absent' } : found;
}

function findAmong(
	status: PoStatus,
	journal: Journal,
	lines: JournalLine[],
	po: Wanted,
	now: number,
): OrderMatch {
	const found = matchOrder(status, journal.poNumber, lines, po.createdAt);
	const confirmed = confirmedNumbers(po.memo);
	if (confirmed.length > 0) return confirmedByHand(found, status, lines, confirmed);
	if (status.kind !== 'status' || status.items.length === 0) return found;
	const byHand = () => namedByHand(found, status.items, lines, po.externalNumber);
	if (found.kind !== 'ours') return byHand() ?? found;
	const doubts = [
		...refusedAsDuplicate(journal),
		...placedElsewhen(status, journal, now),
		...twice(status.items, lines),
	];
	if (doubts.length === 0) return found;
	return byHand() ?? differs(doubts, status.items);
}

function differs(differences: string[], items: PoStatusItem[]): OrderMatch {
	return { kind: 'differs', differences, numbers: numbersShown(items) };
}

/** Ours was refused since another stood there: that one is not what we posted. */
function refusedAsDuplicate({ log }: Journal): string[] {
	return log.some(({ text }) => text.includes(DUPLICATE_NOTED))
		? ['TD SYNNEX refused ours, because this one already existed']
		: [];
}

/** TD SYNNEX's own clock tells how long ago it was placed, whatever zone it shows. */
function placedElsewhen(
	{ orderedAt = '', answeredAt = '' }: { orderedAt?: string; answeredAt?: string },
	journal: Journal,
	now: number,
): string[] {
	const age = timeMs(`${answeredAt}Z`) - timeMs(`${orderedAt}Z`);
	if (timeMs(`${answeredAt}Z`) === 0 || timeMs(`${orderedAt}Z`) === 0 || age < 0) return [];
	const after = now - age - timeMs(postedAt(journal));
	if (after >= -CLOCKS_APART_MS && after <= LONGEST_WAY_MS) return [];
	const minutes = Math.max(1, Math.round(Math.abs(after) / 60_000));
	return [
		`it was placed ${minutes} minutes ${after < 0 ? 'before' : 'after'} this purchase order was posted`,
	];
}

/**
 * How far n8n's clock may be ahead of the truth: an order of ours that is taken for another's is
 * ordered again by the revision that a person then asks for.
 */
const CLOCKS_APART_MS = 60_000;
/** What has left reaches TD SYNNEX within this time, or never. */
const LONGEST_WAY_MS = 15 * 60_000;

/** Several orders of which each has the whole line: more than one was placed. */
function twice(items: PoStatusItem[], lines: JournalLine[]): string[] {
	return lines.flatMap((line) => {
		const orders = ordersWithWholeLine(items, line);
		return orders.length > 1
			? [`the whole line ${line.lineNumber} is in each of the orders ${orders.join(', ')}`]
			: [];
	});
}

/** The numbers of the sales orders that hold the whole quantity of a line, each once. */
export function ordersWithWholeLine(
	items: PoStatusItem[],
	{ lineNumber, sku, quantity }: Pick<JournalLine, 'lineNumber' | 'sku' | 'quantity'>,
): string[] {
	const whole = items.filter(
		(item) =>
			item.sku === sku &&
			[null, lineNumber].includes(item.lineNumber) &&
			item.orderQuantity === quantity &&
			item.orderType.toUpperCase() === SALES_ORDER,
	);
	return [...new Set(whole.map(({ orderNumber }) => orderNumber))];
}

const SALES_ORDER = 'SO';

/** A person has written one of the order numbers into the purchase order: it is this one's. */
function namedByHand(
	found: OrderMatch,
	items: PoStatusItem[],
	lines: JournalLine[],
	externalNumber: string,
): OrderMatch | null {
	const named = externalNumber.split(/[,\s]+/).filter((number) => number !== '');
	if (!items.some(({ orderNumber }) => named.includes(orderNumber))) return null;
	const why = `a person wrote the order number ${named.join(', ')} into External P.O. Number`;
	return takenOver(found, items, lines, { named, why });
}

/** What TD SYNNEX shows of it counts as far as it goes; that it is this one's is settled. */
function confirmedByHand(
	found: OrderMatch,
	status: PoStatus,
	lines: JournalLine[],
	named: string[],
): OrderMatch {
	const items = status.kind === 'status' ? status.items : [];
	const why = `a person wrote "TDS order number: ${named.join(', ')}" into the General Memo`;
	return takenOver(found, items, lines, { named, why });
}

/**
 * Where TD SYNNEX shows just what we order, one of its numbers names all of it. Else each number
 * beside the named ones is told: it may be this purchase order's second order.
 */
function takenOver(
	found: OrderMatch,
	items: PoStatusItem[],
	lines: JournalLine[],
	{ named, why }: { named: string[]; why: string },
): OrderMatch {
	const own = items.filter(({ orderNumber }) => named.includes(orderNumber));
	if (found.kind === 'ours' && own.length > 0 && twice(items, lines).length === 0)
		return { ...found, why, confirmed: true };
	// an answer that is not about this PO number tells nothing of what stands under it
	const shown = found.kind === 'ours' || found.kind === 'differs' ? numbersShown(items) : [];
	const others = shown.filter((number) => !named.includes(number));
	if (others.length > 0)
		return { kind: 'differs', differences: [`${why}, and not this one`], numbers: others };
	return {
		kind: 'ours',
		answer: 'ACCEPTED',
		lines: lines.map((line) => {
			const numbers = own
				.filter(({ sku, lineNumber }) => sku === line.sku || lineNumber === line.lineNumber)
				.map(({ orderNumber }) => orderNumber);
			const orderNumbers = [...new Set(numbers.length > 0 ? numbers : named)];
			return { ...line, result: 'accepted', accepted: null, orderNumbers };
		}),
		etas: new Map(),
		prices: [],
		why,
		confirmed: true,
	};
}
