import { child, childrenOf, textAt, type XmlElement } from '../xml/read';

/** What the vendor's document marks as required, by path below OrderRequest. */
const REQUIRED: readonly string[] = [
	'CustomerNumber',
	'PONumber',
	'DropShipFlag',
	'Shipment/ShipTo/AddressName1',
	'Shipment/ShipTo/AddressLine1',
	'Shipment/ShipTo/City',
	'Shipment/ShipTo/State',
	'Shipment/ShipTo/ZipCode',
	'Shipment/ShipMethod/Code',
];

const FLAGS = [
	'DropShipFlag',
	'SpecialHandle',
	'BackOrderFlag',
	'ShipComplete',
	'POLineShipComplete',
	'WarehouseSplit',
];

/** Required of a block as soon as it is there. */
const PARTY = [
	...['AddressName1', 'AddressLine1', 'City', 'State', 'ZipCode', 'Country'],
	...['ContactName', 'PhoneNumber', 'FaxNumber', 'EmailAddress'].map((name) => `CONTACT/${name}`),
];

/** Everything that is missing or misshapen in an order request, each in a few words. */
export function incomplete(request: XmlElement): string[] {
	const billTo = child(child(request, 'Payment'), 'BillTo');
	return [
		...missing(request, REQUIRED),
		...((billTo?.attributes.code ?? '') === '' ? ['Payment/BillTo@code is required'] : []),
		...FLAGS.filter((name) => !/^[YN]?$/.test(textAt(request, name))).map(
			(name) => `${name} must be Y or N`,
		),
		...missingInItems(request),
		...missingInBlocks(request),
	];
}

function missingInItems(request: XmlElement): string[] {
	const items = childrenOf(child(request, 'Items'), 'Item');
	if (items.length === 0) return ['Items/Item is required'];
	const numbers = items.map(({ attributes }) => attributes.lineNumber ?? '');
	return [
		...(numbers.includes('') ? ['Items/Item@lineNumber is required'] : []),
		...(new Set(numbers).size < numbers.length ? ['Items/Item@lineNumber is not unique'] : []),
		...['UnitPrice', 'OrderQuantity']
			.filter((name) => items.some((item) => textAt(item, name) === ''))
			.map((name) => `Items/Item/${name} is required`),
	];
}

/** Orders for licences need the reseller's block and the licence's, orders for an end user the former. */
function missingInBlocks(request: XmlElement): string[] {
	const customer = child(request, 'Customer');
	const licence = child(request, 'SoftWareLicense');
	const needsCustomer = licence !== undefined || child(request, 'EndUser') !== undefined;
	return [
		...(needsCustomer && !customer ? ['Customer is required'] : []),
		...party(customer, 'Customer', 'CustomerContact'),
		...(licence ? missing(licence, ['ReOrder'], 'SoftWareLicense/') : []),
		...(licence && !child(licence, 'Licensee') ? ['SoftWareLicense/Licensee is required'] : []),
		...party(child(licence, 'Licensee'), 'SoftWareLicense/Licensee', 'LicenseeContact'),
	];
}

function party(block: XmlElement | undefined, path: string, contact: string): string[] {
	if (!block) return [];
	const paths = PARTY.map((each) => each.replace('CONTACT', contact));
	return missing(block, paths, `${path}/`);
}

function missing(element: XmlElement, paths: readonly string[], before = ''): string[] {
	return paths
		.filter((path) => textAt(element, ...path.split('/')) === '')
		.map((path) => `${before}${path} is required`);
}
