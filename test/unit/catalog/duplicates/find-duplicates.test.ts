import { findDuplicates } from '../../../../lib/catalog/duplicates/find-duplicates';
import { undoRun } from '../../../../lib/catalog/undo/undo-run';
import { smallAutotask } from '../small-autotask';

describe('duplicates among Autotask’s products, on the twin', () => {
	const twin = smallAutotask();
	const { add, client, records } = twin;
	let vendorId: number;
	beforeEach(async () => {
		vendorId = twin.vendorId();
		// only what a test adds counts
		for (const { id } of records('Products'))
			twin.sandbox.autotask.admin.changeRecord('Products', Number(id), { isActive: false });
	});

	const held = (id: number) => records('Products').find((one) => one.id === id);
	const product = (values: object) => {
		const [any] = records('Products').filter(({ productBillingCodeID }) => productBillingCodeID);
		const { productBillingCodeID, chargeBillingCodeID, billingType, priceCostMethod, periodType } =
			any ?? {};
		const needed = { productBillingCodeID, chargeBillingCodeID, billingType, priceCostMethod };
		return add('Products', {
			...needed,
			periodType,
			isActive: true,
			isSerialized: false,
			name: 'a product',
			...values,
		});
	};
	const find = (items: unknown[] = [], change: { dryRun?: boolean; upcField?: string } = {}) =>
		findDuplicates(
			items,
			{ vendorId, skuPattern: 'TDS-{sku}', upcField: '', dryRun: true, ...change },
			{ autotask: client() },
		);
	const MPN = { manufacturerName: 'Cisco', manufacturerProductName: 'CBS350-24T' };

	it('are found by TD SYNNEX SKU, by vendor entry, and by maker and part number, as one group', async () => {
		const one = product({ sku: 'TDS-70000001', ...MPN });
		const two = product({ sku: 'tds-70000001 ' });
		const three = product({
			manufacturerName: 'CISCO INC.',
			manufacturerProductName: 'cbs350-24t',
		});
		const four = product({ sku: 'OWN-4' });
		add('ProductVendors', { productID: four, vendorID: vendorId, vendorPartNumber: '70000001' });
		product({ sku: 'TDS-70000002', manufacturerName: 'HP', manufacturerProductName: 'CBS350-24T' });
		product({ sku: 'TDS-70000001', isActive: false });
		const found = await find();
		expect(new Set(found.map(({ group }) => group))).toEqual(
			new Set([[one, two, three, four].join('+')]),
		);
		expect(found[0]?.shared).toEqual([
			'TD SYNNEX SKU 70000001',
			'part number cbs350-24t of CISCO INC.',
		]);
		expect(twin.sandbox.control.stats().effects.autotask).toBe(0);
	});

	it('are found by UPC where a field holds it, zeros in front or not', async () => {
		const one = product({ sku: 'A' });
		const two = product({ sku: 'B' });
		const field = 'TD SYNNEX SKU';
		for (const [id, upc] of [
			[one, '012345678905'],
			[two, '12345678905'],
		] as const)
			twin.sandbox.autotask.admin.changeRecord('Products', id, {}, { [field]: upc });
		expect(await find()).toEqual([]);
		expect(await find([], { upcField: field })).toHaveLength(2);
	});

	it('stay by what uses them: stock, orders, quotes, then the one of the sync, then the oldest', async () => {
		const group = (number: number) =>
			[1, 2].map(() => product({ sku: `TDS-${70000000 + number}` })) as [number, number];
		const [stocked, ordered, quoted, plain] = [group(1), group(2), group(3), group(4)];
		add('InventoryItems', { productID: stocked[1], quantityOnHand: 3 });
		add('PurchaseOrderItems', { productID: ordered[1], quantity: 1 });
		add('QuoteItems', { productID: quoted[1], quantity: 1 });
		const staying = (await find()).filter(({ role }) => role === 'stays');
		expect(staying.map(({ productId }) => Number(productId))).toEqual([
			stocked[1],
			ordered[1],
			quoted[1],
			plain[0],
		]);
		expect(staying[0]).toMatchObject({ onHand: 3, purchaseOrderItems: 0, quoteItems: 0 });
	});

	it('with stock are never set inactive', async () => {
		const ids = [1, 2].map(() => product({ sku: 'TDS-70000001' }));
		for (const productID of ids) add('InventoryItems', { productID, quantityOnHand: 3 });
		expect((await find()).map(({ role, reason }) => [role, reason])).toEqual([
			['stays', ''],
			['left', `3 units are in stock under it. First transfer them to product ${ids[0]} first.`],
		]);
	});

	it('are merged only as approved, product by product, and undone by what came out', async () => {
		const own = product({ ...MPN });
		const synced = product({ sku: 'TDS-70000001', ...MPN });
		add('ProductVendors', { productID: synced, vendorID: vendorId, vendorPartNumber: '70000001' });
		add('QuoteItems', { productID: own, quantity: 1 });
		const others = [1, 2].map(() => product({ sku: 'TDS-70000002' }));
		const plan = await find();
		const key = `${own}+${synced}`;

		expect(await find(plan, { dryRun: false })).toMatchObject(
			plan.map(() => ({ outcome: 'held', code: 'not-approved' })),
		);
		expect(twin.sandbox.control.stats().effects.autotask).toBe(0);

		const merged = await find([{ group: key, approved: true }], { dryRun: false });
		const ofGroup = merged.filter(({ group }) => group === key);
		expect(ofGroup.map(({ role, outcome }) => [role, outcome])).toEqual([
			['stays', 'done'],
			['retired', 'done'],
		]);
		expect(held(own)).toMatchObject({ sku: 'TDS-70000001', isActive: true });
		expect(held(synced)).toMatchObject({ isActive: false });
		expect(records('ProductVendors').filter(({ productID }) => productID === own)).toMatchObject([
			{ vendorPartNumber: '70000001', vendorID: vendorId },
		]);
		for (const id of others) expect(held(id)).toMatchObject({ isActive: true });
		expect((await find()).map(({ group }) => group)).not.toContain(key);

		await undoRun(ofGroup, { vendorId, dryRun: false }, { autotask: client() });
		expect(held(own)?.sku ?? '').toBe('');
		expect(held(synced)).toMatchObject({ isActive: true });
	});

	it('are not merged where the group has another member since it was approved', async () => {
		const ids = [1, 2].map(() => product({ sku: 'TDS-70000001' }));
		product({ sku: 'TDS-70000001' });
		const run = await find([{ group: ids.join('+'), approved: true }], { dryRun: false });
		expect(run.map(({ outcome }) => outcome)).toEqual(['held', 'held', 'held']);
		expect(twin.sandbox.control.stats().effects.autotask).toBe(0);
	});
});
