import type { WorldProduct } from '../../world/product';
import type { World } from '../../world/world';
import { childrenOf, textAt, type XmlElement } from '../xml/read';
import { VENDOR_MANNERS, type Manners } from '../manners';
import { writeXml, type XmlNode } from '../xml/write';
import { nestedError, PRICE_ENVELOPE } from './envelope';
import { placesOf } from './places';

/** Products a request may ask for. */
export const GREATEST_REQUEST = 100;
/** From these versions of a request on a reply holds more: words for what is not sold and all warehouses; a choice of warehouses; MSRP, weight, flags. */
const ALL_WAREHOUSES_VERSION = 2.1;
const CHOICE_VERSION = 2.3;
const FULL_VERSION = 2.8;
/** The Availability address answers no older request. */
const AVAILABILITY_VERSION = 3;
/** Lengths of the reply's texts: the price file has 80 characters for the same description. */
const DESCRIPTION_LENGTH = 40;
const MPN_LENGTH = 25;
/** What the price file has in every quantity column of a licence; that price and availability has it as well is inferred. */
const NOT_COUNTED = 9999;

/** One `skuList` of a request. */
export interface AskedProduct {
	sku: string;
	mpn: string;
	lineNumber: string;
	priceType?: string;
	deal?: string;
	/** Numbers of the warehouses to list; empty = all. */
	warehouses?: string[];
}

/** One answer of price and availability: a product, or the word that there is none. */
export interface PriceAnswer {
	asked: AskedProduct;
	product: WorldProduct | null;
}

/** What an answer hangs on besides its product. */
interface Reply {
	world: World;
	version: number;
	withPrice: boolean;
	manners: Pick<Manners, 'licenceStock'>;
}

/** `POST /SynnexXML/PriceAvailability`, and `/Availability`, which is the same without prices. */
export function answerPrices(
	request: XmlElement,
	world: World,
	withPrice: boolean,
	manners: Reply['manners'] = VENDOR_MANNERS,
): string {
	const version = Number(request.attributes.version ?? '0');
	const asked = childrenOf(request, 'skuList').map(askedIn);
	const refused = refusalOf(asked, version, withPrice);
	if (refused) return nestedError(PRICE_ENVELOPE, refused);
	return writeXml([
		PRICE_ENVELOPE.root,
		[
			['customerNo', textAt(request, 'customerNo')],
			['userName', textAt(request, 'userName')],
			...findAnswers(asked, world).map((answer) =>
				listOf(answer, { world, version, withPrice, manners }),
			),
		],
		version > 0 ? { version: request.attributes.version as string } : {},
	]);
}

/** The same product asked twice is answered once; a part number may mean several products, all under its line. */
export function findAnswers(asked: readonly AskedProduct[], world: World): PriceAnswer[] {
	const seen = new Set<string>();
	return asked.flatMap((each): PriceAnswer[] => {
		const { sku, mpn } = each;
		const identifier = sku === '' ? `mpn ${mpn.toUpperCase()}` : `sku ${sku}`;
		if (seen.has(identifier)) return [];
		seen.add(identifier);
		const found = sku === '' ? world.byPartNumber(mpn) : [world.bySku(sku)].filter(isThere);
		if (found.length === 0) return [{ asked: each, product: null }];
		return found.map((product) => ({ asked: each, product }));
	});
}

/** The word comes with and without a blank; readers must not mind. */
export function statusWord({ status, index }: WorldProduct): string {
	return status === 'Notauthorized' && index % 2 === 1 ? 'Not authorized' : status;
}

function isThere<T>(value: T | null): value is T {
	return value !== null;
}

function askedIn(line: XmlElement): AskedProduct {
	return {
		sku: textAt(line, 'synnexSKU'),
		mpn: textAt(line, 'mfgPN'),
		lineNumber: textAt(line, 'lineNumber'),
		priceType: textAt(line, 'priceType'),
		deal: textAt(line, 'specialDealNumber'),
		warehouses: textAt(line, 'requestWarehouse').split(',').filter(Boolean),
	};
}

function refusalOf(asked: AskedProduct[], version: number, withPrice: boolean) {
	const refuse = (message: string, detail: string) => ({ message, detail });
	if (!withPrice && version < AVAILABILITY_VERSION)
		return refuse('Invalid request', 'version 3.0 is required');
	if (asked.length === 0) return refuse('Invalid request', 'skuList is required');
	if (asked.length > GREATEST_REQUEST)
		return refuse('Too many products', `At most ${GREATEST_REQUEST} products a request`);
	if (asked.some(({ sku, mpn }) => sku === '' && mpn === ''))
		return refuse('Invalid request', 'synnexSKU or mfgPN is required');
	return null;
}

function listOf({ asked, product }: PriceAnswer, reply: Reply): XmlNode {
	const line: XmlNode[] = asked.lineNumber === '' ? [] : [['lineNumber', asked.lineNumber]];
	return ['PriceAvailabilityList', [...answerOf(asked, product, reply), ...line]];
}

function answerOf(asked: AskedProduct, product: WorldProduct | null, reply: Reply): XmlNode[] {
	if (!product) return notFound(asked);
	const words = reply.version >= ALL_WAREHOUSES_VERSION;
	if (product.status === 'Active') return sold(asked, product, reply);
	// older requests know one word for all that is not sold
	if (!words)
		return [
			['synnexSKU', product.sku],
			['status', 'Not found'],
			['price', '-1'],
		];
	if (product.status === 'Notauthorized') {
		return [
			['synnexSKU', product.sku],
			['status', statusWord(product)],
			['GlobalProductStatusCode', statusWord(product)],
		];
	}
	return [...identityOf(product), ['status', product.status], ...described(product)];
}

/** The vendor's document repeats the SKU as asked, newer replies say 0: here it hangs on the last digit. */
function notFound({ sku, mpn }: AskedProduct): XmlNode[] {
	const echoes = sku !== '' && Number(sku.slice(-1)) % 2 === 0;
	return [
		['synnexSKU', echoes ? sku : '0'],
		...((sku === '' ? [['mfgPN', mpn]] : []) as XmlNode[]),
		['status', 'Not found'],
	];
}

function sold(asked: AskedProduct, product: WorldProduct, reply: Reply): XmlNode[] {
	const { world, version, withPrice } = reply;
	const price = withPrice ? world.priceOf(product, asked.priceType, asked.deal) : '';
	const full: XmlNode[] = [
		...((withPrice ? [['msrp', product.msrp]] : []) as XmlNode[]),
		['weight', product.weight],
		['parcelShippable', yesNo(product.parcelShippable)],
		['EURequired', yesNo(product.endUserRequired)],
	];
	return [
		...identityOf(product),
		['status', product.status],
		...described(product),
		['price', price],
		...echo('priceType', asked.priceType),
		...echo('specialDealNumber', asked.deal),
		['totalQuantity', isCounted(product, reply) ? product.totalQuantity : NOT_COUNTED],
		...listed(product, asked, reply).map(warehouseNode),
		...(version >= FULL_VERSION ? full : []),
	];
}

function identityOf({ sku, mpn, vendorCode }: WorldProduct): XmlNode[] {
	return [
		['synnexSKU', sku],
		['mfgPN', mpn.slice(0, MPN_LENGTH)],
		['mfgCode', vendorCode],
	];
}

function described(product: WorldProduct): XmlNode[] {
	return [
		['description', product.description.slice(0, DESCRIPTION_LENGTH)],
		['GlobalProductStatusCode', statusWord(product)],
	];
}

function echo(name: string, value = ''): XmlNode[] {
	return value === '' ? [] : [[name, value]];
}

/** Which warehouses a reply lists: before 2.1 those with anything, from then on all, from 2.3 on a choice if asked. The total covers all in any case. */
function listed(product: WorldProduct, { warehouses = [] }: AskedProduct, reply: Reply) {
	const places = placesOf(product, reply.world).map((place) =>
		isCounted(product, reply) ? place : { ...place, quantity: NOT_COUNTED },
	);
	if (reply.version < ALL_WAREHOUSES_VERSION)
		return places.filter(({ quantity, onOrder }) => quantity + onOrder > 0);
	if (reply.version < CHOICE_VERSION || warehouses.length === 0) return places;
	return places.filter(({ number }) => warehouses.includes(number));
}

function isCounted({ virtual }: WorldProduct, { manners }: Reply): boolean {
	return !virtual || manners.licenceStock === 'none';
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
