import type { WorldProduct } from '../../world/product';

/** A purchase order as the reseller sent it. */
export interface SubmittedOrder {
	customerNumber: string;
	poNumber: string;
	/** Of the request's content without credentials and times: the same order sent twice has the same one. */
	payloadHash: string;
	dropShip: boolean;
	shipComplete: boolean;
	/** BackOrderFlag N refuses what is not in stock. */
	backOrders: boolean;
	/** WarehouseSplit N keeps every line in one warehouse. */
	warehouseSplit: boolean;
	/** A number, or ANY. */
	warehouse: string;
	shipTo: Address;
	shipMethod: string;
	endUserPoNumber: string;
	endUserGiven: boolean;
	lines: SubmittedLine[];
}

export interface Address {
	name1: string;
	name2: string;
	line1: string;
	line2: string;
	city: string;
	state: string;
	zip: string;
	country: string;
}

export interface SubmittedLine {
	lineNumber: string;
	/** Empty when the element was missing or had another name. */
	sku: string;
	mpn: string;
	quantity: string;
	unitPrice: string;
	/** Empty: the order's. */
	warehouse: string;
	customerLineNumber: string;
}

/** A purchase order that TD SYNNEX took or refused. */
export interface PurchaseOrder {
	poNumber: string;
	code: 'accepted' | 'rejected';
	reason: string;
	/** Milliseconds since 1970, sandbox time. */
	receivedAt: number;
	/** The request that brought it, as the ledger knows it. */
	requestId: string;
	submitted: SubmittedOrder;
	lines: LineOutcome[];
	orders: SalesOrder[];
}

/** One line, or the part of a line that one warehouse serves. */
export interface LineOutcome {
	lineNumber: string;
	customerLineNumber: string;
	code: 'accepted' | 'rejected';
	reason: string;
	sku: string;
	mpn: string;
	name: string;
	product: WorldProduct | null;
	/** The account's price when the order came; what is invoiced. */
	unitPrice: string;
	quantity: number;
	/** Null for a refused line. */
	order: SalesOrder | null;
}

/** One TD SYNNEX sales order: what one warehouse ships of one purchase order. */
export interface SalesOrder {
	orderNumber: string;
	/** SO, or QO for a quote of something that TD SYNNEX does not stock. While held it shows 99. */
	type: 'SO' | 'QO';
	warehouse: string;
	/** Null: not held. Infinity: until someone releases it. */
	heldUntil: number | null;
	/** Null: never. What has not shipped by then is deleted. */
	cancelledAt: number | null;
	shipments: Shipment[];
}

export interface Shipment {
	at: number;
	invoiceNumber: string;
	invoicedAt: number;
	/** Waits for goods that were not in stock. */
	backOrder: boolean;
	lines: ShippedLine[];
}

export interface ShippedLine {
	line: LineOutcome;
	quantity: number;
	packages: Package[];
}

export interface Package {
	/** Null for what is delivered electronically. */
	trackingNumber: string | null;
	/** Pounds. */
	weight: string;
	quantity: number;
	serials: string[];
	macAddresses: string[];
}
