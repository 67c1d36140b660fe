import { AutotaskApiError, AutotaskRestApi } from '@apigrate/autotask-restapi';

import { openApi, type Api } from './api';

/** A client that nobody here wrote works the twin: what it expects of Autotask, the twin does. */
describe('@apigrate/autotask-restapi against the twin', () => {
	let api: Api;
	let client: AutotaskRestApi;
	let hardware: number;
	let tdSynnex: number;

	beforeAll(async () => {
		api = await openApi();
		client = clientOf(api);
		const codes = await client.BillingCodes.query({
			filter: [
				{ op: 'eq', field: 'useType', value: 4 },
				{ op: 'eq', field: 'isActive', value: true },
				{ op: 'eq', field: 'name', value: 'Hardware' },
			],
		});
		hardware = codes.items[0].id;
		const vendors = await client.Companies.query({
			filter: [{ op: 'eq', field: 'companyName', value: 'TD SYNNEX' }],
		});
		tdSynnex = vendors.items[0].id;
	});
	afterAll(() => api.close());

	const product = (sku: string) => ({
		name: 'Contract switch',
		sku,
		isActive: true,
		isSerialized: false,
		productBillingCodeID: hardware,
		unitPrice: 20,
	});

	test('finds its zone by itself and reads the threshold', async () => {
		expect(await client.ThresholdInformation.get('')).toMatchObject({
			externalRequestThreshold: 10_000,
			requestThresholdTimeframe: 60,
		});
		expect(client.zoneInfo).toMatchObject({ url: api.zoneUrl });
	});

	test('creates, reads, counts, changes and replaces a product', async () => {
		const { itemId } = await client.Products.create(product('C-1'));
		expect(itemId).toEqual(expect.any(Number));
		expect((await client.Products.get(itemId)).item).toMatchObject({ sku: 'C-1', unitPrice: 20 });
		const search = { filter: [{ op: 'eq', field: 'sku', value: 'C-1' }] };
		expect(await client.Products.count(search)).toEqual({ queryCount: 1 });
		expect(await client.Products.update({ id: itemId, unitPrice: 21 })).toEqual({ itemId });
		expect((await client.Products.get(itemId)).item).toMatchObject({ sku: 'C-1', unitPrice: 21 });
		await client.Products.replace({
			...product('C-2'),
			id: itemId,
			billingType: 1,
			priceCostMethod: 1,
		});
		expect((await client.Products.get(itemId)).item).toMatchObject({ sku: 'C-2' });
	});

	test('pages come in the shape that it hands on', async () => {
		const { items, pageDetails } = await client.Products.query({
			filter: [{ op: 'exist', field: 'id' }],
			includeFields: ['id', 'sku'],
			maxRecords: 10,
		});
		expect(items).toHaveLength(10);
		expect(pageDetails).toMatchObject({ count: 10, requestCount: 10, prevPageUrl: null });
		expect(pageDetails.nextPageUrl).toContain(`${api.zoneUrl}V1.0/Products/query/next?paging=`);
	});

	test('orders: header, items, submission and receipt through the parents\u2019 paths', async () => {
		const productID = (await client.Products.create(product('C-3'))).itemId;
		const place = (
			await client.InventoryLocations.query({
				filter: [{ op: 'eq', field: 'isActive', value: true }],
			})
		).items[0].id;
		const order = (
			await client.PurchaseOrders.create({
				vendorID: tdSynnex,
				status: 1,
				shipToName: 'Us',
				shipToAddress1: '1 Main St',
			})
		).itemId;
		const item = (
			await client.PurchaseOrderItems.create(order, {
				orderID: order,
				productID,
				inventoryLocationID: place,
				quantity: 1,
				unitCost: 10,
			})
		).itemId;
		await client.PurchaseOrderItems.update(order, { id: item, memo: 'ETA unknown' });
		await client.PurchaseOrders.update({ id: order, status: 2 });
		await client.PurchaseOrderItemReceiving.create(item, {
			purchaseOrderItemID: item,
			quantityNowReceiving: 1,
		});
		expect((await client.PurchaseOrders.get(order)).item).toMatchObject({ status: 4 });
		expect((await client.PurchaseOrderItems.get(item)).item).toMatchObject({ memo: 'ETA unknown' });
	});

	test('vendors of a product, and deletion of a child', async () => {
		const productID = (await client.Products.create(product('C-4'))).itemId;
		await client.ProductVendors.create(productID, {
			productID,
			vendorID: tdSynnex,
			isActive: true,
			isDefault: true,
		});
		const quote = (await client.Quotes.query({ filter: [{ op: 'exist', field: 'id' }] })).items[0]
			.id;
		const { itemId } = await client.QuoteItems.create(quote, {
			quoteID: quote,
			productID,
			quantity: 1,
			quoteItemType: 1,
			isOptional: false,
			unitDiscount: 0,
			lineDiscount: 0,
			percentageDiscount: 0,
		});
		expect(await client.QuoteItems.delete(quote, itemId)).toEqual({ itemId });
	});

	test('field information and user-defined fields', async () => {
		expect((await client.Products.info()).info).toMatchObject({
			name: 'Product',
			canDelete: false,
		});
		const { fields } = await client.PurchaseOrders.fieldInfo();
		expect(fields.find(({ name }) => name === 'status')?.picklistValues).toHaveLength(5);
		expect((await client.Products.udfInfo()).fields.map(({ name }) => name)).toContain(
			'TD SYNNEX SKU',
		);
		expect(await client.PurchaseOrders.udfInfo()).toEqual({ fields: [] });
	});

	test('in another\u2019s name: the record shows whom', async () => {
		const { items } = await client.Resources.query({
			filter: [{ op: 'eq', field: 'firstName', value: 'Dana' }],
		});
		const { itemId } = await client.Products.create(product('C-5'), {
			ImpersonationResourceId: items[0].id,
		});
		expect((await client.Products.get(itemId)).item).toMatchObject({
			createdByResourceID: items[0].id,
			impersonatorCreatorResourceID: expect.any(Number),
		});
		const { items: former } = await client.Resources.query({
			filter: [{ op: 'eq', field: 'isActive', value: false }],
		});
		for (const ImpersonationResourceId of [999999, former[0].id]) {
			await expect(
				client.Products.create(product('C-6'), { ImpersonationResourceId }),
			).rejects.toMatchObject({ status: 500 });
		}
		await expect(
			client.Quotes.create({ name: 'x' }, { ImpersonationResourceId: 999999 }),
		).rejects.toMatchObject({ status: 500 });
	});

	test('a missing record is null, a refusal an error with its details, a wrong secret 401', async () => {
		expect(await client.Companies.get(999999)).toEqual({ item: null });
		const refused = client.Products.create({ name: 'no more' }).catch((error: unknown) => error);
		expect(await refused).toBeInstanceOf(AutotaskApiError);
		expect(await refused).toMatchObject({
			status: 500,
			details: { errors: ['Missing Required Field: isActive. ; on record number [1].'] },
		});
		await expect(clientOf(api, 'wrong').Companies.get(0)).rejects.toMatchObject({ status: 401 });
	});
});

function clientOf(api: Api, secret = api.headers.Secret): AutotaskRestApi {
	return new AutotaskRestApi(
		api.headers.UserName ?? '',
		secret ?? '',
		api.headers.ApiIntegrationCode ?? '',
		{ base_url: api.zoneUrl },
	);
}
