import type { OrderBook } from '../orders/book';
import { A_LINE_IS_NOT, LINE_IS_FINE } from '../orders/holds';
import { parseOrder } from '../orders/parse';
import type { Scenario } from '../orders/scenario';
import { isHeld, linesBy, orderType } from '../orders/state';
import type { LineOutcome, PurchaseOrder, SubmittedOrder } from '../orders/types';
import type { Effect } from '../../core';
import { child, type XmlElement } from '../xml/read';
import { writeXml, type XmlNode } from '../xml/write';
import { b2bEnvelope, incompleteXml, nestedError, stamp } from './envelope';

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
	const parsed = parseOrder(request, book.manners);
	if ('problems' in parsed) {
		const problem = parsed.problems.join('; ');
		const xml = nestedError(ORDER_ENVELOPE, incompleteXml(problem));
		return { xml, effect: 'rejected', stored: null, detail: { problem } };
	}
	const { order } = parsed;
	const earlier = book.duplicateOf(order.poNumber);
	if (earlier) {
		const detail = {
			poNumber: order.poNumber,
			payloadHash: order.payloadHash,
			duplicateOf: earlier.requestId,
		};
		const xml = duplicateReply(order, () => book.killedNumber(), now);
		return { xml, effect: 'rejected', stored: null, detail };
	}
	const purchase = book.submit(order, requestId);
	const { receivedAt } = purchase;
	return {
		xml: reply(purchase, book.scenarioOf(order.poNumber), receivedAt),
		effect: effectOf(purchase, receivedAt),
		stored: purchase.orders.map(({ orderNumber }) => orderNumber).join(',') || null,
		detail: summary(purchase, receivedAt),
	};
}

/** A purchase order in a few words: ledger and stored state show the same. */
export function summary(purchase: PurchaseOrder, now: number) {
	const { shipTo, endUser, comments, reserved } = purchase.submitted;
	return {
		poNumber: purchase.poNumber,
		code: purchase.code,
		reason: purchase.reason,
		hold: purchase.hold,
		payloadHash: purchase.submitted.payloadHash,
		orderNumbers: purchase.orders.map(({ orderNumber }) => orderNumber),
		shipTo,
		/** Who is billed instead of the reseller; null: the reseller is. */
		billedTo: endUser && { ...endUser, opensAccount: endUser.accountNumber === '' },
		comments,
		reserved,
		lines: purchase.lines.map(({ order, ...line }) => ({
			lineNumber: line.lineNumber,
			sku: line.sku,
			quantity: line.quantity,
			unitPrice: line.unitPrice,
			code: line.code,
			reason: line.reason,
			hold: line.hold,
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

function reply(purchase: PurchaseOrder, scenario: Scenario, now: number): string {
	return orderResponse(
		purchase.submitted,
		purchase.code === 'rejected' ? 'rejected' : scenario.headerWord,
		purchase.reason,
		linesBy(purchase, now).map((line) => itemOf(line, purchase, scenario, now)),
		now,
	);
}

/** In the vendor's own spelling; each line with the number of an order that was made and killed at once. */
function duplicateReply(order: SubmittedOrder, killed: () => string, now: number): string {
	const items = order.lines.map((line): XmlNode =>
		item(line.lineNumber, {
			sku: line.sku,
			quantity: line.quantity,
			code: 'rejected',
			reason: `This PO# already exists in our system (${order.poNumber})`,
			orderNumber: killed(),
			orderType: '99',
			reference: 'DUPREJECT,R-PODUPE---DUPPOKILL,R-PODUPE',
		}),
	);
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
					...reasonOf(reason),
					['ResponseDateTime', stamp(now)],
					['ResponseElapsedTime', '0.4s'],
					['Items', items],
				],
			],
		],
	]);
}

function itemOf(
	line: LineOutcome,
	{ hold }: PurchaseOrder,
	{ lineWord }: Scenario,
	now: number,
): XmlNode {
	const { order } = line;
	const type = order ? orderType(order, now) : '';
	return item(line.lineNumber, {
		sku: line.sku,
		quantity: String(line.quantity),
		code: line.code === 'rejected' ? 'rejected' : lineWord,
		reason: line.reason,
		orderNumber: order?.orderNumber ?? '',
		orderType: type,
		reference: referenceOf(type, order !== null && isHeld(order, now), hold, line.hold),
	});
}

/** Two pairs of code and queue, of the order's head and of the line; none for a back order. */
function referenceOf(type: string, held: boolean, head: string, line: string): string {
	if (type === '' || type === 'BO') return '';
	if (!held) return 'SALESORDER,A-CIS---SOLINE,A-CIS';
	return `${head || A_LINE_IS_NOT},A-SALESPND---${line || LINE_IS_FINE},A-SALESPND`;
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
		reference: string;
	},
): XmlNode {
	return [
		'Item',
		[
			['SKU', line.sku],
			['OrderQuantity', line.quantity],
			['Code', line.code],
			...reasonOf(line.reason),
			['OrderNumber', line.orderNumber],
			['OrderType', line.orderType],
			// as a rule empty, whatever ships from where
			['ShipFromWarehouse', ''],
			['SynnexInternalReference', line.reference],
		],
		{ lineNumber },
	];
}

/** Only a rejection has one. */
function reasonOf(reason: string): XmlNode[] {
	return reason === '' ? [] : [['Reason', reason]];
}
