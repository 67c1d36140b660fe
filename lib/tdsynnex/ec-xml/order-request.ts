import { buildXml, element, type XmlElement } from './xml';

/**
 * A purchase order as the EC XML service takes it (`POST /SynnexXML/PO`). Texts must already be
 * free of line breaks and within lengths: this file only writes them down. Empty text = the element
 * is left out.
 *
 * Element names are those of clients in production use; the vendor's own specification is not
 * public. The names of the end-user block are **not confirmed** (see {@link END_USER_ELEMENT}).
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
	backOrder: boolean;
	endUserPoNumber: string;
	comment: string;
	specialPriceType: string;
	specialPriceReference: string;
	/** TD SYNNEX's warehouse number, or `ANY`. */
	warehouse: string;
	shipTo: PoAddress;
	contact: PoContact;
	/** TD SYNNEX's code such as `FG`; empty lets TD SYNNEX choose. */
	shipMethod: string;
	freightAccount: string;
	endUser: PoEndUser | null;
	items: PoItem[];
}

export interface PoAddress {
	name1: string;
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

export interface PoEndUser extends PoAddress {
	contactName: string;
	phone: string;
	email: string;
}

export interface PoItem {
	lineNumber: number;
	sku: string;
	/** Decimal string. */
	unitPrice: string;
	quantity: number;
	/** Empty = as the order. */
	warehouse: string;
}

/**
 * The XML to post. User id and password stay empty: the credential writes them in on the way out.
 * Only the SKU names a product: SKU and maker's part number together may conflict, and a wrong
 * element name is taken for a non-stock quote.
 */
export function buildPo(po: PoDocument): string {
	return buildXml(
		element('SynnexB2B', [
			CREDENTIAL,
			element('OrderRequest', [
				element('CustomerNumber', po.customerNumber),
				element('PONumber', po.poNumber),
				optional('PODateTime', wireTime(po.poTime)),
				optional('XMLPOSubmitDateTime', wireTime(po.submitTime)),
				element('DropShipFlag', flag(po.dropShip)),
				element('ShipComplete', flag(po.shipComplete)),
				element('BackOrderFlag', flag(po.backOrder)),
				optional('EndUserPONumber', po.endUserPoNumber),
				optional('Comment', po.comment),
				optional('SpecialPriceType', po.specialPriceType),
				optional('SpecialPriceReferenceNumber', po.specialPriceReference),
				shipment(po),
				element('Payment', [element('BillTo', [], { code: po.customerNumber })]),
				po.endUser && endUser(po.endUser),
				element('Items', po.items.map(item)),
			]),
		]),
	);
}

/** Filled in by the credential as the request leaves. */
export const CREDENTIAL: XmlElement = element('Credential', [
	element('UserID'),
	element('Password'),
]);

/**
 * The order service knows an end-user block from version 3.1 on; its exact element name is
 * unconfirmed.
 */
export const END_USER_ELEMENT = 'EndUser';

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
		element('ShipFromWarehouse', po.warehouse),
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

function endUser(user: PoEndUser): XmlElement {
	return element(END_USER_ELEMENT, [
		...addressElement(user),
		...contact({ name: user.contactName, phone: user.phone, email: user.email }),
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
		],
		{ lineNumber: String(line.lineNumber) },
	);
}

function flag(on: boolean): 'Y' | 'N' {
	return on ? 'Y' : 'N';
}
