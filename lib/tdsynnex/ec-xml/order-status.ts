import { z } from 'zod';
import { CREDENTIAL } from './order-request';
import { ITEM_COUNT, itemTexts, lineNumberOf, ORDER_NUMBER, readRoot } from './order-reply';
import { errorIn } from './reply-errors';
import { at, buildXml, children, element, pickTexts, textAt, type XmlElement } from './xml';

/**
 * The state of one purchase order at TD SYNNEX (`POST /SynnexXML/POStatus`), codes verbatim. Known
 * codes: accepted, shipped, invoiced, deleted, rejected, notFound; the SOAP twin adds HOLD and
 * UNKNOWN. `notFound` does not prove that there is no order.
 */
export type PoStatus =
	| {
			kind: 'status';
			poNumber: string;
			code: string;
			reason: string;
			items: PoStatusItem[];
			/**
			 * When the order was placed, on TD SYNNEX's own clock and verbatim; absent or empty = not
			 * stated.
			 */
			orderedAt?: string;
			/**
			 * When TD SYNNEX wrote the answer, on its own clock and verbatim; absent or empty = not
			 * stated.
			 */
			answeredAt?: string;
	  }
	| { kind: 'error'; message: string; detail: string }
	| { kind: 'unreadable'; why: string };

/**
 * One item; a line that is split over warehouses or orders comes as several. Amounts and dates
 * verbatim.
 */
export interface PoStatusItem {
	lineNumber: number | null;
	code: string;
	sku: string;
	mpn: string;
	name: string;
	orderNumber: string;
	orderType: string;
	orderQuantity: number | null;
	shipQuantity: number | null;
	unitPrice: string;
	shipTime: string;
	eta: string;
	estimatedDelivery: string;
	warehouse: string;
	shipMethod: string;
	shipMethodName: string;
	freight: string;
	tax: string;
	/** When the rest is planned to leave; from version 2.7 on. */
	estimatedShip: string;
	packages: PoPackage[];
}

export interface PoPackage {
	trackingNumber: string;
	weight: string;
	quantity: number | null;
	serialNumbers: string[];
	/** Carrier's own reports (from version 2.6 on), verbatim; empty when not stated. */
	deliveredAt: string;
	/** The recipient did not take it: it goes back. */
	refusedAt: string;
}

/** The XML of the look-up; the credential fills in user id and password. */
export function buildPoStatus(customerNumber: string, poNumber: string): string {
	return buildXml(
		element(
			'SynnexB2B',
			[
				CREDENTIAL,
				element('OrderStatusRequest', [
					element('CustomerNumber', customerNumber),
					element('PONumber', poNumber),
				]),
			],
			{ version: STATUS_VERSION },
		),
	);
}

/**
 * The version of which all fields read here are known. What comes later is not read: actual
 * schedule date, IMEI, MAC (2.9), the buyer's line number (3.0).
 */
export const STATUS_VERSION = '2.7';

/** Reads the reply of a look-up. Never throws. */
export function parsePoStatus(body: string): PoStatus {
	const root = readRoot(body);
	return typeof root === 'string' ? { kind: 'unreadable', why: root } : poStatusIn(root);
}

/** The same of a reply that was parsed before. */
export function poStatusIn(root: XmlElement): PoStatus {
	const response = root.name === 'OrderStatusResponse' ? root : at(root, 'OrderStatusResponse');
	const error = errorIn(root);
	const code = textAt(response, 'Code');
	if (error && code === undefined) return { kind: 'error', ...error };
	if (response === undefined || code === undefined)
		return { kind: 'unreadable', why: 'the reply is XML, but not an order status' };
	return {
		kind: 'status',
		poNumber: textAt(response, 'PONumber') ?? '',
		code,
		reason: textAt(response, 'Reason') ?? error?.message ?? '',
		items: children(at(response, 'Items'), 'Item').map(readItem),
		orderedAt: textAt(response, 'PODatetime') ?? '',
		answeredAt: textAt(response, 'ResponseDateTime') ?? '',
	};
}

function readItem(item: XmlElement): PoStatusItem {
	const read = ITEM.parse(pickTexts(item, ITEM_FIELDS));
	return {
		lineNumber: lineNumberOf(item),
		code: read.Code,
		sku: read.SKU,
		mpn: read.MfgPN,
		name: read.ProductName,
		orderNumber: read.OrderNumber,
		orderType: read.OrderType,
		orderQuantity: read.OrderQuantity,
		shipQuantity: read.ShipQuantity,
		unitPrice: read.UnitPrice,
		shipTime: read.ShipDatetime,
		eta: read.ETADate,
		estimatedDelivery: read.EstimatedDeliveryDate,
		warehouse: read.ShipFromWarehouse,
		shipMethod: read.ShipMethod,
		shipMethodName: read.ShipMethodDescription,
		freight: read.Freight,
		tax: read.Tax,
		estimatedShip: read.EstimatedShipDate,
		packages: children(at(item, 'Packages'), 'Package').map(readPackage),
	};
}

function readPackage(box: XmlElement): PoPackage {
	const read = PACKAGE.parse(pickTexts(box, PACKAGE_FIELDS));
	return {
		trackingNumber: read.TrackingNumber,
		weight: read.Weight,
		quantity: read.ShipItemQuantity,
		serialNumbers: children(box, 'SerialNo')
			.map(({ text }) => text)
			.filter((text) => text !== ''),
		deliveredAt: read.CarrierDeliveredDate,
		refusedAt: read.RefusedDeliveryDate,
	};
}

const ITEM = z.object({
	...itemTexts(
		'Code',
		'SKU',
		'MfgPN',
		'ProductName',
		'OrderType',
		'UnitPrice',
		'ShipDatetime',
		'ETADate',
		'EstimatedDeliveryDate',
		'ShipFromWarehouse',
		'ShipMethod',
		'ShipMethodDescription',
		'Freight',
		'Tax',
		'EstimatedShipDate',
	),
	OrderNumber: ORDER_NUMBER,
	OrderQuantity: ITEM_COUNT,
	ShipQuantity: ITEM_COUNT,
});
const ITEM_FIELDS = Object.keys(ITEM.shape) as (keyof typeof ITEM.shape)[];

const PACKAGE = z.object({
	...itemTexts('TrackingNumber', 'Weight', 'CarrierDeliveredDate', 'RefusedDeliveryDate'),
	ShipItemQuantity: ITEM_COUNT,
});
const PACKAGE_FIELDS = Object.keys(PACKAGE.shape) as (keyof typeof PACKAGE.shape)[];
