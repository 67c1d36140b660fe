/**
 * The vocabulary of the catalog, written once. Money is a decimal string in the item's currency
 * (never a binary float), weight is in pounds as TD SYNNEX presumably means it, dates are ISO.
 */

/**
 * One TD SYNNEX product, from the price file or from price and availability: the same shape. `null`
 * = not stated by the source.
 */
export interface CatalogItem extends Specifications {
	/** TD SYNNEX SKU, digits. */
	sku: string;
	/** Manufacturer part number. */
	mpn: string | null;
	upc: string | null;
	manufacturer: string | null;
	name: string;
	description: string | null;
	/** From Canadian price files. */
	descriptionFrench?: string | null;
	categoryCode: string | null;
	/** What the account pays, with promotion and rebate. */
	cost: string | null;
	/** What it pays without them. */
	costWithoutPromotion: string | null;
	msrp: string | null;
	/** Minimum advertised price. */
	map: string | null;
	currency: 'USD' | 'CAD';
	/** `null` too for licences and the like, whose stock nobody counts. */
	stockTotal: number | null;
	stockByWarehouse: WarehouseStock[];
	/** ISO date on which more is expected; `null` = not stated, which is not "at once". */
	eta: string | null;
	/**
	 * `active`, `discontinued`, `inactive` (no longer sold: at its end of life and none left),
	 * `not-authorized`, `not-found`, or TD SYNNEX's own word kept verbatim.
	 */
	status: string;
	/** ABC code: A active, B special order, C end of life, T to be discontinued; others verbatim. */
	lifecycleCode: string | null;
	onPromotion: boolean | null;
	promotionEnds: string | null;
	/** ISO date of the price file; `null` for what TD SYNNEX says at this moment. */
	priceDate: string | null;
	weight: string | null;
	length: string | null;
	width: string | null;
	height: string | null;
	minimumQuantity: number | null;
	replacementSku: string | null;
	/** Whether TD SYNNEX refuses an order without the end user's details. */
	endUserRequired?: boolean | null;
	source: 'price-file' | 'price-availability';
	/** What a reader should know about this row, such as `cost is zero`. */
	warnings: string[];
}

/** What else a price file says of a product; price and availability leaves it `null`. */
export interface Specifications {
	/** On its way to TD SYNNEX; United States only. */
	onOrder?: number | null;
	returnable?: boolean | null;
	/** `false`: oversize, or of special handling. */
	parcelShippable?: boolean | null;
	/** RTL boxed, SWL licence, SWMP software on media, SWMV virtual software; others verbatim. */
	media?: string | null;
	/** A licence or warranty: nothing is shipped. */
	virtual?: boolean | null;
	serialized?: boolean | null;
	/** K kit, S stand-alone; others verbatim. */
	kit?: string | null;
	/** Nobody but the manufacturer ships it. */
	dropShipOnly?: boolean | null;
	refurbished?: boolean | null;
	/** Two letters, or a list of them. */
	countryOfOrigin?: string | null;
	taaCompliant?: boolean | null;
	energyStar?: boolean | null;
	section508?: boolean | null;
	/** B bronze, S silver, G gold, N none. */
	epeat?: string | null;
	/** As TD SYNNEX writes it: so many months or years. */
	warranty?: string | null;
	unspsc?: string | null;
	/** ISO dates: first listed by TD SYNNEX, first sold by the maker. */
	created?: string | null;
	streetDate?: string | null;
}

/** The price file that the products of a run are from. */
export interface Feed {
	/** `delta` = changes only. */
	kind: 'full' | 'delta';
	/** ISO date of its header; `null` when it cannot be read. */
	created: string | null;
	/** Whether the products are the whole catalog: only then is a missing SKU gone. */
	complete: boolean;
}

export interface WarehouseStock {
	/** TD SYNNEX's location number. */
	warehouse: string;
	name: string;
	quantity: number;
}
