import { z } from 'zod';
import type { WireResponse } from '../../shared/http';
import { Problem } from '../../shared/problem';
import { CREDENTIAL } from './order-request';
import { ITEM_COUNT, itemTexts, lineNumberOf, readRoot } from './order-reply';
import { errorIn, readReply, type ReplyOf } from './reply-errors';
import { at, buildXml, children, element, pickTexts, textAt, type XmlElement } from './xml';

/** What invoices are asked for by: TD SYNNEX takes one of the two. */
export type InvoiceKey = { poNumber: string } | { orderNumber: string };

/**
 * The invoices of one purchase order (`POST /webservice/invoice/query`), texts verbatim: amounts
 * carry thousands commas and up to four decimals, serial numbers the mark `SN: `.
 */
export type InvoiceReply =
	| { kind: 'invoices'; poNumber: string; invoices: InvoiceDocument[] }
	/** TD SYNNEX has none (yet). */
	| { kind: 'none' }
	| { kind: 'error'; message: string; detail: string }
	| { kind: 'unreadable'; why: string };

export interface InvoiceDocument {
	number: string;
	date: string;
	orderType: string;
	paymentTerms: string;
	shipMethod: string;
	shipMethodName: string;
	shipDate: string;
	/** Holds the sales order number where it holds anything. */
	internalReference: string;
	/** No reply that was seen names one; empty then. */
	currency: string;
	trackingNumbers: string[];
	lines: InvoiceLineDocument[];
	total: string;
	freight: string;
	tax: string;
	rebate: string;
	handling: string;
}

export interface InvoiceLineDocument {
	lineNumber: number | null;
	sku: string;
	mpn: string;
	name: string;
	/** `null` = not stated, or no number. */
	quantity: number | null;
	unitPrice: string;
	serialNumbers: string[];
}

/** The XML of the query; the credential fills in user id and password. */
export function buildInvoiceQuery(customerNumber: string, key: InvoiceKey): string {
	return buildXml(
		element(
			'SynnexB2B',
			[
				CREDENTIAL,
				element('InvoiceRequest', [
					element('CustomerNumber', customerNumber),
					'poNumber' in key
						? element('PONumber', key.poNumber)
						: element('OrderNumber', key.orderNumber),
				]),
			],
			{ version: '2.2' },
		),
	);
}

/**
 * The invoices that a reply of the invoice service holds; none is an answer.
 *
 * @throws Problem when it is an error, or no reply of that service
 */
export function readInvoices(
	response: WireResponse,
	of: ReplyOf,
): Extract<InvoiceReply, { kind: 'none' | 'invoices' }> {
	const answer = parseInvoices(response.body);
	if (response.status < 300 && (answer.kind === 'none' || answer.kind === 'invoices'))
		return answer;
	readReply(response, of);
	throw new Problem({
		code: 'tdsynnex-reply-unclear',
		record: of.record,
		cause: `TD SYNNEX's reply to the ${of.service} request is not clear: ${answer.kind === 'unreadable' ? answer.why : 'it holds no invoices'}`,
		remedy: 'Run again. If the problem persists, check for a proxy between n8n and TD SYNNEX.',
	});
}

/** Reads the reply of the invoice service. Never throws. */
export function parseInvoices(body: string): InvoiceReply {
	const root = readRoot(body);
	if (typeof root === 'string') return { kind: 'unreadable', why: root };
	const response = root.name === 'InvoiceResponse' ? root : at(root, 'InvoiceResponse');
	const error = errorIn(root, 'Invoice');
	if (error)
		return NONE.test(`${error.message} ${error.detail}`)
			? { kind: 'none' }
			: { kind: 'error', ...error };
	if (response === undefined)
		return { kind: 'unreadable', why: 'the reply is XML, but contains no invoices' };
	const invoices = children(response, 'Invoice').map(readInvoice);
	if (invoices.length === 0) return { kind: 'none' };
	return { kind: 'invoices', poNumber: textAt(response, 'CustomerPONumber') ?? '', invoices };
}

/**
 * How the service says that there is no invoice: its code is not documented, its words are plain.
 */
const NONE = /not\s?found|no invoice/i;

function readInvoice(invoice: XmlElement): InvoiceDocument {
	const head = HEAD.parse(pickTexts(invoice, HEAD_FIELDS));
	const sums = SUMS.parse(pickTexts(at(invoice, 'Summary'), SUM_FIELDS));
	return {
		number: head.InvoiceNumber,
		date: head.InvoiceDate,
		orderType: head.OrderType,
		paymentTerms: head.PaymentTermDesc,
		shipMethod: head.ShipMethodCode,
		shipMethodName: head.ShipMethodDesc,
		shipDate: head.ShipDate,
		internalReference: head.InternalReferenceNumber,
		currency: head.Currency || head.CurrencyCode,
		trackingNumbers: children(at(invoice, 'Tracking'), 'TrackNumber').flatMap(({ text }) =>
			listed(text),
		),
		lines: children(at(invoice, 'Items'), 'Item').map(readLine),
		total: sums.TotalInvoiceAmount,
		freight: sums.Freight,
		tax: sums.SalesTax,
		rebate: sums.Rebate,
		handling: sums.ProcessingFee,
	};
}

function readLine(item: XmlElement): InvoiceLineDocument {
	const read = LINE.parse(pickTexts(item, LINE_FIELDS));
	return {
		lineNumber: lineNumberOf(item),
		sku: read.SKU,
		// the vendor's own spelling, and the right one should it ever be mended
		mpn: read.ManuafacturerPartNumber || read.ManufacturerPartNumber,
		name: read.ProductDescription,
		quantity: read.ShipQuantity,
		unitPrice: read.UnitPrice,
		serialNumbers: children(item, 'SerialNo')
			.flatMap(({ text }) => listed(text))
			.map((text) => text.replace(/^SN:\s*/i, ''))
			.filter((text) => text !== ''),
	};
}

/**
 * Several values in one element, parted by commas (invoice replies of 2026 list tracking numbers
 * so).
 */
function listed(text: string): string[] {
	return text
		.split(/[,;]/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

const HEAD = z.object({
	...itemTexts(
		'InvoiceNumber',
		'InvoiceDate',
		'OrderType',
		'PaymentTermDesc',
		'ShipMethodCode',
		'ShipMethodDesc',
		'ShipDate',
		'InternalReferenceNumber',
		'Currency',
		'CurrencyCode',
	),
});
const HEAD_FIELDS = Object.keys(HEAD.shape) as (keyof typeof HEAD.shape)[];

const SUMS = z.object({
	...itemTexts('TotalInvoiceAmount', 'Freight', 'SalesTax', 'Rebate', 'ProcessingFee'),
});
const SUM_FIELDS = Object.keys(SUMS.shape) as (keyof typeof SUMS.shape)[];

const LINE = z.object({
	...itemTexts(
		'SKU',
		'ManuafacturerPartNumber',
		'ManufacturerPartNumber',
		'ProductDescription',
		'UnitPrice',
	),
	ShipQuantity: ITEM_COUNT,
});
const LINE_FIELDS = Object.keys(LINE.shape) as (keyof typeof LINE.shape)[];
