/** What a conformance run found out about one thing that TD SYNNEX's documents leave open. */
export interface Fact {
	/** Name of the fact; those of the sandbox's manners have the manner's name. */
	fact: string;
	/** What was to be learnt, as a question. */
	question: string;
	/** `found`, `unclear` (asked, and the answer does not tell), or `not asked`. */
	status: 'found' | 'unclear' | 'not asked';
	/** Plain data; `null` unless found. */
	answer: string | boolean | string[] | null;
	/** What TD SYNNEX answered, in its own codes and words; holds no login and no customer number. */
	evidence: string;
}

/** The product that is asked about, as TD SYNNEX sells it to this account now. */
export interface TestProduct {
	sku: string;
	/** Decimal text. */
	price: string;
	/** Pieces in all warehouses. */
	stock: number;
}

/** What became of a test order. */
export interface Outcome {
	poNumber: string;
	/**
	 * `taken`: a sales order of each line; `backOrdered`: at least one line waits for goods; `held`:
	 * waits for the sales desk; `refused`: no order was made; `unclear`: the answer does not tell.
	 */
	result: 'taken' | 'backOrdered' | 'held' | 'refused' | 'unclear';
	/** PO number that the answer names; empty = none. */
	echoed: string;
	/** SKU of the first line in the answer. */
	sku: string;
	/** Codes and words of the answer, ready to be shown. */
	said: string;
}

/** One conversation with TD SYNNEX's test host. */
export interface Desk {
	product: TestProduct;
	/** Sends one test order; never the same one twice but where that is the question. */
	order(change?: OrderChange): Promise<Outcome>;
	/** The status of an order, parsed; `null` when the answer cannot be read. */
	status(poNumber: string): Promise<StatusSeen | null>;
}

/** What a test order has other than the plain one. */
export interface OrderChange {
	poNumber?: string;
	sku?: string;
	/** Decimal text. */
	price?: string;
	quantity?: number;
	backOrder?: boolean;
	comment?: string;
	shipMethod?: string;
	shipToName?: string;
	city?: string;
	/** Whether somebody is named who uses the goods; billed is the account alone. */
	licensee?: boolean;
}

export interface StatusSeen {
	code: string;
	items: { orderNumber: string; orderType: string; eta: string; code: string }[];
}
