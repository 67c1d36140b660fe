/** What a charge belongs to. */
export type ChargeKind = 'ticket' | 'project' | 'contract';

/** The charge that a line was made from: the demand that it serves. */
export interface LineCharge {
	id: string;
	/** `null` = the charge is not there (any more), or out of the API user's sight. */
	kind: ChargeKind | null;
	/** Id of the ticket, project or contract; empty where there is none. */
	parentId: string;
	/** Empty where no won wizard made it. */
	salesOrderId: string;
	/** The customer's own PO number. */
	customerPoNumber: string;
	/** Label of its status; empty = not known. */
	status: string;
	/** Sold, as Autotask holds it; empty = not known. */
	quantity: string;
}

/** A purchase order line that buys a demand. */
export interface OrderedLine {
	/** Empty where it was made by product from the deal's quote. */
	chargeId: string;
	itemId: string;
	poId: string;
	/** Autotask's number; its id where it has none. */
	poNumber: string;
	/** Its purchase order is canceled in Autotask, and TD SYNNEX has or may have an order of it. */
	canceled: boolean;
	/** Of the line; empty = not known. */
	quantity: string;
}
