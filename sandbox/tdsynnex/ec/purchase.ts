import type { OrderBook } from '../orders/book';
import { parseOrder } from '../orders/parse';
import { isHeld, orderType } from '../orders/state';
import type { LineOutcome, PurchaseOrder, SubmittedOrder } from '../orders/types';
import type { Effect } from '../../core';
import { child, type XmlElement } from '../xml/read';
import { writeXml, type XmlNode } from '../xml/write';
import { b2bEnvelope, nestedError, stamp } from './envelope';

export const ORDER_ENVELOPE = b2bEnvelope('OrderResponse', ['ErrorMessage', 'ErrorDetail']);

/** What a submission did, for the ledger. */
export interface Submission {
	xml: string;
	effect: Effect;
	/** Sales order numbers, comma separated; null when nothing was stored. */
	stored: string | null;
	detail: unknown;
}

/** `POST /SynnexXML/PO`. */
export function submitOrder(
	document: XmlElement,
	book: OrderBook,
	now: number,
	requestId: string,
): Submission {
	const request = child(document, 'OrderRequest') as XmlElement;
	const parsed = parseOrder(request);
	if ('problem' in parsed) {
		const xml = nestedError(ORDER_ENVELOPE, { message: 'Invalid order', detail: parsed.problem });
		return { xml, effect: 'rejected', stored: null, detail: { problem: parsed.problem } };
	}
	const { order } = parsed;
	const earlier = book.duplicateOf(order.poNumber);
	if (earlier) {
		const detail = {
			poNumber: order.poNumber,
			payloadHash: order.payloadHash,
			duplicateOf: earlier.requestId,
		};
		return { xml: duplicateReply(order, earlier, now), effect: 'rejected', stored: null, detail };
	}
	const purchase = book.submit(order, requestId);
	return {
		xml: reply(purchase, now),
		effect: effectOf(purchase, now),
		stored: purchase.orders.map(({ orderNumber }) => orderNumber).join(',') || null,
		detail: summary(purchase, now),
	};
}

/** A purchase order in a few words: ledger and stored state show the same. */
export function summary(purchase: PurchaseOrder, now: number) {
	return {
		poNumber: purchase.poNumber,
		code: purchase.code,
		reason: purchase.reason,
		payloadHash: purchase.submitted.payloadHash,
		orderNumbers: purchase.orders.map(({ orderNumber }) => orderNumber),
		lines: purchase.lines.map(({ lineNumber, sku, quantity, unitPrice, code, reason, order }) => ({
			lineNumber,
			sku,
			quantity,
			unitPrice,
			code,
			reason,
			orderNumber: order?.orderNumber ?? null,
			orderType: order ? orderType(order, now) : null,
		})),
	};
}

function effectOf({ code, lines, orders }: PurchaseOrder, now: number): Effect {
	if (code === 'rejected') return 'rejected';
	if (lines.some((line) => line.code === 'rejected')) return 'partial';
	return orders.some((order) => isHeld(order, now)) ? 'held' : 'accepted';
}

function reply(purchase: PurchaseOrder, now: number): string {
	return orderResponse(
		purchase.submitted,
		purchase.code,
		purchase.reason,
		purchase.lines.map((line) => itemOf(line, now)),
		now,
	);
}

/** In the vendor's own spelling, with the number that the first one got: the reader must see that the order exists. */
function duplicateReply(order: SubmittedOrder, earlier: PurchaseOrder, now: number): string {
	const items = order.lines.map((line): XmlNode => {
		const known = earlier.lines.find(({ lineNumber }) => lineNumber === line.lineNumber);
		return item(line.lineNumber, {
			sku: line.sku,
			quantity: line.quantity,
			code: 'rejected',
			reason: `This PO# already exists in our system (${order.poNumber})`,
			orderNumber: (known?.order ?? earlier.orders[0])?.orderNumber ?? '',
			orderType: '99',
			warehouse: '',
			reference: 'DUPREJECT,A-CIS---DUPREJECT,A-CIS',
		});
	});
	return orderResponse(order, 'rejected', 'DUPPLICATED INSERT.. ', items, now);
}

function orderResponse(
	{ poNumber, customerNumber }: SubmittedOrder,
	code: string,
	reason: string,
	items: XmlNode[],
	now: number,
): string {
	return writeXml([
		'SynnexB2B',
		[
			[
				'OrderResponse',
				[
					['CustomerNumber', customerNumber],
					['PONumber', poNumber],
					['Code', code],
					['Reason', reason],
					['ResponseDateTime', stamp(now)],
					['ResponseElapsedTime', '0.4s'],
					['Items', items],
				],
			],
		],
	]);
}

function itemOf(line: LineOutcome, now: number): XmlNode {
	const { order } = line;
	const held = order !== null && isHeld(order, now);
	const mark = held ? 'A-SALESPND' : 'A-CIS';
	return item(line.lineNumber, {
		sku: line.sku,
		quantity: String(line.quantity),
		code: line.code,
		reason: line.reason,
		orderNumber: order?.orderNumber ?? '',
		orderType: order ? orderType(order, now) : '',
		warehouse: order?.warehouse ?? '',
		reference: order ? `SALESORDER,${mark}---SOLINE,${mark}` : '',
	});
}

function item(
	lineNumber: string,
	line: {
		sku: string;
		quantity: string;
		code: string;
		reason: string;
		orderNumber: string;
		orderType: string;
		warehouse: string;
		reference: string;
	},
): XmlNode {
	return [
		'Item',
		[
			['SKU', line.sku],
			['OrderQuantity', line.quantity],
			['Code', line.code],
			['Reason', line.reason],
			['OrderNumber', line.orderNumber],
			['OrderType', line.orderType],
			['ShipFromWarehouse', line.warehouse],
			['SynnexInternalReference', line.reference],
		],
		{ lineNumber },
	];
}
