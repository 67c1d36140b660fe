import { createHash } from 'node:crypto';

import type { Manners } from '../manners';
import { child, childrenOf, textAt, type XmlElement } from '../xml/read';
import { cut, tooLong } from './lengths';
import { incomplete } from './required';
import type { Address, EndUser, SpecialPrice, SubmittedLine, SubmittedOrder } from './types';

/** They differ each time that the same order is sent. */
const TIMES = ['PODateTime', 'XMLPOSubmitDateTime'];

/** Not to be sent without TD SYNNEX's written approval. */
const RESERVED = ['OrderType', 'TradeInCredit', 'CustomerContact', 'EQBID', 'Fees'];
const RESERVED_ON_LINES = ['InternalPartNumber', 'CustomerPartNumber', 'EQBID', 'Fees'];

const COMMENTS = ['Comment', 'ShipComment', 'ShipCommentInternal'];

export type ParsedOrder = { order: SubmittedOrder } | { problems: string[] };

/**
 * An OrderRequest as data, or everything that is wrong with it. Names are taken letter by letter;
 * their order does not matter.
 */
export function parseOrder(
	request: XmlElement,
	{ longTexts }: Pick<Manners, 'longTexts'>,
): ParsedOrder {
	const problems = [
		...incomplete(request),
		...(longTexts === 'refuse' ? tooLong(request).map((what) => `${what} is too long`) : []),
	];
	if (problems.length > 0) return { problems };
	return { order: orderOf(longTexts === 'cut' ? cut(request) : request) };
}

function orderOf(request: XmlElement): SubmittedOrder {
	const shipment = child(request, 'Shipment');
	const items = childrenOf(child(request, 'Items'), 'Item');
	const flag = (name: string, without: 'Y' | 'N') => (textAt(request, name) || without) === 'Y';
	const licensee = child(child(request, 'SoftWareLicense'), 'Licensee');
	return {
		customerNumber: textAt(request, 'CustomerNumber'),
		poNumber: textAt(request, 'PONumber'),
		payloadHash: hashOf(request),
		dropShip: flag('DropShipFlag', 'N'),
		shipComplete: flag('ShipComplete', 'N'),
		lineShipComplete: flag('POLineShipComplete', 'N'),
		// their default is not stated
		backOrders: flag('BackOrderFlag', 'Y'),
		warehouseSplit: flag('WarehouseSplit', 'Y'),
		warehouse: textAt(shipment, 'ShipFromWarehouse') || textAt(request, 'ShipFromWarehouse'),
		shipTo: addressOf(child(shipment, 'ShipTo')),
		shipMethod: textAt(shipment, 'ShipMethod', 'Code'),
		endUserPoNumber: textAt(request, 'EndUserPONumber'),
		special: specialOf(request),
		comments: commentsOf(request, COMMENTS),
		reserved: RESERVED.filter((name) => child(request, name)),
		endUser: endUserOf(child(request, 'EndUser')),
		licensee: licensee ? addressOf(licensee) : null,
		lines: items.map(lineOf),
	};
}

function hashOf({ children }: XmlElement): string {
	const lasting = children.filter(({ name }) => !TIMES.includes(name));
	return createHash('sha256').update(JSON.stringify(lasting)).digest('hex');
}

/** A second name is read and not carried into the order: whatever stands there is lost. */
function addressOf(from: XmlElement | undefined): Address {
	return {
		name1: textAt(from, 'AddressName1'),
		line1: textAt(from, 'AddressLine1'),
		line2: textAt(from, 'AddressLine2'),
		city: textAt(from, 'City'),
		state: textAt(from, 'State'),
		zip: textAt(from, 'ZipCode'),
		country: textAt(from, 'Country'),
	};
}

/** His contact counts in its own block alone. */
function endUserOf(block: XmlElement | undefined): EndUser | null {
	if (!block) return null;
	return {
		...addressOf(block),
		accountNumber: textAt(block, 'SynnexAccountNumber'),
		contact: textAt(block, 'EndUserContact', 'ContactName'),
	};
}

function specialOf(request: XmlElement): SpecialPrice {
	return {
		type: textAt(request, 'SpecialPriceType'),
		reference: textAt(request, 'SpecialPriceReferenceNumber'),
	};
}

function commentsOf(element: XmlElement, names: readonly string[]): string[] {
	return names.flatMap((name) =>
		childrenOf(element, name).flatMap(({ text }) => (text === '' ? [] : [text])),
	);
}

function lineOf(item: XmlElement): SubmittedLine {
	return {
		lineNumber: item.attributes.lineNumber ?? '',
		sku: textAt(item, 'SKU'),
		mpn: textAt(item, 'ManufacturerPartNumber'),
		quantity: textAt(item, 'OrderQuantity'),
		unitPrice: textAt(item, 'UnitPrice'),
		warehouse: textAt(item, 'ShipFromWarehouse'),
		customerLineNumber: textAt(item, 'CustPOLineNo'),
		specialReference: textAt(item, 'SpecialPriceReferenceNumber'),
		comments: commentsOf(item, ['Comment']),
		reserved: RESERVED_ON_LINES.filter((name) => child(item, name)),
	};
}
