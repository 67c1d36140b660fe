import { statusValue } from '../../autotask/metadata/picklist';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, WireRecord } from '../../autotask/types';
import { itemMarkStart, orderMark } from '../journal/source-marks';
import type { OrderedLine } from './charge-types';
import type { PurchaseOrder } from '../types';
import type { Charge } from './charges';
import { chargesOfDeals, dealsOf } from './deal-charges';
import { isNotSearchable, orderedLines, stillBuys } from './demand';
import { notingRefusal, type UnseenPart } from './unseen-demand';

/**
 * A won deal may be bought by product from its quote, or by the charges of its wizard: one of the
 * two, never both.
 */

/** What is bought already, and which parts of Autotask could not be read to know it. */
export interface Bought {
	lines: Map<string, OrderedLine[]>;
	unseen: Map<string, UnseenPart[]>;
}

/** A purchase order that was made by product from a quote, and the products on it. */
interface ByProduct {
	deal: string;
	line: OrderedLine;
	productIds: string[];
}

/**
 * By charge, the purchase orders that bought its product from the deal's quote: two calls and more
 * only for deals.
 *
 * @param salesOrders sales order by charge, as lines that were made from charges know it: a ticket
 *   that was there before the deal was won does not name the deal
 */
export async function boughtByProduct(
	autotask: Autotask,
	charges: Charge[],
	salesOrders: ReadonlyMap<string, string>,
): Promise<Bought> {
	const refused = new Set<UnseenPart>();
	const deals = await dealsOf(autotask, charges, refused);
	const fields = ['id', 'opportunityID'];
	const sold = await notingRefusal(
		'salesOrder',
		refused,
		readIn(autotask, 'SalesOrders', 'id', [...salesOrders.values()], fields),
	);
	const dealOf = new Map(sold.map((one) => [TEXT.parse(one.id), TEXT.parse(one.opportunityID)]));
	for (const [chargeId, salesOrderId] of salesOrders) {
		const deal = dealOf.get(salesOrderId) ?? '';
		if (deal !== '') deals.set(chargeId, deal);
	}
	const ids = [...new Set(deals.values())];
	const quotes = await readIn(autotask, 'Quotes', 'opportunityID', ids, ['id', 'opportunityID']);
	const bought = await readByProduct(
		autotask,
		quotes.map((quote) => ({
			id: TEXT.parse(quote.id),
			deal: TEXT.parse(quote.opportunityID),
		})),
	);
	const unseenOf = ({ id, kind }: Charge): UnseenPart[] =>
		[...refused].filter(
			(part) => !deals.has(id) && (part === kind || (part === 'salesOrder' && salesOrders.has(id))),
		);
	return {
		lines: new Map(
			charges.map((charge) => [
				charge.id,
				bought
					.filter(({ deal }) => deal === deals.get(charge.id))
					.filter(({ productIds }) => productIds.includes(charge.productId))
					.map(({ line }) => ({ ...line, chargeId: charge.id })),
			]),
		),
		unseen: new Map(charges.map((charge) => [charge.id, unseenOf(charge)])),
	};
}

/**
 * The purchase orders that carry the mark of one of the quotes and buy still, with their products.
 */
export async function readByProduct(
	autotask: Autotask,
	quotes: { id: string; deal: string }[],
): Promise<ByProduct[]> {
	const found: { record: WireRecord; deal: string }[] = [];
	for (let start = 0; start < quotes.length; start += MOST_MARKS) {
		const some = quotes.slice(start, start + MOST_MARKS);
		const items = some.map(({ id }) => ({
			op: 'contains' as const,
			field: 'generalMemo',
			value: orderMark(`quote ${id}`),
		}));
		const records = await autotask.query('PurchaseOrders', { filter: [{ op: 'or', items }] });
		for (const record of records) {
			const memo = TEXT.parse(record.generalMemo);
			const deal = some.find(({ id }) => memo.includes(orderMark(`quote ${id}`)))?.deal ?? '';
			found.push({ record, deal });
		}
	}
	found.push(...(await markedInLines(autotask, quotes, found)));
	if (found.length === 0) return [];
	const canceled = await statusValue(autotask, 'Canceled');
	const poIds = found.map(({ record }) => TEXT.parse(record.id));
	const lines = await readIn(autotask, 'PurchaseOrderItems', 'orderID', poIds);
	return found.flatMap(({ record, deal }) => {
		const poId = TEXT.parse(record.id);
		const own = lines.filter(({ orderID }) => TEXT.parse(orderID) === poId);
		const memos = own.map(({ memo }) => TEXT.parse(memo));
		if (!stillBuys(record, canceled, memos)) return [];
		return {
			deal,
			line: {
				chargeId: '',
				itemId: '',
				poId,
				poNumber: TEXT.parse(record.purchaseOrderNumber) || poId,
				canceled: TEXT.parse(record.status) === canceled,
				quantity: '',
			},
			productIds: own.map(({ productID }) => TEXT.parse(productID)),
		};
	});
}

/**
 * Purchase orders of which only the lines say by now that they were made from a quote: somebody has
 * tidied the General Memo.
 */
async function markedInLines(
	autotask: Autotask,
	quotes: { id: string; deal: string }[],
	known: { record: WireRecord }[],
): Promise<{ record: WireRecord; deal: string }[]> {
	const dealOf = new Map<string, string>();
	for (let start = 0; start < quotes.length; start += MOST_MARKS) {
		const some = quotes.slice(start, start + MOST_MARKS);
		const marks = some.map(({ id, deal }) => ({ mark: itemMarkStart(`quote ${id}`), deal }));
		const items = marks.map(({ mark }) => ({
			op: 'contains' as const,
			field: 'memo',
			value: mark,
		}));
		const lines = await autotask
			.query('PurchaseOrderItems', {
				filter: [{ op: 'or', items }],
				fields: ['id', 'orderID', 'memo'],
			})
			.catch(noneIfNotSearchable);
		for (const { orderID, memo } of lines) {
			const deal = marks.find(({ mark }) => TEXT.parse(memo).includes(mark))?.deal ?? '';
			dealOf.set(TEXT.parse(orderID), deal);
		}
	}
	for (const { record } of known) dealOf.delete(TEXT.parse(record.id));
	const records = await readIn(autotask, 'PurchaseOrders', 'id', [...dealOf.keys()]);
	return records.map((record) => ({ record, deal: dealOf.get(TEXT.parse(record.id)) ?? '' }));
}

/**
 * Of orders that were made from a deal's quote: by purchase order and product, the lines that buy
 * the deal's charges; and by purchase order, what could not be read to know them.
 */
export async function boughtByCharge(
	autotask: Autotask,
	orders: Pick<PurchaseOrder, 'id' | 'memo'>[],
	lineMemos: (orderId: string) => string[],
): Promise<Bought> {
	const found: Bought = { lines: new Map(), unseen: new Map() };
	const marked = orders.flatMap(({ id, memo }) => {
		const quote = /\[from quote (\d+)[\],]/.exec([memo, ...lineMemos(id)].join('\n'))?.[1];
		return quote === undefined ? [] : [{ poId: id, quote }];
	});
	if (marked.length === 0) return found;
	const quoteIds = marked.map(({ quote }) => quote);
	const quotes = await readIn(autotask, 'Quotes', 'id', quoteIds, ['id', 'opportunityID']);
	const dealOf = new Map(
		quotes.map(({ id, opportunityID }) => [TEXT.parse(id), TEXT.parse(opportunityID)]),
	);
	const refused = new Set<UnseenPart>();
	const charges = await chargesOfDeals(autotask, [...dealOf.values()], refused);
	for (const { poId } of marked) found.unseen.set(poId, [...refused]);
	const lines = await orderedLines(
		autotask,
		charges.map(({ charge }) => charge.id),
	);
	for (const { poId, quote } of marked)
		for (const { charge } of charges.filter((one) => one.deal === dealOf.get(quote)))
			for (const line of lines.filter(({ chargeId }) => chargeId === charge.id)) {
				const key = `${poId} ${charge.productId}`;
				found.lines.set(key, [...(found.lines.get(key) ?? []), line]);
			}
	return found;
}

function noneIfNotSearchable(error: unknown): WireRecord[] {
	if (isNotSearchable(error)) return [];
	throw error;
}

/** One query takes 500 conditions. */
const MOST_MARKS = 100;
