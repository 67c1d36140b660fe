import { XMLParser, XMLValidator } from 'fast-xml-parser';

import { FaultPlans, Ledger, SandboxClock } from '../../../sandbox/core';
import {
	createTdSynnexTwin,
	type TdSynnexAddresses,
	type TdSynnexOptions,
	type TdSynnexTwin,
} from '../../../sandbox/tdsynnex';
import type { WorldProduct } from '../../../sandbox/world/product';

/** A started twin and what a test needs around it. */
export interface TwinClient {
	twin: TdSynnexTwin;
	at: TdSynnexAddresses;
	clock: SandboxClock;
	ledger: Ledger;
	faults: FaultPlans;
	/** POSTs XML, raw unless a content type says otherwise. */
	post(path: string, body: string, contentType?: string): Promise<Reply>;
	price(
		lines: string,
		more?: { version?: string; path?: string; password?: string },
	): Promise<Reply>;
	submit(order?: OrderParts): Promise<Reply>;
	status(poNumber: string, version?: string): Promise<Reply>;
	invoices(request: string): Promise<Reply>;
	/** The first product that fits. */
	product(fits: (product: WorldProduct) => boolean): WorldProduct;
	hours(count: number): void;
}

export interface Reply {
	status: number;
	text: string;
	/** By an XML parser that the twin does not use; element lists as they come, single or array. */
	xml: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** Parts of a purchase order that a test says itself; the rest is as in the smallest order that is known to client. */
export interface OrderParts {
	poNumber?: string;
	lines?: string;
	shipment?: string;
	head?: string;
	/** Replaces text of the finished document. */
	replace?: [string | RegExp, string];
}

const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, trimValues: false });

export async function startTwin(options: Partial<TdSynnexOptions> = {}): Promise<TwinClient> {
	const clock = new SandboxClock();
	const ledger = new Ledger(clock);
	const faults = new FaultPlans();
	const twin = createTdSynnexTwin({
		seed: 7,
		skus: 1500,
		clock,
		ledger,
		faults,
		latencyMs: 0,
		...options,
	});
	const at = await twin.start(0);
	const credential = (password = at.password) =>
		`<Credential><UserID>${at.userId}</UserID><Password>${password}</Password></Credential>`;
	const b2b = (inside: string, version = '2.7') =>
		`<?xml version="1.0" encoding="UTF-8"?><SynnexB2B version="${version}">${credential()}${inside}</SynnexB2B>`;
	const client: TwinClient = {
		twin,
		at,
		clock,
		ledger,
		faults,
		async post(path, body, contentType = 'application/xml') {
			const response = await fetch(`${at.ecUrl}${path}`, {
				method: 'POST',
				headers: { 'content-type': contentType },
				body,
			});
			const text = await response.text();
			const valid = text !== '' && XMLValidator.validate(text) === true;
			return { status: response.status, text, xml: valid ? parser.parse(text) : null };
		},
		price(lines, { version = '2.8', path = 'PriceAvailability', password = at.password } = {}) {
			return client.post(
				`/SynnexXML/${path}`,
				`<?xml version="1.0" encoding="UTF-8"?><priceRequest version="${version}"><customerNo>${at.customerNumber}</customerNo>` +
					`<userName>${at.userId}</userName><password>${password}</password>${lines}</priceRequest>`,
			);
		},
		submit(parts = {}) {
			const [from, to] = parts.replace ?? ['', ''];
			return client.post('/SynnexXML/PO', priced(twin, b2b(orderXml(at, parts)).replace(from, to)));
		},
		status: (poNumber, version) =>
			client.post(
				'/SynnexXML/POStatus',
				b2b(
					`<OrderStatusRequest><CustomerNumber>${at.customerNumber}</CustomerNumber><PONumber>${poNumber}</PONumber></OrderStatusRequest>`,
					version,
				),
			),
		invoices: (request) =>
			client.post(
				'/webservice/invoice/query',
				b2b(
					`<InvoiceRequest><CustomerNumber>${at.customerNumber}</CustomerNumber>${request}</InvoiceRequest>`,
					'2.2',
				),
			),
		product(fits) {
			for (let index = 0; index < twin.shop.world.skus; index++) {
				const product = twin.shop.world.at(index);
				if (fits(product)) return product;
			}
			throw new Error('the small world has no such product');
		},
		hours: (count) => clock.advance(count * 3600),
	};
	return client;
}

/** An Item element; without a price of its own it goes out at what TD SYNNEX asks. */
export function item(
	lineNumber: number,
	sku: string,
	quantity = 1,
	more = '',
	price = CONTRACT,
): string {
	return `<Item lineNumber="${lineNumber}"><SKU>${sku}</SKU><UnitPrice>${price}</UnitPrice><OrderQuantity>${quantity}</OrderQuantity>${more}</Item>`;
}

/** Stands for the price of its line's SKU until the order leaves. */
const CONTRACT = 'CONTRACT';

/** Every placeholder by the price of the SKU, or part number, of its own line. */
function priced(twin: TdSynnexTwin, order: string): string {
	return order.replace(/<Item\b.*?<\/Item>/gs, (line) => {
		const { world } = twin.shop;
		const [, sku = ''] = /SKU>([^<]*)</.exec(line) ?? [];
		const [, mpn = ''] = /<ManufacturerPartNumber>([^<]*)</.exec(line) ?? [];
		const product = world.bySku(sku) ?? world.byPartNumber(mpn)[0];
		return line.replace(`>${CONTRACT}<`, `>${product?.cost ?? '10.00'}<`);
	});
}

/** Sellable, physical, with so many in one warehouse. */
export function inStock(quantity: number): (product: WorldProduct) => boolean {
	return (product) =>
		product.status === 'Active' &&
		product.category.media === 'RTL' &&
		!product.endUserRequired &&
		product.stock.some((place) => place.quantity >= quantity);
}

/** One or many elements as a list. */
export function listOf<T>(found: T | T[] | undefined): T[] {
	return found === undefined ? [] : ([found].flat() as T[]);
}

function orderXml(
	at: TdSynnexAddresses,
	{ poNumber = 'PO-1', lines = '', shipment, head = '' }: OrderParts,
) {
	return (
		`<OrderRequest><CustomerNumber>${at.customerNumber}</CustomerNumber><PONumber>${poNumber}</PONumber>` +
		`<DropShipFlag>N</DropShipFlag>${head}` +
		(shipment ??
			'<Shipment><ShipFromWarehouse>ANY</ShipFromWarehouse><ShipTo><AddressName1>Smith &amp; Sons</AddressName1>' +
				'<AddressLine1>1 Main St</AddressLine1><City>Albany</City><State>NY</State><ZipCode>12207</ZipCode><Country>US</Country></ShipTo>' +
				'<ShipToContact><ContactName>Ann Smith</ContactName></ShipToContact><ShipMethod><Code>FG</Code></ShipMethod></Shipment>') +
		`<Payment><BillTo code="${at.customerNumber}"/></Payment><Items>${lines}</Items></OrderRequest>`
	);
}
