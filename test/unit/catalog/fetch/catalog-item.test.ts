import { itemsOfAnswer, itemsOfPriceFile } from '../../../../lib/catalog/fetch/catalog-item';
import type { CatalogItem } from '../../../../lib/catalog/types';
import { Problem } from '../../../../lib/shared/problem';
import { WAREHOUSE_COLUMNS } from '../../../../lib/tdsynnex/price-file/columns';
import type { Availability } from '../../../../lib/tdsynnex/ec-xml/price-availability';
import { readPriceFile } from '../../../../lib/tdsynnex/price-file/read';
import { apFile, pieces, row } from '../../tdsynnex/price-file/fixture';

async function itemOf(values: Record<number, string>, country: 'US' | 'CA' = 'US') {
	const { items } = await readPriceFile(
		pieces(apFile([row(values)])),
		{ name: 'x', expected: 'full', cap: 0 },
		itemsOfPriceFile(country),
	);
	return items[0] as CatalogItem;
}

/** Every column that is used, each with a value of its own. */
const FULL = {
	3: 'WD22TB4',
	4: 'DEL-WD22TB4',
	5: '14152708',
	6: 'C',
	7: 'THUNDERBOLT DOCK ',
	8: 'DELL',
	10: '91',
	12: '40',
	13: '1,299.00',
	14: '1,899.99',
	17: 'Y',
	19: 'N',
	21: '1350.00',
	23: 'RTL',
	25: '003001001',
	28: '2.50',
	29: 'Y',
	31: '1700.00',
	34: '884116366102',
	35: '43211602',
	37: '240105',
	38: 'NYY',
	39: '260301',
	40: 'B',
	41: 'K',
	45: 'Y',
	47: 'Y',
	49: '20260228',
	50: 'THUNDERBOLT 4 DOCK WITH ',
	51: '180 W SUPP',
	52: 'LY',
	53: '8.10',
	54: '3.50',
	55: '1.20',
	59: 'STATION D\x92ACCUEIL É',
	60: '20260401',
	65: '14152709',
	66: '2',
	67: 'YN',
	68: 'MXYN03 YEARG',
};

describe('a row of the price file as a product item', () => {
	it.each([
		['24&quot; MONITOR, 16:9', '24" MONITOR, 16:9'],
		['AT&amp;T CABLE &#39;2&#x27;', "AT&T CABLE '2'"],
		['R&D; B & C, A&B 5&up;', 'R&D; B & C, A&B 5&up;'],
		['&amp;quot; &#0;&#9999999;', '&quot;'],
	])('is named without the signs of HTML: %s', async (name, plain) => {
		const item = await itemOf({ 7: name, 50: name });
		expect([item.name, item.description]).toEqual([plain, plain]);
	});

	it('has a description whose pieces are joined before its signs are read', async () => {
		expect((await itemOf({ 50: '15&qu', 51: 'ot; LCD' })).description).toBe('15" LCD');
	});

	it('has every column in its place', async () => {
		expect(await itemOf(FULL)).toEqual({
			sku: '14152708',
			mpn: 'WD22TB4',
			upc: '884116366102',
			manufacturer: 'DELL',
			name: 'THUNDERBOLT DOCK',
			description: 'THUNDERBOLT 4 DOCK WITH 180 W SUPPLY',
			descriptionFrench: 'STATION D’ACCUEIL É',
			categoryCode: '003001001',
			cost: '1299.00',
			costWithoutPromotion: '1350.00',
			msrp: '1899.99',
			map: '1700.00',
			currency: 'USD',
			stockTotal: 91,
			stockByWarehouse: [],
			eta: '2026-03-01',
			status: 'active',
			lifecycleCode: 'B',
			onPromotion: true,
			promotionEnds: '2026-02-28',
			priceDate: '2026-01-15',
			weight: '2.50',
			length: '8.10',
			width: '3.50',
			height: '1.20',
			minimumQuantity: 2,
			replacementSku: '14152709',
			onOrder: 40,
			returnable: true,
			parcelShippable: false,
			media: 'RTL',
			virtual: false,
			serialized: true,
			kit: 'K',
			dropShipOnly: false,
			refurbished: true,
			endUserRequired: true,
			countryOfOrigin: 'MX',
			taaCompliant: true,
			energyStar: true,
			section508: false,
			epeat: 'G',
			warranty: '03 YEAR',
			unspsc: '43211602',
			created: '2024-01-05',
			streetDate: '2026-04-01',
			source: 'price-file',
			warnings: [],
		});
	});

	it('has the list of countries where the file has one, and a blank medium is none', async () => {
		const item = await itemOf({ ...FULL, 23: ' ', 32: 'CN,VN' });
		expect(item).toMatchObject({ countryOfOrigin: 'CN,VN', media: null });
	});

	it('says null for the word NULL, in pieces of a text too', async () => {
		const texts = [
			3, 8, 14, 21, 23, 25, 28, 31, 32, 34, 35, 36, 38, 39, 40, 41, 47, 48, 49, 65, 67, 68,
		];
		const words = Object.fromEntries(texts.map((at) => [at, 'NULL']));
		const item = await itemOf({
			...words,
			50: 'NULL',
			51: 'NULL',
			52: 'NULL',
			59: 'NULL',
			60: 'NULL',
		});
		const { sku, name, cost, currency, status, source, stockByWarehouse, warnings, ...rest } = item;
		expect({ sku, name, cost, currency, status, source, stockByWarehouse, warnings }).toEqual({
			sku: '1000001',
			name: 'DEMO CABLE',
			cost: '10.00',
			currency: 'USD',
			status: 'active',
			source: 'price-file',
			stockByWarehouse: [],
			warnings: [],
		});
		expect(Object.entries(rest).filter(([, value]) => value !== null)).toEqual([
			['priceDate', '2026-01-15'],
		]);
		expect((await itemOf({ 50: 'A DOCK', 51: 'NULL', 52: 'NULL' })).description).toBe('A DOCK');
	});

	it('of a licence has no stock: 9999 in every warehouse counts nothing', async () => {
		const US = [10, 15, 16, 22, 24, 30, 56, 61, 62, 63, 64, 69];
		const CA = [10, 16, 20, 22, 61, 62];
		const says = (columns: number[]) => Object.fromEntries(columns.map((at) => [at, '9999']));
		for (const country of ['US', 'CA'] as const) {
			const licence = { ...says(country === 'US' ? US : CA), 67: 'NY' };
			expect(await itemOf(licence, country)).toMatchObject({
				stockTotal: null,
				stockByWarehouse: [],
				virtual: true,
			});
			// at its end of life it may be sold all the same
			expect((await itemOf({ ...licence, 40: 'C' }, country)).status).toBe('active');
		}
		const cables = await itemOf({ 10: '9999', 16: '9999' });
		expect(cables).toMatchObject({ stockTotal: 9999, stockByWarehouse: [{ quantity: 9999 }] });
	});

	it.each([
		['C', '4', 'active'],
		['T', '1', 'active'],
		['T', '0', 'inactive'],
		['C', '', 'inactive'],
	])('at the end of its life (%s) with %j in stock is %s', async (lifecycle, stock, word) => {
		expect((await itemOf({ 10: stock, 40: lifecycle })).status).toBe(word);
	});

	it('says null for what the file does not state', async () => {
		const item = await itemOf({ 7: '', 13: '5.00', 14: '0.00', 31: '0', 34: '0', 65: '0' });
		expect(item).toMatchObject({
			name: 'MPN-1',
			upc: null,
			description: null,
			msrp: null,
			map: null,
			stockTotal: null,
			eta: null,
			onPromotion: null,
			minimumQuantity: null,
			replacementSku: null,
			lifecycleCode: null,
		});
	});

	it('counts stock where the country has its warehouses', async () => {
		const stock = Object.fromEntries(
			[...WAREHOUSE_COLUMNS.map(({ position }) => position), 70].map((at) => [at, String(at)]),
		);
		const held = async (country: 'US' | 'CA') =>
			(await itemOf(stock, country)).stockByWarehouse.map(
				({ warehouse, name, quantity }) => `${quantity} in ${warehouse} ${name}`,
			);
		expect(await held('US')).toEqual([
			'15 in 16 Miami FL',
			'16 in 3 Tracy CA',
			'22 in 6 Romeoville IL',
			'24 in 7 Southaven MS',
			'30 in 50 Columbus OH',
			'56 in 502 Suwanee GA',
			'61 in 12 Chino CA',
			'62 in 503 Swedesboro NJ',
			'63 in 504 South Bend IN',
			'64 in 505 Fort Worth TX',
			'69 in 506 Fontana CA',
			'70 in 98 Manufacturer drop ship',
		]);
		expect(await held('CA')).toEqual([
			'16 in 26 Dartmouth NS',
			'20 in 31 Calgary AB',
			'22 in 29 Guelph ON',
			'61 in 80 Mississauga ON',
			'62 in 81 Richmond BC',
			'70 in 98 Manufacturer drop ship',
		]);
	});

	it('is in the money of its country', async () => {
		expect((await itemOf({}, 'CA')).currency).toBe('CAD');
	});

	it.each([
		['0.00', 'cost is zero', '0.00'],
		['', 'cost is missing', null],
		['-3.00', 'cost is negative', '-3.00'],
	])('with a cost of %j warns: %s', async (text, warning, cost) => {
		const item = await itemOf({ 13: text });
		expect([item.warnings, item.cost]).toEqual([[warning], cost]);
	});

	it.each([
		['D', 'A', 'discontinued'],
		['A', 'C', 'inactive'],
		['S', 'T', 'inactive'],
		['C', 'A', 'active'],
		['A', '', 'active'],
	])('of status %s and lifecycle %j is %s', async (status, lifecycle, word) => {
		expect((await itemOf({ 6: status, 40: lifecycle })).status).toBe(word);
	});

	it('that repeats an SKU says that the last row counts', async () => {
		const { items } = await readPriceFile(
			pieces(apFile([row({ 13: '1.00' }), row({ 13: '2.00' })])),
			{ name: 'x', expected: 'full', cap: 0 },
			itemsOfPriceFile('US'),
		);
		expect(items.map(({ cost, warnings }) => [cost, warnings])).toEqual([
			['2.00', ['SKU 1000001 is in two rows of the price file; the last one (line 3) counts']],
		]);
	});
});

const FOUND: Availability = {
	sku: '1234567',
	mpn: 'ABC-100',
	description: 'DEMO SWITCH',
	status: 'active',
	price: '101.50',
	msrp: null,
	currency: 'USD',
	counted: true,
	totalQuantity: 9,
	weight: null,
	endUserRequired: true,
	warehouses: [
		{ number: '503', city: 'Swedesboro,NJ', quantity: 9, onOrder: 20, eta: '2026-03-01' },
		{ number: '3', city: 'Tracy,CA', quantity: 0, onOrder: 5, eta: '2026-02-01' },
	],
};

describe('an answer of price and availability as a product item', () => {
	it('has the same shape, and the earliest date on which more comes', () => {
		const [item] = itemsOfAnswer({ sku: '1234567' }, { found: [FOUND] }, 'US');
		expect(item).toMatchObject({
			sku: '1234567',
			mpn: 'ABC-100',
			name: 'DEMO SWITCH',
			cost: '101.50',
			stockTotal: 9,
			stockByWarehouse: [{ warehouse: '503', name: 'Swedesboro,NJ', quantity: 9 }],
			eta: '2026-02-01',
			endUserRequired: true,
			source: 'price-availability',
			warnings: [],
		});
	});

	it('that is not found keeps the name it was asked by', () => {
		const none = {
			...FOUND,
			sku: '0',
			mpn: null,
			description: null,
			status: 'not-found',
			price: null,
		};
		expect(itemsOfAnswer({ sku: '77' }, { found: [none] }, 'US')[0]).toMatchObject({
			sku: '77',
			status: 'not-found',
			warnings: ['TD SYNNEX does not know this product'],
		});
		expect(itemsOfAnswer({ mpn: 'X-1' }, { found: [none] }, 'US')[0]).toMatchObject({
			sku: '',
			mpn: 'X-1',
		});
	});

	it('that never came is unknown, not gone', () => {
		const problem = new Problem({
			code: 'x',
			cause: 'TD SYNNEX was busy',
			remedy: 'Try again later.',
		});
		expect(itemsOfAnswer({ sku: '77' }, { found: [], problem }, 'CA')).toMatchObject([
			{
				sku: '77',
				status: 'unknown',
				currency: 'CAD',
				warnings: ['TD SYNNEX was busy. Try again later.'],
			},
		]);
	});
});
