import { WAREHOUSES } from '../../world/warehouses';
import { money } from '../../world/product';
import type { World } from '../../world/world';
import { freightCents, shipMethod, SHIP_METHODS } from '../ship-methods';
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

/** `POST /SynnexXML/FreightQuote`: version 1.0 of the request names a ZIP code, 2.0 a whole address. */
export function answerFreight(document: XmlElement, world: World): string {
	const request = child(document, 'FreightQuoteRequest') as XmlElement;
	const refuse = (detail: string) =>
		nestedError(FREIGHT_ENVELOPE, { message: 'Invalid freight request', detail });
	const shipTo = child(request, 'ShipTo');
	const first = request.attributes.version === '1.0';
	const zip = first ? textAt(request, 'ShipToZipCode') : textAt(shipTo, 'ZipCode');
	if (zip === '') return refuse(first ? 'ShipToZipCode is required' : 'ShipTo/ZipCode is required');
	const warehouse = WAREHOUSES[world.country].find(
		({ number }) => number === textAt(request, 'ShipFromWarehouse'),
	);
	if (!warehouse) return refuse('ShipFromWarehouse is not known');
	const items = childrenOf(child(request, 'Items'), 'Item');
	if (items.length === 0) return refuse('Items/Item is required');
	let pounds = 0;
	let sales = 0;
	for (const item of items) {
		const sku = textAt(item, 'SKU');
		const quantity = textAt(item, 'Quantity');
		const product = world.bySku(sku);
		if (!product) return refuse(`SKU ${sku} is not known`);
		if (!/^[1-9]\d*$/.test(quantity)) return refuse(`Quantity of SKU ${sku} is not valid`);
		pounds += Number(product.weight) * Number(quantity);
		sales += Math.round(Number(product.cost) * 100) * Number(quantity);
	}
	const code = textAt(request, 'ShipMethodCode');
	return writeXml([
		'SynnexB2B',
		[
			[
				'FreightQuoteResponse',
				[
					['CustomerNumber', textAt(request, 'CustomerNumber')],
					['TotalWeight', pounds.toFixed(2)],
					['TotalSales', money(sales)],
					['FreeFreightThreshold', money(FREE_FROM)],
					[
						'ShipFromWarehouse',
						[
							['Number', warehouse.number],
							['ZipCode', warehouse.zip],
							['City', warehouse.city],
							['Addr', warehouse.address],
						],
					],
					['ShipTo', echo(shipTo, zip)],
					['ShipMethodCode', code],
					['ShipMethodDescription', shipMethod(world.country, code)?.description ?? ''],
					['Items', items.map(itemNode)],
					['AvailableShipMethods', methods(world, pounds, sales)],
					[
						'OtherCharges',
						[
							['MinOrderFee', money(sales < SMALL_BELOW ? SMALL_ORDER_FEE : 0)],
							['CODFee', money(0)],
						],
					],
					['SynnexInternalReference', 'FREIGHTQUOTE,A-CIS'],
				],
			],
		],
	]);
}

function echo(shipTo: XmlElement | undefined, zip: string): XmlNode[] {
	return shipTo
		? shipTo.children.map(({ name, text }): XmlNode => [name, text])
		: [['ZipCode', zip]];
}

function itemNode(item: XmlElement): XmlNode {
	return [
		'Item',
		item.children.map(({ name, text }): XmlNode => [name, text]),
		{ lineNumber: item.attributes.lineNumber ?? '' },
	];
}

function methods(world: World, pounds: number, sales: number): XmlNode[] {
	return SHIP_METHODS[world.country].map((method): XmlNode => {
		const free = method.serviceLevel === 'GROUND' && sales >= FREE_FROM;
		return [
			'AvailableShipMethod',
			[
				['ShipMethodDescription', method.description],
				['ServiceLevel', method.serviceLevel],
				['Freight', money(free ? 0 : freightCents(method, pounds))],
			],
			{ code: method.code },
		];
	});
}
