import { eachPieceOnce } from '../../tdsynnex/ec-xml/line-items';
import { meaningOf } from '../../tdsynnex/ec-xml/line-meaning';
import { NON_STOCK_SKU, plainCode } from '../../tdsynnex/ec-xml/order-codes';
import type { PoStatusItem } from '../../tdsynnex/ec-xml/order-status';
import type { JournalLine } from '../../orders/journal/types';

/** Quantities of one line, as its items state them. */
export interface LineQuantities {
	/** The items that stand for pieces of the line. */
	items: PoStatusItem[];
	/** As it was sent; where nobody knows, as TD SYNNEX shows it. */
	ordered: number;
	/** As TD SYNNEX shows it. */
	stated: number;
	shipped: number;
	cancelled: number;
	backOrdered: number;
	over: boolean;
}

export const DEAD = ['deleted', 'rejected'];

/**
 * Counts the items of one line. A quantity that TD SYNNEX leaves out of them without a word stays
 * open: only a code says that pieces are cancelled, or an order that is through as a whole.
 *
 * @param sent the line as it was ordered; absent where nobody knows
 * @param header the code of the whole order
 */
export function countQuantities(
	all: PoStatusItem[],
	sent: JournalLine | undefined,
	header: string,
	hasDate: (item: PoStatusItem) => boolean,
): LineQuantities {
	const items = eachPieceOnce(ownItems(all, sent), sent?.quantity || null);
	const codes = items.map(({ code }) => plainCode(code));
	const stated = statedOf(items, sent);
	const wanted = sent?.quantity ?? 0;
	const ordered = Math.max(stated, wanted);
	const parts = items.map((item) => ({ item, ...partOf(item) }));
	const sum = (some: typeof parts, pick: 'shipped' | 'open') =>
		some.reduce((so, part) => so + part[pick], 0);
	const shipped = sum(parts, 'shipped');
	const open = Math.max(ordered - shipped, 0);
	const isDead = ({ item }: (typeof parts)[number]) => DEAD.includes(plainCode(item.code));
	// An order that is invoiced or deleted as a whole has nothing more to come.
	const over =
		(['invoiced', ...DEAD].includes(header) &&
			codes.every((code) => ['invoiced', ...DEAD].includes(code))) ||
		codes.every((code) => DEAD.includes(code));
	const refused = Math.max(wanted - (sent?.accepted ?? wanted), 0);
	const unlisted = Math.min(refused, Math.max(wanted - stated, 0));
	const cancelled = over ? open : Math.min(sum(parts.filter(isDead), 'open') + unlisted, open);
	const waiting = parts.filter(
		(part) => !isDead(part) && (hasDate(part.item) || meaningOf(part.item) === 'backOrdered'),
	);
	return {
		items,
		ordered,
		stated,
		shipped,
		cancelled,
		backOrdered: Math.min(sum(waiting, 'open'), open - cancelled),
		over,
	};
}

/**
 * Items in another SKU than the ordered one: a kit's parts are no pieces of the line, a part of it
 * in another SKU is.
 */
function ownItems(items: PoStatusItem[], sent: JournalLine | undefined): PoStatusItem[] {
	if (sent === undefined || sent.sku === '') return items;
	const own = items.filter(({ sku }) => ['', NON_STOCK_SKU, sent.sku].includes(sku));
	const whole = own.reduce((sum, { orderQuantity }) => sum + (orderQuantity ?? 0), 0);
	return whole === sent.quantity ? own : items;
}

/**
 * A line that is split comes as several items. Whether each then carries its part or the whole
 * quantity is not documented: where all say what was ordered, it was ordered once.
 */
function statedOf(items: PoStatusItem[], sent: JournalLine | undefined): number {
	const quantities = items.map(
		({ orderQuantity, shipQuantity }) => orderQuantity ?? shipQuantity ?? 0,
	);
	const wanted = sent?.quantity ?? 0;
	if (wanted > 0 && quantities.every((quantity) => quantity === wanted)) return wanted;
	return quantities.reduce((sum, quantity) => sum + quantity, 0);
}

/** A shipped item without a quantity has shipped whole. */
function partOf({ code, orderQuantity, shipQuantity }: PoStatusItem): {
	shipped: number;
	open: number;
} {
	const gone = ['shipped', 'invoiced'].includes(plainCode(code));
	const shipped = Math.max(shipQuantity ?? (gone ? (orderQuantity ?? 0) : 0), 0);
	return { shipped, open: Math.max((orderQuantity ?? 0) - shipped, 0) };
}
