import { z } from 'zod';
import { statusValue } from '../../autotask/metadata/picklist';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, WireRecord } from '../../autotask/types';
import { orderMark } from '../journal/source-marks';
import { stillBuys } from '../purchase-order/demand';
import type { ShipTo } from '../types';
import { addressOf } from './plan-from-opportunity';

/** Where the goods of won deals go, and what was bought for them by product. */
export interface Places {
	/** By opportunity. */
	salesOrders: Map<string, WireRecord>;
	/** The ship-to location of the primary quote, by opportunity. */
	locations: Map<string, WireRecord>;
	quotes: { id: string; deal: string }[];
}

/** Sales orders, quotes and ship-to locations of deals: three calls. */
export async function readPlaces(autotask: Autotask, deals: string[]): Promise<Places> {
	const sales = await readIn(autotask, 'SalesOrders', 'opportunityID', deals);
	const quotes = (
		await readIn(autotask, 'Quotes', 'opportunityID', deals, [
			'id',
			'opportunityID',
			'primaryQuote',
			'shipToLocationID',
		])
	).map((record) => QUOTE.parse(record));
	const primary = quotes.filter(({ primaryQuote }) => primaryQuote.toLowerCase() === 'true');
	const locations = await byId(
		autotask,
		'QuoteLocations',
		primary.map(({ shipToLocationID }) => shipToLocationID),
	);
	return {
		salesOrders: new Map(sales.map((record) => [TEXT.parse(record.opportunityID), record])),
		locations: new Map(
			primary.flatMap(({ opportunityID, shipToLocationID }) => {
				const location = locations.get(shipToLocationID);
				return location ? [[opportunityID, location] as const] : [];
			}),
		),
		quotes: quotes.map(({ id, opportunityID }) => ({ id, deal: opportunityID })),
	};
}

/** Purchase orders that were made by product from a quote before its charges were there, by opportunity. */
export async function readByProduct(
	autotask: Autotask,
	quotes: Places['quotes'],
): Promise<Map<string, string[]>> {
	const found = new Map<string, string[]>();
	for (let start = 0; start < quotes.length; start += MOST_MARKS) {
		const some = quotes.slice(start, start + MOST_MARKS);
		const records = await autotask.query('PurchaseOrders', {
			filter: [
				{
					op: 'or',
					items: some.map(({ id }) => ({
						op: 'contains',
						field: 'generalMemo',
						value: orderMark(`quote ${id}`),
					})),
				},
			],
		});
		const canceled = records.length > 0 ? await statusValue(autotask, 'Canceled') : '';
		for (const record of records) {
			const memo = TEXT.parse(record.generalMemo);
			const deal = some.find(({ id }) => memo.includes(orderMark(`quote ${id}`)))?.deal ?? '';
			if (!stillBuys(record, canceled)) continue;
			const number = TEXT.parse(record.purchaseOrderNumber) || TEXT.parse(record.id);
			found.set(deal, [...(found.get(deal) ?? []), number]);
		}
	}
	return found;
}

/** A sales order names its ship-to otherwise than companies and quote locations do. */
export function salesAddress(record: WireRecord | undefined, name: string): ShipTo | null {
	if (record === undefined) return null;
	const { shipToAddress1, shipToAddress2, shipToCity, shipToState, shipToPostalCode } = record;
	return withStreet(
		{
			address1: shipToAddress1 ?? null,
			address2: shipToAddress2 ?? null,
			city: shipToCity ?? null,
			state: shipToState ?? null,
			postalCode: shipToPostalCode ?? null,
		},
		name,
	);
}

/** `null` = it has no street. */
export function withStreet(record: WireRecord | undefined, name: string): ShipTo | null {
	const address = record ? addressOf(record, name) : null;
	return address?.line1 ? address : null;
}

export async function byId(
	autotask: Autotask,
	entity: string,
	ids: string[],
): Promise<Map<string, WireRecord>> {
	const records = await readIn(autotask, entity, 'id', ids);
	return new Map(records.map((record) => [TEXT.parse(record.id), record]));
}

const QUOTE = z.object({
	id: TEXT,
	opportunityID: TEXT,
	primaryQuote: TEXT,
	shipToLocationID: TEXT,
});
/** One query takes 500 conditions. */
const MOST_MARKS = 100;
