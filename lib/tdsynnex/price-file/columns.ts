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
	/** With promotion and rebate: what the account pays. Taking 21 for it is the classic mistake. */
	cost: 13,
	msrp: 14,
	costWithoutPromotion: 21,
	categoryCode: 25,
	weight: 28,
	map: 31,
	upc: 34,
	eta: 39,
	/** A active, B special order, C end of life, T to be discontinued. */
	lifecycleCode: 40,
	promotionFlag: 47,
	promotionEnds: 49,
	/** 50, 51 and 52 are one text in pieces of 80 characters, to be joined without anything between. */
	longDescription1: 50,
	longDescription2: 51,
	longDescription3: 52,
	length: 53,
	width: 54,
	height: 55,
	nameFrench: 59,
	replacementSku: 65,
	minimumQuantity: 66,
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

/** Quantity columns. The same position means another warehouse in the other country, or none. */
export const WAREHOUSE_COLUMNS: { position: number; at: Partial<Record<Country, Location>> }[] = [
	{ position: 15, at: { US: { number: '16', name: 'Miami FL' } } },
	{
		position: 16,
		at: { US: { number: '3', name: 'Tracy CA' }, CA: { number: '26', name: 'Dartmouth NS' } },
	},
	{ position: 20, at: { CA: { number: '31', name: 'Calgary AB' } } },
	{
		position: 22,
		at: { US: { number: '6', name: 'Romeoville IL' }, CA: { number: '29', name: 'Guelph ON' } },
	},
	{ position: 24, at: { US: { number: '7', name: 'Southaven MS' } } },
	{ position: 30, at: { US: { number: '50', name: 'Columbus OH' } } },
	{ position: 56, at: { US: { number: '502', name: 'Suwanee GA' } } },
	{
		position: 61,
		at: { US: { number: '12', name: 'Chino CA' }, CA: { number: '80', name: 'Mississauga ON' } },
	},
	{
		position: 62,
		at: { US: { number: '503', name: 'Swedesboro NJ' }, CA: { number: '81', name: 'Richmond BC' } },
	},
	{ position: 63, at: { US: { number: '504', name: 'South Bend IN' } } },
	{ position: 64, at: { US: { number: '505', name: 'Fort Worth TX' } } },
	{ position: 69, at: { US: { number: '506', name: 'Fontana CA' } } },
	{
		position: 70,
		at: {
			US: { number: '98', name: 'Manufacturer drop ship' },
			CA: { number: '98', name: 'Manufacturer drop ship' },
		},
	},
];
