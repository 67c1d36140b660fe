import { referenceInvalid, refuseRecord } from '../refusal';
import type { Row, Value, Values } from '../store';
import type { World } from '../world';
import { stamp, type Rules } from './rules';

/** At most so many products of each of the two per-head billing types (vendor's Products page). */
const MAX_PER_HEAD = 100;

/** A company of type Vendor: what products and purchase orders take as vendor. */
export function requireVendor(world: World, field: string, id: Value | undefined): void {
	if (id === null || id === undefined) return;
	const company = world.store.table('Companies').get(Number(id));
	const vendor = world.schema.picklistId('Companies', 'companyType', 'Vendor');
	if (company?.values.companyType !== vendor) throw referenceInvalid(field, 'Company');
}

/** The record as a whole is checked at each write: a vendor that went inactive meanwhile refuses every change. */
function requireActiveVendor(world: World, field: string, id: Value | undefined): void {
	requireVendor(world, field, id);
	const company = world.store.table('Companies').get(Number(id ?? -1));
	if (company?.values.isActive === false) throw referenceInvalid(field, 'Company');
}

const Products: Rules = {
	defaults: (sent, world) => ({
		...stamp(world, 'createdByResourceID', 'createdTime'),
		...whenEmpty(sent, world),
		markupRate: markup(sent),
	}),
	whenEmpty,
	beforeCreate: (values, world) => check(values, world, null),
	beforeUpdate(row, changes, world) {
		check({ ...row.values, ...changes }, world, row);
		if ('unitCost' in changes || 'unitPrice' in changes) {
			changes.markupRate = markup({ ...row.values, ...changes });
		}
	},
};

const ProductVendors: Rules = {
	beforeCreate(values, world) {
		requireVendor(world, 'vendorID', values.vendorID);
		const same = world.store
			.table('ProductVendors')
			.where('productID', values.productID ?? null)
			.some((row) => row.values.vendorID === values.vendorID);
		if (same) throw refuseRecord('This vendor is already associated with the product.');
	},
	beforeUpdate: (_row, changes, world) => requireVendor(world, 'vendorID', changes.vendorID),
	afterCreate: onlyOneDefault,
	afterUpdate: onlyOneDefault,
};

const ProductNotes: Rules = {
	defaults: (_sent, world) => ({
		...stamp(world, 'creatorResourceID', 'createDateTime'),
		lastActivityDate: world.clock.iso(),
	}),
};

export const productRules = { Products, ProductVendors, ProductNotes };

/** Billing is Standard, flat and one-time unless told otherwise. */
function whenEmpty(values: Values, world: World): Values {
	return {
		billingType: values.billingType ?? id(world, 'billingType', 'Standard'),
		priceCostMethod: values.priceCostMethod ?? id(world, 'priceCostMethod', 'Standard (Flat)'),
		periodType: values.periodType ?? id(world, 'periodType', 'One-Time'),
	};
}

function check(values: Values, world: World, row: Row | null): void {
	const standard = id(world, 'billingType', 'Standard');
	const perHead = values.billingType !== standard;
	if (perHead && values.periodType !== id(world, 'periodType', 'Monthly')) {
		throw refuseRecord('periodType must be Monthly when billingType is not Standard.');
	}
	if (!perHead && values.priceCostMethod !== id(world, 'priceCostMethod', 'Standard (Flat)')) {
		throw refuseRecord('priceCostMethod must be Standard (Flat) when billingType is Standard.');
	}
	if (perHead) requireRoom(values, world, row);
	requireActiveVendor(world, 'defaultVendorID', values.defaultVendorID);
	for (const field of ['productBillingCodeID', 'chargeBillingCodeID']) {
		requireMaterial(world, field, values[field]);
	}
}

function requireRoom(values: Values, world: World, row: Row | null): void {
	const same = world.store.table('Products').where('billingType', values.billingType ?? null);
	if (same.filter((other) => other !== row).length >= MAX_PER_HEAD) {
		throw refuseRecord(`There cannot be more than ${MAX_PER_HEAD} products of this billing type.`);
	}
}

/** Products are sold under material codes: use type 4 (vendor's BillingCodes page). */
function requireMaterial(world: World, field: string, code: Value | undefined): void {
	if (code === null || code === undefined) return;
	const row = world.store.table('BillingCodes').get(Number(code));
	const material = world.schema.picklistId('BillingCodes', 'useType', 'Material');
	if (row?.values.useType !== material) throw referenceInvalid(field, 'BillingCode');
}

/** Percent on cost; null where cost or price is missing. */
function markup({ unitCost, unitPrice }: Values): number | null {
	if (typeof unitCost !== 'number' || typeof unitPrice !== 'number' || unitCost === 0) return null;
	return Math.round((unitPrice / unitCost - 1) * 1_000_000) / 10_000;
}

function onlyOneDefault(row: Row, world: World): void {
	const table = world.store.table('ProductVendors');
	const { productID } = row.values;
	if (row.values.isDefault === true) {
		for (const other of table.where('productID', productID ?? null)) {
			if (other !== row && other.values.isDefault) table.update(other, { isDefault: false });
		}
	}
}

function id(world: World, field: string, label: string): number {
	return world.schema.picklistId('Products', field, label);
}
