import layout from './warehouses.json';

/**
 * TD SYNNEX's price file (Flat File P&A, standard accounts, layout of April 2025, v4.3): one row a
 * SKU, at least 70 fields, `~` between them, no quoting, single-byte text.
 */

/** Positions are 1-based, as TD SYNNEX's own table counts them. */
export const COLUMN = {
	recordType: 2,
	mpn: 3,
	tdPartNumber: 4,
	sku: 5,
	/** A added, C or S changed, D deleted. */
	statusCode: 6,
	name: 7,
	manufacturer: 8,
	stockTotal: 10,
	/** United States only. */
	onOrder: 12,
	/** With promotion and rebate: what the account pays. Taking 21 for it is the classic mistake. */
	cost: 13,
	msrp: 14,
	returnable: 17,
	/** N: oversize, or of special handling. */
	parcelShippable: 19,
	costWithoutPromotion: 21,
	/** RTL boxed, SWL licence, SWMP software on media, SWMV virtual software; may be a blank. */
	media: 23,
	categoryCode: 25,
	weight: 28,
	serialized: 29,
	map: 31,
	/** A list, in newer files. */
	countriesOfOrigin: 32,
	upc: 34,
	unspsc: 35,
	created: 37,
	/** One character each: drop-ship only, refurbished, UPC available. */
	flags: 38,
	eta: 39,
	/** A active, B special order, C end of life, T to be discontinued. */
	lifecycleCode: 40,
	/** K kit, S stand-alone. */
	kit: 41,
	taaCompliant: 45,
	promotionFlag: 47,
	promotionEnds: 49,
	/**
	 * 50, 51 and 52 are one text in pieces of 80 characters, to be joined without anything between.
	 */
	longDescription1: 50,
	longDescription2: 51,
	longDescription3: 52,
	length: 53,
	width: 54,
	height: 55,
	nameFrench: 59,
	streetDate: 60,
	replacementSku: 65,
	minimumQuantity: 66,
	/** One character each: end user needed, virtual (a licence or warranty). */
	requirements: 67,
	/**
	 * By position: 1-2 country of origin, 3 Energy Star, 4 Section 508, 5-11 warranty, 12 EPEAT;
	 * blanks where unknown.
	 */
	marks: 68,
	dropShipQuantity: 70,
} as const;

export type Column = keyof typeof COLUMN;

/** A row with fewer is damaged; 71-100 are reserved and may be absent. */
export const LEAST_FIELDS = 70;

export type Country = 'US' | 'CA';

export interface Location {
	/** TD SYNNEX's location number, as its order services use it. */
	number: string;
	name: string;
}

/**
 * What stands behind one quantity column. The same position means another warehouse in the other
 * country, or none.
 */
export interface WarehouseColumn {
	position: number;
	US?: Location;
	CA?: Location;
	/**
	 * Earlier layouts had stock of both countries here in the other country's file: it is no sign of
	 * either.
	 */
	shared?: boolean;
}

/**
 * The warehouse columns, as data of one version of the layout: their meanings have moved several
 * times. A newer layout is a newer file beside `columns.ts`.
 */
export const WAREHOUSE_COLUMNS: readonly WarehouseColumn[] = layout.columns;

/** Column 70 holds what the manufacturer ships himself. */
export const DROP_SHIP: Location = { number: '98', name: 'Manufacturer drop ship' };

/** What a licence has in every warehouse: no stock, but a mark that none is counted. */
export const NOT_COUNTED = layout.notCounted;

/** For each country the columns in which a row whose stock is not counted says so. */
export const COUNTED_COLUMNS: readonly (readonly number[])[] = (['US', 'CA'] as const).map(
	(country) =>
		WAREHOUSE_COLUMNS.filter((column) => column[country]).map(({ position }) => position),
);

/** A manufacturer's name is cut at this many characters. */
export const MANUFACTURER_LENGTH = 25;
