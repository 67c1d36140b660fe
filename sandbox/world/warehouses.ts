/**
 * TD SYNNEX's warehouses as accounts of 2025-26 saw them, with the price-file column that holds each one's stock.
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
	zip: '',
	address: '',
};

export const WAREHOUSES: Record<Country, readonly Warehouse[]> = {
	US: [
		{
			number: '16',
			code: 'DFL',
			city: 'Miami',
			state: 'FL',
			zip: '33178',
			address: '16 Demo Way',
			column: 15,
		},
		{
			number: '3',
			code: 'DFR',
			city: 'Tracy',
			state: 'CA',
			zip: '95377',
			address: '3 Demo Rd',
			column: 16,
		},
		{
			number: '6',
			code: 'DCH',
			city: 'Romeoville',
			state: 'IL',
			zip: '60446',
			address: '6 Demo Pkwy',
			column: 22,
		},
		{
			number: '7',
			code: 'DTN',
			city: 'Southaven',
			state: 'MS',
			zip: '38671',
			address: '7 Demo Cv',
			column: 24,
		},
		{
			number: '50',
			code: 'DCO',
			city: 'Columbus',
			state: 'OH',
			zip: '43217',
			address: '50 Demo St',
			column: 30,
		},
		{
			number: '502',
			code: 'DGA',
			city: 'Suwanee',
			state: 'GA',
			zip: '30024',
			address: '502 Demo Ln',
			column: 56,
		},
		{
			number: '12',
			code: 'DON',
			city: 'Chino',
			state: 'CA',
			zip: '91710',
			address: '12 Demo Ave',
			column: 61,
		},
		{
			number: '503',
			code: 'DSW',
			city: 'Swedesboro',
			state: 'NJ',
			zip: '08085',
			address: '503 Demo Dr',
			column: 62,
		},
		{
			number: '504',
			code: 'DIN',
			city: 'South Bend',
			state: 'IN',
			zip: '46628',
			address: '504 Demo Ct',
			column: 63,
		},
		{
			number: '505',
			code: 'DFW',
			city: 'Fort Worth',
			state: 'TX',
			zip: '76177',
			address: '505 Demo Blvd',
			column: 64,
		},
		{
			number: '506',
			code: 'DFO',
			city: 'Fontana',
			state: 'CA',
			zip: '92337',
			address: '506 Demo Pl',
			column: 69,
		},
	],
	CA: [
		{
			number: '26',
			code: 'DHA',
			city: 'Dartmouth',
			state: 'NS',
			zip: 'B3B 1S8',
			address: '26 Demo Rd',
			column: 16,
		},
		{
			number: '31',
			code: 'DCG',
			city: 'Calgary',
			state: 'AB',
			zip: 'T2C 4Y7',
			address: '31 Demo St',
			column: 20,
		},
		{
			number: '29',
			code: 'DGU',
			city: 'Guelph',
			state: 'ON',
			zip: 'N1K 1B8',
			address: '29 Demo Ave',
			column: 22,
		},
		{
			number: '80',
			code: 'DMS',
			city: 'Mississauga',
			state: 'ON',
			zip: 'L5N 7L9',
			address: '80 Demo Cres',
			column: 61,
		},
		{
			number: '81',
			code: 'DRN',
			city: 'Richmond',
			state: 'BC',
			zip: 'V6V 2K9',
			address: '81 Demo Way',
			column: 62,
		},
	],
};
