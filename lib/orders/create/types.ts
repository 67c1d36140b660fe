import type { ShipTo } from '../types';

/**
 * A purchase order to be made in Autotask: what it comes from, to whom it goes, what is on it. Pure
 * data.
 */
export interface PlannedPo {
	/**
	 * What it is made from, such as `quote 77`: the same source never makes a second purchase order.
	 */
	source: string;
	/**
	 * Sources of which one alone is meant to be ordered, such as the other quotes of an opportunity.
	 */
	others: string[];
	vendorId: string;
	shipTo: ShipTo;
	phone: string;
	/** Autotask company the goods are for; empty = own stock. */
	purchaseForCompanyId: string;
	inventoryLocationId: string;
	/** Text for the General Memo, order options as `TDS ...` marks included. */
	memo: string;
	items: PlannedItem[];
	/** What of the source is not on it, and why. */
	leftOut: string[];
	/** Charges whose lines stand on it, and that are not to be ordered any more. */
	unwanted?: { chargeId: string; why: string }[];
}

export interface PlannedItem {
	/** Which line of the source, such as `quote item 901`: unique within the source. */
	key: string;
	productId: string;
	sku: string;
	name: string;
	quantity: number;
	/** Decimal string. */
	unitCost: string;
	minimumQuantity: number | null;
	/**
	 * The charge that it buys, which is then all that the line is made from; empty = a product alone.
	 */
	chargeId: string;
	/** What the customer pays for one, decimal; empty = not known. */
	soldPrice: string;
}

/** What became of a plan. */
export interface CreatedPo {
	poId: string;
	/** Whether this run made it; false = it was there. */
	created: boolean;
	itemsAdded: number;
	/**
	 * `busy` = another run is adding its lines; `incomplete` = some could not be added, the next run
	 * goes on; `differs` = it was complete once, and it or its source was changed since.
	 */
	state: 'complete' | 'busy' | 'incomplete' | 'differs';
	/** Why it is busy or not complete. */
	cause: string;
	/** In words, for `differs`. */
	differences: string[];
	warnings: string[];
}
