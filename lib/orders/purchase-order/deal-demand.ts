import { statusValue } from '../../autotask/metadata/picklist';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, WireRecord } from '../../autotask/types';
import { Problem } from '../../shared/problem';
import { itemMarkStart, orderMark } from '../journal/source-marks';
import type { OrderedLine } from './charge-types';
import type { PurchaseOrder } from '../types';
import {
	type Charge,
	CHARGE_ENTITY,
	CHARGE_KINDS,
	chargeFrom,
	PARENT_ENTITY,
	PARENT_FIELD,
} from './charges';
import { isNotSearchable, orderedLines, stillBuys } from './demand';

/**
 * A won deal may be bought by product from its quote, or by the charges of its wizard: one of the
 * two, never both.
 */

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
): Promise<Map<string, OrderedLine[]>> {
	const deals = await dealsOf(autotask, charges);
	const sold = await readIn(
		autotask,
		'SalesOrders',
		'id',
		[...salesOrders.values()],
		['id', 'opportunityID'],
	).catch(noneIfRefused);
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
	return new Map(
		charges.map((charge) => [
			charge.id,
			bought
				.filter(({ deal }) => deal === deals.get(charge.id))
				.filter(({ productIds }) => productIds.includes(charge.productId))
				.map(({ line }) => ({ ...line, chargeId: charge.id })),
		]),
	);
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
 * By purchase order and product, the lines that buy the deal's charges, of orders that were made
 * from its quote.
 */
export async function boughtByCharge(
	autotask: Autotask,
	orders: Pick<PurchaseOrder, 'id' | 'memo'>[],
	lineMemos: (orderId: string) => string[],
): Promise<Map<string, OrderedLine[]>> {
	const found = new Map<string, OrderedLine[]>();
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
	const charges = await chargesOf(autotask, [...dealOf.values()]);
	const lines = await orderedLines(
		autotask,
		charges.map(({ charge }) => charge.id),
	);
	for (const { poId, quote } of marked)
		for (const { charge } of charges.filter((one) => one.deal === dealOf.get(quote)))
			for (const line of lines.filter(({ chargeId }) => chargeId === charge.id)) {
				const key = `${poId} ${charge.productId}`;
				found.set(key, [...(found.get(key) ?? []), line]);
			}
	return found;
}

/** The opportunity of each charge's ticket, project or contract. */
async function dealsOf(autotask: Autotask, charges: Charge[]): Promise<Map<string, string>> {
	const deals = new Map<string, string>();
	for (const kind of CHARGE_KINDS) {
		const own = charges.filter((charge) => charge.kind === kind);
		const ids = own.map(({ parentId }) => parentId);
		const fields = ['id', 'opportunityID'];
		const parents = await readIn(autotask, PARENT_ENTITY[kind], 'id', ids, fields).catch(
			noneIfRefused,
		);
		for (const { id, opportunityID } of parents)
			for (const charge of own.filter(({ parentId }) => parentId === TEXT.parse(id)))
				if (TEXT.parse(opportunityID) !== '') deals.set(charge.id, TEXT.parse(opportunityID));
	}
	return deals;
}

async function chargesOf(
	autotask: Autotask,
	deals: string[],
): Promise<{ charge: Charge; deal: string }[]> {
	const found: { charge: Charge; deal: string }[] = [];
	for (const kind of CHARGE_KINDS) {
		const fields = ['id', 'opportunityID'];
		const parents = await readIn(
			autotask,
			PARENT_ENTITY[kind],
			'opportunityID',
			deals,
			fields,
		).catch(noneIfRefused);
		const dealOf = new Map(
			parents.map(({ id, opportunityID }) => [TEXT.parse(id), TEXT.parse(opportunityID)]),
		);
		const records = await readIn(autotask, CHARGE_ENTITY[kind], PARENT_FIELD[kind], [
			...dealOf.keys(),
		]).catch(noneIfRefused);
		for (const record of records) {
			const charge = chargeFrom(record, kind);
			found.push({ charge, deal: dealOf.get(charge.parentId) ?? '' });
		}
	}
	return found;
}

function noneIfNotSearchable(error: unknown): WireRecord[] {
	if (isNotSearchable(error)) return [];
	throw error;
}

/** What the API user may not see was never bought by us. */
function noneIfRefused(error: unknown): WireRecord[] {
	if (error instanceof Problem && error.code === 'autotask-permission') return [];
	throw error;
}

/** One query takes 500 conditions. */
const MOST_MARKS = 100;
