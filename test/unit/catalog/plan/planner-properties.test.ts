import fc from 'fast-check';
import type { WireRecord, WireValue } from '../../../../lib/autotask/types';
import { diffFields } from '../../../../lib/catalog/plan/diff-fields';
import { userFieldsOf } from '../../../../lib/catalog/plan/attributes/user-fields';
import { DEFAULT_OWNERS, type OwnedField, type Owner } from '../../../../lib/catalog/settings';
import { readMoney, sameMoney } from '../../../../lib/shared/money';
import { skuPattern } from '../../../../lib/shared/sku';
import { FakeAutotask } from '../fake-autotask';
import { CLOCK, run, type SettingsChange, VENDOR } from '../sync-fixture';

/** Few values, so that SKUs, part numbers and costs meet. */
const sku = fc.integer({ min: 1, max: 12 }).map(String);
const text = fc.option(fc.constantFrom('a', 'A ', 'Blue widget, long', 'é ü 😀', ' b '), {
	nil: null,
});
const money = fc.oneof(
	fc.constant(null),
	fc.constantFrom('0', '1,299.00', '12.5', '12.50', '1e1', '99.99999'),
	fc.integer({ min: 0, max: 100_000 }).map((cents) => (cents / 100).toFixed(2)),
	fc.double({ min: 0, max: 10_000, noNaN: true }),
);
const item = fc.record({
	sku: fc.oneof(
		sku,
		sku.map((digits) => `00${digits}`),
	),
	mpn: fc.option(fc.constantFrom('M1', 'm1 ', 'M2', 'M3'), { nil: null }),
	manufacturer: fc.option(fc.constantFrom('HP', 'HP Inc.', 'Cisco'), { nil: null }),
	name: text,
	description: text,
	categoryCode: fc.constantFrom('001', '002003', null),
	cost: money,
	msrp: money,
	currency: fc.constantFrom('USD', 'CAD', null),
	status: fc.constantFrom('active', 'discontinued', 'not-found', 'strange', null),
	stockTotal: fc.constantFrom(0, 5, null),
	approved: fc.boolean(),
	source: fc.constantFrom('price-file', 'price-availability', 'hand'),
	eta: fc.constantFrom('2026-12-04', null, 'soon'),
	upc: fc.constantFrom('012345678905', '12345678905', null),
	weight: fc.constantFrom('1.2345', 2, null),
	taaCompliant: fc.constantFrom(true, false, null),
	stockByWarehouse: fc.constantFrom([{ name: 'Fresno', quantity: 5 }], []),
});
const product = fc.record({
	sku: fc.option(
		sku.map((digits) => `TDS-${digits}`),
		{ nil: null },
	),
	name: fc.constantFrom('Named by hand', 'x'),
	manufacturerName: fc.constantFrom('HP', null),
	manufacturerProductName: fc.constantFrom('M1', 'M2', null),
	unitCost: fc.constantFrom(12.5, 100, null, 0),
	unitPrice: fc.constantFrom(200, null),
	msrp: fc.constantFrom(150, null),
	isActive: fc.boolean(),
	defaultVendorID: fc.constantFrom(VENDOR, 9, null),
	userDefinedFields: fc.constantFrom<WireValue[]>(
		[],
		[
			{ name: 'Stock', value: '7.0000' },
			{ name: 'Own', value: 'of a person' },
		],
	),
});
const owner = fc.constantFrom<Owner>('sync', 'first', 'human', 'blank');
const settings = fc.record({
	owners: fc.record(
		{
			unitCost: owner,
			unitPrice: owner,
			msrp: owner,
			description: fc.oneof(owner, fc.constant<Owner>('merge')),
			manufacturerName: owner,
		},
		{ requiredKeys: [] },
	),
	guards: fc.record({
		zeroCost: fc.constantFrom('skip', 'keep', 'write'),
		maxCostChangePercent: fc.constantFrom(0, 50),
		discontinued: fc.constantFrom('leave', 'inactive'),
		handMade: fc.constantFrom('ignore', 'warn', 'adopt'),
		firstLoad: fc.boolean(),
	}),
	vendorCost: fc.constantFrom('first', 'current'),
	attributes: fc.record({
		fields: fc.subarray([
			{ attribute: 'stockTotal', field: 'Stock', owner: 'sync' },
			{ attribute: 'stockByWarehouse', field: 'Where', owner: 'sync' },
			{ attribute: 'eta', field: 'ETA', owner: 'sync' },
			{ attribute: 'upc', field: 'UPC', owner: 'sync' },
			{ attribute: 'weight', field: 'Weight', owner: 'sync' },
			{ attribute: 'taaCompliant', field: 'TAA', owner: 'blank' },
			{ attribute: 'asOf', field: 'As of', owner: 'sync' },
		]),
		stock: fc.record({
			when: fc.constantFrom('every', 'percent', 'inOut'),
			percent: fc.constantFrom(0, 20),
		}),
	}),
	newProducts: fc.record({
		mode: fc.constantFrom('create', 'approved'),
		categories: fc.constantFrom([], ['002']),
	}),
}) as fc.Arbitrary<SettingsChange>;

const USER_FIELDS = [
	{ name: 'Stock', dataType: 'double' },
	{ name: 'Where', dataType: 'string' },
	{ name: 'ETA', dataType: 'datetime' },
	{ name: 'UPC', dataType: 'string' },
	{ name: 'Weight', dataType: 'double' },
	{ name: 'TAA', dataType: 'string' },
	{ name: 'As of', dataType: 'datetime' },
	{ name: 'Own', dataType: 'string' },
];

const TOMORROW = { ...CLOCK, now: () => 86_400_000 };

const world = (products: Omit<WireRecord, 'id'>[]) =>
	products.map((one, at): WireRecord => ({ ...one, id: at + 1 }));

test('a run after a run writes nothing, whatever Autotask held and however fields are owned', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(item, { maxLength: 15 }),
			fc.array(product, { maxLength: 10 }),
			settings,
			async (items, products, change) => {
				const autotask = new FakeAutotask({ products: world(products), userFields: USER_FIELDS });
				const first = await run(items, autotask, change);
				expect(first.results.map(({ index }) => index)).toEqual(items.map((_, at) => at));
				expect(first.summary.failed).toBe(
					first.results.filter(({ code }) => code === 'bad-item').length,
				);
				const second = await run(items, autotask, change, { clock: TOMORROW });
				const written = second.results.filter(({ action }) => action !== 'skip');
				expect(written.flatMap(({ changes }) => changes)).toEqual([]);
				expect(second.summary.autotaskWrites).toBe(0);
			},
		),
		{ numRuns: 300 },
	);
});

test('what people own in an existing product is never written, and no product is ever doubled', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(item, { maxLength: 15 }),
			fc.array(product, { maxLength: 10 }),
			settings,
			async (items, products, change) => {
				const before = world(products);
				const autotask = new FakeAutotask({ products: before, userFields: USER_FIELDS });
				await run(items, autotask, change);
				const owners = { ...DEFAULT_OWNERS, ...change.owners };
				const humans = (Object.keys(owners) as OwnedField[]).filter(
					(field) => ['first', 'human'].includes(owners[field]) && field !== 'isActive',
				);
				for (const old of before) {
					const now = autotask.products.get(Number(old.id)) as WireRecord;
					for (const field of humans) expect(now[field] ?? null).toBe(old[field] ?? null);
					expect(userFieldsOf(now).get('Own')).toBe(userFieldsOf(old).get('Own'));
				}
				const made = [...autotask.products.values()]
					.slice(before.length)
					.map(({ sku: key }) => key);
				expect(new Set(made).size).toBe(made.length);
				for (const key of made) expect(before.map((old) => old.sku)).not.toContain(key);
				for (const { record } of autotask.writes) {
					if (change.guards?.zeroCost !== 'write') expect(record.unitCost).not.toBe(0);
				}
			},
		),
		{ numRuns: 300 },
	);
});

test('a decimal equals itself however it is written', () => {
	fc.assert(
		fc.property(
			fc.bigInt({ min: 0n, max: 10n ** 14n }),
			fc.integer({ min: 0, max: 4 }),
			(digits, places) => {
				const whole = digits.toString().padStart(places + 1, '0');
				const plain = places === 0 ? whole : `${whole.slice(0, -places)}.${whole.slice(-places)}`;
				const read = readMoney(plain);
				const padded = readMoney(places === 0 ? `${plain}.00` : `${plain}00`);
				expect(
					'amount' in read && 'amount' in padded && sameMoney(read.amount, padded.amount),
				).toBe(true);
				expect('amount' in read && sameMoney(read.amount, plain)).toBe(true);
			},
		),
	);
});

test('a money field read back as a number is no change', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (cents) => {
			const amount = (cents / 100).toFixed(2);
			expect(diffFields(new Map([['unitCost', amount]]), { unitCost: Number(amount) })).toEqual([]);
		}),
	);
});

test('a SKU goes through any pattern and back', () => {
	const part = fc.constantFrom('', 'TDS-', 'x', '.T', '(', '0');
	fc.assert(
		fc.property(part, part, fc.integer({ min: 1 }).map(String), (prefix, suffix, digits) => {
			const pattern = skuPattern(`${prefix}{sku}${suffix}`);
			expect(pattern.fromAutotask(pattern.toAutotask(digits))).toBe(digits);
		}),
	);
});
