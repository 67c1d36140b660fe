import type { EventKind, OrderStatus } from './types';

export type Scope =
	/** All that are followed and not finished. */
	| { kind: 'open' }
	/** Those made in the last so many days, finished ones left out. */
	| { kind: 'days'; days: number }
	/** Exactly these, finished ones too. */
	| { kind: 'given'; numbers: string[] };

/** What is written to Autotask; the memory of a poll in the General Memo always is. */
export interface WriteSettings {
	/**
	 * Label of the purchase-order status for each state; a state without one leaves the status alone.
	 */
	statusLabels: Partial<Record<OrderStatus, string>>;
	/** Expected arrival of each line. */
	eta: boolean;
	/** Vendor Invoice Number of the purchase order. */
	invoiceNumbers: boolean;
	/** Freight of the purchase order: the sum of its invoices. */
	freight: boolean;
	/** A readable line a change in the General Memo. */
	history: boolean;
	/** What became of a line, in its memo. */
	itemMemo: boolean;
	/** A note on the ticket that a line was ordered for. */
	ticketNote: boolean;
	/** A note on the opportunity that a line was sold by. */
	opportunityNote: boolean;
	receive: ReceiveWhen;
	devices: DevicesWhen;
	/** TD SYNNEX's order number beside accounting's own in External P.O. Number. */
	orderNumber: boolean;
}

export interface StatusSettings {
	scope: Scope;
	/**
	 * Autotask company id of TD SYNNEX: its purchase orders with an External P.O. Number are followed
	 * as well, though another way ordered them. Empty = only those that PO Create ordered.
	 */
	vendorId: string;
	/** How the PO number of such an order is made; as in PO Create. */
	poNumberPattern: string;
	skuPattern: string;
	/** Days after which an invoiced order is closed though nobody reported its delivery. */
	closeAfterDays: number;
	/** Days back that open orders are looked for; those already followed are, however old. */
	openDays: number;
	pace: PaceSettings;
	write: WriteSettings;
	/** Nothing is written, and so nothing is remembered: the next poll reports the same again. */
	dryRun: boolean;
	/**
	 * Tells everything since the order was sent, as if no poll had been before. Only sensible in a
	 * dry run.
	 */
	anew: boolean;
	/**
	 * What to report of an order that has no status block yet. `sinceOrder` = what changed since PO
	 * Create sent it; a time in ms = the same, if it was sent after that; `nothing` = record only.
	 */
	firstSight: 'sinceOrder' | 'nothing' | { after: number };
	/**
	 * For a poller that knows whether its changes came to be handed on. `null` = what is recorded
	 * counts as reported.
	 */
	deliveryTracking: DeliveryTracking | null;
}

/**
 * Changes that a poll recorded and nobody was reported of, since n8n died in between, are reported
 * by the next.
 */
export interface DeliveryTracking {
	/** Who polls. */
	by: string;
	/** When this poll began: UTC ISO 8601 with milliseconds, like all times here. */
	at: string;
	/** Before this, everything counts as handed on. */
	since: string;
	/** The polls since then whose changes were handed on. */
	heard: readonly string[];
	/** Changes of other kinds are not handed on. */
	kinds: readonly EventKind[];
}

export const DEFAULT_WRITES: WriteSettings = {
	statusLabels: {},
	eta: true,
	invoiceNumbers: true,
	freight: false,
	history: true,
	itemMemo: false,
	ticketNote: false,
	opportunityNote: false,
	receive: 'never',
	devices: 'never',
	orderNumber: false,
};

export const DEFAULT_STATUS_SETTINGS: StatusSettings = {
	scope: { kind: 'open' },
	vendorId: '',
	poNumberPattern: '{number}',
	skuPattern: 'TDS-{sku}',
	closeAfterDays: 21,
	openDays: 180,
	pace: { mode: 'adaptive', callsPerHour: 1000 },
	write: DEFAULT_WRITES,
	dryRun: false,
	anew: false,
	firstSight: 'sinceOrder',
	deliveryTracking: null,
};

/** When goods are taken into Autotask's stock. */
export type ReceiveWhen = 'never' | 'shipped' | 'delivered' | 'invoiced';
/** When configuration items are made of received serial numbers. */
export type DevicesWhen = 'never' | 'delivered' | 'received';
export interface PaceSettings {
	/**
	 * `adaptive` = fresh and moving orders often, quiet ones seldom; `always` = every order at every
	 * poll.
	 */
	mode: 'adaptive' | 'always';
	/** Most calls to TD SYNNEX in any hour. */
	callsPerHour: number;
}
