import { WAREHOUSES, type Country } from '../../world/warehouses';
import { lineState, orderType, purchaseCode } from '../orders/state';
import type { LineOutcome, Package, PurchaseOrder } from '../orders/types';
import { shipMethod } from '../ship-methods';
import { child, textAt, type XmlElement } from '../xml/read';
import { writeXml, type XmlNode } from '../xml/write';
import { b2bEnvelope, day, stamp } from './envelope';

export const STATUS_ENVELOPE = b2bEnvelope('OrderStatusResponse', ['ErrorMessage', 'ErrorDetail']);

/** Versions from which a reply's line holds more. */
const VENDOR_ORDER_NUMBER = 2.5;
const DELIVERY_DATE = 2.6;
const SHIP_DATE = 2.7;
const CUSTOMER_LINE = 3.0;

/**
 * `POST /SynnexXML/POStatus`: one purchase order, by its number alone.
 *
 * @param purchases every order under the number that the look-up can see
 */
export function answerStatus(
	document: XmlElement,
	purchases: readonly PurchaseOrder[],
	country: Country,
	now: number,
): string {
	const request = child(document, 'OrderStatusRequest');
	const version = Number(document.attributes.version ?? '2.7');
	const last = purchases[purchases.length - 1];
	const head: XmlNode[] = [
		['CustomerNumber', textAt(request, 'CustomerNumber')],
		['PONumber', textAt(request, 'PONumber')],
	];
	const response: XmlNode[] = last
		? [
				...head,
				['Code', purchaseCode(last, now)],
				['Reason', last.reason],
				// the vendor writes OrderRequest's PODateTime with a small t here
				['PODatetime', stamp(last.receivedAt)],
				['ResponseDateTime', stamp(now)],
				[
					'Items',
					purchases.flatMap(({ lines, submitted }) =>
						lines.map((line) => itemOf(line, submitted.shipMethod, country, now, version)),
					),
				],
				['ResponseElapsedTime', '0.2s'],
			]
		: [
				...head,
				['Code', 'notFound'],
				['Reason', 'PO not found'],
				['PODatetime', ''],
				['ResponseDateTime', stamp(now)],
				['Items', null],
				['ResponseElapsedTime', '0.1s'],
			];
	return writeXml(['SynnexB2B', [['OrderStatusResponse', response]]]);
}

function itemOf(
	line: LineOutcome,
	method: string,
	country: Country,
	now: number,
	version: number,
): XmlNode {
	const state = lineState(line, now);
	const { order } = line;
	const from = WAREHOUSES[country].find(({ number }) => number === order?.warehouse);
	const since = (least: number, ...nodes: XmlNode[]) => (version >= least ? nodes : []);
	return [
		'Item',
		[
			['Code', state.code],
			['ShipDatetime', state.lastShippedAt === null ? '' : stamp(state.lastShippedAt)],
			['OrderNumber', order?.orderNumber ?? ''],
			['OrderType', order ? orderType(order, now) : ''],
			['OrderQuantity', line.quantity],
			['UnitPrice', line.unitPrice],
			['SKU', line.sku],
			['MfgPN', line.mpn],
			['ProductName', line.name],
			['ShipQuantity', state.shipped],
			['ShipFromWarehouse', order?.warehouse ?? ''],
			['ShipFromCity', from?.city ?? ''],
			['ShipFromState', from?.state ?? ''],
			['ShipFromZip', from?.zip ?? ''],
			['ShipMethod', method],
			['ShipMethodDescription', shipMethod(country, method)?.description ?? ''],
			['ETADate', state.etaAt === null ? '' : day(state.etaAt)],
			['Freight', '0.00'],
			['HandlingFee', '0.00'],
			['Tax', '0.00'],
			['RecyclingFee', '0.00'],
			['Packages', state.packages.map(packageNode)],
			...since(VENDOR_ORDER_NUMBER, ['VendorOrderNumber', '']),
			...since(DELIVERY_DATE, [
				'EstimatedDeliveryDate',
				state.lastShippedAt === null ? '' : day(state.lastShippedAt + 3 * 86_400_000),
			]),
			...since(
				SHIP_DATE,
				['EstimatedShipDate', state.nextAt === null ? '' : day(state.nextAt)],
				['EstimatedShipDateCode', state.nextAt === null ? '' : 'E'],
			),
			...since(CUSTOMER_LINE, ['CustPOLineNo', line.customerLineNumber]),
		],
		{ lineNumber: line.lineNumber },
	];
}

function packageNode({
	trackingNumber,
	weight,
	quantity,
	serials,
	macAddresses,
}: Package): XmlNode {
	return [
		'Package',
		[
			['TrackingNumber', trackingNumber ?? ''],
			['Weight', weight],
			['ShipItemQuantity', quantity],
			...serials.map((serial): XmlNode => ['SerialNo', serial]),
			...macAddresses.map((address): XmlNode => ['MACAddress', address]),
		],
	];
}
