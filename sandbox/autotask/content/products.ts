import { productAt } from '../../world/catalog';
import { randomOf } from '../../core';
import type { Values } from '../store';
import type { World } from '../world';
import type { Companies } from './companies';
import type { SetUp } from './set-up';
import { OWN_KINDS } from './words';

export interface ProductCounts {
	/** SKUs in the world's catalog. */
	skus: number;
	ownProducts?: number;
	incumbentProducts?: number;
}

export interface Products {
	/** Of the incumbent, sound and orderable: what quotes and orders are made of. */
	orderable: number[];
	/** Of other vendors. */
	foreign: number[];
}

const PREFIX = 'TDS-';
/** Of the MSP's own products, so many in a thousand are catalog goods that somebody typed in with only their part number. */
const HAND_MADE_PER_MILLE = 40;
/** SKUs that Autotask holds twice. */
const DUPLICATES = 5;

interface Ground {
	setUp: SetUp;
	companies: Companies;
}

/** The MSP's own products, those that the incumbent connector left, hand-made ones, duplicates. */
export function seedProducts(world: World, counts: ProductCounts, ground: Ground): Products {
	const orderable = incumbents(world, counts, ground);
	const foreign = own(world, counts, ground);
	duplicates(world);
	stock(world, ground, [...orderable.slice(0, 8), ...foreign.slice(0, 12)]);
	return { orderable, foreign };
}

/**
 * As the hosted connector leaves them: SKU `TDS-<sku>`, name and description the short description,
 * manufacturer's product number blank, its own unit price (-12 % to +25 % on cost). Costs and names
 * of a part are stale.
 */
function incumbents(world: World, counts: ProductCounts, { setUp, companies }: Ground): number[] {
	const random = randomOf(world.seed, 'incumbent');
	const count = Math.min(counts.incumbentProducts ?? 1_500, counts.skus);
	const orderable: number[] = [];
	for (let at = 0; at < count; at++) {
		const product = productAt(world.seed, Math.floor((at * counts.skus) / count));
		const stale = random.chance(0.3);
		const cost = cents(Number(product.cost || 0) * (stale ? 0.8 + random.next() * 0.4 : 1));
		const name = stale && random.chance(0.2) ? `${product.description} OLD` : product.description;
		const id = add(world, {
			...base(world, setUp),
			name,
			description: name,
			sku: PREFIX + product.sku,
			productCategory: world.schema.picklistId('Products', 'productCategory', 'Hardware'),
			unitCost: cost,
			unitPrice: cents(cost * (0.88 + random.next() * 0.37)),
			defaultVendorID: companies.tdSynnex,
			isActive: !random.chance(0.03),
			isSerialized: random.chance(0.1),
		});
		// the connector did not always get as far as the vendor row
		if (!random.chance(0.1)) vendorRow(world, id, companies.tdSynnex, cost, product.sku);
		if (
			!stale &&
			product.status === 'Active' &&
			product.hostility === null &&
			product.totalQuantity > 20 &&
			!product.endUserRequired &&
			product.minimumQuantity === 1 &&
			world.store.table('Products').get(id)?.values.isActive
		) {
			orderable.push(id);
		}
	}
	return orderable;
}

function own(world: World, counts: ProductCounts, { setUp, companies }: Ground): number[] {
	const random = randomOf(world.seed, 'own');
	const count = counts.ownProducts ?? 3_000;
	const handMade = Math.floor((count * HAND_MADE_PER_MILLE) / 1_000);
	const foreign: number[] = [];
	for (let at = 0; at < count; at++) {
		if (at < handMade) {
			typedIn(world, counts.skus, at, handMade, setUp);
			continue;
		}
		const kind = random.pick(OWN_KINDS);
		const cost = cents(kind.cost[0] + random.next() * (kind.cost[1] - kind.cost[0]));
		const name = kind.name.replace('{n}', String(random.int(1, 99)));
		const vendor = random.pick(companies.vendors);
		const id = add(world, {
			...base(world, setUp),
			name,
			description: `${name}, our own stock`,
			sku: random.chance(0.7) ? `NMI-${10_000 + at}` : null,
			productCategory: world.schema.picklistId('Products', 'productCategory', kind.category),
			unitCost: cost,
			unitPrice: cents(cost * (1.1 + random.next() * 0.6)),
			defaultVendorID: random.chance(0.8) ? vendor : null,
			isActive: !random.chance(0.05),
		});
		if (random.chance(0.6)) vendorRow(world, id, vendor, cost, `P${10_000 + at}`);
		foreign.push(id);
	}
	return foreign;
}

/** A catalog product that a technician entered by hand: no SKU, only maker and part number, no vendor. */
function typedIn(world: World, skus: number, at: number, of: number, setUp: SetUp): void {
	const product = productAt(world.seed, Math.floor(((at + 0.5) * skus) / of));
	add(world, {
		...base(world, setUp),
		name: product.description,
		manufacturerName: product.manufacturer,
		manufacturerProductName: product.mpn.slice(0, 50),
		unitPrice: Number(product.msrp) || null,
	});
}

/** The same SKU on two products: what a sync must not guess about. */
function duplicates(world: World): void {
	const table = world.store.table('Products');
	const originals = table.all().filter(({ values }) => String(values.sku).startsWith(PREFIX));
	const step = Math.max(1, Math.floor(originals.length / DUPLICATES));
	for (let at = 0; at < originals.length; at += step) {
		const values = originals[at]?.values;
		if (values) add(world, { ...values, name: `${String(values.name)} (copy)`.slice(0, 1_000) });
	}
}

function stock(world: World, { setUp }: Ground, products: number[]): void {
	const random = randomOf(world.seed, 'stock');
	for (const productID of products) {
		world.store.table('InventoryItems').insert({
			productID,
			inventoryLocationID: setUp.mainWarehouse,
			quantityOnHand: random.int(0, 12),
			quantityOnOrder: 0,
			quantityMinimum: 2,
			quantityMaximum: 20,
			quantityPicked: 0,
			quantityReserved: 0,
			backOrderQuantity: 0,
		});
	}
}

function base(world: World, setUp: SetUp): Values {
	const id = (field: string, label: string): number =>
		world.schema.picklistId('Products', field, label);
	return {
		isActive: true,
		isSerialized: false,
		billingType: id('billingType', 'Standard'),
		priceCostMethod: id('priceCostMethod', 'Standard (Flat)'),
		periodType: id('periodType', 'One-Time'),
		productBillingCodeID: setUp.hardware,
		chargeBillingCodeID: setUp.hardware,
		createdByResourceID: setUp.people[0] ?? null,
		createdTime: new Date(world.clock.now() - 200 * 86_400_000).toISOString(),
	};
}

function vendorRow(
	world: World,
	productID: number,
	vendorID: number,
	cost: number,
	part: string,
): void {
	world.store.table('ProductVendors').insert({
		productID,
		vendorID,
		isActive: true,
		isDefault: true,
		vendorCost: cost,
		vendorPartNumber: part,
	});
}

function add(world: World, values: Values): number {
	return world.store.table('Products').insert(values).id;
}

function cents(amount: number): number {
	return Math.round(amount * 100) / 100;
}
