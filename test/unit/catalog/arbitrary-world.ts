import fc from 'fast-check';
import type { WireRecord, WireValue } from '../../../lib/autotask/types';
import type { Owner } from '../../../lib/catalog/settings';
import { CLOCK, type SettingsChange, VENDOR } from './sync-fixture';

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
export const item = fc.record({
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
export const product = fc.record({
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
export const settings = fc.record({
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

export const USER_FIELDS = [
	{ name: 'Stock', dataType: 'double' },
	{ name: 'Where', dataType: 'string' },
	{ name: 'ETA', dataType: 'datetime' },
	{ name: 'UPC', dataType: 'string' },
	{ name: 'Weight', dataType: 'double' },
	{ name: 'TAA', dataType: 'string' },
	{ name: 'As of', dataType: 'datetime' },
	{ name: 'Own', dataType: 'string' },
];

export const TOMORROW = { ...CLOCK, now: () => 86_400_000 };

export const world = (products: Omit<WireRecord, 'id'>[]) =>
	products.map((one, at): WireRecord => ({ ...one, id: at + 1 }));
