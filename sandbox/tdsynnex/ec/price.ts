import type { WorldProduct, WorldStock } from '../../world/product';
import { DROP_SHIP } from '../../world/warehouses';
import type { World } from '../../world/world';
import { childrenOf, textAt, type XmlElement } from '../xml/read';
import { writeXml, type XmlNode } from '../xml/write';
import { nestedError, PRICE_ENVELOPE } from './envelope';

/** Products a request may ask for. */
export const GREATEST_REQUEST = 100;
/** From this version on a reply holds MSRP, weight, parcel and end-user flags. */
const FULL_VERSION = 2.8;

/** One answer of price and availability: a product, or the word that there is none. */
export interface PriceAnswer {
	lineNumber: string;
	askedMpn: string;
	product: WorldProduct | null;
}

/** `POST /SynnexXML/PriceAvailability`, and `/Availability`, which is the same without prices. */
export function answerPrices(request: XmlElement, world: World, withPrice: boolean): string {
	const asked = childrenOf(request, 'skuList').map((each) => ({
		sku: textAt(each, 'synnexSKU'),
		mpn: textAt(each, 'mfgPN'),
		lineNumber: textAt(each, 'lineNumber'),
	}));
	const refuse = (message: string, detail: string) =>
		nestedError(PRICE_ENVELOPE, { message, detail });
	if (asked.length === 0) return refuse('Invalid request', 'skuList is required');
	if (asked.length > GREATEST_REQUEST) {
		return refuse('Too many products', `At most ${GREATEST_REQUEST} products a request`);
	}
	if (asked.some(({ lineNumber }) => lineNumber === '')) {
		return refuse('Invalid request', 'lineNumber is required');
	}
	if (asked.some(({ sku, mpn }) => sku === '' && mpn === '')) {
		return refuse('Invalid request', 'synnexSKU or mfgPN is required');
	}
	const full = Number(request.attributes.version ?? '0') >= FULL_VERSION;
	return writeXml([
		PRICE_ENVELOPE.root,
		[
			['customerNo', textAt(request, 'customerNo')],
			['userName', textAt(request, 'userName')],
			...findAnswers(asked, world).map((answer) => listOf(answer, world, withPrice, full)),
		],
	]);
}

/** The same product asked twice is answered once; a part number may mean several products, all under its line. */
export function findAnswers(
	asked: ReadonlyArray<{ sku: string; mpn: string; lineNumber: string }>,
	world: World,
): PriceAnswer[] {
	const seen = new Set<string>();
	return asked.flatMap(({ sku, mpn, lineNumber }): PriceAnswer[] => {
		const identifier = sku === '' ? `mpn ${mpn.toUpperCase()}` : `sku ${sku}`;
		if (seen.has(identifier)) return [];
		seen.add(identifier);
		const found = sku === '' ? world.byPartNumber(mpn) : [world.bySku(sku)].filter(isThere);
		if (found.length === 0) return [{ lineNumber, askedMpn: mpn, product: null }];
		return found.map((product) => ({ lineNumber, askedMpn: mpn, product }));
	});
}

/** The word comes with and without a blank; readers must not mind. */
export function statusWord({ status, index }: WorldProduct): string {
	return status === 'Notauthorized' && index % 2 === 1 ? 'Not authorized' : status;
}

/** What stands on hand or on order, warehouse by warehouse; 98 for what the maker ships. */
export function placesOf(product: WorldProduct, world: World) {
	const places = product.stock
		.filter(({ quantity, onOrder }) => quantity > 0 || onOrder > 0)
		.map((stock) => placeOf(stock, world));
	if (product.dropShipQuantity === 0) return places;
	const { number, zip, city, address } = DROP_SHIP;
	return [
		...places,
		{ number, zip, city, address, quantity: product.dropShipQuantity, onOrder: 0, eta: null },
	];
}

function placeOf({ warehouse, quantity, onOrder, etaDays }: WorldStock, world: World) {
	const { number, zip, city, state, address } = warehouse;
	const eta =
		etaDays === null
			? null
			: new Date(world.opensAt + etaDays * 86_400_000)
					.toISOString()
					.slice(0, 10)
					.replaceAll('-', '');
	return { number, zip, city: `${city},${state}`, address, quantity, onOrder, eta };
}

function isThere<T>(value: T | null): value is T {
	return value !== null;
}

function listOf(
	{ lineNumber, askedMpn, product }: PriceAnswer,
	world: World,
	withPrice: boolean,
	full: boolean,
): XmlNode {
	if (!product) {
		return [
			'PriceAvailabilityList',
			[
				['synnexSKU', '0'],
				['mfgPN', askedMpn],
				['mfgCode', ''],
				['status', 'Not found'],
				['description', ''],
				['totalQuantity', '0'],
				['lineNumber', lineNumber],
			],
		];
	}
	const sold = product.status === 'Active';
	const price: XmlNode[] = withPrice ? [['price', sold ? product.cost : '']] : [];
	const more: XmlNode[] = [
		...((withPrice ? [['msrp', product.msrp]] : []) as XmlNode[]),
		['weight', product.weight],
		['parcelShippable', yesNo(product.parcelShippable)],
		['EURequired', yesNo(product.endUserRequired)],
	];
	return [
		'PriceAvailabilityList',
		[
			['synnexSKU', product.sku],
			['mfgPN', product.mpn],
			['mfgCode', product.vendorCode],
			['status', statusWord(product)],
			['description', product.description],
			['GlobalProductStatusCode', statusWord(product)],
			...price,
			['totalQuantity', product.totalQuantity],
			...placesOf(product, world).map(warehouseNode),
			...(full ? more : []),
			['lineNumber', lineNumber],
		],
	];
}

function warehouseNode(place: ReturnType<typeof placesOf>[number]): XmlNode {
	return [
		'AvailabilityByWarehouse',
		[
			[
				'warehouseInfo',
				[
					['number', place.number],
					['zipcode', place.zip],
					['city', place.city],
					['addr', place.address],
				],
			],
			['qty', place.quantity],
			['onOrderQuantity', place.onOrder],
			// without a date it is unknown, and the element is not there
			...((place.eta === null ? [] : [['estimatedArrivalDate', place.eta]]) as XmlNode[]),
		],
	];
}

function yesNo(set: boolean): string {
	return set ? 'Y' : 'N';
}
