import type { Twins } from '../../demo/twins';

/** What Catalog Fetch gives of a product, as far as it counts here. */
export interface CatalogItem {
	sku: string;
	mpn: string;
	manufacturer: string;
	description: string;
	cost: string;
}

/** What is not as it should be in Autotask among the products of the catalog. */
export interface Mess {
	/** Products that are there twice and were not before the flow ran. */
	doubled: number;
	/** Active products of a SKU, the only ones of it, without any entry of a vendor. */
	vendorMissing: number;
	/** Active products of a SKU, the only ones of it, whose cost is not that of the price file. */
	costWrong: number;
}

interface Product {
	id: number;
	unitCost?: number | null;
	sku?: string | null;
	manufacturerName?: string | null;
	manufacturerProductName?: string | null;
	isActive: boolean;
}

const TWICE = 12;
const BY_HAND = 20;

/**
 * Products as a real Autotask has them beside those that the sandbox brings: some of the catalog
 * twice under one SKU, some typed in by hand with their part number and no SKU.
 *
 * @returns the goods that are there twice
 */
export async function messUp(
	twins: Twins,
	items: CatalogItem[],
	billingCodeId: string,
): Promise<ReadonlySet<string>> {
	const known = new Set((await products(twins)).map(({ sku }) => sku ?? ''));
	const fresh = items.filter(({ sku, mpn }) => !known.has(`TDS-${sku}`) && mpn !== '');
	const twice = fresh.slice(0, TWICE);
	const byHand = fresh.slice(TWICE, TWICE + BY_HAND);
	for (const item of [...twice, ...twice])
		await create(twins, item, { sku: `TDS-${item.sku}`, billingCodeId });
	for (const item of byHand) await create(twins, item, { sku: null, billingCodeId });
	return doubles(await products(twins), items);
}

/** What a flow left, against what was there before. */
export async function wrongIn(
	twins: Twins,
	items: CatalogItem[],
	before: ReadonlySet<string>,
): Promise<Mess> {
	const all = await products(twins);
	const entries = await records<{ productID: number }>(twins, 'ProductVendors');
	const withVendor = new Set(entries.map(({ productID }) => productID));
	const costs = new Map(items.map(({ sku, cost }) => [`TDS-${sku}`, Number(cost)]));
	const active = all.filter(({ sku, isActive }) => isActive && costs.has(sku ?? ''));
	const single = active.filter((one) => active.filter(({ sku }) => sku === one.sku).length === 1);
	return {
		doubled: [...doubles(all, items)].filter((mpn) => !before.has(mpn)).length,
		vendorMissing: single.filter(({ id }) => !withVendor.has(id)).length,
		costWrong: single.filter(({ sku, unitCost }) => unitCost !== costs.get(sku ?? '')).length,
	};
}

/** Goods of the catalog, by maker and part number, of which there is more than one active product. */
function doubles(all: Product[], items: CatalogItem[]): Set<string> {
	const goods = ({ manufacturer, mpn }: CatalogItem) => `${manufacturer}|${mpn}`.toUpperCase();
	const bySku = new Map(items.map((item) => [`TDS-${item.sku}`, goods(item)]));
	const wanted = new Set(bySku.values());
	const counts = new Map<string, number>();
	for (const { sku, manufacturerName, manufacturerProductName, isActive } of all) {
		const typed = `${manufacturerName ?? ''}|${manufacturerProductName ?? ''}`.toUpperCase();
		const one = bySku.get(sku ?? '') ?? typed;
		if (isActive && wanted.has(one)) counts.set(one, (counts.get(one) ?? 0) + 1);
	}
	return new Set([...counts].filter(([, count]) => count > 1).map(([one]) => one));
}

async function products(twins: Twins): Promise<Product[]> {
	return await records(twins, 'Products');
}

async function records<T>(twins: Twins, entity: string): Promise<T[]> {
	return await twins.control<T[]>('GET', `/autotask/entities/${entity}`);
}

async function create(
	twins: Twins,
	item: CatalogItem,
	{ sku, billingCodeId }: { sku: string | null; billingCodeId: string },
): Promise<void> {
	const { zoneDiscoveryUrl, userName, secret, integrationCode } = twins.addresses.autotask;
	const response = await fetch(`${zoneDiscoveryUrl}V1.0/Products`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			UserName: userName,
			Secret: secret,
			ApiIntegrationCode: integrationCode,
		},
		body: JSON.stringify({
			name: item.description.slice(0, 100),
			sku,
			manufacturerName: item.manufacturer,
			manufacturerProductName: item.mpn,
			unitCost: Number(item.cost),
			productBillingCodeID: Number(billingCodeId),
			isActive: true,
			isSerialized: false,
		}),
	});
	if (!response.ok)
		throw new Error(`a product by hand: ${response.status} ${await response.text()}`);
}
