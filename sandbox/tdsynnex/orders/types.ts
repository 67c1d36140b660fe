import type { WorldProduct } from '../../world/product';

/** A purchase order as the reseller sent it. */
export interface SubmittedOrder {
	customerNumber: string;
	poNumber: string;
	/** Of the request's content without credentials and times: the same order sent twice has the same one. */
	payloadHash: string;
	dropShip: boolean;
	/** Nothing of the order ships before all of it can. */
	shipComplete: boolean;
	/** Nothing of a line ships before all of it can. */
	lineShipComplete: boolean;
	backOrders: boolean;
	/** N keeps every line in one warehouse. */
	warehouseSplit: boolean;
	/** A number, `ANY`, or empty. */
	warehouse: string;
	shipTo: Address;
	shipMethod: string;
	endUserPoNumber: string;
	special: SpecialPrice;
	/** Of every kind, in the order's head. */
	comments: string[];
	/** Reserved elements that are there. */
	reserved: string[];
	/** Whoever stands here is billed. */
	endUser: EndUser | null;
	/** Of the software licence's block. */
	licensee: Address | null;
	lines: SubmittedLine[];
}

/** What TD SYNNEX carries into the order; a second name is not among it. */
export interface Address {
	name1: string;
	line1: string;
	line2: string;
	city: string;
	state: string;
	zip: string;
	country: string;
}

export interface EndUser extends Address {
	/** Empty: TD SYNNEX opens an account for him. */
	accountNumber: string;
	contact: string;
}

export interface SpecialPrice {
	type: string;
	reference: string;
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
	specialReference: string;
	comments: string[];
	reserved: string[];
}

/** A purchase order that TD SYNNEX took or refused. */
export interface PurchaseOrder {
	poNumber: string;
	code: 'accepted' | 'rejected';
	reason: string;
	/** Header code of the reason why it waits in the sales queue; empty: it does not. */
	hold: string;
	/** Milliseconds since 1970, sandbox time. */
	receivedAt: number;
	/** The request that brought it, as the ledger knows it. */
	requestId: string;
	submitted: SubmittedOrder;
	/** Also those that come later, when sales cuts the order anew. */
	lines: LineOutcome[];
	orders: SalesOrder[];
}

/** One line, or the part of a line that one sales order serves. */
export interface LineOutcome {
	lineNumber: string;
	customerLineNumber: string;
	code: 'accepted' | 'rejected';
	reason: string;
	/** Line code of the reason why it waits in the sales queue; empty: none of its own. */
	hold: string;
	sku: string;
	mpn: string;
	name: string;
	product: WorldProduct | null;
	/** What TD SYNNEX accepted; what is invoiced. */
	unitPrice: string;
	quantity: number;
	/** Null for a refused line. */
	order: SalesOrder | null;
}

/** One TD SYNNEX sales order: what one warehouse ships of one purchase order. */
export interface SalesOrder {
	orderNumber: string;
	/** BO until the goods are there, QO for something that TD SYNNEX does not stock. */
	type: 'SO' | 'BO' | 'QO';
	warehouse: string;
	/** Not to be seen before. */
	openedAt: number;
	/** Null: not held. Infinity: until someone releases it. */
	heldUntil: number | null;
	/** From then on it is what another warehouse's order has left behind: a quotation that never ships. */
	recutAt: number | null;
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
	/** Whether TD SYNNEX says when they come. */
	dated: boolean;
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
	/** As the carrier reports; null: it does not. */
	deliveredAt: number | null;
	/** When the recipient did not take it. */
	refusedAt: number | null;
}
