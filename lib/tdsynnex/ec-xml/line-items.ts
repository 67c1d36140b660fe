import { type CodedItem, isDead, meaningOf } from './line-meaning';

/** An item of a line as far as its pieces go. */
export interface CountedItem extends CodedItem {
	orderQuantity: number | null;
	shipQuantity: number | null;
}

/**
 * The items of one line, each piece once. When goods ship from another warehouse than the one that
 * was asked for, TD SYNNEX keeps the quotation beside the orders that ship in its place: it stands
 * for the same pieces, so it counts only for those that no other item carries, or carried until it
 * was deleted.
 *
 * @param wanted what was ordered; `null` where nobody knows, when the quotation is taken for the
 * whole line
 */
export function eachPieceOnce<T extends CountedItem>(items: T[], wanted: number | null): T[] {
	const quotations = items.filter(isQuotation);
	const carriers = items.filter((item) => !isQuotation(item));
	if (quotations.length === 0 || carriers.length === 0) return items;
	if (carriers.every(isDead)) return withoutDeadTwins(items, quotations, wanted);
	let open = openBeside(quotations, carriers, wanted);
	return items.flatMap((item) => {
		if (!isQuotation(item)) return [item];
		const own = Math.min(item.orderQuantity ?? open, open);
		open -= own;
		return own > 0 ? [{ ...item, orderQuantity: own }] : [];
	});
}

/** A deleted order beside a quotation that covers the line: the quotation is what lives. */
function withoutDeadTwins<T extends CountedItem>(
	items: T[],
	quotations: CountedItem[],
	wanted: number | null,
): T[] {
	return sum(quotations) < (wanted ?? 0) ? items : items.filter((item) => !isDead(item));
}

/** Taken, held, and nothing of it has left. */
function isQuotation(item: CountedItem): boolean {
	return meaningOf(item) === 'held' && !item.shipQuantity;
}

/**
 * Pieces that are left for the quotations. An item without a quantity carries whatever there is.
 */
function openBeside(
	quotations: CountedItem[],
	carriers: CountedItem[],
	wanted: number | null,
): number {
	if (carriers.some(({ orderQuantity }) => orderQuantity === null)) return 0;
	const carried = sum(carriers);
	const whole = wanted ?? Math.max(sum(quotations), carried);
	return Math.max(whole - carried, 0);
}

function sum(items: CountedItem[]): number {
	return items.reduce((so, { orderQuantity }) => so + (orderQuantity ?? 0), 0);
}
