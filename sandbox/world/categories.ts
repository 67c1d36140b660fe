import { MAKERS, type Maker } from './makers';

/** A TD SYNNEX category and how its products look: who makes them, what they are called, what they cost and weigh. */
export interface Category {
	/** Nine digits, zero padded, as the price file writes it; `category_list.txt` drops the leading zeros. */
	code: string;
	level1: string;
	level2: string;
	level3: string;
	unspsc: string;
	makers: readonly Maker[];
	/** A product's short description is one choice from each; `MAKER: words` is for that maker alone. */
	words: readonly (readonly string[])[];
	/** Account cost in US dollars, lowest and highest. */
	cost: readonly [number, number];
	/** Pounds. */
	weight: readonly [number, number];
	/** `SWL` software licence, `RTL` boxed. */
	media: 'RTL' | 'SWL';
	serialised: boolean;
	/** How many times likelier than the rarest category. */
	share: number;
}

type Shape = Pick<Category, 'cost' | 'weight' | 'share'> & {
	licence?: boolean;
	serialised?: boolean;
};

/** The code that no `category_list.txt` holds: one of the hostile rows carries it. */
export const UNKNOWN_CATEGORY = '099999999';

const GB = ['8GB', '16GB', '32GB', '64GB'];
const SSD = ['256GB', '512GB', '1TB', '2TB'];
const INCH = ['13.3"', '14"', '15.6"', '16"'];
const PANEL = ['22"', '23.8"', '24"', '27"', '32"', '34"', '43"'];
const YEARS = ['1YR', '2YR', '3YR', '5YR'];
const LENGTH = ['1FT', '3FT', '5FT', '7FT', '10FT', '14FT', '25FT', '50FT'];
const COLOUR = ['BLK', 'WHT', 'BLU', 'GRY', 'RED', 'YEL'];

export const CATEGORIES: readonly Category[] = [
	category(
		'001001001',
		'COMPUTERS',
		'NOTEBOOKS',
		'COMMERCIAL NOTEBOOKS',
		'43211503',
		'HP INC.|DELL|LENOVO|ASUS|ACER',
		[
			[
				'HP INC.: ELITEBOOK 640',
				'DELL: LATITUDE 5450',
				'LENOVO: THINKPAD E16',
				'HP INC.: PROBOOK 460',
				'ASUS: EXPERTBOOK B5',
				'ACER: TRAVELMATE P4',
			],
			INCH,
			['U5-125U', 'U7-155U', 'I5-1345U', 'I7-1365U', 'R5-7535U'],
			GB,
			SSD,
			['W11P', 'W11P 1YR', 'W11P 3YR'],
		],
		{ cost: [520, 2400], weight: [4, 9], share: 9, serialised: true },
	),
	category(
		'001001002',
		'COMPUTERS',
		'NOTEBOOKS',
		'MOBILE WORKSTATIONS',
		'43211503',
		'HP INC.|DELL|LENOVO',
		[
			['HP INC.: ZBOOK FURY', 'DELL: PRECISION 5690', 'LENOVO: THINKPAD P16'],
			INCH,
			['I9-13950HX', 'U9-185H', 'I7-13850HX'],
			['32GB', '64GB', '128GB'],
			SSD,
			['RTX2000', 'RTX3500', 'RTX5000'],
		],
		{ cost: [1400, 5200], weight: [5, 12], share: 3, serialised: true },
	),
	category(
		'001002001',
		'COMPUTERS',
		'DESKTOPS',
		'COMMERCIAL DESKTOPS',
		'43211507',
		'HP INC.|DELL|LENOVO|ASUS|ACER',
		[
			[
				'HP INC.: ELITEDESK 800 SFF',
				'DELL: OPTIPLEX 7020 MT',
				'LENOVO: THINKCENTRE M70Q',
				'HP INC.: PRODESK 400 MINI',
				'ACER: VERITON X',
			],
			['I5-13500T', 'I7-13700', 'I3-13100', 'R7-5700G'],
			GB,
			SSD,
			['W11P', 'W11P KB/MSE'],
		],
		{ cost: [380, 1700], weight: [4, 22], share: 6, serialised: true },
	),
	category(
		'001003001',
		'COMPUTERS',
		'SERVERS',
		'RACK SERVERS',
		'43211501',
		'HEWLETT PACKARD ENTERPRISE|DELL|LENOVO',
		[
			[
				'HEWLETT PACKARD ENTERPRISE: PROLIANT DL380 G11',
				'DELL: POWEREDGE R760',
				'LENOVO: THINKSYSTEM SR650 V3',
				'HEWLETT PACKARD ENTERPRISE: PROLIANT DL360 G11',
			],
			['1X4410Y', '2X5418Y', '1X6426Y'],
			['32GB', '64GB', '128GB', '256GB'],
			['8SFF', '12LFF', '24SFF'],
			['1X800W', '2X1000W'],
		],
		{ cost: [2600, 18500], weight: [38, 92], share: 3, serialised: true },
	),
	category(
		'001004001',
		'COMPUTERS',
		'TABLETS',
		'COMMERCIAL TABLETS',
		'43211509',
		'MICROSOFT|SAMSUNG|ZEBRA',
		[
			[
				'MICROSOFT: SURFACE PRO',
				'SAMSUNG: GALAXY TAB S9',
				'SAMSUNG: GALAXY TAB ACTIVE5',
				'ZEBRA: ET45 RUGGED',
			],
			['8"', '10.1"', '11"', '12.3"'],
			['8GB', '16GB'],
			SSD,
			['WIFI', '5G', 'LTE'],
		],
		{ cost: [310, 1900], weight: [2, 5], share: 2, serialised: true },
	),
	category(
		'002001001',
		'DISPLAYS',
		'MONITORS',
		'DESKTOP MONITORS',
		'43211902',
		'SAMSUNG|LG ELECTRONICS|VIEWSONIC|ACER|ASUS|DELL|HP INC.',
		[
			PANEL,
			['IPS', 'VA', 'OLED', 'TN'],
			['FHD', 'QHD', '4K UHD', 'WUXGA'],
			['60HZ', '75HZ', '100HZ', '144HZ'],
			['HDMI DP', 'HDMI USB-C', 'DP USB-C 90W'],
			['BLK', 'SLV', 'WHT'],
		],
		{ cost: [82, 980], weight: [8, 28], share: 9, serialised: true },
	),
	category(
		'002002001',
		'DISPLAYS',
		'LARGE FORMAT',
		'SIGNAGE DISPLAYS',
		'45111720',
		'SAMSUNG|LG ELECTRONICS|VIEWSONIC',
		[
			['43"', '55"', '65"', '75"', '86"', '98"'],
			['UHD', '4K'],
			['350NIT', '500NIT', '700NIT'],
			['16/7', '24/7'],
			['TIZEN', 'WEBOS', 'ANDROID'],
		],
		{ cost: [420, 6800], weight: [28, 190], share: 3, serialised: true },
	),
	category(
		'002003001',
		'DISPLAYS',
		'PROJECTORS',
		'INSTALLATION PROJECTORS',
		'45111609',
		'EPSON|OPTOMA|VIEWSONIC',
		[
			['LASER PROJECTOR', 'LAMP PROJECTOR', 'UST PROJECTOR'],
			['3600LM', '5200LM', '7000LM'],
			['XGA', 'WUXGA', '4K'],
			['BLK', 'WHT'],
		],
		{ cost: [390, 5400], weight: [9, 48], share: 1, serialised: true },
	),
	category(
		'003001001',
		'NETWORKING',
		'SWITCHES',
		'MANAGED SWITCHES',
		'43222612',
		'CISCO SYSTEMS|ARUBA|JUNIPER NETWORKS|NETGEAR|UBIQUITI|ADTRAN',
		[
			[
				'CISCO SYSTEMS: CATALYST 9200L',
				'CISCO SYSTEMS: CATALYST 1300',
				'ARUBA: INSTANT ON 1960',
				'JUNIPER NETWORKS: EX2300',
				'NETGEAR: PROSAFE M4250',
				'UBIQUITI: UNIFI PRO',
			],
			['8P', '16P', '24P', '48P'],
			['POE+', 'POE++', 'DATA ONLY'],
			['4X1G SFP', '4X10G SFP+', '2X25G SFP28'],
		],
		{ cost: [110, 6200], weight: [3, 18], share: 7, serialised: true },
	),
	category(
		'003001002',
		'NETWORKING',
		'SWITCHES',
		'UNMANAGED SWITCHES',
		'43222612',
		'NETGEAR|TP-LINK|TRIPP LITE|BLACK BOX',
		[
			['5PORT', '8PORT', '16PORT', '24PORT'],
			['GIG', '2.5G', '10G'],
			['DESKTOP', 'RACKMOUNT', 'DIN RAIL'],
			['METAL', 'PLASTIC'],
			['POE+', 'NO POE'],
		],
		{ cost: [14, 340], weight: [1, 9], share: 4 },
	),
	category(
		'003002001',
		'NETWORKING',
		'WIRELESS',
		'ACCESS POINTS',
		'43222640',
		'CISCO SYSTEMS|ARUBA|UBIQUITI|TP-LINK|FORTINET',
		[
			['WIFI6 AP', 'WIFI6E AP', 'WIFI7 AP'],
			['2X2', '4X4', '8X8'],
			['INDOOR', 'OUTDOOR', 'WALL PLATE'],
			['US REG', 'RW REG'],
			['W/ MOUNT', 'NO PSU'],
		],
		{ cost: [72, 1500], weight: [1, 6], share: 5, serialised: true },
	),
	category(
		'003003001',
		'NETWORKING',
		'SECURITY',
		'FIREWALL APPLIANCES',
		'43222501',
		'FORTINET|SONICWALL|CISCO SYSTEMS|JUNIPER NETWORKS',
		[
			[
				'FORTINET: FORTIGATE 60F',
				'FORTINET: FORTIGATE 100F',
				'SONICWALL: TZ370',
				'SONICWALL: NSA 2700',
				'CISCO SYSTEMS: SECURE FW 1210',
				'JUNIPER NETWORKS: SRX300',
			],
			['APPLIANCE', 'BUNDLE'],
			['UTP', 'ENT', 'ESSENTIAL'],
			YEARS,
		],
		{ cost: [320, 9800], weight: [3, 22], share: 4, serialised: true },
	),
	category(
		'003003002',
		'NETWORKING',
		'SECURITY',
		'SECURITY SUBSCRIPTIONS',
		'43233205',
		'FORTINET|SONICWALL|BITDEFENDER|CISCO SYSTEMS',
		[
			[
				'FORTINET: UTP BUNDLE',
				'SONICWALL: ADV THREAT PROT',
				'BITDEFENDER: ENDPOINT SEC PREM',
				'CISCO SYSTEMS: DNS ESSENTIALS',
				'BITDEFENDER: EDR ADDON',
			],
			['1 USER', '25 USER', '100 USER', '1 DEVICE'],
			YEARS,
			['NEW', 'RNWL', 'COTERM'],
		],
		{ cost: [18, 4200], weight: [0, 0], share: 7, licence: true },
	),
	category(
		'003004001',
		'NETWORKING',
		'TRANSCEIVERS',
		'OPTICAL TRANSCEIVERS',
		'43222602',
		'CISCO SYSTEMS|HEWLETT PACKARD ENTERPRISE|STARTECH.COM|JUNIPER NETWORKS|C2G',
		[
			['1G SFP', '10G SFP+', '25G SFP28', '40G QSFP+', '100G QSFP28'],
			['SX', 'LX', 'SR', 'LR', 'DAC', 'AOC'],
			['MMF', 'SMF', 'COPPER'],
			['1M', '3M', '10M', '300M', '10KM'],
		],
		{ cost: [16, 1900], weight: [0.2, 1], share: 6 },
	),
	category(
		'004001001',
		'STORAGE',
		'DRIVES',
		'SOLID STATE DRIVES',
		'43201830',
		'KINGSTON|CRUCIAL|SAMSUNG|WESTERN DIGITAL|INTEL',
		[
			['NVME M.2 2280', 'SATA 2.5"', 'U.2 NVME', 'EXT USB-C'],
			['250GB', '500GB', '1TB', '2TB', '4TB', '7.68TB'],
			['GEN3', 'GEN4', 'GEN5'],
			['RI', 'MU', 'TLC', 'QLC'],
		],
		{ cost: [24, 1400], weight: [0.2, 1.2], share: 6, serialised: true },
	),
	category(
		'004001002',
		'STORAGE',
		'DRIVES',
		'HARD DRIVES',
		'43201803',
		'SEAGATE|WESTERN DIGITAL|HEWLETT PACKARD ENTERPRISE',
		[
			['ENTERPRISE', 'NAS', 'SURVEILLANCE', 'DESKTOP'],
			['1TB', '2TB', '4TB', '8TB', '12TB', '16TB', '20TB'],
			['SATA 6GB/S', 'SAS 12GB/S'],
			['5400RPM', '7200RPM', '10KRPM'],
			['3.5"', '2.5"'],
		],
		{ cost: [46, 620], weight: [0.8, 3], share: 5, serialised: true },
	),
	category(
		'004002001',
		'STORAGE',
		'NETWORK STORAGE',
		'NAS ENCLOSURES',
		'43201835',
		'SYNOLOGY|QNAP',
		[
			['2BAY', '4BAY', '6BAY', '8BAY', '12BAY'],
			['DISKLESS', 'W/ 4X8TB', 'W/ 4X16TB'],
			['2GB', '4GB', '8GB', '32GB ECC'],
			['2X1GBE', '2X2.5GBE', '2X10GBE'],
		],
		{ cost: [190, 4100], weight: [4, 38], share: 2, serialised: true },
	),
	category(
		'004003001',
		'STORAGE',
		'MEMORY',
		'SYSTEM MEMORY',
		'32101601',
		'KINGSTON|CRUCIAL|HEWLETT PACKARD ENTERPRISE|DELL|LENOVO',
		[
			['DDR4-3200', 'DDR5-4800', 'DDR5-5600'],
			GB,
			['SODIMM', 'UDIMM', 'RDIMM'],
			['CL22', 'CL40', 'CL46'],
			['1RX8', '2RX8', '2RX4'],
		],
		{ cost: [19, 780], weight: [0.1, 0.4], share: 7 },
	),
	category(
		'005001001',
		'POWER',
		'UPS',
		'UPS SYSTEMS',
		'39121011',
		'APC BY SCHNEIDER ELECTRIC|EATON|TRIPP LITE',
		[
			[
				'APC BY SCHNEIDER ELECTRIC: SMART-UPS',
				'EATON: 5PX G2',
				'TRIPP LITE: SMARTPRO',
				'APC BY SCHNEIDER ELECTRIC: BACK-UPS PRO',
			],
			['600VA', '1000VA', '1500VA', '2200VA', '3000VA'],
			['TOWER', '1U', '2U', 'RT'],
			['120V', '208V', '230V'],
			['W/ NMC', 'LI-ION', 'VRLA'],
		],
		{ cost: [68, 3900], weight: [11, 130], share: 4, serialised: true },
	),
	category(
		'005002001',
		'POWER',
		'PDU',
		'RACK PDUS',
		'39121017',
		'APC BY SCHNEIDER ELECTRIC|EATON|TRIPP LITE',
		[
			['BASIC PDU', 'METERED PDU', 'SWITCHED PDU'],
			['15A', '20A', '30A'],
			['8 OUTLET', '16 OUTLET', '24 OUTLET'],
			['1U', '0U', '2U'],
			['L5-20P', 'L6-30P', '5-15P'],
		],
		{ cost: [52, 1900], weight: [4, 26], share: 3 },
	),
	category(
		'006001001',
		'PERIPHERALS',
		'INPUT DEVICES',
		'KEYBOARDS AND MICE',
		'43211706',
		'LOGITECH|KENSINGTON|HP INC.|DELL|LENOVO|MICROSOFT',
		[
			['KEYBOARD', 'MOUSE', 'COMBO', 'TRACKBALL', 'NUMPAD'],
			['WIRED', 'WIRELESS', 'BLUETOOTH'],
			['FR CAN', 'US ENG', 'FRANÇAIS'],
			COLOUR,
			['BUSINESS', 'ERGO', 'SLIM'],
		],
		{ cost: [8, 165], weight: [0.3, 3], share: 7 },
	),
	category(
		'006002001',
		'PERIPHERALS',
		'AUDIO VIDEO',
		'HEADSETS',
		'43191607',
		'POLY|JABRA|LOGITECH|YEALINK',
		[
			['HEADSET', 'SPEAKERPHONE', 'EARBUDS'],
			['MONO', 'STEREO'],
			['USB-A', 'USB-C', 'DECT', 'BT'],
			['UC', 'MS TEAMS', 'ZOOM'],
			['W/ STAND', 'NO STAND'],
		],
		{ cost: [24, 380], weight: [0.4, 2], share: 5, serialised: true },
	),
	category(
		'006002002',
		'PERIPHERALS',
		'AUDIO VIDEO',
		'CONFERENCE CAMERAS',
		'45121520',
		'POLY|LOGITECH|YEALINK|JABRA',
		[
			['WEBCAM', 'VIDEO BAR', 'PTZ CAMERA', 'ROOM KIT'],
			['1080P', '4K'],
			['USB', 'ANDROID', 'MTR'],
			['SMALL ROOM', 'MED ROOM', 'LARGE ROOM', 'DESK'],
			['GRAPHITE', 'WHITE'],
		],
		{ cost: [38, 4400], weight: [0.5, 16], share: 3, serialised: true },
	),
	category(
		'006003001',
		'PERIPHERALS',
		'DOCKING',
		'DOCKING STATIONS',
		'43211602',
		'DELL|HP INC.|LENOVO|STARTECH.COM|KENSINGTON|TARGUS|BELKIN',
		[
			['USB-C DOCK', 'TB4 DOCK', 'UNIVERSAL DOCK', 'TRAVEL HUB'],
			['DUAL 4K', 'TRIPLE 4K', 'SINGLE 4K'],
			['65W PD', '90W PD', '130W PD'],
			['HDMI', 'DP', 'HDMI/DP'],
			['GBE', '2.5GBE'],
		],
		{ cost: [42, 340], weight: [0.6, 4], share: 5, serialised: true },
	),
	category(
		'006004001',
		'PERIPHERALS',
		'CABLES',
		'NETWORK CABLES',
		'26121609',
		'C2G|STARTECH.COM|TRIPP LITE|BELKIN|BLACK BOX',
		[
			['CAT5E', 'CAT6', 'CAT6A', 'CAT8'],
			LENGTH,
			COLOUR,
			['SNAGLESS', 'BOOTED', 'SLIM'],
			['UTP', 'STP'],
			['PVC', 'LSZH', 'PLENUM'],
		],
		{ cost: [1.4, 88], weight: [0.1, 4], share: 14 },
	),
	category(
		'006004002',
		'PERIPHERALS',
		'CABLES',
		'VIDEO CABLES AND ADAPTERS',
		'26121604',
		'C2G|STARTECH.COM|TRIPP LITE|BELKIN',
		[
			['HDMI', 'DISPLAYPORT', 'USB-C TO HDMI', 'USB-C TO DP', 'VGA', 'MINI DP'],
			LENGTH,
			['4K60', '8K60', '1080P'],
			['M/M', 'M/F'],
			['ACTIVE', 'PASSIVE'],
			COLOUR,
		],
		{ cost: [3, 130], weight: [0.1, 3], share: 11 },
	),
	category(
		'006005001',
		'PERIPHERALS',
		'MOUNTS',
		'MOUNTS AND CARTS',
		'56112204',
		'CHIEF|PEERLESS-AV|STARTECH.COM|TRIPP LITE|KENSINGTON',
		[
			['WALL MOUNT', 'CEILING MOUNT', 'DESK ARM', 'CART', 'RACK SHELF'],
			['13-27"', '32-55"', '55-86"', '19"'],
			['FIXED', 'TILT', 'FULL MOTION'],
			['40LB', '125LB', '200LB'],
			COLOUR,
		],
		{ cost: [17, 780], weight: [2, 88], share: 5 },
	),
	category(
		'006006001',
		'PERIPHERALS',
		'CASES',
		'NOTEBOOK CASES',
		'53121706',
		'TARGUS|KENSINGTON|HP INC.|LENOVO|BELKIN',
		[
			['BACKPACK', 'TOPLOAD', 'SLEEVE', 'ROLLER', 'CLAMSHELL'],
			INCH,
			['ECOSMART', 'CLASSIC', 'RUGGED'],
			COLOUR,
			['20PK', '1PK'],
		],
		{ cost: [9, 140], weight: [0.5, 7], share: 5 },
	),
	category(
		'007001001',
		'PRINTING',
		'PRINTERS',
		'LASER PRINTERS',
		'43212110',
		'HP INC.|BROTHER|CANON|LEXMARK',
		[
			[
				'HP INC.: LASERJET PRO',
				'BROTHER: HL MONO',
				'CANON: IMAGECLASS',
				'LEXMARK: COLOR LASER MFP',
			],
			['30PPM', '40PPM', '50PPM', '65PPM'],
			['MONO', 'COLOR'],
			['DUPLEX', 'SIMPLEX'],
			['WIFI', 'ENET', 'WIFI/ENET'],
		],
		{ cost: [98, 2800], weight: [16, 92], share: 4, serialised: true },
	),
	category(
		'007002001',
		'PRINTING',
		'SUPPLIES',
		'TONER AND INK',
		'44103103',
		'HP INC.|BROTHER|CANON|LEXMARK|EPSON',
		[
			['TONER', 'INK', 'DRUM', 'FUSER KIT', 'WASTE BOX'],
			['BLACK', 'CYAN', 'MAGENTA', 'YELLOW', 'TRI-COLOR'],
			['STD YIELD', 'HIGH YIELD', 'XL'],
			['1.2K', '3K', '6K', '15K'],
			['RETURN PGM', 'REGULAR'],
		],
		{ cost: [11, 460], weight: [0.3, 9], share: 9 },
	),
	category(
		'007003001',
		'PRINTING',
		'BARCODE',
		'BARCODE AND CARD PRINTERS',
		'43212107',
		'ZEBRA|HONEYWELL|EVOLIS|BROTHER',
		[
			['DT PRINTER', 'TT PRINTER', 'SCANNER', 'CARD PRINTER', 'LABEL ROLL'],
			['203DPI', '300DPI', '1D', '2D'],
			['USB', 'USB/ENET', 'BT'],
			['US PLUG', 'KIT'],
			['STD', 'HEALTHCARE'],
		],
		{ cost: [28, 1900], weight: [0.5, 22], share: 4, serialised: true },
	),
	category(
		'008001001',
		'SOFTWARE',
		'OPERATING SYSTEMS',
		'SERVER LICENSES',
		'43233004',
		'MICROSOFT|VMWARE',
		[
			[
				'MICROSOFT: WIN SVR STD 2025',
				'MICROSOFT: WIN SVR DC 2025',
				'MICROSOFT: SQL SVR STD 2022',
				'MICROSOFT: RDS CAL 2025',
				'VMWARE: VSPHERE FOUNDATION',
			],
			['2 CORE', '16 CORE', '24 CORE', '5 USER', '1 DEVICE'],
			['CSP', 'OLV', 'OEM'],
			['PERP', '1YR', '3YR'],
			['COMM', 'ACAD', 'GOV'],
		],
		{ cost: [28, 6400], weight: [0, 0], share: 6, licence: true },
	),
	category(
		'008002001',
		'SOFTWARE',
		'BACKUP',
		'BACKUP SOFTWARE',
		'43233415',
		'VEEAM|SYNOLOGY',
		[
			[
				'VEEAM: DATA PLATFORM ESS',
				'VEEAM: DATA PLATFORM ADV',
				'VEEAM: BACKUP FOR M365',
				'SYNOLOGY: ACTIVE BACKUP',
			],
			['5 INST', '10 INST', '25 USER', '100 USER'],
			YEARS,
			['NEW', 'RNWL', 'UPG'],
			['24/7 SUP', 'BASIC SUP'],
		],
		{ cost: [42, 3800], weight: [0, 0], share: 4, licence: true },
	),
	category(
		'008003001',
		'SOFTWARE',
		'CREATIVE',
		'DESIGN SOFTWARE',
		'43232107',
		'ADOBE|AUTODESK',
		[
			[
				'ADOBE: CREATIVE CLOUD',
				'ADOBE: ACROBAT PRO',
				'AUTODESK: AUTOCAD',
				'AUTODESK: AEC COLLECTION',
				'ADOBE: PHOTOSHOP',
			],
			['LVL1 1-9', 'LVL2 10-49', 'LVL3 50-99'],
			['TEAMS', 'ENTERPRISE'],
			YEARS,
			['NEW', 'RNWL'],
			['COMM', 'EDU', 'GOV'],
		],
		{ cost: [120, 3600], weight: [0, 0], share: 4, licence: true },
	),
	category(
		'009001001',
		'SURVEILLANCE',
		'CAMERAS',
		'NETWORK CAMERAS',
		'46171610',
		'AXIS COMMUNICATIONS|VERKADA|UBIQUITI|HONEYWELL',
		[
			['DOME', 'BULLET', 'TURRET', 'FISHEYE', 'PTZ'],
			['2MP', '4MP', '5MP', '8MP'],
			['INDOOR', 'OUTDOOR'],
			['30M IR', 'WDR', 'LOW LIGHT'],
			['256GB', '512GB', 'NO STORAGE'],
		],
		{ cost: [88, 2600], weight: [0.8, 16], share: 3, serialised: true },
	),
	category(
		'010001001',
		'COMPONENTS',
		'GRAPHICS',
		'GRAPHICS CARDS',
		'43201401',
		'NVIDIA|PNY|ASUS',
		[
			['RTX A400', 'RTX A1000', 'RTX 2000 ADA', 'RTX 4000 ADA', 'L4 TENSOR'],
			['4GB', '8GB', '16GB', '24GB'],
			['GDDR6', 'ECC'],
			['LOW PROFILE', 'DUAL SLOT', 'SINGLE SLOT'],
			['4X MINI DP', '4X DP', 'PASSIVE'],
		],
		{ cost: [130, 6900], weight: [0.8, 5], share: 2, serialised: true },
	),
	category(
		'010002001',
		'COMPONENTS',
		'PROCESSORS',
		'PROCESSORS',
		'43201503',
		'INTEL|HEWLETT PACKARD ENTERPRISE|DELL',
		[
			[
				'XEON SILVER',
				'XEON GOLD',
				'INTEL: CORE I7',
				'INTEL: CORE I5',
				'HEWLETT PACKARD ENTERPRISE: XEON-G KIT',
			],
			['8C', '12C', '16C', '24C', '32C'],
			['2.0GHZ', '2.4GHZ', '2.9GHZ', '3.4GHZ'],
			['TRAY', 'BOX', 'FIO'],
		],
		{ cost: [150, 4800], weight: [0.2, 2], share: 2, serialised: true },
	),
	category(
		'011001001',
		'TELEPHONY',
		'PHONES',
		'IP PHONES',
		'43191511',
		'YEALINK|POLY|CISCO SYSTEMS',
		[
			['IP PHONE', 'CONF PHONE', 'DECT HANDSET', 'EXPANSION MODULE'],
			['2 LINE', '4 LINE', '12 LINE', '16 LINE'],
			['GBE', 'FE', 'WIFI'],
			['POE', 'W/ PSU'],
			['MS TEAMS', 'OPEN SIP', 'MPP'],
		],
		{ cost: [38, 920], weight: [0.8, 6], share: 4, serialised: true },
	),
	category(
		'012001001',
		'SERVICES',
		'WARRANTIES',
		'EXTENDED WARRANTIES',
		'81111811',
		'HP INC.|DELL|LENOVO|APC BY SCHNEIDER ELECTRIC|CISCO SYSTEMS|HEWLETT PACKARD ENTERPRISE',
		[
			YEARS,
			[
				'NBD ONSITE',
				'4HR 24X7',
				'RETURN TO BASE',
				'CISCO SYSTEMS: SMARTNET 8X5XNBD',
				'DELL: PROSUPPORT',
			],
			['ADP', 'KYHD', 'BATTERY', 'STD'],
			['NOTEBOOK', 'DESKTOP', 'SERVER', 'SWITCH', 'UPS', 'PRINTER'],
			['UPLIFT', 'POST WTY', 'NEW'],
		],
		{ cost: [12, 3400], weight: [0, 0], share: 9, licence: true },
	),
	category(
		'013001001',
		'ÉLECTRONIQUE',
		'SPÉCIALITÉS',
		'ACCESSOIRES SPÉCIAUX',
		'43211600',
		'MÖBIUS & SØN|STATE OF THE ART "PRO"',
		[
			['STYLET', 'CÂBLE Y', 'BOÎTIER', 'ADAPTER ½"', 'COQUE'],
			['Ø6MM', '±5V', '25µM', '90°'],
			['NOIR', 'BEIGE', 'BLEU'],
		],
		{ cost: [4, 240], weight: [0.1, 3], share: 1 },
	),
];

/** The words that this maker's products of this category may bear. */
export function wordsOf(category: Category, maker: Maker): readonly (readonly string[])[] {
	const key = `${category.code} ${maker.code}`;
	let words = wordsByMaker.get(key);
	if (!words) {
		words = category.words.map((choices) => choices.flatMap((each) => ownWords(each, maker)));
		wordsByMaker.set(key, words);
	}
	return words;
}

const wordsByMaker = new Map<string, readonly (readonly string[])[]>();

function ownWords(choice: string, maker: Maker): string[] {
	const [owner, words] = choice.split(': ');
	if (words === undefined) return [choice];
	return owner === maker.name ? [words] : [];
}

const TOTAL_SHARE = CATEGORIES.reduce((sum, { share }) => sum + share, 0);

/** The category at a point in [0, 1) of all categories, each as wide as its share. */
export function categoryAt(point: number): Category {
	let left = point * TOTAL_SHARE;
	for (const each of CATEGORIES) {
		left -= each.share;
		if (left < 0) return each;
	}
	return CATEGORIES[CATEGORIES.length - 1] as Category;
}

function category(
	code: string,
	level1: string,
	level2: string,
	level3: string,
	unspsc: string,
	makerNames: string,
	words: readonly (readonly string[])[],
	shape: Shape,
): Category {
	const names = makerNames.split('|');
	return {
		code,
		level1,
		level2,
		level3,
		unspsc,
		makers: names.map((name) => MAKERS.find((maker) => maker.name === name) as Maker),
		words,
		cost: shape.cost,
		weight: shape.weight,
		media: shape.licence ? 'SWL' : 'RTL',
		serialised: shape.serialised ?? false,
		share: shape.share,
	};
}
