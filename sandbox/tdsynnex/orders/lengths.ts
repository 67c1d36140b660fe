import type { XmlElement } from '../xml/read';

/** Longest texts of an order request, by path below OrderRequest, as the vendor's document has them. */
const LENGTHS: Readonly<Record<string, number>> = {
	CustomerNumber: 10,
	PONumber: 20,
	SpecialPriceType: 20,
	SpecialPriceReferenceNumber: 20,
	EndUserPONumber: 15,
	Comment: 60,
	ShipComment: 60,
	ShipCommentInternal: 60,
	'Shipment/ShipTo/AddressName1': 30,
	'Shipment/ShipTo/AddressName2': 35,
	'Shipment/ShipTo/AddressLine1': 60,
	'Shipment/ShipTo/AddressLine2': 30,
	'Shipment/ShipTo/City': 20,
	'Shipment/ShipTo/State': 2,
	'Shipment/ShipTo/ZipCode': 10,
	'Shipment/ShipTo/Country': 15,
	'Shipment/ShipToContact/ContactName': 30,
	'Shipment/ShipToContact/PhoneNumber': 20,
	'Shipment/ShipToContact/EmailAddress': 30,
	'Shipment/ShipMethod/Code': 5,
	'Shipment/ShipMethod/Description': 30,
	'Shipment/FreightAccountNumber': 30,
	...partyLengths('Customer', 'CustomerContact'),
	...partyLengths('EndUser', 'EndUserContact'),
	...partyLengths('SoftWareLicense/Licensee', 'LicenseeContact'),
	'EndUser/SynnexAccountNumber': 9,
	'EndUser/EndUserType': 20,
	'SoftWareLicense/AuthorizationNumber': 25,
	'Items/Item/SKU': 9,
	'Items/Item/ManufacturerPartNumber': 30,
	'Items/Item/UnitPrice': 30,
	'Items/Item/OrderQuantity': 30,
	'Items/Item/Comment': 60,
	'Items/Item/SpecialPriceReferenceNumber': 20,
};

/** Every text beyond its length, as `PATH (LENGTH)`, each path once. */
export function tooLong(request: XmlElement): string[] {
	const found = textsOf(request, '').filter(({ path, text }) => text.length > limit(path));
	return [...new Set(found.map(({ path }) => `${path} (${limit(path)})`))];
}

/** The same request with every text cut to its length. */
export function cut(request: XmlElement, path = ''): XmlElement {
	return {
		...request,
		text: request.text.slice(0, limit(path)),
		children: request.children.map((each) => cut(each, under(path, each.name))),
	};
}

function partyLengths(block: string, contact: string): Record<string, number> {
	return {
		[`${block}/AddressName1`]: 35,
		[`${block}/AddressName2`]: 35,
		[`${block}/AddressLine1`]: 35,
		[`${block}/AddressLine2`]: 35,
		[`${block}/City`]: 20,
		[`${block}/State`]: 2,
		[`${block}/ZipCode`]: 10,
		[`${block}/Country`]: 2,
		[`${block}/${contact}/ContactName`]: 35,
		[`${block}/${contact}/PhoneNumber`]: 20,
		[`${block}/${contact}/FaxNumber`]: 20,
		[`${block}/${contact}/EmailAddress`]: 40,
	};
}

function limit(path: string): number {
	return LENGTHS[path] ?? Infinity;
}

function textsOf(element: XmlElement, path: string): Array<{ path: string; text: string }> {
	return [
		{ path, text: element.text },
		...element.children.flatMap((each) => textsOf(each, under(path, each.name))),
	];
}

function under(path: string, name: string): string {
	return path === '' ? name : `${path}/${name}`;
}
