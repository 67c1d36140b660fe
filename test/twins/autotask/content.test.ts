import { startSandbox, type Sandbox } from '../../../sandbox';
import { productAt } from '../../../sandbox/world/catalog';

type Row = Record<string, unknown>;

describe('the Autotask of an MSP before the first sync', () => {
	let sandbox: Sandbox;
	let products: Row[];
	const rows = (entity: string): Row[] => sandbox.autotask.admin.records(entity);
	const one = (entity: string, field: string, value: unknown): Row =>
		rows(entity).find((row) => row[field] === value) ?? {};
	beforeAll(async () => {
		sandbox = await startSandbox({ only: 'autotask', skus: 200_000, seed: 3 });
		products = rows('Products');
	});
	afterAll(() => sandbox.close());

	test('holds some 3,000 products of its own and 1,500 that the incumbent left', () => {
		const theirs = products.filter((row) => String(row.sku).startsWith('TDS-'));
		expect(products.length - theirs.length).toBe(3_000);
		expect(new Set(theirs.map((row) => row.sku)).size).toBe(1_500);
	});

	test('the incumbent\u2019s are the catalog\u2019s SKUs, as its screens show them', () => {
		const first = productAt(3, 0);
		const row = one('Products', 'sku', `TDS-${first.sku}`);
		const vendor = one('Companies', 'companyName', 'TD SYNNEX');
		const code = rows('BillingCodes').find(({ id }) => id === row.productBillingCodeID);
		expect(row.name).toBe(row.description);
		expect(String(row.name).startsWith(first.description)).toBe(true);
		expect(row).toMatchObject({ defaultVendorID: vendor.id });
		expect(row.manufacturerProductName ?? null).toBeNull();
		expect(code).toMatchObject({ name: 'Hardware', useType: 4, isActive: true });
		expect(vendor).toMatchObject({ companyType: 7, isActive: true });
	});

	test('their prices run from -12 % to +25 % on cost, and a part of the costs is stale', () => {
		const theirs = products.filter(
			(row) => String(row.sku).startsWith('TDS-') && Number(row.unitCost) > 20,
		);
		const markups = theirs.map((row) => Number(row.unitPrice) / Number(row.unitCost) - 1);
		expect(Math.min(...markups)).toBeGreaterThan(-0.13);
		expect(Math.max(...markups)).toBeLessThan(0.26);
		const costs = new Map(
			Array.from({ length: 1_500 }, (_, at) => {
				const product = productAt(3, Math.floor((at * 200_000) / 1_500));
				return [`TDS-${product.sku}`, Number(product.cost)];
			}),
		);
		const stale = theirs.filter(
			(row) => Math.abs(Number(row.unitCost) - (costs.get(String(row.sku)) ?? 0)) > 0.01,
		);
		expect(stale.length / theirs.length).toBeGreaterThan(0.15);
		expect(stale.length / theirs.length).toBeLessThan(0.45);
	});

	test('hand-made products have a part number and no SKU; a few SKUs are there twice', () => {
		const handMade = products.filter((row) => row.manufacturerProductName && !row.sku);
		expect(handMade).toHaveLength(120);
		const skus = products.map((row) => row.sku).filter((sku) => String(sku).startsWith('TDS-'));
		expect(skus.length - new Set(skus).size).toBe(5);
	});

	test('has an active main warehouse, customers with sites and people, and one own company 0', () => {
		expect(one('InventoryLocations', 'isDefault', true)).toMatchObject({ isActive: true });
		expect(one('Companies', 'id', 0)).toMatchObject({ companyName: 'Northgate Managed IT' });
		const customer = one('Companies', 'companyName', 'Alder & Finch Law');
		expect(rows('CompanyLocations').some((site) => site.companyID === customer.id)).toBe(true);
		expect(rows('Contacts').some((contact) => contact.companyID === customer.id)).toBe(true);
	});

	test('a won opportunity has one primary quote, made of TD SYNNEX products', () => {
		const won = one('Opportunities', 'title', 'Workstation refresh');
		const quotes = rows('Quotes').filter((quote) => quote.opportunityID === won.id);
		const primary = quotes.filter((quote) => quote.primaryQuote);
		expect(quotes).toHaveLength(2);
		expect(primary).toHaveLength(1);
		const items = rows('QuoteItems').filter((item) => item.quoteID === primary[0]?.id);
		expect(items).toHaveLength(3);
		for (const { productID } of items) {
			expect(String(one('Products', 'id', productID).sku)).toMatch(/^TDS-\d+$/);
		}
	});

	test('has purchase orders for TD SYNNEX: ready, with a foreign line, without lines, through', () => {
		const vendor = one('Companies', 'companyName', 'TD SYNNEX').id;
		const lines = rows('PurchaseOrders')
			.filter((order) => order.vendorID === vendor && order.status === 1)
			.map((order) =>
				rows('PurchaseOrderItems')
					.filter((item) => item.orderID === order.id)
					.map((item) => String(one('Products', 'id', item.productID).sku).startsWith('TDS-')),
			);
		expect(lines).toEqual([[true, true, true], [true], [true, false], []]);
		expect(rows('PurchaseOrders').map((order) => order.status)).toEqual(
			expect.arrayContaining([2, 4]),
		);
	});

	test('is the same for the same seed, and another for another', async () => {
		const again = await startSandbox({ only: 'autotask', skus: 200_000, seed: 3 });
		const other = await startSandbox({ only: 'autotask', skus: 200_000, seed: 4 });
		const names = (of: Sandbox) => of.autotask.admin.records('Products').map((row) => row.name);
		expect(names(again)).toEqual(products.map((row) => row.name));
		expect(names(other)).not.toEqual(names(again));
		await Promise.all([again.close(), other.close()]);
	});
});
