import { money } from '../../world/product';
import type { Country } from '../../world/warehouses';
import type { Account } from '../account';
import { billsBy, type Bill, type BilledLine } from '../orders/bill';
import type { OrderBook } from '../orders/book';
import type { PurchaseOrder } from '../orders/types';
import { shipMethod } from '../ship-methods';
import { child, textAt, type XmlElement } from '../xml/read';
import { writeXml, type XmlNode } from '../xml/write';
import { b2bEnvelope, day, nestedError } from './envelope';

export const INVOICE_ENVELOPE = b2bEnvelope('InvoiceResponse', ['errorCode', 'errorReason']);

/** `POST /webservice/invoice/query`, by PO number or by sales order number. */
export function answerInvoices(
	document: XmlElement,
	book: OrderBook,
	account: Account,
	now: number,
): string {
	const request = child(document, 'InvoiceRequest');
	const poNumber = textAt(request, 'PONumber');
	const orderNumber = textAt(request, 'OrderNumber');
	const refuse = (message: string, detail: string) =>
		nestedError(INVOICE_ENVELOPE, { message, detail });
	if (poNumber === '' && orderNumber === '') {
		return refuse('InvalidRequest', 'PONumber or OrderNumber is required');
	}
	const bills = billsBy(purchasesFor(book, poNumber, orderNumber), account.country, now).filter(
		({ sale }) => orderNumber === '' || sale.orderNumber === orderNumber,
	);
	const [first] = bills;
	if (!first) return refuse('NotFound', 'No invoice found');
	return writeXml([
		'SynnexB2B',
		[
			[
				'InvoiceResponse',
				[
					['CustomerPONumber', first.purchase.poNumber],
					...bills.map((bill) => invoiceNode(bill, account)),
				],
			],
		],
	]);
}

/** As the service writes amounts: commas between thousands, so many decimals. */
export function grouped(cents: number, decimals: number): string {
	const [whole, fraction] = money(Math.abs(cents)).split('.') as [string, string];
	const text = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(decimals, '0')}`;
	return cents < 0 ? `-${text}` : text;
}

function purchasesFor(book: OrderBook, poNumber: string, orderNumber: string): PurchaseOrder[] {
	if (poNumber !== '') return book.under(poNumber);
	const sale = book.sale(orderNumber);
	return sale ? [sale.purchase] : [];
}

function invoiceNode(bill: Bill, account: Account): XmlNode {
	const { purchase, sale } = bill;
	const { shipTo, shipMethod: method } = purchase.submitted;
	return [
		'Invoice',
		[
			['InvoiceDate', day(bill.invoicedAt)],
			['InvoiceNumber', bill.number],
			['OrderType', '1'],
			[
				'ShipTo',
				[
					['AddressName', shipTo.name1],
					['AddressLine1', shipTo.line1],
					['AddressLine2', shipTo.line2],
					['City', shipTo.city],
					['State', shipTo.state],
					['Zip', shipTo.zip],
					['Country', shipTo.country],
				],
			],
			['BillTo', billTo(purchase, account)],
			['Discount', '0.00'],
			['DiscountDays', ''],
			['PaymentTermDays', '30'],
			['PaymentTermDesc', 'NET 30 DAYS'],
			['ShipMethodCode', method],
			['ShipMethodDesc', shipMethod(account.country, method)?.description ?? ''],
			['ShipDate', day(bill.shippedAt)],
			['InternalReferenceNumber', sale.orderNumber],
			// one element, all numbers
			['Tracking', [['TrackNumber', bill.trackingNumbers.join(',')]]],
			['Items', bill.lines.map(itemNode)],
			['Summary', summaryOf(bill, account.country)],
		],
	];
}

/** The reseller, or the end user whom the order has named. */
function billTo({ submitted: { endUser } }: PurchaseOrder, { country }: Account): XmlNode[] {
	const us = country === 'US';
	const to = endUser ?? {
		name1: 'Sandbox Reseller',
		line1: '1 Demo Plaza',
		city: us ? 'Greenville' : 'Toronto',
		state: us ? 'SC' : 'ON',
		zip: us ? '29601' : 'M5V 2T6',
		country,
	};
	return [
		['AddressName1', to.name1],
		['AddressLine1', to.line1],
		['City', to.city],
		['State', to.state],
		['Zip', to.zip],
		['Country', to.country],
	];
}

function itemNode({ line, quantity, unit, serials }: BilledLine): XmlNode {
	return [
		'Item',
		[
			['ShipQuantity', quantity],
			['UnitPrice', grouped(unit, 4)],
			['SynnexPartNumber', line.product?.tdPartNumber ?? ''],
			// the vendor's spelling
			['ManuafacturerPartNumber', line.mpn],
			['SKU', line.sku],
			['VendorNumber', line.product?.vendorCode ?? ''],
			['VendorName', line.product?.manufacturer ?? ''],
			['UPCCode', line.product?.upc ?? ''],
			['ProductDescription', line.name],
			['CustPOLineNo', line.customerLineNumber],
			...serials.map((serial): XmlNode => ['SerialNo', `SN: ${serial}`]),
		],
		{ lineNumber: line.lineNumber },
	];
}

/** Freight is shown and not charged: the total is that of the lines, and Shipping says something else again. */
function summaryOf(bill: Bill, country: Country): XmlNode[] {
	return [
		['TotalInvoiceAmount', grouped(bill.total, 2)],
		['ExpenseTotal', '0.00'],
		['MinOrderFee', '0.00'],
		['ProcessingFee', '0.00'],
		['RecyclingFee', country === 'CA' ? '0.00' : ''],
		['BoxCharge', ''],
		['Rebate', grouped(bill.rebate, 2)],
		['Freight', grouped(bill.freight, 4)],
		['TotalWeight', bill.pounds.toFixed(2)],
		['SalesTax', '0.00'],
		['Shipping', '0'],
	];
}
