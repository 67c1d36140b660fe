/** One line of a quote that sells a TD SYNNEX product. Money is decimal text of one unit. */
export interface QuoteLine {
	quoteItemId: string;
	quoteId: string;
	quoteNumber: string;
	quote: string;
	company: string;
	opportunityId: string;
	opportunity: string;
	productId: string;
	/** TD SYNNEX SKU, digits. */
	sku: string;
	name: string;
	quantity: number;
	/** The cost in the quote; `null` = none, or out of the API user's sight. */
	unitCost: string | null;
	/** After the discounts of the quote; `null` = nothing is to be made of it. */
	unitPrice: string | null;
	optional: boolean;
	/** ISO date; `null` = not stated. */
	quoteExpires: string | null;
	/** The opportunity's screen in Autotask; empty where no web address is given. */
	link: string;
}

/** Stable codes of what can be found about a line, worst first. */
export type FindingCode =
	| 'below-cost'
	| 'margin-lost'
	| 'promotion-ended'
	| 'promotion-ending'
	| 'not-sold'
	| 'end-of-life'
	| 'out-of-stock';

export interface Finding {
	code: FindingCode;
	/** One sentence with the figures. */
	text: string;
}

/** A line as it stands today. */
export interface CheckedLine extends QuoteLine {
	/** `unknown`: TD SYNNEX said nothing of the product; `failed`: an item that is no line. */
	outcome: 'attention' | 'fine' | 'unknown' | 'failed';
	findings: Finding[];
	/** Codes and sentences of the findings in one text each, for a mail or a filter. */
	codes: string;
	what: string;
	costNow: string | null;
	/** Percent of the price, one decimal. */
	marginQuoted: string | null;
	marginNow: string | null;
	/** By how much the whole line earns less than quoted; `null` = nothing less, or not known. */
	lost: string | null;
	/** Last day of the promotion that today's cost rests on, or that has ended. */
	promotionEnds: string | null;
	/** Cost and margin from the day after; `null` = no promotion. */
	costAfter: string | null;
	marginAfter: string | null;
	stock: number | null;
	eta: string | null;
	status: string;
	lifecycleCode: string | null;
	replacementSku: string | null;
	cause: string;
	remedy: string;
}

/** When a line is told. */
export interface QuoteCheckSettings {
	/** Percentage points that the margin must have lost. */
	leastLoss: number;
	/** Percent; a margin that falls below it is told however little it lost; 0 = none. */
	minMargin: number;
	/** Promotions that end within so many days are told; 0 = all. */
	daysAhead: number;
}
