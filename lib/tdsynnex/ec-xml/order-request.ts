import { buildXml, element, type XmlElement } from './xml';

/**
 * A purchase order as the EC XML service takes it (`POST /SynnexXML/PO`), in the order of the
 * vendor's own document. Texts must already be free of line breaks and within lengths: this file
 * only writes them down. Empty text = the element is left out.
 */
export interface PoDocument {
	customerNumber: string;
	poNumber: string;
	/** UTC ISO 8601 of the Autotask purchase order; written as `CCYY-MM-DDTHH:MM:SS`. */
	poTime: string;
	/** UTC ISO 8601 of this sending. */
	submitTime: string;
	dropShip: boolean;
	shipComplete: boolean;
	lineShipComplete: boolean;
	warehouseSplit: boolean;
	backOrder: boolean;
	endUserPoNumber: string;
	/** One element each. */
	comments: string[];
	shipComments: string[];
	specialPriceType: string;
	specialPriceReference: string;
	/** TD SYNNEX's warehouse number, or `ANY`; empty = nothing is said. */
	warehouse: string;
	shipTo: PoAddress;
	contact: PoContact;
	/** TD SYNNEX's code such as `FG`; empty lets TD SYNNEX choose. */
	shipMethod: string;
	freightAccount: string;
	/** The account's own company: wanted beside an end user or a licensee. */
	reseller: PoParty | null;
	/** **Whoever stands here is billed.** */
	endUser: PoEndUser | null;
	/** Of a software license; bills nobody but the account. */
	license: PoLicense | null;
	items: PoItem[];
}

/** An address; texts as they will be sent, on one line each. */
export interface PoAddress {
	name1: string;
	/** TD SYNNEX does not carry it into the order. */
	name2: string;
	line1: string;
	line2: string;
	city: string;
	state: string;
	zip: string;
	/** `US` or `CA`. */
	country: string;
}

export interface PoContact {
	name: string;
	phone: string;
	email: string;
}

export interface PoParty extends PoAddress {
	contactName: string;
	phone: string;
	/** Required by the document; the telephone number where there is none. */
	fax: string;
	email: string;
}

export interface PoEndUser extends PoParty {
	/** His own account at TD SYNNEX; empty = TD SYNNEX opens one. */
	accountNumber: string;
	type: string;
}

export interface PoLicense {
	licensee: PoParty;
	/** Given by the maker. */
	authorization: string;
	reorder: boolean;
}

export interface PoItem {
	lineNumber: number;
	sku: string;
	/** Decimal string. */
	unitPrice: string;
	quantity: number;
	/** Empty = as the order. */
	warehouse: string;
	/** The maker's deal number; empty = none. */
	specialPriceReference: string;
}

/**
 * The version that an order names: the document wants one and none of its examples has one. Empty =
 * none, as in every order that is known to have worked.
 */
export const ORDER_VERSION = '';

/**
 * The XML to post. User id and password stay empty: the credential writes them in on the way out.
 * Only the SKU names a product: SKU and maker's part number together may conflict, and a wrong
 * element name is taken for a non-stock quote.
 */
export function buildPo(po: PoDocument): string {
	return buildXml(
		element(
			'SynnexB2B',
			[CREDENTIAL, element('OrderRequest', requestOf(po))],
			ORDER_VERSION === '' ? {} : { version: ORDER_VERSION },
		),
	);
}

function requestOf(po: PoDocument): (XmlElement | false | null)[] {
	return [
		element('CustomerNumber', po.customerNumber),
		element('PONumber', po.poNumber),
		optional('PODateTime', wireTime(po.poTime)),
		optional('XMLPOSubmitDateTime', wireTime(po.submitTime)),
		element('DropShipFlag', flag(po.dropShip)),
		element('BackOrderFlag', flag(po.backOrder)),
		element('ShipComplete', flag(po.shipComplete)),
		po.lineShipComplete && element('POLineShipComplete', 'Y'),
		!po.warehouseSplit && element('WarehouseSplit', 'N'),
		optional('SpecialPriceType', po.specialPriceType),
		optional('SpecialPriceReferenceNumber', po.specialPriceReference),
		po.reseller && element('Customer', party(po.reseller, 'CustomerContact')),
		shipment(po),
		element('Payment', [element('BillTo', [], { code: po.customerNumber })]),
		optional('EndUserPONumber', po.endUserPoNumber),
		po.endUser && endUser(po.endUser),
		po.license && license(po.license),
		...po.comments.map((text) => element('Comment', text)),
		...po.shipComments.map((text) => element('ShipComment', text)),
		element('Items', po.items.map(item)),
	];
}

/** Filled in by the credential as the request leaves. */
export const CREDENTIAL: XmlElement = element('Credential', [
	element('UserID'),
	element('Password'),
]);

/** Leaves out an element whose text is empty. */
export function optional(name: string, text: string): XmlElement | false {
	return text !== '' && element(name, text);
}

/**
 * `2026-01-15T10:00:00Z` as TD SYNNEX writes times: without a zone, whole seconds. Not a time =
 * empty.
 */
export function wireTime(iso: string): string {
	return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.exec(iso)?.[0] ?? '';
}

/** The address elements in the order in which clients write them. */
export function addressElement(to: PoAddress): (XmlElement | false)[] {
	return [
		element('AddressName1', to.name1),
		optional('AddressName2', to.name2),
		element('AddressLine1', to.line1),
		optional('AddressLine2', to.line2),
		element('City', to.city),
		element('State', to.state),
		element('ZipCode', to.zip),
		element('Country', to.country),
	];
}

function shipment(po: PoDocument): XmlElement {
	return element('Shipment', [
		optional('ShipFromWarehouse', po.warehouse),
		element('ShipTo', addressElement(po.shipTo)),
		element('ShipToContact', contact(po.contact)),
		po.shipMethod !== '' && element('ShipMethod', [element('Code', po.shipMethod)]),
		optional('FreightAccountNumber', po.freightAccount),
	]);
}

function contact(person: PoContact): (XmlElement | false)[] {
	return [
		element('ContactName', person.name),
		element('PhoneNumber', person.phone),
		optional('EmailAddress', person.email),
	];
}

/** A company with its contact in the block that is named for it. */
function party(company: PoParty, contactBlock: string): (XmlElement | false)[] {
	return [
		...addressElement(company),
		element(contactBlock, [
			element('ContactName', company.contactName),
			element('PhoneNumber', company.phone),
			element('FaxNumber', company.fax),
			element('EmailAddress', company.email),
		]),
	];
}

function endUser(user: PoEndUser): XmlElement {
	return element('EndUser', [
		optional('SynnexAccountNumber', user.accountNumber),
		optional('EndUserType', user.type),
		...party(user, 'EndUserContact'),
	]);
}

/** The vendor's spelling. */
function license({ licensee, authorization, reorder }: PoLicense): XmlElement {
	return element('SoftWareLicense', [
		optional('AuthorizationNumber', authorization),
		element('ReOrder', flag(reorder)),
		element('Licensee', party(licensee, 'LicenseeContact')),
	]);
}

function item(line: PoItem): XmlElement {
	return element(
		'Item',
		[
			element('SKU', line.sku),
			element('UnitPrice', line.unitPrice),
			element('OrderQuantity', String(line.quantity)),
			optional('ShipFromWarehouse', line.warehouse),
			optional('SpecialPriceReferenceNumber', line.specialPriceReference),
		],
		{ lineNumber: String(line.lineNumber) },
	);
}

function flag(on: boolean): 'Y' | 'N' {
	return on ? 'Y' : 'N';
}
