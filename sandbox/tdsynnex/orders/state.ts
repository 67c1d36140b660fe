import type { LineOutcome, Package, PurchaseOrder, SalesOrder, Shipment } from './types';

/** Order status knows these words, for an order and for a line. There is none for a back order: its type tells. */
export type StatusCode = 'accepted' | 'shipped' | 'invoiced' | 'deleted' | 'rejected';

export interface LineState {
	code: StatusCode;
	shipped: number;
	packages: Package[];
	lastShippedAt: number | null;
	/** When the rest of a back order is due; null = all has shipped, or nothing is stated. */
	etaAt: number | null;
	/** When the next shipment is planned; null likewise. */
	nextAt: number | null;
}

/** What has left the warehouse by now. A shipment that was cancelled before its time never does. */
export function shipmentsBy(order: SalesOrder, now: number): Shipment[] {
	return order.shipments.filter(
		({ at }) => at <= now && (order.cancelledAt === null || at < order.cancelledAt),
	);
}

export function isHeld(order: SalesOrder, now: number): boolean {
	return order.heldUntil !== null && order.heldUntil > now && !isCancelled(order, now);
}

/** Whether another warehouse's order ships in its place. */
export function isLeftOver({ recutAt }: SalesOrder, now: number): boolean {
	return recutAt !== null && recutAt <= now;
}

/**
 * @param held the type of an order that TD SYNNEX's sales people look at: 99 in a reply, QO in a status
 */
export function orderType(order: SalesOrder, now: number, held: '99' | 'QO' = '99'): string {
	if (isHeld(order, now)) return held;
	if (isLeftOver(order, now)) return 'QO';
	return order.type === 'BO' && shipmentsBy(order, now).length > 0 ? 'SO' : order.type;
}

/** The lines that are to be seen by now: those of an order that was cut anew come later. */
export function linesBy(
	{ lines }: PurchaseOrder,
	now: number,
	leftovers: 'kept' | 'gone' = 'kept',
): LineOutcome[] {
	return lines.filter(
		({ order }) =>
			order === null ||
			(order.openedAt <= now && (leftovers === 'kept' || !isLeftOver(order, now))),
	);
}

export function lineState(line: LineOutcome, now: number): LineState {
	const nothing = { shipped: 0, packages: [], lastShippedAt: null, etaAt: null, nextAt: null };
	if (!line.order) return { ...nothing, code: 'rejected' };
	const gone = shipmentsBy(line.order, now).filter((each) => carries(each, line));
	const own = gone.flatMap(({ lines }) => lines.filter((each) => each.line === line));
	const shipped = own.reduce((sum, { quantity }) => sum + quantity, 0);
	const cancelled = isCancelled(line.order, now);
	const coming = cancelled
		? []
		: line.order.shipments.filter((each) => each.at > now && each.dated && carries(each, line));
	return {
		code: codeOf(
			line,
			shipped,
			cancelled,
			gone.every(({ invoicedAt }) => invoicedAt <= now),
		),
		shipped,
		packages: own.flatMap(({ packages }) => packages),
		lastShippedAt: gone[gone.length - 1]?.at ?? null,
		etaAt: coming.find(({ backOrder }) => backOrder)?.at ?? null,
		nextAt: coming[0]?.at ?? null,
	};
}

/** An order is as far as the slowest of its lines that are still alive, a quotation left over included. */
export function purchaseCode(
	purchase: PurchaseOrder,
	now: number,
	leftovers: 'kept' | 'gone' = 'kept',
): StatusCode {
	if (purchase.code === 'rejected') return 'rejected';
	const states = linesBy(purchase, now, leftovers)
		.filter(({ order }) => order !== null)
		.map((line) => ({ line, ...lineState(line, now) }));
	const alive = states.filter(({ code }) => code !== 'deleted');
	if (alive.length === 0) return 'deleted';
	const cancelled = (line: LineOutcome) => line.order !== null && isCancelled(line.order, now);
	if (alive.every(({ code }) => code === 'invoiced')) return 'invoiced';
	const done = alive.every(
		({ line, code, shipped }) =>
			code === 'invoiced' || (code === 'shipped' && (shipped === line.quantity || cancelled(line))),
	);
	return done ? 'shipped' : 'accepted';
}

function isCancelled({ cancelledAt }: SalesOrder, now: number): boolean {
	return cancelledAt !== null && cancelledAt <= now;
}

function carries({ lines }: Shipment, line: LineOutcome): boolean {
	return lines.some((each) => each.line === line);
}

function codeOf(
	{ quantity }: LineOutcome,
	shipped: number,
	cancelled: boolean,
	invoiced: boolean,
): StatusCode {
	if (shipped === 0) return cancelled ? 'deleted' : 'accepted';
	return invoiced && (shipped === quantity || cancelled) ? 'invoiced' : 'shipped';
}
