/** How one unit price is made. */

export interface PriceWay {
	/**
	 * `markup`: on cost; `margin`: of the price; `msrp`: the maker's price, else markup; `none`: left
	 * empty.
	 */
	basis: 'markup' | 'margin' | 'msrp' | 'none';
	/** Percent: markup on cost, or margin of the price (below 100). */
	percent: number;
}

/**
 * `cent`: to the nearest cent; `whole`: up to a whole amount; `99`: up to the next amount that ends
 * in .99.
 */

export type Rounding = 'cent' | 'whole' | '99';
/** How unit prices are made: the first rule that fits, else `otherwise`; then within the limits. */
export interface Pricing {
	rules: PriceRule[];
	otherwise: PriceWay;
	rounding: Rounding;
	/** A price is raised until this much of it, in percent, is margin; 0 = no limit. Needs a cost. */
	minMarginPercent: number;
	/** A price below the minimum advertised price is raised to it. */
	notBelowMap: boolean;
	/** A price above MSRP is lowered to it, unless minimum margin or MAP lie higher. */
	notAboveMsrp: boolean;
}

/** What a price is made of. Amounts are decimal text in one currency; `null` = not stated. */
export interface Priceable {
	cost: string | null;
	msrp: string | null;
	map: string | null;
	manufacturer: string | null;
	categoryCode: string | null;
	/** The category's name. */
	category: string | null;
}

export interface Price {
	/** Decimal text. */
	amount: string;
	/** Which rule made it and what moved it, in words. */
	by: string;
}

/**
 * A way of pricing for some products. Everything given must hold; an empty list or `null` asks
 * nothing.
 */
export interface PriceRule extends PriceWay {
	/** Beginnings of TD SYNNEX category codes, or of category names, without case. */
	categories: string[];
	/** As {@link isMaker} compares them. */
	manufacturers: string[];
	/** Decimal text, both ends included; an item without a cost does not fit. */
	costFrom: string | null;
	costTo: string | null;
}
