import type { INodeProperties } from 'n8n-workflow';
import { documentOf } from '../../../../lib/orders/request/document';
import { inPieces, TEXT_LENGTHS } from '../../../../lib/orders/request/text-lengths';
import { DEFAULT_SETTINGS } from '../../../../lib/orders/settings';
import {
	evaluate,
	findingsOf,
	type OrderTerms,
	orderOf,
} from '../../../../lib/orders/submit/evaluate';
import type { LiveItem, OrderRequest, PurchaseOrder } from '../../../../lib/orders/types';
import { asSent } from '../../../../lib/orders/validate/as-sent';
import type { RuleSettings } from '../../../../lib/orders/validate/settings';
import { buildPo } from '../../../../lib/tdsynnex/ec-xml/order-request';
import { orderOptions } from '../../../../nodes/PoCreate/fields/order-options.fields';
import { ACCOUNT, OPTIONS, purchaseOrder } from '../order-samples';

const COMPANY = {
	name1: 'Kite IT',
	name2: '',
	line1: '9 Hill Rd',
	line2: '',
	city: 'Erie',
	state: 'PA',
	zip: '16501',
	country: 'US',
	contactName: 'Kim',
	phone: '814-555-0101',
	fax: '',
	email: 'kim@kite.example',
};
const END_USER = [
	'TDS end user: ACME Corp',
	'TDS end user address: 1 Elm Street',
	'TDS end user city: Erie',
	'TDS end user state: PA',
	'TDS end user zip: 16501',
	'TDS end user country: US',
	'TDS end user contact: Jo Smith',
	'TDS end user phone: 814-555-0100',
	'TDS end user email: jo@acme.example',
].join('\n');

interface Given {
	po?: Partial<PurchaseOrder>;
	live?: Partial<LiveItem>;
	rules?: Partial<RuleSettings>;
	country?: 'US' | 'CA';
	reseller?: typeof COMPANY | null;
	lengths?: Partial<typeof TEXT_LENGTHS>;
}

/** Findings, and the XML as it would leave. */
function look({
	po = {},
	live = {},
	rules = {},
	country = 'US',
	reseller = COMPANY,
	lengths,
}: Given) {
	const terms: OrderTerms = {
		account: { ...ACCOUNT, country, currency: country === 'US' ? 'USD' : 'CAD' },
		settings: {
			...DEFAULT_SETTINGS,
			reseller,
			lengths: { ...TEXT_LENGTHS, ...lengths },
			rules: {
				...DEFAULT_SETTINGS.rules,
				vendorId: '174',
				readyStatus: '1',
				currency: country === 'US' ? 'USD' : 'CAD',
				...rules,
			},
		},
		defaults: OPTIONS,
		texts: () => [],
	};
	const item: LiveItem = {
		sku: '1234567',
		status: 'active',
		price: '101.50',
		currency: country === 'US' ? 'USD' : 'CAD',
		stock: 26,
		stockByWarehouse: [],
		eta: null,
		endUserRequired: false,
		counted: true,
		...live,
	};
	const items = new Map([['1234567', item]]);
	const evaluation = evaluate(purchaseOrder(po), terms, 0);
	const order = orderOf(evaluation) as OrderRequest;
	const sent = asSent({ order, live: items, settings: terms.settings.rules });
	return {
		findings: findingsOf(evaluation, terms, null, items, { spent: { run: '0', day: '0' } }).filter(
			({ rule }) => rule !== 'address' || order.shipTo.country === country,
		),
		xml: buildPo(documentOf(sent, '', terms.settings)),
		order,
	};
}
const rules = (given: Given) => look(given).findings.map(({ rule, level }) => `${rule} ${level}`);
const memo = (text: string) => ({ memo: text });

describe('a price that TD SYNNEX would hold', () => {
	it.each<[string, 'US' | 'CA', string[]]>([
		['101.50', 'US', []],
		['101.51', 'US', []],
		['101.49', 'US', []],
		['101.52', 'US', ['heldPrice warn']],
		['101.48', 'US', ['heldPrice warn']],
		['101.52', 'CA', []],
		['101.53', 'CA', ['heldPrice warn']],
	])('live %s against 101.50 in %s: %j', (price, country, found) => {
		const ship = {
			...purchaseOrder().shipTo,
			...(country === 'CA' ? { state: 'ON', zip: 'K1A 0B1' } : {}),
		};
		expect(rules({ live: { price }, country, po: { shipTo: ship } })).toEqual(found);
	});

	it('by the tolerance of the own profile', () => {
		const given = { live: { price: '102.50' } };
		expect(rules({ ...given, rules: { priceTolerance: '1.00' } })).toEqual([]);
		expect(rules({ ...given, rules: { priceTolerance: '0.99' } })).toEqual(['heldPrice warn']);
	});

	it('is sent as it stands, stopped, or sent at TD SYNNEX’s price, and the hash stays', () => {
		const live = { price: '101.60' };
		expect(look({ live }).xml).toContain('<UnitPrice>101.50<');
		expect(rules({ live, rules: { priceApart: 'stop' } })).toEqual(['heldPrice stop']);
		const theirs = look({ live, rules: { priceApart: 'sendTheirs' } });
		expect(theirs.xml).toContain('<UnitPrice>101.60<');
		expect(theirs.findings).toEqual([
			expect.objectContaining({ level: 'warn', cause: expect.stringContaining('sent at 101.60') }),
		]);
		expect(theirs.order.payloadHash).toBe(look({ live }).order.payloadHash);
	});

	it('counts at the greater price for the caps when TD SYNNEX’s is sent', () => {
		const given = { live: { price: '101.60' }, rules: { capPerOrder: '203.10' } };
		expect(rules(given)).toEqual(['heldPrice warn']);
		expect(rules({ ...given, rules: { ...given.rules, priceApart: 'sendTheirs' } })).toEqual([
			'heldPrice warn',
			'capPerOrder stop',
		]);
	});
});

describe('comments', () => {
	it('warn that they hold the order, and go out in elements of sixty', () => {
		const text = `Leave it ${'at the back door '.repeat(6)}please`;
		const { findings, xml } = look({ po: memo(`TDS comment: ${text}\nTDS ship comment: Dock 4`) });
		expect(findings.map(({ cause }) => cause)).toEqual([
			expect.stringContaining('holds every order'),
			expect.stringContaining('holds every order'),
		]);
		const elements = [...xml.matchAll(/<Comment>([^<]*)</g)].map(([, one]) => one ?? '');
		expect(elements.length).toBeGreaterThan(1);
		expect(Math.max(...elements.map(({ length }) => length))).toBeLessThanOrEqual(60);
		expect(elements.join(' ')).toBe(text);
		expect(xml).toContain('<ShipComment>Dock 4</ShipComment>');
		expect(rules({ po: memo(`TDS comment: ${text}`), rules: { off: ['comments'] } })).toEqual([]);
	});

	it('are cut at blanks, a long word where it must be', () => {
		expect(inPieces('one two three', 7)).toEqual(['one two', 'three']);
		expect(inPieces('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
		expect(inPieces('abc😀def', 4)).toEqual(['abc', '😀de', 'f']);
		expect(inPieces('', 4)).toEqual([]);
	});
});

describe('an end user', () => {
	it('is not told, and never billed, where nothing asks for him', () => {
		const { findings, xml } = look({ po: memo(END_USER) });
		expect(findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual(['endUser warn']);
		expect(xml).not.toContain('ACME');
		expect(xml).not.toContain('Kite IT');
	});

	it('is the licensee where a product wants him: nobody is billed', () => {
		const { findings, xml } = look({ po: memo(END_USER), live: { endUserRequired: true } });
		expect(findings).toEqual([]);
		expect(xml).not.toContain('<EndUser>');
		expect(xml).toMatch(/<SoftWareLicense><ReOrder>N<\/ReOrder><Licensee><AddressName1>ACME Corp</);
		expect(xml).toContain('<LicenseeContact><ContactName>Jo Smith<');
		expect(xml).toMatch(/<Customer><AddressName1>Kite IT<.*<FaxNumber>814-555-0101</);
	});

	it('of an order for licenses goes along, by electronic delivery', () => {
		const { findings, xml } = look({
			po: memo(
				`${END_USER}\nTDS license: yes\nTDS license authorization: A-9\nTDS license reorder: yes`,
			),
		});
		expect(findings).toEqual([]);
		expect(xml).toContain('<ShipMethod><Code>EDEL<');
		expect(xml).toContain('<AuthorizationNumber>A-9</AuthorizationNumber><ReOrder>Y<');
	});

	it('of a license that nobody has marked: stopped, until the buyer says what it is', () => {
		const live = { counted: false, stock: null };
		const { findings } = look({ live });
		expect(findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual(['endUser stop']);
		expect(findings[0]?.cause).toContain('SKU 1234567 looks like a license or a warranty');
		expect(findings[0]?.cause).toContain('as hardware, by FG');
		expect(rules({ live, po: memo('TDS license: no') })).toEqual([]);
		expect(rules({ live, po: memo(`${END_USER}\nTDS license: yes`) })).toEqual([]);
		// marked by TD SYNNEX itself
		const wanted = { ...live, endUserRequired: true };
		expect(rules({ live: wanted, po: memo(END_USER) })).toEqual([]);
	});

	it('of a license that no warehouse has: nothing of it is ever in stock', () => {
		const live = { stock: 0 };
		expect(rules({ live, po: memo(`${END_USER}\nTDS license: yes`) })).toEqual([]);
		expect(rules({ live, po: memo('TDS license: no') })).toEqual(['stock stop']);
	});

	it.each([
		['the end user', { po: memo('TDS license: yes') }, /requires its end user, and none is named/],
		[
			'his e-mail address',
			{ po: memo(`${END_USER}\nTDS license: yes`.replace(/TDS end user email.*\n/, '')) },
			/e-mail address is missing/,
		],
		[
			'the own company',
			{ po: memo(`${END_USER}\nTDS license: yes`), reseller: null },
			/your own company/,
		],
	])('an order for licenses without %s is stopped in a plain sentence', (_, given, words) => {
		const { findings } = look(given);
		expect(findings).toEqual([
			expect.objectContaining({
				rule: 'endUser',
				level: 'stop',
				cause: expect.stringMatching(words),
			}),
		]);
	});

	it('is billed only where the buyer says so, and that is told', () => {
		const { findings, xml } = look({ po: memo(`${END_USER}\nTDS bill end user: yes`) });
		expect(findings).toEqual([
			expect.objectContaining({ level: 'warn', cause: expect.stringContaining('BILLS ACME Corp') }),
		]);
		expect(xml).toMatch(
			/<EndUser><AddressName1>ACME Corp<.*<EndUserContact><ContactName>Jo Smith</,
		);
		expect(xml).not.toContain('SoftWareLicense');
		const named = look({
			po: memo(
				`${END_USER}\nTDS bill end user: yes\nTDS end user account: 123\nTDS end user type: education`,
			),
		});
		expect(named.xml).toContain('<SynnexAccountNumber>123</SynnexAccountNumber>');
	});
});

describe('lengths', () => {
	const shipTo = (change: object) => ({ shipTo: { ...purchaseOrder().shipTo, ...change } });

	it('what a name has too many of goes where TD SYNNEX reads it', () => {
		const { findings, xml } = look({
			po: shipTo({ name1: 'The Northern Lights Community College', line2: 'Dock 4' }),
		});
		expect(findings).toEqual([]);
		expect(xml).toContain('<AddressName1>The Northern Lights Community</AddressName1>');
		expect(xml).toContain('<AddressLine2>Dock 4, College</AddressLine2>');
		expect(xml).not.toContain('AddressName2');
	});

	it.each([
		[
			'a name that finds no room',
			{ name1: 'The Northern Lights Community College', line2: 'Building 7, third floor, left' },
			/ship-to name/,
		],
		[
			'a second name that finds none',
			{ name2: 'Attention of the purchasing department' },
			/second line of its ship-to name/,
		],
		['a city', { city: 'Llanfairpwllgwyngyllgogerychwyrn' }, /ship-to city/],
	])('%s stops the order, named', (_, change, words) => {
		const { findings } = look({ po: shipTo(change) });
		expect(findings.map(({ level }) => level)).toContain('stop');
		expect(findings.map(({ cause }) => cause).join()).toMatch(words);
	});

	it.each([
		['end user po', 'x'.repeat(16), /end user PO/],
		[
			'special price type: Education\nTDS special price reference',
			'x'.repeat(21),
			/special price reference/,
		],
		['freight account', 'x'.repeat(31), /freight account/],
		['ship method', 'TOOLONG', /ship method/],
		['contact email', `${'x'.repeat(30)}@a.example`, /e-mail address/],
	])('TDS %s: %s', (mark, text, words) => {
		const { findings } = look({ po: memo(`TDS ${mark}: ${text}`) });
		expect(findings).toEqual([
			expect.objectContaining({
				rule: 'address',
				level: 'stop',
				cause: expect.stringMatching(words),
			}),
		]);
	});

	it('are those that the user knows better', () => {
		const po = memo(`TDS end user po: ${'x'.repeat(16)}`);
		expect(rules({ po, lengths: { endUserPo: 16 } })).toEqual([]);
	});

	it('no order under way looks changed by them', () => {
		const po = shipTo({ name1: 'The Northern Lights Community College' });
		const [short, long] = [look({ po }), look({ po, lengths: { shipToName: 40 } })];
		expect(short.xml).not.toBe(long.xml);
		expect(short.order.payloadHash).toBe(long.order.payloadHash);
	});
});

describe('goods that their maker ships (warehouse 98)', () => {
	const live = { stock: 0, stockByWarehouse: [{ warehouse: '98', quantity: 5 }] };

	it('do not count as stock where any warehouse may ship: whether the total holds them is not known', () => {
		expect(rules({ live })).toEqual(['stock stop']);
		expect(rules({ live: { ...live, stock: 5 } })).toEqual([]);
	});

	it('do where the order names that warehouse', () => {
		expect(rules({ live, po: memo('TDS warehouse: 98') })).toEqual([]);
		const { xml } = look({ live, po: memo('TDS warehouse: 98') });
		expect(xml).toContain('<ShipFromWarehouse>98<');
	});
});

describe('a drop shipment', () => {
	const field = (orderOptions.options as INodeProperties[]).find(({ name }) => name === 'dropShip');

	it('is what the field says it is: the form of the papers, and no promise of neutral ones', () => {
		expect(field?.description).toMatch(/papers of a drop shipment/);
		expect(field?.description).toMatch(/Arrange neutral or branded papers with TD SYNNEX/);
		expect(field?.description).not.toMatch(/without TD SYNNEX/i);
	});

	it.each([
		['', 'N'],
		['TDS drop ship: yes', 'Y'],
	])('with "%s" in the memo: %s', (mark, flag) => {
		expect(look({ po: memo(mark) }).xml).toContain(`<DropShipFlag>${flag}<`);
	});
});

describe('what else an order says', () => {
	it('nothing that is as TD SYNNEX has it by itself', () => {
		const { xml } = look({});
		expect(xml).not.toMatch(/WarehouseSplit|POLineShipComplete|SpecialPrice|<SynnexB2B v/);
		expect(xml).toContain('<ShipFromWarehouse>ANY<');
	});

	it('no split, whole lines, no word about the warehouse, in the order of the document', () => {
		const { xml } = look({
			po: memo('TDS warehouse split: no\nTDS line ship complete: yes\nTDS warehouse: none'),
		});
		expect(xml).toContain('<POLineShipComplete>Y</POLineShipComplete><WarehouseSplit>N<');
		expect(xml).not.toContain('ShipFromWarehouse');
		const order = ['DropShipFlag', 'BackOrderFlag', 'ShipComplete', 'Shipment', 'Payment', 'Items'];
		const places = order.map((name) => xml.indexOf(`<${name}`));
		expect(places).toEqual([...places].sort((one, other) => one - other));
	});

	it('a deal’s number on every line', () => {
		const { xml } = look({
			po: memo('TDS special price type: VendorPromotion\nTDS special price reference: D-1'),
		});
		expect([...xml.matchAll(/<SpecialPriceReferenceNumber>D-1</g)]).toHaveLength(2);
	});
});
