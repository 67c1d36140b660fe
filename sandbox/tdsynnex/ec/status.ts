import { WAREHOUSES, type Country } from '../../world/warehouses';
import { VENDOR_MANNERS, type Manners } from '../manners';
import { isHeld, lineState, linesBy, orderType, purchaseCode } from '../orders/state';
import type { LineOutcome, Package, PurchaseOrder, SalesOrder } from '../orders/types';
import { shipMethod } from '../ship-methods';
import { child, textAt, type XmlElement } from '../xml/read';
import { writeXml, type XmlNode } from '../xml/write';
import { b2bEnvelope, day, stamp } from './envelope';

export const STATUS_ENVELOPE = b2bEnvelope('OrderStatusResponse', ['ErrorMessage', 'ErrorDetail']);

/** Versions from which a reply's line holds more. */
const FEES = 2.4;
const VENDOR_ORDER_NUMBER = 2.5;
const DELIVERY_DATE = 2.6;
const SHIP_DATE = 2.7;
const CUSTOMER_LINE = 3.0;

/** So long after the last of it has left, an order no longer says when it was placed. */
const OLD_MS = 30 * 86_400_000;

/** What shows who has nothing to carry: back orders and deleted lines. */
const NO_CARRIER = { code: 'NL', description: 'HOLD ORDER' };

type StatusManners = Pick<Manners, 'heldInStatus' | 'leftovers' | 'etaForm'>;

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
	manners: StatusManners = VENDOR_MANNERS,
): string {
	const request = child(document, 'OrderStatusRequest');
	const asked = document.attributes.version;
	const version = Number(asked ?? '2.7');
	const last = purchases[purchases.length - 1];
	const code = last ? purchaseCode(last, now, manners.leftovers) : 'notFound';
	const items = purchases.flatMap((purchase) =>
		linesBy(purchase, now, manners.leftovers).map((line) =>
			itemOf(line, purchase.submitted.shipMethod, version, { country, manners, now }),
		),
	);
	const response: XmlNode[] = [
		['CustomerNumber', textAt(request, 'CustomerNumber')],
		['PONumber', textAt(request, 'PONumber')],
		['Code', code],
		['Reason', ''],
		// the vendor writes OrderRequest's PODateTime with a small t here
		['PODatetime', last && isDated(last, code, now) ? stamp(last.receivedAt) : ''],
		['ResponseDateTime', stamp(now)],
		['Items', code === 'rejected' ? null : items],
		['ResponseElapsedTime', '0.2s'],
	];
	const attributes: Record<string, string> = asked === undefined ? {} : { version: asked };
	return writeXml(['SynnexB2B', [['OrderStatusResponse', response]], attributes]);
}

/** Neither the dead nor the long shipped say when they were placed. */
function isDated(purchase: PurchaseOrder, code: string, now: number): boolean {
	if (code === 'accepted') return true;
	const lefts = purchase.orders.flatMap(({ shipments }) => shipments.map(({ at }) => at));
	return ['shipped', 'invoiced'].includes(code) && Math.max(...lefts) > now - OLD_MS;
}

function itemOf(
	line: LineOutcome,
	method: string,
	version: number,
	{ country, manners, now }: { country: Country; manners: StatusManners; now: number },
): XmlNode {
	const state = lineState(line, now);
	const { order } = line;
	const type = order ? orderType(order, now, manners.heldInStatus) : '';
	const from = WAREHOUSES[country].find(({ number }) => number === order?.warehouse);
	const since = (least: number, ...nodes: XmlNode[]) => (version >= least ? nodes : []);
	const idle = state.shipped === 0 && (type === 'BO' || state.code === 'deleted');
	const chosen = { code: method, description: shipMethod(country, method)?.description ?? '' };
	const carrier = idle ? NO_CARRIER : chosen;
	return [
		'Item',
		[
			['Code', state.code],
			['ShipDatetime', state.lastShippedAt === null ? '' : stamp(state.lastShippedAt)],
			['OrderNumber', order?.orderNumber ?? ''],
			['OrderType', type],
			['OrderQuantity', line.quantity],
			['UnitPrice', shortest(line.unitPrice)],
			['SKU', line.sku],
			['MfgPN', line.mpn],
			['ProductName', line.name],
			['ShipQuantity', state.shipped],
			['ShipFromWarehouse', order?.warehouse ?? ''],
			['ShipFromCity', from?.city ?? ''],
			['ShipFromState', from?.state ?? ''],
			['ShipFromZip', from?.zip ?? ''],
			['ShipMethod', carrier.code],
			['ShipMethodDescription', carrier.description],
			['ETADate', state.etaAt === null ? '' : etaOf(state.etaAt, manners.etaForm)],
			...(version >= FEES && isReleased(order, now) ? fees() : []),
			['Packages', state.packages.map((box) => packageNode(box, version, now))],
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

function fees(): XmlNode[] {
	return ['Freight', 'HandlingFee', 'Tax', 'RecyclingFee'].map((name): XmlNode => [name, '0.0']);
}

function isReleased(order: SalesOrder | null, now: number): boolean {
	return order !== null && !isHeld(order, now);
}

/** `12.00` as `12.0`: no more decimals than there are, and one at least. */
function shortest(amount: string): string {
	const [whole, decimals = ''] = amount.split('.');
	return `${whole}.${decimals.replace(/0+$/, '') || '0'}`;
}

function etaOf(at: number, form: Manners['etaForm']): string {
	const [year, month, date] = day(at).split('-');
	return form === 'YYYY-MM-DD' ? day(at) : `${month}-${date}-${year}`;
}

function packageNode(box: Package, version: number, now: number): XmlNode {
	const { trackingNumber, weight, quantity, serials, macAddresses } = box;
	const report = (name: string, at: number | null): XmlNode[] =>
		version >= DELIVERY_DATE && at !== null && at <= now ? [[name, stamp(at)]] : [];
	return [
		'Package',
		[
			['TrackingNumber', trackingNumber ?? ''],
			['Weight', weight],
			['ShipItemQuantity', quantity],
			...serials.map((serial): XmlNode => ['SerialNo', serial]),
			...macAddresses.map((address): XmlNode => ['MACAddress', address]),
			...report('CarrierDeliveredDate', box.deliveredAt),
			...report('RefusedDeliveryDate', box.refusedAt),
		],
	];
}
