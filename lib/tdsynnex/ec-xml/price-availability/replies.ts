import { z } from 'zod';
import type { WireResponse } from '../../../shared/http';
import { Problem } from '../../../shared/problem';
import { CURRENCY, type Country } from '../../hosts';
import { DROP_SHIP, NOT_COUNTED } from '../../price-file/columns';
import { decimal, isoDate, words, wholeNumber } from '../../price-file/values';
import { errorIn, readReply, refusal } from '../reply-errors';
import { at, buildXml, children, element, pickTexts, textAt, type XmlElement } from '../xml';

/** One product asked for: by TD SYNNEX SKU or by manufacturer part number. */
export type PriceQuery = { sku: string } | { mpn: string };

/** What TD SYNNEX knows of one product now. `null` = not stated. */
export interface Availability {
	/** `0` when TD SYNNEX has no such product. */
	sku: string;
	mpn: string | null;
	description: string | null;
	/**
	 * `active`, `discontinued`, `inactive`, `not-authorized`, `not-found`, or TD SYNNEX's own word.
	 */
	status: string;
	/** What the account pays; only stated for active products. */
	price: string | null;
	msrp: string | null;
	currency: 'USD' | 'CAD';
	/**
	 * Whether anybody counts its stock: for a license or warranty every warehouse says 9999, as in
	 * the price file, which is no stock.
	 */
	counted: boolean;
	/** `null` when it is not stated or not counted. */
	totalQuantity: number | null;
	weight: string | null;
	/** Whether an order needs the end user's details. */
	endUserRequired: boolean | null;
	/** Empty when stock is not counted. */
	warehouses: Warehouse[];
}

export interface Warehouse {
	number: string;
	city: string;
	quantity: number;
	onOrder: number;
	/** ISO date on which what is on order is expected. */
	eta: string | null;
}

/** Which of the account's prices is asked for. */
export interface PriceTerms {
	/**
	 * `PROMOTION`, `EDUCATION`, `FEDERALGOVERNMENT`, `STATEGOVERNMENT`, `HEALTHCARE`; empty =
	 * REGULAR, the contract price. Whether that one includes a promotion, as the cost of the price
	 * file does, TD SYNNEX does not say.
	 */
	priceType?: string;
	/** TD SYNNEX's or the maker's number of a special deal. */
	specialDealNumber?: string;
}

/**
 * The request as TD SYNNEX takes it, lines numbered from 1. User name and password stay empty: the
 * credential fills them in on the way out.
 */
export function requestXml(
	products: PriceQuery[],
	customerNumber: string,
	{ priceType = '', specialDealNumber = '' }: PriceTerms = {},
): string {
	return buildXml(
		element(
			'priceRequest',
			[
				element('customerNo', customerNumber),
				element('userName'),
				element('password'),
				...products.map((one, index) =>
					element('skuList', [
						'sku' in one ? element('synnexSKU', one.sku) : element('mfgPN', one.mpn),
						element('lineNumber', String(index + 1)),
						...(priceType === '' ? [] : [element('priceType', priceType)]),
						...(specialDealNumber === '' ? [] : [element('specialDealNumber', specialDealNumber)]),
					]),
				),
			],
			{ version: '2.8' },
		),
	);
}

/**
 * The lines of a reply (P&A version 2.8).
 *
 * @throws Problem when the reply as a whole is an error or no XML
 */
export function readReplies(response: WireResponse, country: Country): Reply[] {
	const root = readReply(response, { ...PRICE_AVAILABILITY, lines: LINE });
	if (!/^priceResponse$/i.test(root.name)) throw ofAnotherService(root.name);
	return children(root, LINE).map((line) => readLine(line, country));
}

function ofAnotherService(name: string): Problem {
	return new Problem({
		code: 'tdsynnex-reply-other',
		cause: `The reply to the ${PRICE_AVAILABILITY.service} request is XML, but not of that service: it is a ${name}`,
		remedy:
			'Run again. If the problem persists, check the environment and the host in the TD SYNNEX EC API credential, and check for a proxy between n8n and TD SYNNEX.',
		retryable: true,
	});
}

/** One line of a reply. */
export interface Reply {
	/** As sent, from 1; `undefined` when the reply names none. */
	lineNumber: number | undefined;
	found: Availability;
	/** Set when the line carries an error of its own. */
	problem: Problem | undefined;
}

/** A reply's line as it is on the wire; what is not listed is not used. */
const LINE_SCHEMA = z.object({
	lineNumber: z.string().optional(),
	synnexSKU: z.string().default('0'),
	mfgPN: z.string().default(''),
	status: z.string().default(''),
	description: z.string().default(''),
	price: z.string().default(''),
	msrp: z.string().default(''),
	totalQuantity: z.string().default(''),
	weight: z.string().default(''),
	EURequired: z.string().default(''),
});

function readLine(line: XmlElement, country: Country): Reply {
	const wire = LINE_SCHEMA.parse(pickTexts(line, LINE_SCHEMA.keyof().options));
	const warehouses = children(line, 'AvailabilityByWarehouse').map(readWarehouse);
	const counted = isCounted(warehouses);
	const error =
		errorIn(line) ?? (TRANSIENT_STATUS.test(wire.status) && { message: wire.status, detail: '' });
	return {
		lineNumber: wire.lineNumber === undefined ? undefined : Number(wire.lineNumber),
		problem: error
			? refusal(error, { ...PRICE_AVAILABILITY, record: `SKU ${wire.synnexSKU}` })
			: undefined,
		found: {
			sku: wire.synnexSKU,
			mpn: words(wire.mfgPN),
			description: words(wire.description),
			status: statusWord(wire.status),
			price: decimal(wire.price) ?? null,
			msrp: decimal(wire.msrp) ?? null,
			currency: CURRENCY[country],
			counted,
			totalQuantity: counted ? wholeNumber(wire.totalQuantity) : null,
			weight: decimal(wire.weight) ?? null,
			endUserRequired: /^y/i.test(wire.EURequired)
				? true
				: /^n/i.test(wire.EURequired)
					? false
					: null,
			warehouses: counted ? warehouses : [],
		},
	};
}

/** What the maker ships himself is no sign of it; neither is a single warehouse that is full. */
function isCounted(warehouses: Warehouse[]): boolean {
	const own = warehouses.filter(({ number }) => number !== DROP_SHIP.number);
	return own.length < 2 || own.some(({ quantity }) => quantity !== NOT_COUNTED);
}

function readWarehouse(entry: XmlElement): Warehouse {
	const info = at(entry, 'warehouseInfo');
	return {
		number: textAt(info, 'number') ?? '',
		city: textAt(info, 'city') ?? '',
		quantity: wholeNumber(textAt(entry, 'qty') ?? '') ?? 0,
		onOrder: wholeNumber(textAt(entry, 'onOrderQuantity') ?? '') ?? 0,
		eta: isoDate(textAt(entry, 'estimatedArrivalDate') ?? ''),
	};
}

/**
 * TD SYNNEX's words in the one spelling of this package; one it does not know is kept as it came.
 */
function statusWord(status: string): string {
	return STATUS[status.toLowerCase().replace(/[^a-z]/g, '')] ?? status;
}

/** How messages name the service. */
export const PRICE_AVAILABILITY = { service: 'price and availability' };
const LINE = 'PriceAvailabilityList';
/** A line may carry it in place of its status while the server is busy; its price is blank then. */
const TRANSIENT_STATUS = /runtime\s?error/i;
const STATUS: Record<string, string> = {
	active: 'active',
	discontinued: 'discontinued',
	inactive: 'inactive',
	notauthorized: 'not-authorized',
	notfound: 'not-found',
};
