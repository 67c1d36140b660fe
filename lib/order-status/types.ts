/**
 * The vocabulary of what becomes of an order, whatever the source. Money is a decimal string in the
 * account's currency, times are as TD SYNNEX writes them (ISO 8601, without zone), dates ISO days.
 * Empty text = not stated.
 */

/** The eight states of the incumbent connector, then those that it has no word for. */
export const STATUSES = [
	'New',
	'Submitted',
	'Received',
	'Processing',
	'Shipped',
	'Delivered',
	'Invoiced',
	'Closed',
	'Held',
	'Partly shipped',
	'Back-ordered',
	'Cancelled',
	'Uncertain',
] as const;
export type OrderStatus = (typeof STATUSES)[number];

/** What a flow can hang something on. */
export const EVENT_KINDS = [
	'accepted',
	'held',
	'partlyShipped',
	'shipped',
	'delivered',
	'invoiced',
	'backOrdered',
	'etaMoved',
	'cancelled',
	'needsAttention',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Where a change comes from. */
export type Source = 'order status' | 'invoice service' | 'partner API' | 'Autotask';

/** What TD SYNNEX says of one order at one time. */
export interface OrderSnapshot {
	/** TD SYNNEX's own time of the answer. */
	answeredAt: string;
	/** Header code and the codes of the lines, verbatim, each once. */
	codes: string[];
	/** Codes that nobody has documented. */
	unknownCodes: string[];
	/** TD SYNNEX's own words. */
	reason: string;
	orderNumbers: string[];
	lines: LineSnapshot[];
	/** `null` = not asked for this time. */
	invoices: InvoiceSnapshot[] | null;
	/** What is wrong with the answer itself. */
	faults: SnapshotFault[];
}

export interface LineSnapshot {
	/** TD SYNNEX's line number, the same as the order's. */
	line: number;
	sku: string;
	/**
	 * SKUs that stand for pieces of this line and were not ordered: TD SYNNEX sends something else in
	 * their place.
	 */
	otherSkus: string[];
	mpn: string;
	name: string;
	/** As it was sent; where nobody knows, as TD SYNNEX shows it. */
	ordered: number;
	/** As TD SYNNEX shows it. */
	stated: number;
	shipped: number;
	/** Pieces in packages that the carrier has handed over. */
	delivered: number;
	cancelled: number;
	/** Pieces that wait for goods, with or without a stated date. */
	backOrdered: number;
	/** The latest stated arrival of what is open. */
	eta: string;
	/** All of it is invoiced, by its code. */
	invoiced: boolean;
	/** Nothing more is to come: what has not shipped never will. */
	over: boolean;
	/** Pieces of it wait for TD SYNNEX's sales desk. */
	held: boolean;
	/** Filed under SKU 99, as a quote for goods that are not stocked: as it stands it never ships. */
	quote: boolean;
	/** A sales order number and a warehouse are assigned. */
	allocated: boolean;
	orderNumbers: string[];
	warehouses: string[];
	/** Last ship date. */
	shipDate: string;
	/** The carrier's estimate. */
	estimatedDelivery: string;
	/** When TD SYNNEX plans to ship what is open; no promise. */
	estimatedShip: string;
	carrier: string;
	service: string;
	/** What TD SYNNEX accepted for one piece, each price once, verbatim. */
	unitPrices: string[];
	packages: PackageSnapshot[];
}

export interface PackageSnapshot {
	trackingNumber: string;
	trackingLink: string;
	carrier: string;
	/** Pounds, verbatim. */
	weight: string;
	quantity: number | null;
	serialNumbers: string[];
	deliveredAt: string;
	/** When the recipient did not take it. */
	refusedAt: string;
}

export interface InvoiceSnapshot {
	number: string;
	date: string;
	dueDate: string;
	/** A credit takes back; its amounts are below zero. */
	credit: boolean;
	total: string;
	/** What is still to be paid; empty = the source does not say. */
	balance: string;
	currency: string;
	freight: string;
	tax: string;
	orderNumber: string;
	trackingNumbers: string[];
	lines: InvoiceLineSnapshot[];
}

export interface InvoiceLineSnapshot {
	line: number | null;
	sku: string;
	quantity: number;
	unitPrice: string;
	serialNumbers: string[];
}

/** Something that a person must look at; `key` is the same for the same thing at every poll. */
export interface SnapshotFault {
	key: string;
	cause: string;
	remedy: string;
}

/** What was last recorded of a line. */
export type KnownLine = Pick<
	LineSnapshot,
	'line' | 'ordered' | 'shipped' | 'delivered' | 'cancelled' | 'backOrdered' | 'eta' | 'invoiced'
>;

/** What was last recorded of an order: the memory of a poll, kept in the purchase order's memo. */
export interface Known {
	status: OrderStatus;
	/** TD SYNNEX's time of the answer that it rests on; empty = none yet. */
	asOf: string;
	lines: KnownLine[];
	invoices: string[];
	/** Short digests of the tracking numbers seen. */
	tracking: string[];
	/** Short digests of the {@link SnapshotFault} keys that were reported and still hold. */
	reported: string[];
}

/** One change of one order. */
export interface OrderEvent {
	kind: EventKind;
	source: Source;
	/** One sentence. */
	what: string;
	before: OrderStatus;
	after: OrderStatus;
	/** Whether the whole order is through: all shipped, all delivered, all invoiced ... */
	complete: boolean;
	/** The lines it is about. */
	lines: EventLine[];
	trackingNumbers: string[];
	serialNumbers: string[];
	carrier: string;
	invoice: InvoiceSnapshot | null;
	fault: SnapshotFault | null;
}

export interface EventLine {
	line: number;
	sku: string;
	/** Pieces of this change. */
	quantity: number;
	ordered: number;
	eta: string;
}

/** What came of writing one order. */
export interface WriteOutcome {
	/** What could not be done, and was not tried further. */
	warnings: string[];
	/** Pieces taken into Autotask's stock. */
	received: number;
	/** Receiving that Autotask refused; reported as something for a person. */
	refused: SnapshotFault | null;
	/** Configuration items made. */
	devices: number;
	/** Devices that Autotask refused. */
	devicesRefused: SnapshotFault | null;
	/** Autotask asked for a vendor invoice number that TD SYNNEX had not sent yet. */
	needsInvoice?: boolean;
	known: Known;
	/** The memory could not be written into the memo: it must be kept elsewhere. */
	unwritten: string | null;
}

/** The key of goods that could not be received yet: tried again at every poll, reported once. */
export const RECEIVING = 'receiving';
/** The same of devices that could not be made. */
export const DEVICES = 'devices';
/** Devices that wait until their goods are received: tried again, and no matter for a person. */
export const DEVICES_WAIT = 'devices wait';
