import { z } from 'zod';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, WireRecord } from '../../autotask/types';
import type { ShipTo } from '../types';
import { addressOf } from './plan-from-opportunity';

/** Where the goods of won deals go. */
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
