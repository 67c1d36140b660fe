import layout from './warehouses.json';

/**
 * TD SYNNEX's warehouses as accounts of 2025-26 saw them, with the price-file column that holds each one's stock: data of
 * one version of the file's layout, since what stands behind a column has moved several times.
 * Cities and numbers are from replies; street addresses are invented.
 */
export type Country = 'US' | 'CA';

export interface Warehouse {
	number: string;
	code: string;
	city: string;
	state: string;
	zip: string;
	address: string;
	/** 1-based position in a DTL row. */
	column: number;
}

/** Manufacturer drop ship: no building, so no column among the warehouses (the quantity is column 70). */
export const DROP_SHIP: Omit<Warehouse, 'column'> = {
	number: '98',
	code: 'DDS',
	city: 'Vendor Direct',
	state: '',
	zip: '00000',
	address: '',
};

export const WAREHOUSES: Record<Country, readonly Warehouse[]> = { US: layout.US, CA: layout.CA };

/** Every column that holds a quantity, whether or not a warehouse of the country stands behind it: 1-based. */
export const QUANTITY_COLUMNS: readonly number[] = layout.quantityColumns;
