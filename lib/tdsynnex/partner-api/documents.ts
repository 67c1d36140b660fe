import { z } from 'zod';
import type { WireResponse } from '../../shared/http';
import { Problem } from '../../shared/problem';
import { snippet } from '../ec-xml/xml';

/**
 * TD SYNNEX's REST partner API (`/api/v1`): reads of orders, shipments and invoices by their own
 * numbers. It is granted account by account; what it adds to the XML services is an invoice's
 * balance, due date and currency, and the carrier's name. Fields are those that public clients
 * show; unknown ones are ignored.
 */
export const PARTNER_PATH = {
	order: (number: string) => `/api/v1/orders/orderNo/${encodeURIComponent(number)}`,
	shipment: (number: string) =>
		`/api/v1/orders/shipment/details/orderNo/${encodeURIComponent(number)}`,
	invoice: (number: string) =>
		`/api/v1/invoices/invoiceNo/${encodeURIComponent(number)}/invoiceType/IV`,
} as const;

/** Whose purchase order an order number is of. */
export interface PartnerOrder {
	orderNumber: string;
	poNumber: string;
	status: string;
	statusCode: string;
}

export interface PartnerShipment {
	orderNumber: string;
	poNumber: string;
	lines: PartnerShipmentLine[];
}

export interface PartnerShipmentLine {
	lineNumber: number | null;
	sku: string;
	parts: {
		quantity: number;
		shipDate: string;
		warehouse: string;
		tracking: { number: string; carrier: string }[];
	}[];
}

/** Amounts verbatim. */
export interface PartnerInvoice {
	number: string;
	date: string;
	dueDate: string;
	total: string;
	balance: string;
	currency: string;
	freight: string;
	tax: string;
	orderNumber: string;
	poNumber: string;
}

/** `null` = the API knows no such order. */
export function readPartnerOrder(response: WireResponse, record: string): PartnerOrder | null {
	const [first] = ORDERS.parse(listOf(readJson(response, record)));
	if (first === undefined || first.errorMessage !== '') return null;
	return {
		orderNumber: first.orderNumber,
		poNumber: first.purchaseOrderNumber,
		status: first.orderStatus,
		statusCode: first.orderStatusCode,
	};
}

/** `null` = the API knows no such order, or nothing of it has left. */
export function readPartnerShipment(
	response: WireResponse,
	record: string,
): PartnerShipment | null {
	const [json] = listOf(readJson(response, record));
	const read = SHIPMENT.parse(json ?? {});
	if (read.errorMessage !== '' || read.lines.length === 0) return null;
	return {
		orderNumber: read.orderNumber,
		poNumber: read.purchaseOrder,
		lines: read.lines.map((line) => ({
			lineNumber: /^\d{1,6}$/.test(line.displayLineNumber) ? Number(line.displayLineNumber) : null,
			sku: line.partNumber,
			parts: line.subLines.map(({ quantity, shipDate, warehouse, tracking }) => ({
				quantity,
				shipDate,
				warehouse,
				tracking: tracking
					.filter(({ trackingNumber }) => trackingNumber !== '')
					.map(({ trackingNumber, carrierDescription }) => ({
						number: trackingNumber,
						carrier: carrierDescription,
					})),
			})),
		})),
	};
}

/** `null` = the API knows no such invoice. */
export function readPartnerInvoice(response: WireResponse, record: string): PartnerInvoice | null {
	const [json] = listOf(readJson(response, record));
	const read = INVOICE.parse(json ?? {});
	if (read.errorMessage !== '' || read.invoiceNumber === '') return null;
	return {
		number: read.invoiceNumber,
		date: read.invoiceDate,
		dueDate: read.invoiceDueDate,
		total: read.totalInvoiceAmount,
		balance: read.invoiceBalance,
		currency: read.currency,
		freight: read.netFreight,
		tax: read.taxInDocumentCurrency,
		orderNumber: read.salesOrderNumber,
		poNumber: read.purchaseOrderNumber,
	};
}

/** @throws Problem for a refusal, a page that is no JSON, and an HTTP error */
function readJson({ status, body }: WireResponse, record: string): unknown {
	const json = jsonIn(body);
	const said = REFUSAL.safeParse(json);
	const words = said.success ? said.data.data.errorMessage : snippet(body);
	if (status === 401 || status === 403)
		throw new Problem({
			reach: 'run',
			record,
			...(status === 401 || said.success ? refused(status, words) : turnedAway(status, words)),
		});
	if (status >= 300)
		throw new Problem({
			code: status === 429 || status >= 500 ? 'tdsynnex-partner-busy' : 'tdsynnex-partner-http',
			record,
			cause: `TD SYNNEX's partner API answered HTTP ${status}${quoted(words)}`,
			remedy: 'Try again in a few minutes, or remove the partner credential from the node.',
			retryable: status === 429 || status >= 500,
		});
	if (json === undefined)
		throw new Problem({
			code: 'tdsynnex-partner-unreadable',
			record,
			cause: `TD SYNNEX's partner API sent something other than JSON${quoted(snippet(body))}`,
			remedy: 'Check the host in the TD SYNNEX Partner API credential.',
		});
	return json;
}

/**
 * n8n has fetched a new token before. That one is refused, and the login that it was got with is
 * not.
 */
function refused(status: number, words: string) {
	return {
		code: 'tdsynnex-partner-refused',
		cause: `TD SYNNEX's partner API refused a new access token with HTTP ${status}${quoted(words)}`,
		remedy:
			'Check that Environment in the TD SYNNEX Partner API credential is the one that the secret was created for, and that TD SYNNEX has granted your account the partner API. A new secret takes up to 10 minutes to work.',
	};
}

function turnedAway(status: number, words: string) {
	return {
		code: 'tdsynnex-partner-turned-away',
		cause: `The call for the partner API was turned away with HTTP ${status}${quoted(words)}, without a message of TD SYNNEX's own`,
		remedy:
			'Check whether a proxy or firewall between n8n and TD SYNNEX turns calls away, and the host in the TD SYNNEX Partner API credential.',
	};
}

function quoted(words: string): string {
	return words === '' ? '' : ` (“${words}”)`;
}

/** `undefined` = it is no JSON. */
export function jsonIn(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

/** Orders come as a list of one, shipments and invoices bare: either form is taken for either. */
function listOf(json: unknown): unknown[] {
	return Array.isArray(json) ? json : [json];
}

const TEXT = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => String(value ?? '').trim())
	.catch('');
const COUNT = z.coerce.number().int().catch(0);

const REFUSAL = z.object({ data: z.object({ errorMessage: z.string() }) });

const ORDERS = z.array(
	z.object({
		orderNumber: TEXT,
		purchaseOrderNumber: TEXT,
		orderStatus: TEXT,
		orderStatusCode: TEXT,
		errorMessage: TEXT,
	}),
);

const SHIPMENT = z.object({
	orderNumber: TEXT,
	purchaseOrder: TEXT,
	errorMessage: TEXT,
	lines: z
		.array(
			z.object({
				displayLineNumber: TEXT,
				partNumber: TEXT,
				subLines: z
					.array(
						z.object({
							quantity: COUNT,
							shipDate: TEXT,
							warehouse: TEXT,
							tracking: z
								.array(z.object({ trackingNumber: TEXT, carrierDescription: TEXT }))
								.catch([]),
						}),
					)
					.catch([]),
			}),
		)
		.catch([]),
});

const INVOICE = z.object({
	invoiceNumber: TEXT,
	invoiceDate: TEXT,
	invoiceDueDate: TEXT,
	totalInvoiceAmount: TEXT,
	invoiceBalance: TEXT,
	currency: TEXT,
	netFreight: TEXT,
	taxInDocumentCurrency: TEXT,
	salesOrderNumber: TEXT,
	purchaseOrderNumber: TEXT,
	errorMessage: TEXT,
});
