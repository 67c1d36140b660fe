export interface City {
	name: string;
	state: string;
	postalCode: string;
	country: 'US' | 'CA';
}

const city = (
	name: string,
	state: string,
	postalCode: string,
	country: 'US' | 'CA' = 'US',
): City => ({
	name,
	state,
	postalCode,
	country,
});

export const CITIES: readonly City[] = [
	city('Denver', 'CO', '80202'),
	city('Boulder', 'CO', '80301'),
	city('Austin', 'TX', '78701'),
	city('Columbus', 'OH', '43215'),
	city('Greenville', 'SC', '29601'),
	city('Portland', 'OR', '97204'),
	city('Madison', 'WI', '53703'),
	city('Albany', 'NY', '12207'),
	city('Guelph', 'ON', 'N1H 2T9', 'CA'),
	city('Trois-Rivières', 'QC', 'G9A 5L2', 'CA'),
];

export const STREETS: readonly string[] = [
	'Larimer St',
	'Market Street',
	'W 5th Ave',
	'Industrial Pkwy',
	'Oak Ridge Rd',
	'Commerce Drive',
	'Main St N',
	'Rue Royale',
];

export const CUSTOMER_NAMES: readonly string[] = [
	'Alder & Finch Law',
	'Bluebird Pediatrics',
	'Canyon Credit Union',
	'Cedar Hill Schools',
	'Copperline Brewing',
	'Delta Freight Lines',
	'Evergreen Veterinary',
	'Fairmont Dental',
	'Foothills Accounting',
	'Granite State Builders',
	'Harvest Table Foods',
	'Ironwood Machining',
	'Juniper Hospice',
	'Kestrel Aviation',
	'Lakeside Realty',
	"O'Hara & Sons Plumbing",
	'Maple Leaf Logistics',
	'Meridian Architects',
	'Noël Patisserie',
	'Oakwood Church',
	'Pinnacle Physical Therapy',
	'Quarry Road Winery',
	'Redstone Mining',
	'Riverbend Museum',
	'Silverline Insurance',
	'Summit Orthopedics',
	'Tidewater Marine',
	'Union Station Hotel',
	'Valley Print & Sign',
	'Westbrook Optical',
	'Yellowtail Sushi',
	'Zenith Staffing',
];

export const FIRST_NAMES: readonly string[] = [
	'Aisha',
	'Ben',
	'Carla',
	'Dmitri',
	'Elena',
	'Frank',
	'Grace',
	'Hugo',
	'Ines',
	'Jörg',
	'Kim',
	'Luis',
];
export const LAST_NAMES: readonly string[] = [
	'Abbott',
	'Brennan',
	'Castillo',
	'Dunn',
	'Eriksen',
	'Fuentes',
	'Gallagher',
	'Hayes',
	'Ivanova',
	'Jensen',
	'Kowalski',
	'Lefèvre',
];

/** The MSP's own things to sell. */
export const OWN_KINDS: ReadonlyArray<{ name: string; category: string; cost: [number, number] }> =
	[
		{ name: 'Patch Cable Cat6 {n}ft', category: 'Cabling', cost: [2, 18] },
		{ name: 'Workstation Setup Bundle {n}', category: 'Hardware', cost: [90, 400] },
		{ name: 'Refurbished Laptop {n}', category: 'Hardware', cost: [150, 700] },
		{ name: 'Rack Shelf {n}U', category: 'Hardware', cost: [20, 140] },
		{ name: 'Wireless Site Kit {n}', category: 'Networking', cost: [110, 900] },
		{ name: 'Firewall Licence Pack {n}', category: 'Software', cost: [60, 1_400] },
		{ name: 'Monitor Arm {n}', category: 'Peripherals', cost: [25, 160] },
		{ name: 'Toner Cartridge {n}', category: 'Peripherals', cost: [30, 210] },
	];
