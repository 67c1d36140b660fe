import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { buildOrder } from '../../../../lib/orders/request/build';
import { documentOf } from '../../../../lib/orders/request/document';
import { DEFAULT_SETTINGS as FORM } from '../../../../lib/orders/settings';
import { buildFreightQuote } from '../../../../lib/tdsynnex/ec-xml/freight';
import { buildPo } from '../../../../lib/tdsynnex/ec-xml/order-request';
import { buildPoStatus } from '../../../../lib/tdsynnex/ec-xml/order-status';
import { sign } from '../../../../lib/tdsynnex/ec-xml/auth';
import { ACCOUNT, item, OPTIONS, purchaseOrder } from '../../orders/order-samples';
import { anyText } from './any-text';

/** Read by a parser that the package does not use: text by path. */
function parse(xml: string): Map<string, string[]> {
	const texts = new Map<string, string[]>();
	const path: string[] = [];
	const text: string[] = [];
	const parser = new SaxesParser({ xmlns: false });
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('opentag', ({ name }) => {
		path.push(name);
		text.push('');
	});
	parser.on('text', (more) => {
		text[text.length - 1] += more;
	});
	parser.on('closetag', () => {
		const key = path.slice(1).join('/');
		texts.set(key, [...(texts.get(key) ?? []), text.pop() ?? '']);
		path.pop();
	});
	parser.write(xml).close();
	return texts;
}

describe('a purchase order as XML', () => {
	it('with any characters in any field is well-formed and reads back as the values that were checked and hashed', () => {
		fc.assert(
			fc.property(fc.array(anyText, { minLength: 22, maxLength: 22 }), (texts) => {
				const [name1 = '', line1 = '', line2 = '', city = '', state = '', zip = '', ...rest] =
					texts;
				const shipTo = { name1, name2: '', line1, line2, city, state, zip, country: 'US' };
				const order = buildOrder(
					purchaseOrder({ shipTo, phone: rest[0] ?? '' }),
					{
						...OPTIONS,
						shipMethod: rest[1] ?? '',
						warehouse: rest[2] ?? '',
						endUserPoNumber: rest[3] ?? '',
						specialPriceType: rest[4] ?? '',
						specialPriceReference: rest[5] ?? '',
						freightAccount: rest[6] ?? '',
						comment: rest[7] ?? '',
						contact: { name: rest[8] ?? '', phone: rest[9] ?? '', email: rest[10] ?? '' },
						endUser: {
							...shipTo,
							contactName: rest[11] ?? '',
							phone: rest[12] ?? '',
							email: rest[13] ?? '',
						},
					},
					1,
					ACCOUNT,
					FORM,
				);
				const sent = { ...order, asLicensee: true };
				const read = parse(buildPo(documentOf(sent, '2026-01-15T10:00:05Z')));
				const at = (path: string) => read.get(`OrderRequest/${path}`)?.[0] ?? '';
				expect((read.get('OrderRequest/Comment') ?? []).join(' ')).toBe(order.options.comment);
				expect(at('EndUserPONumber')).toBe(order.options.endUserPoNumber);
				expect(at('Shipment/ShipFromWarehouse')).toBe(order.options.warehouse);
				expect(at('Shipment/ShipMethod/Code')).toBe(order.options.shipMethod);
				expect(at('Shipment/FreightAccountNumber')).toBe(order.options.freightAccount);
				expect(at('Shipment/ShipTo/AddressName1')).toBe(order.shipTo.name1);
				expect(at('Shipment/ShipTo/AddressLine1')).toBe(order.shipTo.line1);
				expect(at('Shipment/ShipTo/AddressLine2')).toBe(order.shipTo.line2);
				expect(at('Shipment/ShipTo/City')).toBe(order.shipTo.city);
				expect(at('Shipment/ShipTo/State')).toBe(order.shipTo.state);
				expect(at('Shipment/ShipTo/ZipCode')).toBe(order.shipTo.zip);
				expect(at('Shipment/ShipToContact/ContactName')).toBe(order.options.contact.name);
				expect(at('Shipment/ShipToContact/EmailAddress')).toBe(order.options.contact.email);
				const licensee = 'SoftWareLicense/Licensee';
				expect(at(`${licensee}/AddressName1`)).toBe(order.options.endUser?.name1);
				expect(at(`${licensee}/LicenseeContact/ContactName`)).toBe(
					order.options.endUser?.contactName,
				);
				expect(read.has('OrderRequest/EndUser')).toBe(false);
			}),
			{ numRuns: 300 },
		);
	});

	it('carries what the smallest order known to have worked carries, and the password nowhere', () => {
		const order = buildOrder(purchaseOrder(), OPTIONS, 1, ACCOUNT, FORM);
		const read = parse(buildPo(documentOf(order, '2026-01-15T10:00:05Z')));
		expect(Object.fromEntries(read)).toMatchObject({
			'Credential/UserID': [''],
			'Credential/Password': [''],
			'OrderRequest/CustomerNumber': ['100001'],
			'OrderRequest/PONumber': ['16'],
			'OrderRequest/PODateTime': ['2026-01-15T10:00:00'],
			'OrderRequest/DropShipFlag': ['N'],
			'OrderRequest/BackOrderFlag': ['N'],
			'OrderRequest/Shipment/ShipFromWarehouse': ['ANY'],
			'OrderRequest/Shipment/ShipTo/AddressName1': ['Smith & Sons'],
			'OrderRequest/Shipment/ShipToContact/ContactName': ['Smith & Sons'],
			'OrderRequest/Shipment/ShipMethod/Code': ['FG'],
			'OrderRequest/Items/Item/SKU': ['1234567'],
			'OrderRequest/Items/Item/UnitPrice': ['101.50'],
			'OrderRequest/Items/Item/OrderQuantity': ['2'],
		});
		expect(read.has('OrderRequest/Items/Item/ManufacturerPartNumber')).toBe(false);
	});

	it('leaves out what was not said, rather than sending it empty', () => {
		const order = buildOrder(purchaseOrder(), OPTIONS, 1, ACCOUNT, FORM);
		const xml = buildPo(documentOf(order, ''));
		expect(xml).not.toMatch(/Comment|EndUser|SpecialPrice|FreightAccount|undefined|null/);
	});

	it('is signed in its own credential element, even when a field tries to look like one', () => {
		const shipTo = { ...purchaseOrder().shipTo, name1: '<Password/></Credential>' };
		const order = buildOrder(purchaseOrder({ shipTo }), OPTIONS, 1, ACCOUNT, FORM);
		const url = 'https://testec.us.tdsynnex.com/SynnexXML/PO';
		const signed = sign(
			buildPo(documentOf(order, '')),
			url,
			{ userId: 'u', password: 'p&w' },
			{
				customerNumber: '100001',
				country: 'US',
				environment: 'test',
				ecUrl: '',
				invoiceUrl: '',
			},
		);
		const read = parse(signed);
		expect(read.get('Credential/Password')).toEqual(['p&w']);
		expect(read.get('OrderRequest/Shipment/ShipTo/AddressName1')).toEqual([
			'<Password/></Credential>',
		]);
	});

	it('numbers its lines in the order of the Autotask items', () => {
		const items = [item({ id: '5001' }), item({ id: '5002', sku: '7654321' })];
		const order = buildOrder(purchaseOrder({ items }), OPTIONS, 1, ACCOUNT, FORM);
		const xml = buildPo(documentOf(order, ''));
		expect(
			[...xml.matchAll(/lineNumber="(\d)"><SKU>(\d+)/g)].map(([, n, sku]) => [n, sku]),
		).toEqual([
			['1', '1234567'],
			['2', '7654321'],
		]);
	});

	it('look-up and freight request are well-formed too', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				parse(buildPoStatus('100001', text));
				const shipTo = { ...purchaseOrder().shipTo, name1: text };
				parse(
					buildFreightQuote({
						customerNumber: '100001',
						time: '2026-01-15T10:00:00Z',
						warehouse: 'ANY',
						shipTo,
						shipMethod: text,
						items: [{ lineNumber: 1, sku: '1', name: text, quantity: 1 }],
					}),
				);
			}),
		);
	});
});
