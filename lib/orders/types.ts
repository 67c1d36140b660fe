import type { LineCharge, OrderedLine } from './purchase-order/charge-types';
import type { UnseenPart } from './purchase-order/unseen-demand';

/**
 * The vocabulary of orders, written once. Money is a decimal string in the account's currency,
 * times are UTC ISO 8601, ids are strings.
 */
import type { OrderOptions, ShipTo } from './request/option-types';

export type { Contact, EndUser, OrderOptions, Reseller, ShipTo } from './request/option-types';

/** The account an order goes to. Never holds a secret. */
export interface Account {
	/** `test`, `production` or `custom`: shown in every preview and result. */
	environment: string;
	/** The EC host, for messages. */
	host: string;
	customerNumber: string;
	country: 'US' | 'CA';
	currency: 'USD' | 'CAD';
}

/**
 * Where an order stands. Only PLANNED may be sent. CLAIMED = a run is about to send it, and has
 * not: past its time it may be begun anew. POSTING, written right before the post, and UNCERTAIN =
 * an order may or may not exist at TD SYNNEX, which only a look-up can settle. RECORDED = the
 * answer is written back to Autotask.
 */
export type OrderState =
	| 'PLANNED'
	| 'CLAIMED'
	| 'POSTING'
	| 'ACCEPTED'
	| 'PARTIAL'
	| 'HELD'
	| 'REJECTED'
	| 'UNCERTAIN'
	| 'RECORDED';

/** A clear answer of TD SYNNEX. */
export type Answer = 'ACCEPTED' | 'PARTIAL' | 'HELD' | 'REJECTED';

/** An Autotask purchase order as read, with its lines and their products. */
export interface PurchaseOrder {
	id: string;
	/** Autotask's own counter; always there. */
	number: string;
	vendorId: string;
	/** The picklist value of the status. */
	status: string;
	externalNumber: string;
	memo: string;
	shipTo: ShipTo;
	phone: string;
	purchaseForCompanyId: string;
	createdAt: string;
	cancelled: boolean;
	items: PurchaseOrderItem[];
	/** Every plain field as Autotask sent it, for options that are mapped from a field. */
	fields: Readonly<Record<string, string>>;
}

export interface PurchaseOrderItem {
	id: string;
	productId: string;
	/**
	 * As Autotask holds it: a whole number by its own rules, kept as text so that a bad one is seen.
	 */
	quantity: string;
	unitCost: string;
	memo: string;
	/** TD SYNNEX SKU taken from the product; empty = no TD SYNNEX product. */
	sku: string;
	productName: string;
	/** What TD SYNNEX sells at least, where a field of the product says so. */
	minimumQuantity: number | null;
	/** `null` = the line was made from a product alone. */
	charge: LineCharge | null;
	/**
	 * Lines of other purchase orders for the same demand: the same charge, or the same product of one
	 * deal.
	 */
	elsewhere: OrderedLine[];
	/** Where such lines may be, and the API user may not look. */
	unseen: readonly UnseenPart[];
	/** What the customer pays for one, decimal; empty = not known. */
	soldPrice: string;
	/** Every plain field as Autotask sent it, for options that are mapped from a field. */
	fields: Readonly<Record<string, string>>;
}

/** One line as it is sent. */
export interface OrderLine {
	/** 1, 2, 3 ... in the order of the Autotask items' ids. */
	lineNumber: number;
	/** The Autotask purchase order item. */
	itemId: string;
	productId: string;
	sku: string;
	name: string;
	quantity: number;
	/** The purchase order's own cost. */
	unitPrice: string;
	/** What goes out instead, where the buyer has TD SYNNEX's price sent. */
	sentPrice?: string;
}

/**
 * An order ready to be sent: a pure function of the purchase order, the options and the account.
 */
export interface OrderRequest {
	poId: string;
	/** Autotask's number, for messages. */
	autotaskNumber: string;
	/** The PO number that TD SYNNEX sees. */
	poNumber: string;
	revision: number;
	account: Account;
	/** UTC ISO 8601 of the Autotask purchase order. */
	createdAt: string;
	lines: OrderLine[];
	shipTo: ShipTo;
	options: OrderOptions;
	/** Sum of quantity times unit price. */
	total: string;
	/** SHA-256 of everything that is bought, at what price, to where and how; times left out. */
	payloadHash: string;
	/** Short digests of the parts, so that a difference can be named. */
	parts: PayloadParts;
	/**
	 * Stands for what an approver sees: goods, quantities, prices, ship-to, options and account,
	 * whatever the number; the same before the purchase order is made and after.
	 */
	contentCode: string;
	/** Whether the end user goes along as the licensee, which bills nobody but the account. */
	asLicensee?: boolean;
}

export interface PayloadParts {
	lines: string;
	shipTo: string;
	options: string;
}

/** What became of one line. */
export interface LineResult {
	lineNumber: number;
	itemId: string;
	sku: string;
	ordered: number;
	/** What TD SYNNEX took; `null` = it did not say. */
	accepted: number | null;
	result: LineState;
	/** Sales order numbers; more than one when the line was split. */
	orderNumbers: string[];
	/** TD SYNNEX's own words. */
	reason: string;
	/** UTC ISO 8601 date; empty = not stated, which is not "at once". */
	eta: string;
}

/**
 * `backOrdered` = taken, waits for goods. `held` = taken, waits for TD SYNNEX's sales desk.
 * `nonStockQuote` = filed as SKU 99: as it stands it never ships. `unknown` = no clear word about
 * it.
 */
export type LineState =
	'accepted' | 'backOrdered' | 'held' | 'rejected' | 'nonStockQuote' | 'unknown';

/** Live facts about a SKU, of price and availability. */
export interface LiveItem {
	sku: string;
	/**
	 * `active`, or why not: `discontinued`, `inactive`, `not-authorized`, `not-found`, others
	 * verbatim.
	 */
	status: string;
	/** What the account pays; `null` = not stated. */
	price: string | null;
	currency: string;
	/** Whether anybody counts its stock: of a license or a warranty nobody does. */
	counted: boolean;
	stock: number | null;
	stockByWarehouse: { warehouse: string; quantity: number }[];
	/** ISO date; `null` = not stated. */
	eta: string | null;
	/** `EURequired`: the end user must be named. */
	endUserRequired: boolean;
}

/** A finding about a purchase order: which rule, what is wrong, what to do. */
export interface Finding {
	rule: string;
	/** `stop` = must not be sent; `warn` = may be sent, the reader should know. */
	level: 'stop' | 'warn';
	/** 0 = the whole order. */
	lineNumber: number;
	cause: string;
	remedy: string;
}

/** The outcome of one purchase order in one run. */
export interface OrderResult {
	poId: string;
	purchaseOrderNumber: string;
	/** The PO number at TD SYNNEX; empty while none is fixed. */
	poNumber: string;
	state: OrderState;
	/** What TD SYNNEX said, also when the state is RECORDED by now. */
	answer: Answer | null;
	/** Whether this run posted the order. */
	sent: boolean;
	revision: number;
	environment: string;
	/** The EC host that this run speaks to. */
	host: string;
	orderNumbers: string[];
	lines: LineResult[];
	total: string;
	currency: string;
	/** {@link OrderRequest.contentCode}, for an approval of just this; empty = none can be made. */
	contentCode: string;
	warnings: string[];
	findings: Finding[];
	/** What a person must look at; `null` when nothing is to be done. */
	problem: { code: string; cause: string; remedy: string } | null;
	/** What happened in this run, oldest first. */
	steps: OrderStep[];
}

export interface OrderStep {
	time: string;
	action: string;
	outcome: 'done' | 'unchanged' | 'warning' | 'failed' | 'uncertain';
	cause: string;
	/** Since the step before. */
	durationMs: number;
	/** Calls to both systems since the step before; one that had to be repeated may count once. */
	calls: number;
}
