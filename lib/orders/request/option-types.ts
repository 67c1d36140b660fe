import type {
	PoAddress as ShipTo,
	PoContact as Contact,
} from '../../tdsynnex/ec-xml/order-request';

export type { Contact, ShipTo };

/** No address at all: the rules say what is missing. */
export const NO_ADDRESS: Readonly<ShipTo> = {
	name1: '',
	name2: '',
	line1: '',
	line2: '',
	city: '',
	state: '',
	zip: '',
	country: '',
};

/** The customer's customer, needed where a product has `EURequired`. */
export interface EndUser extends ShipTo {
	contactName: string;
	phone: string;
	email: string;
}

/** The account's own company, which TD SYNNEX wants beside an end user or a licensee. */
export interface Reseller extends EndUser {
	/** The telephone number goes out where it is empty. */
	fax: string;
}

/** What a buyer may say about an order beyond its lines. Empty text = not said. */
export interface OrderOptions {
	shipMethod: string;
	/** TD SYNNEX warehouse number, `ANY`, or `NONE` for no word about it. */
	warehouse: string;
	dropShip: boolean;
	/** Nothing ships before all of it can. */
	shipComplete: boolean;
	/** No line ships in parts. */
	lineShipComplete: boolean;
	/** Goods may come from several warehouses. */
	warehouseSplit: boolean;
	backOrder: boolean;
	endUserPoNumber: string;
	endUser: EndUser | null;
	/** TD SYNNEX bills the end user instead of the account. */
	billEndUser: boolean;
	/** His own account at TD SYNNEX; empty = TD SYNNEX opens one. */
	endUserAccount: string;
	/** One of {@link END_USER_TYPES}; empty = none of them. */
	endUserType: string;
	/** The order is for licences: it goes out with the end user as licensee. */
	license: boolean;
	/** Given by the maker. */
	licenseAuthorization: string;
	licenseReorder: boolean;
	specialPriceType: string;
	specialPriceReference: string;
	freightAccount: string;
	/** Read by TD SYNNEX's sales desk, which holds every order that has one. */
	comment: string;
	/** Printed on the packing slip; the order is held just so. */
	shipComment: string;
	contact: Contact;
}

export const END_USER_TYPES: readonly string[] = [
	'FederalGovernment',
	'StateGovernment',
	'LocalGovernment',
	'Education',
];

export const SPECIAL_PRICE_TYPES: readonly string[] = [
	'VendorPromotion',
	'FederalGovernment',
	'StateGovernment',
	'Education',
];

/** The one that requires the manufacturer's deal number. */
export const VENDOR_PROMOTION = 'VendorPromotion';
