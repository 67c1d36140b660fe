import Big from 'big.js';
import fc from 'fast-check';
import { priceOf } from '../../../../lib/catalog/price/pricing';
import {
	checkPricing,
	readPriceRule,
	type TypedPriceRule,
} from '../../../../lib/catalog/price/price-rules';
import { type Priceable } from '../../../../lib/catalog/price/types';
import { FakeAutotask } from '../fake-autotask';
import { item, link, pricing, product, run } from '../sync-fixture';

const thing = (change: Partial<Priceable> = {}): Priceable => ({
	cost: '80',
	msrp: '120',
	map: null,
	manufacturer: 'Cisco Systems, Inc.',
	categoryCode: '004003',
	category: 'Network Switches',
	...change,
});
const amount = (...given: Parameters<typeof priceOf>) => priceOf(...given)?.amount ?? null;
const rules = (...typed: TypedPriceRule[]) => pricing({ rules: typed.map(readPriceRule) });

describe('a unit price', () => {
	test.each([
		['markup', 20, 'cent', '96.00'],
		['margin', 20, 'cent', '100.00'],
		['msrp', 20, 'cent', '120.00'],
		['none', 20, 'cent', null],
		['markup', 20.5, 'whole', '97.00'],
		['markup', 20, '99', '96.99'],
		['markup', 33.33, 'cent', '106.66'],
	] as const)('by %s of %s %%, rounded to %s, is %s', (basis, percent, rounding, price) => {
		expect(amount(pricing({ otherwise: { basis, percent }, rounding }), thing())).toBe(price);
	});

	test('falls back to cost plus markup where there is no MSRP', () => {
		const byList = pricing({ otherwise: { basis: 'msrp', percent: 10 } });
		expect(priceOf(byList, thing({ msrp: null }))).toEqual({
			amount: '88.00',
			by: 'default price: no MSRP, markup of 10 %',
		});
		expect(priceOf(byList, thing({ msrp: null, cost: null }))).toBeNull();
	});

	test('that ends in .99 already stays', () => {
		const byList = pricing({ otherwise: { basis: 'msrp', percent: 0 }, rounding: '99' });
		expect(amount(byList, thing({ msrp: '99.99' }))).toBe('99.99');
	});
});

describe('price rules', () => {
	const three = rules(
		{ manufacturer: 'Cisco', costTo: '50', basis: 'margin', percent: 30 },
		{ category: '004, 0215', basis: 'markup', percent: 15 },
		{ manufacturer: 'Cisco*', basis: 'markup', percent: 10 },
	);

	test('the first that fits prices the product, and is named', () => {
		expect(priceOf(three, thing())).toEqual({
			amount: '92.00',
			by: 'price rule 2 (category 004, 0215): markup of 15 %',
		});
		expect(priceOf(three, thing({ cost: '50.00' }))?.by).toBe(
			'price rule 1 (Cisco, cost up to 50.00): margin of 30 %',
		);
		expect(amount(three, thing({ categoryCode: '009' }))).toBe('88.00');
	});

	test('what none fits gets the first unit price, and so says the result', () => {
		expect(priceOf(three, thing({ manufacturer: 'Dell', categoryCode: null }))).toEqual({
			amount: '96.00',
			by: 'default price: markup of 20 %',
		});
	});

	test.each([
		['HP', 'HP INC.', true],
		['hp', 'HPE', false],
		['HP*', 'HPE', true],
		['Hewlett-Packard', 'HEWLETT PACKARD', true],
		['Cisco', null, false],
	])('manufacturer %s and a product of %s: %s', (typed, manufacturer, fits) => {
		const one = rules({ manufacturer: typed, basis: 'markup', percent: 50 });
		expect(amount(one, thing({ manufacturer }))).toBe(fits ? '120.00' : '96.00');
	});

	test.each([
		['004003', true],
		['4003', true],
		['004', true],
		['network', true],
		['switches', false],
		['03', false],
		['00400300', false],
	])('category %s and a product of 004003, Network Switches: %s', (category, fits) => {
		const one = rules({ category, basis: 'markup', percent: 50 });
		expect(amount(one, thing())).toBe(fits ? '120.00' : '96.00');
	});

	test('a code typed with its zeros does not find a longer number that happens to begin alike', () => {
		const one = rules({ category: '004', basis: 'markup', percent: 50 });
		expect(amount(one, thing({ categoryCode: '040001', category: null }))).toBe('96.00');
	});

	test('a cost band includes both its ends, and no product without a cost', () => {
		const one = rules({ costFrom: '80', costTo: '100', basis: 'msrp', percent: 0 });
		for (const [cost, by] of [
			['79.99', 'default'],
			['80', 'rule 1'],
			['100.00', 'rule 1'],
			['100.01', 'default'],
		] as const) {
			expect(priceOf(one, thing({ cost }))?.by).toContain(by);
		}
		expect(priceOf(one, thing({ cost: null }))).toBeNull();
	});
});

describe('price limits', () => {
	test('a margin below the minimum is raised to it, up to the cent', () => {
		expect(priceOf(pricing({ minMarginPercent: 30 }), thing({ msrp: null }))).toEqual({
			amount: '114.29',
			by: 'default price: markup of 20 %, raised to the minimum margin of 30 %',
		});
	});

	test('a price below MAP is raised to MAP, unless told otherwise', () => {
		const advertised = thing({ map: '110.00' });
		expect(priceOf(pricing(), advertised)).toEqual({
			amount: '110.00',
			by: 'default price: markup of 20 %, raised to MAP 110.00',
		});
		expect(amount(pricing({ notBelowMap: false }), advertised)).toBe('96.00');
		expect(amount(pricing(), thing({ map: '0' }))).toBe('96.00');
	});

	test('a price above MSRP is said, or lowered to it when told so', () => {
		const cheap = thing({ msrp: '90' });
		expect(priceOf(pricing(), cheap)).toEqual({
			amount: '96.00',
			by: 'default price: markup of 20 %; above MSRP 90.00',
		});
		expect(priceOf(pricing({ notAboveMsrp: true, rounding: '99' }), cheap)).toEqual({
			amount: '90.00',
			by: 'default price: markup of 20 %, lowered to MSRP 90.00',
		});
	});

	test('where MSRP is too low for the minimum margin or MAP, these come first', () => {
		const limited = pricing({ minMarginPercent: 15, notAboveMsrp: true });
		expect(priceOf(limited, thing({ msrp: '90' }))).toEqual({
			amount: '94.12',
			by: 'default price: markup of 20 %, set to the minimum margin of 15 %, which is above MSRP 90.00',
		});
		expect(amount(limited, thing({ msrp: '90', map: '95' }))).toBe('95.00');
	});

	test('a price always keeps to them, whatever the rule, the item and the rounding', () => {
		const cents = fc.integer({ min: 1, max: 10 ** 7 }).map((n) => (n / 100).toFixed(2));
		const maybe = fc.option(cents, { nil: null });
		fc.assert(
			fc.property(
				cents,
				maybe,
				maybe,
				fc.constantFrom('markup', 'margin', 'msrp'),
				fc.integer({ min: 0, max: 99 }),
				fc.integer({ min: 0, max: 99 }),
				fc.constantFrom('cent', 'whole', '99'),
				fc.boolean(),
				(cost, msrp, map, basis, percent, minMarginPercent, rounding, notAboveMsrp) => {
					const how = pricing({
						otherwise: { basis: basis as 'markup', percent },
						minMarginPercent,
						rounding: rounding as 'cent',
						notAboveMsrp,
					});
					const price = new Big(amount(how, thing({ cost, msrp, map })) as string);
					if (map !== null) expect(price.gte(map)).toBe(true);
					if (minMarginPercent > 0) {
						const margin = price.minus(cost).times(100);
						expect(margin.gte(price.times(minMarginPercent))).toBe(true);
					}
					if (notAboveMsrp && msrp !== null && price.gt(msrp)) {
						const least = new Big(cost).times(100).div(100 - minMarginPercent);
						expect(least.gt(msrp) || new Big(map ?? 0).gt(msrp)).toBe(true);
					}
				},
			),
		);
	});
});

describe('price rules that cannot be meant are refused', () => {
	const cisco = { manufacturer: 'Cisco', basis: 'markup', percent: 10 } as const;
	test.each<[string, TypedPriceRule, string]>([
		['a margin of 100 %', { ...cisco, basis: 'margin', percent: 100 }, 'a margin of 100 % would'],
		['a percent below zero', { ...cisco, percent: -5 }, 'Percent is -5'],
		['no percent', { ...cisco, percent: '' }, 'Percent is empty or no number'],
		['no condition', { basis: 'markup', percent: 10 }, 'it has no condition'],
		['blanks for conditions', { ...cisco, manufacturer: ' , ' }, 'it has no condition'],
		['a cost below zero', { ...cisco, costFrom: '-5' }, 'Cost From: -5 is negative'],
		['a cost that is none', { ...cisco, costTo: '1,5' }, 'Cost Up To: "1,5" is not an amount'],
		['a band upside down', { ...cisco, costFrom: 9, costTo: 5 }, 'Cost From 9.00 is above'],
	])('%s', (_, typed, cause) => {
		const refused = () => checkPricing(rules({ ...cisco }, typed));
		expect(refused).toThrow(`Price rule 2: ${cause}`);
		expect(refused).toThrow(expect.objectContaining({ code: 'price-rules' }));
	});

	test('a first unit price or a minimum margin too', () => {
		const margin = pricing({ otherwise: { basis: 'margin', percent: 100 } });
		expect(() => checkPricing(margin)).toThrow('First Unit Price: a margin of 100 %');
		for (const minMarginPercent of [100, -1, NaN])
			expect(() => checkPricing(pricing({ minMarginPercent }))).toThrow('Price Limits');
	});

	test('before anything is read', async () => {
		const autotask = new FakeAutotask();
		const price = rules({ basis: 'none' });
		await expect(run([item()], autotask, { price })).rejects.toThrow('Price rule 1');
		expect(autotask.stats().calls).toBe(0);
	});

	test('rules that overlap are none of them', () => {
		expect(() => checkPricing(rules(cisco, cisco, { ...cisco, basis: 'none' }))).not.toThrow();
	});
});

describe('the upsert', () => {
	const price = rules({ manufacturer: 'Cisco', basis: 'margin', percent: 25 });

	test('prices a new product by its rule, and the result says which', async () => {
		const autotask = new FakeAutotask({ products: [product({ sku: 'X' })] });
		const { results } = await run([item({ mpn: 'NEW' })], autotask, { price });
		expect(autotask.product('TDS-14152708').unitPrice).toBe(550);
		expect(results[0]?.pricedBy).toBe('price rule 1 (Cisco): margin of 25 %');
	});

	test('leaves the price of a product that is there alone, and says nothing of rules', async () => {
		const autotask = new FakeAutotask({ products: [product()], links: [link()] });
		const { results } = await run([item({ cost: '420' })], autotask, { price });
		expect(autotask.product('TDS-14152708').unitPrice).toBe(495);
		expect(results[0]?.pricedBy).toBe('');
	});

	test('rewrites it only where Unit Price is owned by Sync, once', async () => {
		const autotask = new FakeAutotask({ products: [product()], links: [link()] });
		const change = { price, owners: { unitPrice: 'sync' } } as const;
		const { results } = await run([item()], autotask, change);
		expect(autotask.product('TDS-14152708').unitPrice).toBe(550);
		expect(results[0]).toMatchObject({
			changes: [{ field: 'unitPrice', old: '495.00', new: '550.00' }],
			pricedBy: 'price rule 1 (Cisco): margin of 25 %',
		});
		expect((await run([item()], autotask, change)).summary.autotaskWrites).toBe(0);
	});
});

describe('an item of price and availability, which states neither category nor MAP', () => {
	const live = (change = {}) =>
		item({ manufacturer: null, categoryCode: null, source: 'price-availability', ...change });
	const sync = { unitPrice: 'sync' } as const;
	const held = (unitPrice: number) =>
		new FakeAutotask({ products: [product({ unitPrice })], links: [link()] });

	test('moves no price that a rule by category may have made', async () => {
		const price = rules(
			{ manufacturer: 'Dell', basis: 'markup', percent: 5 },
			{ category: '004', basis: 'margin', percent: 30 },
		);
		const autotask = held(589.29);
		const { results } = await run([live({ cost: '420' })], autotask, { price, owners: sync });
		expect(results[0]?.changes.map(({ field }) => field)).toEqual(['unitCost']);
		expect(autotask.product('TDS-14152708').unitPrice).toBe(589.29);
	});

	test('is priced by a rule for its maker, whom Autotask knows', async () => {
		const price = rules({ manufacturer: 'Cisco', basis: 'markup', percent: 30 });
		const autotask = held(500);
		await run([live()], autotask, { price, owners: sync });
		expect(autotask.product('TDS-14152708').unitPrice).toBe(536.25);
	});

	test('lowers no price, since it may stand at MAP, unless MAP does not count', async () => {
		const autotask = held(600);
		expect((await run([live()], autotask, { owners: sync })).summary.autotaskWrites).toBe(0);
		await run([live()], autotask, { owners: sync, price: pricing({ notBelowMap: false }) });
		expect(autotask.product('TDS-14152708').unitPrice).toBe(495);
	});

	test('says so when it makes a product that a rule might have priced', async () => {
		const autotask = new FakeAutotask({ products: [product({ sku: 'X' })] });
		const price = rules({ category: '004', basis: 'markup', percent: 30 });
		const { results } = await run([live({ sku: '9', mpn: 'M9' })], autotask, { price });
		expect(results[0]).toMatchObject({
			outcome: 'done',
			pricedBy: 'default price: markup of 20 %',
		});
		expect(results[0]?.warnings.join()).toContain('does not contain what the price rules need');
	});
});
