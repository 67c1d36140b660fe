import { money } from '../../world/product';
import type { Account } from '../account';
import { day, stamp } from '../ec/envelope';
import { billOf, billsBy } from '../orders/bill';
import type { OrderBook } from '../orders/book';
import { lineState, shipmentsBy, type StatusCode } from '../orders/state';
import type { LineOutcome, PurchaseOrder, SalesOrder } from '../orders/types';
import { shipMethod } from '../ship-methods';

/** Which words this API has for an order's state is not known beyond examples; these are the twin's. */
const STATE_WORDS: Record<StatusCode, readonly [code: string, word: string]> = {
	accepted: ['IP', 'In Process'],
	shipped: ['SH', 'Shipped'],
	invoiced: ['IN', 'Invoiced'],
	deleted: ['CA', 'Cancelled'],
	rejected: ['RJ', 'Rejected'],
};

/** An order by its sales order number: a list of one, whose `errorMessage` says so when there is none. */
export function orderJson(book: OrderBook, orderNumber: string, account: Account, now: number) {
	const found = book.sale(orderNumber);
	if (!found) return [{ orderNumber, errorMessage: 'Order not found' }];
	const { purchase, sale } = found;
	const lines = linesOf(purchase, sale);
	const [orderStatusCode, orderStatus] = STATE_WORDS[slowest(lines, now)];
	const bills = billsBy([purchase], account.country, now).filter((bill) => bill.sale === sale);
	const cents = lines.reduce(
		(sum, { unitPrice, quantity }) => sum + Math.round(Number(unitPrice) * 100) * quantity,
		0,
	);
	return [
		{
			orderNumber,
			invoiceNumber: bills[0]?.number ?? null,
			purchaseOrderNumber: purchase.poNumber,
			salesOrderNumber: orderNumber,
			orderStatus,
			orderStatusCode,
			orderPlacedDate: stamp(purchase.receivedAt),
			total: money(cents),
			tax: money(0),
			freight: money(bills.reduce((sum, { freight }) => sum + freight, 0)),
			otherFees: money(0),
			resellerContactName: 'Sandbox Reseller',
			shipTo: purchase.submitted.shipTo,
			endUser: null,
			lines: lines.map((line) => ({
				lineNumber: line.lineNumber,
				partNumber: line.sku,
				manufacturerPartNumber: line.mpn,
				quantity: line.quantity,
				unitPrice: line.unitPrice,
				lineStatus: STATE_WORDS[lineState(line, now).code][1],
			})),
			uniqueID: purchase.requestId,
			errorMessage: null,
		},
	];
}

/** What has left of a sales order, package by package. */
export function shipmentJson(book: OrderBook, orderNumber: string, account: Account, now: number) {
	const found = book.sale(orderNumber);
	if (!found) return { orderNumber, errorMessage: 'Order not found', lines: [] };
	const { purchase, sale } = found;
	const lines = linesOf(purchase, sale);
	const [orderStatusCode, orderStatus] = STATE_WORDS[slowest(lines, now)];
	const carrier = shipMethod(account.country, purchase.submitted.shipMethod)?.description ?? '';
	return {
		orderNumber,
		purchaseOrder: purchase.poNumber,
		orderStatus,
		orderStatusCode,
		errorMessage: null,
		lines: lines.map((line, position) => {
			const state = lineState(line, now);
			const [lineStatusCode, lineStatus] = STATE_WORDS[state.code];
			const numbers = state.packages.flatMap(({ trackingNumber }) => trackingNumber ?? []);
			return {
				displayLineNumber: line.lineNumber,
				lineNumber: String(position + 1),
				partNumber: line.sku,
				manufacturerPartNumber: line.mpn,
				totalQuantity: line.quantity,
				lineStatus,
				lineStatusCode,
				hasMultipleTrackingNumbers: new Set(numbers).size > 1,
				subLines: shipmentsBy(sale, now).flatMap((shipment) =>
					shipment.lines
						.filter((each) => each.line === line)
						.map(({ quantity, packages }) => ({
							quantity,
							shipDate: day(shipment.at),
							warehouse: sale.warehouse,
							deliveryNumber: shipment.invoiceNumber,
							lineStatus: STATE_WORDS.shipped[1],
							techDataPONumber: null,
							vendorSalesOrderNumber: null,
							tracking: packages.flatMap(({ trackingNumber }) =>
								trackingNumber === null ? [] : [{ trackingNumber, carrierDescription: carrier }],
							),
						})),
				),
			};
		}),
	};
}

export function invoiceJson(book: OrderBook, number: string, account: Account, now: number) {
	const bill = billOf(book, number, account.country, now);
	if (!bill) return { invoiceNumber: number, errorMessage: 'Invoice not found' };
	return {
		invoiceNumber: bill.number,
		invoiceDate: day(bill.invoicedAt),
		invoiceDueDate: day(bill.invoicedAt + 30 * 86_400_000),
		totalInvoiceAmount: money(bill.total),
		invoiceBalance: money(bill.total),
		currency: account.currency,
		paymentTerms: 'NET 30 DAYS',
		status: 'Open',
		shipDate: day(bill.shippedAt),
		netFreight: money(bill.freight),
		taxInDocumentCurrency: money(0),
		salesOrderNumber: bill.sale.orderNumber,
		purchaseOrderNumber: bill.purchase.poNumber,
		endUserPO: bill.purchase.submitted.endUserPoNumber || null,
		lines: bill.lines.map(({ line, quantity, unit, serials }) => ({
			lineNumber: line.lineNumber,
			partNumber: line.sku,
			manufacturerPartNumber: line.mpn,
			quantity,
			unitPrice: money(unit),
			serialNumbers: serials,
		})),
		handlingUnits: bill.trackingNumbers.map((trackingNumber) => ({ trackingNumber })),
	};
}

function linesOf(purchase: PurchaseOrder, sale: SalesOrder): LineOutcome[] {
	return purchase.lines.filter(({ order }) => order === sale);
}

function slowest(lines: LineOutcome[], now: number): StatusCode {
	const order: StatusCode[] = ['accepted', 'shipped', 'invoiced', 'deleted', 'rejected'];
	const codes = lines.map((line) => lineState(line, now).code);
	return order.find((code) => codes.includes(code)) ?? 'accepted';
}
