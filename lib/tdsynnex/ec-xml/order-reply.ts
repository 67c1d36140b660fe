import { z } from 'zod';
import { errorIn } from './reply-errors';
import {
	at,
	attribute,
	children,
	parseXml,
	pickTexts,
	textAt,
	type XmlElement,
	XmlError,
} from './xml';

/**
 * What came back for a purchase order, as TD SYNNEX wrote it. `unreadable` and an unknown code say
 * **nothing** about whether the order was taken: HTTP 200 may carry a failure, and an error page
 * may hide an order.
 */
export type PoReply =
	| {
			kind: 'reply';
			poNumber: string;
			/** Header code, verbatim: `accepted`, `rejected` and none at all are known. */
			code: string;
			reason: string;
			items: PoReplyItem[];
	  }
	/**
	 * An error that TD SYNNEX names, without any line. `inPlace` = where its errors belong: at the
	 * root, or first in the response.
	 */
	| { kind: 'error'; message: string; detail: string; inPlace: boolean }
	| { kind: 'unreadable'; why: string };

export interface PoReplyItem {
	/** `null` when the reply names no line. */
	lineNumber: number | null;
	sku: string;
	/** `null` = not stated. */
	quantity: number | null;
	/** Verbatim. */
	code: string;
	reason: string;
	/** TD SYNNEX's sales order number; every line has its own. */
	orderNumber: string;
	/** `SO`, `BO` (back order), `99` (waits for the sales desk), others verbatim. */
	orderType: string;
	warehouse: string;
	internalReference: string;
}

/** Reads the reply to a purchase order. Never throws: what cannot be read is `unreadable`. */
export function parsePoReply(body: string): PoReply {
	const root = readRoot(body);
	if (typeof root === 'string') return { kind: 'unreadable', why: root };
	const response = root.name === 'OrderResponse' ? root : at(root, 'OrderResponse');
	const items = children(at(response, 'Items'), 'Item');
	const error = errorIn(root);
	if (error && items.length === 0) {
		const inPlace = [root, response].some(
			(parent) => parent !== undefined && textAt(parent, 'errorMessage') === error.message,
		);
		return { kind: 'error', ...error, inPlace };
	}
	// TD SYNNEX's table knows an empty code for an order that people process by hand.
	const code = textAt(response, 'Code') ?? (items.length > 0 ? '' : undefined);
	if (response === undefined || code === undefined)
		return { kind: 'unreadable', why: 'the reply is XML, but not the answer to an order' };
	return {
		kind: 'reply',
		poNumber: textAt(response, 'PONumber') ?? '',
		code,
		reason: textAt(response, 'Reason') ?? error?.message ?? '',
		items: items.map(readItem),
	};
}

/** The root element, or in words why there is none. */
export function readRoot(body: string): XmlElement | string {
	try {
		return parseXml(body);
	} catch (error) {
		if (error instanceof XmlError) return UNREADABLE[error.fault];
		return 'the reply could not be read as XML';
	}
}

/** Texts of one item; a number that is none becomes `null`, never a guess. */
export const ITEM_TEXT = z
	.string()
	.optional()
	.transform((text) => text ?? '');
export const ITEM_COUNT = z
	.string()
	.optional()
	.transform((text) => {
		const plain = (text ?? '').replace(/,/g, '').replace(/\.0+$/, '');
		return /^-?\d{1,9}$/.test(plain) ? Number(plain) : null;
	});

/** Elements that all hold such a text, for a schema. */
export function itemTexts<Name extends string>(...names: Name[]) {
	return Object.fromEntries(names.map((name) => [name, ITEM_TEXT])) as Record<
		Name,
		typeof ITEM_TEXT
	>;
}

/** An order number of zeros is none. */
export const ORDER_NUMBER = ITEM_TEXT.transform((text) => (/^0+$/.test(text) ? '' : text));

/** The line number of an `Item`, from its attribute. */
export function lineNumberOf(item: XmlElement): number | null {
	const text = attribute(item, 'lineNumber') ?? '';
	return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

function readItem(item: XmlElement): PoReplyItem {
	const read = ITEM.parse(pickTexts(item, ITEM_FIELDS));
	return {
		lineNumber: lineNumberOf(item),
		sku: read.SKU,
		quantity: read.OrderQuantity,
		code: read.Code,
		reason: read.Reason,
		orderNumber: read.OrderNumber,
		orderType: read.OrderType,
		warehouse: read.ShipFromWarehouse,
		internalReference: read.SynnexInternalReference,
	};
}

const ITEM = z.object({
	SKU: ITEM_TEXT,
	OrderQuantity: ITEM_COUNT,
	Code: ITEM_TEXT,
	Reason: ITEM_TEXT,
	OrderNumber: ORDER_NUMBER,
	OrderType: ITEM_TEXT,
	ShipFromWarehouse: ITEM_TEXT,
	SynnexInternalReference: ITEM_TEXT,
});
const ITEM_FIELDS = Object.keys(ITEM.shape) as (keyof typeof ITEM.shape)[];

const UNREADABLE: Record<XmlError['fault'], string> = {
	empty: 'the reply was empty',
	html: 'a web page came back instead of XML',
	doctype: 'the reply contained a document type declaration and was not read',
	broken: 'the reply was cut off or damaged',
};
