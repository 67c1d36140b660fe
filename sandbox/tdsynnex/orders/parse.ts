import { createHash } from 'node:crypto';

import { child, childrenOf, textAt, type XmlElement } from '../xml/read';
import type { Address, SubmittedLine, SubmittedOrder } from './types';

/** What the smallest order that is known to have worked contains; without any of it an order is refused. */
const NEEDED: readonly (readonly string[])[] = [
	['PONumber'],
	['DropShipFlag'],
	['Shipment', 'ShipFromWarehouse'],
	['Shipment', 'ShipTo', 'AddressName1'],
	['Shipment', 'ShipTo', 'AddressLine1'],
	['Shipment', 'ShipTo', 'City'],
	['Shipment', 'ShipTo', 'State'],
	['Shipment', 'ShipTo', 'ZipCode'],
	['Shipment', 'ShipTo', 'Country'],
	['Shipment', 'ShipToContact', 'ContactName'],
	['Shipment', 'ShipMethod', 'Code'],
];

/** Not stated by TD SYNNEX for this service: the limit of its sister's order service. */
const PO_NUMBER_LENGTH = 35;

/** They differ each time that the same order is sent. */
const TIMES = ['PODateTime', 'XMLPOSubmitDateTime'];

export type ParsedOrder = { order: SubmittedOrder } | { problem: string };

/** An OrderRequest as data, or what is missing in it. Names are taken letter by letter; their order does not matter. */
export function parseOrder(request: XmlElement): ParsedOrder {
	const missing = NEEDED.find((path) => textAt(request, ...path) === '');
	if (missing) return { problem: `${missing.join('/')} is required` };
	const poNumber = textAt(request, 'PONumber');
	if (poNumber.length > PO_NUMBER_LENGTH) return { problem: 'PONumber is too long' };
	const dropShip = textAt(request, 'DropShipFlag');
	if (!/^[YN]$/.test(dropShip)) return { problem: 'DropShipFlag must be Y or N' };
	const items = childrenOf(child(request, 'Items'), 'Item');
	if (items.length === 0) return { problem: 'Items/Item is required' };
	const numbers = items.map((item) => item.attributes.lineNumber ?? '');
	if (numbers.includes('')) return { problem: 'Item lineNumber is required' };
	if (new Set(numbers).size < numbers.length) return { problem: 'Item lineNumber is not unique' };
	const shipment = child(request, 'Shipment');
	return {
		order: {
			customerNumber: textAt(request, 'CustomerNumber'),
			poNumber,
			payloadHash: hashOf(request),
			dropShip: dropShip === 'Y',
			shipComplete: textAt(request, 'ShipComplete') === 'Y',
			backOrders: textAt(request, 'BackOrderFlag') !== 'N',
			warehouseSplit: textAt(request, 'WarehouseSplit') !== 'N',
			warehouse: textAt(shipment, 'ShipFromWarehouse'),
			shipTo: addressOf(child(shipment, 'ShipTo')),
			shipMethod: textAt(shipment, 'ShipMethod', 'Code'),
			endUserPoNumber: textAt(request, 'EndUserPONumber'),
			endUserGiven: hasEndUser(request),
			lines: items.map(lineOf),
		},
	};
}

function hashOf({ children }: XmlElement): string {
	const lasting = children.filter(({ name }) => !TIMES.includes(name));
	return createHash('sha256').update(JSON.stringify(lasting)).digest('hex');
}

function addressOf(from: XmlElement | undefined): Address {
	return {
		name1: textAt(from, 'AddressName1'),
		name2: textAt(from, 'AddressName2'),
		line1: textAt(from, 'AddressLine1'),
		line2: textAt(from, 'AddressLine2'),
		city: textAt(from, 'City'),
		state: textAt(from, 'State'),
		zip: textAt(from, 'ZipCode'),
		country: textAt(from, 'Country'),
	};
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
	};
}

/** How the vendor writes the end-user block is not known, so any `EndUser...` element with a name and a ZIP code in it will do. */
function hasEndUser(request: XmlElement): boolean {
	const blocks = request.children.filter(({ name }) => /^enduser/i.test(name));
	return blocks.some((block) => holds(block, /name/i) && holds(block, /zip/i));
}

function holds(element: XmlElement, name: RegExp): boolean {
	return element.children.some(
		(each) => (name.test(each.name) && each.text !== '') || holds(each, name),
	);
}
