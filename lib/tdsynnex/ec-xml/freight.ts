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
	/** Warehouse number; `ANY` is not known to this service. Empty = left out. */
	warehouse: string;
	shipTo: PoAddress;
	/** Empty = all methods. */
	shipMethod: string;
	items: { lineNumber: number; sku: string; quantity: number }[];
}

export type FreightReply =
	| { kind: 'freight'; methods: FreightMethod[]; minimumOrderFee: string; totalWeight: string }
	| { kind: 'error'; message: string; detail: string }
	| { kind: 'unreadable'; why: string };

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
					optional('ShipFromWarehouse', request.warehouse),
					element('ShipTo', addressElement(request.shipTo)),
					optional('ShipMethodCode', request.shipMethod),
					element(
						'Items',
						request.items.map(({ lineNumber, sku, quantity }) =>
							element('Item', [element('SKU', sku), element('Quantity', String(quantity))], {
								lineNumber: String(lineNumber),
							}),
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
	return {
		kind: 'freight',
		totalWeight: textAt(response, 'TotalWeight') ?? '',
		minimumOrderFee: plain(textAt(response, 'OtherCharges/MinOrderFee') ?? ''),
		methods: children(at(response, 'AvailableShipMethods'), 'AvailableShipMethod').map((method) => {
			const read = METHOD.parse(pickTexts(method, METHOD_FIELDS));
			return {
				code: attribute(method, 'code') ?? '',
				description: read.ShipMethodDescription,
				serviceLevel: read.ServiceLevel,
				freight: plain(read.Freight),
			};
		}),
	};
}

function plain(amount: string): string {
	return amount.replace(/,/g, '');
}

const METHOD = z.object({
	ShipMethodDescription: ITEM_TEXT,
	ServiceLevel: ITEM_TEXT,
	Freight: ITEM_TEXT,
});
const METHOD_FIELDS = Object.keys(METHOD.shape) as (keyof typeof METHOD.shape)[];
