import { WAREHOUSES, type Warehouse } from '../../world/warehouses';
import { money } from '../../world/product';
import type { World } from '../../world/world';
import { freightCents, shipMethod, SHIP_METHODS, type ShipMethod } from '../ship-methods';
import { child, childrenOf, textAt, type XmlElement } from '../xml/read';
import { writeXml, type XmlNode } from '../xml/write';
import { b2bEnvelope, nestedError } from './envelope';

export const FREIGHT_ENVELOPE = b2bEnvelope('FreightQuoteResponse', [
	'ErrorMessage',
	'ErrorDetail',
]);

/** Sales from which ground freight costs nothing, and what a small order costs more: invented, in cents. */
const FREE_FROM = 150_000;
const SMALL_BELOW = 5_000;
const SMALL_ORDER_FEE = 500;

/** Service levels of the wire are days: 0 the same day, 1 the next. */
const DAYS: Record<string, number> = {
	'3DAY': 3,
	'2DAY': 2,
	NEXTDAY: 1,
	SATURDAY: 1,
	EXPRESS: 2,
	PICKUP: 0,
	HOLD: 0,
	ELECTRONIC: 0,
};
const GROUND_DAYS = 5;
const STREET_ZIP = /^(\d{5}(-?\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d)$/i;

/** A failure, by the ids of the vendor's document, of which some end with a blank; the detail is ours. */
class Refusal extends Error {
	constructor(
		message: string,
		readonly detail = '',
	) {
		super(message);
	}
}

/** `POST /SynnexXML/FreightQuote`: version 1.0 of the request names a ZIP code, 2.0 a whole address. */
export function answerFreight(document: XmlElement, world: World, now: number): string {
	const request = child(document, 'FreightQuoteRequest') as XmlElement;
	try {
		return replyTo(request, world, now);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return nestedError(FREIGHT_ENVELOPE, {
			message: error.message,
			detail: error.detail,
		});
	}
}

function replyTo(request: XmlElement, world: World, now: number): string {
	const shipTo = child(request, 'ShipTo');
	const version = request.attributes.version ?? '';
	const zip =
		version === '1.0'
			? textAt(request, 'ShipToZipCode')
			: textAt(shipTo, 'ZipCode') || textAt(shipTo, 'ShipToZipCode');
	const needed = [
		version,
		zip,
		...['RequestDateTime', 'ShipFromWarehouse'].map((name) => textAt(request, name)),
	];
	if (needed.includes(''))
		throw new Refusal('[ErrorNode]', 'version, RequestDateTime, ShipFromWarehouse and a ZIP code');
	if (!STREET_ZIP.test(zip)) throw new Refusal('Invalid ZIP Code ');
	const warehouse = warehouseOf(request, world);
	const items = childrenOf(child(request, 'Items'), 'Item');
	const { pounds, sales } = weighed(items, world, version !== '1.0');
	const methods = methodsFor(request, world);
	const code = textAt(request, 'ShipMethodCode');
	// the example of the document never closes AvailableShipMethods: what follows may be inside or beside
	const charges = otherCharges(sales);
	const beside = code !== '';
	return writeXml([
		'SynnexB2B',
		[
			[
				'FreightQuoteResponse',
				[
					['CustomerNumber', textAt(request, 'CustomerNumber')],
					['ResponseDateTime', new Date(now).toISOString().slice(0, 19)],
					['ResponseElapsedTime', '0.4s'],
					['TotalWeight', pounds.toFixed(2)],
					['TotalSales', money(sales)],
					['FreeFreightThreshold', money(FREE_FROM)],
					warehouseNode(warehouse),
					version === '1.0' ? ['ShipToZipCode', zip] : ['ShipTo', addressOf(shipTo)],
					['ShipMethodCode', code],
					['ShipMethodDescription', shipMethod(world.country, code)?.description ?? ''],
					['ServiceLevel', textAt(request, 'ServiceLevel')],
					['Items', items.map(itemNode)],
					[
						'AvailableShipMethods',
						[
							...methods.map((method) => methodNode(method, pounds, sales)),
							...(beside ? [] : [charges]),
						],
					],
					...(beside ? [charges] : []),
					['SynnexInternalReference', 'FREIGHTQUOTE,A-CIS'],
				],
				{ version },
			],
		],
	]);
}

function warehouseOf(request: XmlElement, world: World): Warehouse {
	const number = textAt(request, 'ShipFromWarehouse');
	const found = WAREHOUSES[world.country].find((each) => each.number === number);
	if (!found) throw new Refusal('Invalid Warehouse Number ');
	return found;
}

/** Pounds and, in cents, sales of all items. */
/** A public client in use sends no description in version 1.0. */
function weighed(items: XmlElement[], world: World, described: boolean) {
	if (items.length === 0) throw new Refusal('[ErrorNode]', 'Items/Item');
	let pounds = 0;
	let sales = 0;
	for (const item of items) {
		const quantity = textAt(item, 'Quantity');
		const complete =
			item.attributes.lineNumber && (!described || textAt(item, 'Description') !== '');
		if (!complete || !/^[1-9]\d*$/.test(quantity))
			throw new Refusal('[ErrorNode]', 'lineNumber, Description and Quantity of every Item');
		const product = world.bySku(textAt(item, 'SKU'));
		if (!product) throw new Refusal('InvalidSKU');
		if (product.status === 'Notauthorized') throw new Refusal('Not Authorized SKU');
		pounds += Number(product.weight) * Number(quantity);
		sales += Math.round(Number(product.cost) * 100) * Number(quantity);
	}
	return { pounds, sales };
}

/** The one method asked for, those of so many days or fewer, or, with neither, all. */
function methodsFor(request: XmlElement, world: World): ShipMethod[] {
	const code = textAt(request, 'ShipMethodCode');
	const level = textAt(request, 'ServiceLevel');
	const wrong = 'Invalid Ship Method Code, Service Level or Carrier';
	if (level !== '' && !/^\d{1,2}$/.test(level)) throw new Refusal(wrong);
	if (code !== '' && !shipMethod(world.country, code)) throw new Refusal(wrong);
	const found = SHIP_METHODS[world.country].filter(
		(method) =>
			(code === '' || method.code === code) && (level === '' || daysOf(method) <= Number(level)),
	);
	if (found.length === 0) throw new Refusal('No Result Found');
	return found;
}

function daysOf({ serviceLevel }: ShipMethod): number {
	return DAYS[serviceLevel] ?? GROUND_DAYS;
}

function warehouseNode({ number, zip, city, address }: Warehouse): XmlNode {
	return [
		'ShipFromWarehouse',
		[
			['Number', number],
			['ZipCode', zip],
			['City', city],
			['Addr', address],
		],
	];
}

/** The address as it came, and what TD SYNNEX takes it for. */
function addressOf(shipTo: XmlElement | undefined): XmlNode[] {
	const echo = (shipTo?.children ?? [])
		.filter(({ name }) => name !== 'AddressType')
		.map(({ name, text }): XmlNode => [name, text]);
	return [...echo, ['AddressType', 'Commercial']];
}

function itemNode(item: XmlElement): XmlNode {
	return [
		'Item',
		item.children.map(({ name, text }): XmlNode => [name, text]),
		{ lineNumber: item.attributes.lineNumber ?? '' },
	];
}

/** Codes without a carrier come with blanks around, as one of the document's example does. */
function methodNode(method: ShipMethod, pounds: number, sales: number): XmlNode {
	const free = method.serviceLevel === 'GROUND' && sales >= FREE_FROM;
	return [
		'AvailableShipMethod',
		[
			['ShipMethodDescription', method.description],
			['ServiceLevel', daysOf(method)],
			['Freight', money(free ? 0 : freightCents(method, pounds))],
		],
		{ code: method.carrier === 'NONE' ? ` ${method.code} ` : method.code },
	];
}

function otherCharges(sales: number): XmlNode {
	return [
		'OtherCharges',
		[
			['MinOrderFee', money(sales < SMALL_BELOW ? SMALL_ORDER_FEE : 0)],
			['CODFee', money(0)],
		],
	];
}
