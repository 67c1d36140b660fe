import { z } from 'zod';
import { addressElement, CREDENTIAL, optional, type PoAddress } from './order-request';
import { ITEM_TEXT, readRoot } from './order-reply';
import { errorIn } from './reply-errors';
import { at, attribute, buildXml, children, element, pickTexts, textAt } from './xml';

/** What freight is asked for (`POST /SynnexXML/FreightQuote`, version 2.0). */
export interface FreightRequest {
	customerNumber: string;
	/** UTC ISO 8601. */
	time: string;
	/** Warehouse number, which is required; `ANY` is not known to this service. */
	warehouse: string;
	shipTo: PoAddress;
	/** Empty = all methods of the account; a method that it does not have is answered by none. */
	shipMethod: string;
	/** `name` is required and not read. */
	items: { lineNumber: number; sku: string; name: string; quantity: number }[];
}

export type FreightReply =
	| FreightQuote
	| { kind: 'error'; message: string; detail: string }
	| { kind: 'unreadable'; why: string };

/** Amounts are decimal text, thousands commas removed; empty = not stated. */
export interface FreightQuote {
	kind: 'freight';
	methods: FreightMethod[];
	minimumOrderFee: string;
	/** Order value from which freight is free for this account. */
	freeFreightThreshold: string;
	totalSales: string;
	totalWeight: string;
}

/** Amounts are decimal text, thousands commas removed; empty = not stated. */
export interface FreightMethod {
	code: string;
	description: string;
	serviceLevel: string;
	freight: string;
}

export function buildFreightQuote(request: FreightRequest): string {
	return buildXml(
		element('SynnexB2B', [
			CREDENTIAL,
			element(
				'FreightQuoteRequest',
				[
					element('CustomerNumber', request.customerNumber),
					element('RequestDateTime', request.time.replace(/Z$/, '')),
					element('ShipFromWarehouse', request.warehouse),
					element('ShipTo', addressElement(request.shipTo)),
					optional('ShipMethodCode', request.shipMethod),
					element(
						'Items',
						request.items.map(({ lineNumber, sku, name, quantity }) =>
							element(
								'Item',
								[
									element('SKU', sku),
									element('Description', name.slice(0, DESCRIPTION_LENGTH).trim() || sku),
									element('Quantity', String(quantity)),
								],
								{ lineNumber: String(lineNumber) },
							),
						),
					),
				],
				{ version: '2.0' },
			),
		]),
	);
}

/** Reads a freight quote. Never throws: freight is an estimate and must not stop a preview. */
export function parseFreightReply(body: string): FreightReply {
	const root = readRoot(body);
	if (typeof root === 'string') return { kind: 'unreadable', why: root };
	const error = errorIn(root);
	if (error) return { kind: 'error', ...error };
	const response = root.name === 'FreightQuoteResponse' ? root : at(root, 'FreightQuoteResponse');
	if (response === undefined)
		return { kind: 'unreadable', why: 'the reply is XML, but not a freight quote' };
	const amount = (name: string) => plain(textAt(response, name) ?? '');
	return {
		kind: 'freight',
		totalSales: amount('TotalSales'),
		freeFreightThreshold: amount('FreeFreightThreshold'),
		totalWeight: textAt(response, 'TotalWeight') ?? '',
		// the vendor's own example never closes the element before it: it may be inside or beside
		minimumOrderFee:
			amount('OtherCharges/MinOrderFee') || amount('AvailableShipMethods/OtherCharges/MinOrderFee'),
		methods: children(at(response, 'AvailableShipMethods'), 'AvailableShipMethod').map((method) => {
			const read = METHOD.parse(pickTexts(method, METHOD_FIELDS));
			return {
				// some come with blanks around
				code: (attribute(method, 'code') ?? '').trim(),
				description: read.ShipMethodDescription,
				serviceLevel: read.ServiceLevel,
				freight: plain(read.Freight),
			};
		}),
	};
}

const DESCRIPTION_LENGTH = 80;

function plain(amount: string): string {
	return amount.replace(/,/g, '').trim();
}

const METHOD = z.object({
	ShipMethodDescription: ITEM_TEXT,
	ServiceLevel: ITEM_TEXT,
	Freight: ITEM_TEXT,
});
const METHOD_FIELDS = Object.keys(METHOD.shape) as (keyof typeof METHOD.shape)[];
