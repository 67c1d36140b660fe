import { openApi, type Api } from './api';

/** Refusals that no other test names, each with its sentence: a twin that merely broke would answer 500 as well. */
describe('what Autotask refuses', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi();
	});
	afterAll(() => api.close());

	const said = async (method: string, path: string, body?: unknown, headers = {}) => {
		const answer = await api.call(method, path, body, headers);
		return [answer.status, answer.body.errors?.join() ?? answer.text];
	};

	test.each([
		['a condition that is none', ['sku'], 'a filter condition must be an object'],
		['a group without items', [{ op: 'or', items: [] }], "'or' needs items"],
		['"in" without a list', [{ op: 'in', field: 'sku', value: 'A' }], "'in' needs an array"],
		['a comparison without a value', [{ op: 'eq', field: 'sku' }], "'eq' needs a value"],
		[
			'a part of a number',
			[{ op: 'contains', field: 'unitCost', value: 1 }],
			"'contains' applies to text, unitCost is none",
		],
		[
			'a date that is none',
			[{ op: 'gt', field: 'createdTime', value: 'soon' }],
			'soon is no date and time',
		],
		[
			'a number that is none',
			[{ op: 'gt', field: 'unitCost', value: 'dear' }],
			'dear is no number, as unitCost is',
		],
		[
			'true for a number',
			[{ op: 'eq', field: 'unitCost', value: true }],
			'true is no number, as unitCost is',
		],
	])('in a query: %s', async (_, filter, sentence) => {
		const answer = await said('POST', '/Products/query', { filter });
		expect(answer).toEqual([500, expect.stringContaining(sentence)]);
	});

	test('in a query: a user-defined field of an entity that has none', async () => {
		const filter = [{ op: 'eq', field: 'Anything', value: '1', udf: true }];
		expect(await said('POST', '/PurchaseOrders/query', { filter })).toEqual([
			500,
			'Unable to find Anything in the PurchaseOrder Entity.',
		]);
	});

	test('a query of what can only be written', async () => {
		const filter = [{ op: 'exist', field: 'id' }];
		expect(await said('POST', '/InventoryStockedItemsAdd/query', { filter })).toEqual([
			500,
			expect.stringContaining('cannot be queried'),
		]);
	});

	test('a page that was never handed out', async () => {
		const filter = [{ op: 'exist', field: 'id' }];
		for (const token of [
			'x',
			'{}',
			'{"previousIds":[],"nextIds":[]}',
			'{"previousIds":[],"nextIds":["a"]}',
		]) {
			const url = `/Products/query/next?paging=${encodeURIComponent(token)}`;
			expect(await said('POST', url, { filter })).toEqual([
				500,
				expect.stringContaining('the paging value is unknown'),
			]);
		}
	});

	test('an address outside the service, another version, and an entity that there is not', async () => {
		const { origin } = new URL(api.zoneUrl);
		for (const path of ['/Elsewhere/V1.0/Products/1', '/ATServicesRest/V2.0/Products/1'])
			expect((await api.call('GET', origin + path)).status).toBe(404);
		expect((await api.call('GET', '/Gadgets/1')).status).toBe(404);
		expect((await api.call('POST', '/Gadgets/query', { filter: [] })).status).toBe(404);
	});

	const material = async () =>
		(await api.find('BillingCodes', { op: 'eq', field: 'useType', value: 4 }))[0]?.id;
	const product = async (values: object) => ({
		name: 'P',
		isActive: true,
		isSerialized: false,
		productBillingCodeID: await material(),
		...values,
	});
	const purchaseOrder = async (values: object) => ({
		vendorID: (await api.one('Companies', 'companyName', 'TD SYNNEX')).id,
		status: 1,
		shipToName: 'Us',
		shipToAddress1: '1 Main St',
		...values,
	});

	test('in a write: an object where text belongs, and a date that is none', async () => {
		expect(await said('POST', '/Products', await product({ name: { first: 'x' } }))).toEqual([
			500,
			expect.stringContaining("Could not convert object to string: [object Object]. Path 'name'"),
		]);
		const order = await purchaseOrder({ shippingDate: 'soon' });
		expect(await said('POST', '/PurchaseOrders', order)).toEqual([
			500,
			expect.stringContaining("Path 'shippingDate'"),
		]);
	});

	test('a body that is no record, an update of nothing, user-defined fields that are no list', async () => {
		expect(await said('POST', '/Products', [await product({})])).toEqual([
			500,
			'The request body must be one record.',
		]);
		expect(await said('PATCH', '/Products', { name: 'x' })).toEqual([
			500,
			expect.stringContaining('Missing Required Field: id'),
		]);
		const udf = await product({ userDefinedFields: { name: 'TD SYNNEX SKU', value: '1' } });
		expect(await said('POST', '/Products', udf)).toEqual([
			500,
			'userDefinedFields must be a list of names and values.',
		]);
		const none = await product({ userDefinedFields: null });
		expect((await api.call('POST', '/Products', none)).status).toBe(200);
	});

	test('a search by GET without a search', async () => {
		expect(await said('GET', '/Products/query')).toEqual([
			500,
			'Invalid query: the search is missing.',
		]);
	});

	test('a child without its parent’s id in the body, and one of another parent', async () => {
		const vendorID = (await api.one('Companies', 'companyName', 'TD SYNNEX')).id;
		const make = async () => (await api.call('POST', '/Products', await product({}))).body.itemId;
		const [one, other] = [await make(), await make()];
		const entry = { vendorID, isDefault: true, isActive: true };
		expect(await said('POST', `/Products/${one}/Vendors`, entry)).toEqual([
			500,
			expect.stringContaining('Missing Required Field: productID'),
		]);
		const whole = { ...entry, productID: one };
		const { itemId } = (await api.call('POST', `/Products/${one}/Vendors`, whole)).body;
		const change = { id: itemId, vendorPartNumber: '1' };
		expect(await said('PATCH', `/Products/${other}/Vendors`, change)).toEqual([
			500,
			expect.stringContaining('No matching records found'),
		]);
	});

	test('a call above the hour’s limit, which the ledger then shows as rejected', async () => {
		api.sandbox.autotask.admin.setLimits({ hourlyLimit: 10, used: 10 });
		expect((await api.call('GET', '/Companies/0')).status).toBe(429);
		api.sandbox.autotask.admin.setLimits({ hourlyLimit: 0, used: 0 });
		expect(api.sandbox.control.ledger({ system: 'autotask', status: 429 })).toEqual([
			expect.objectContaining({ effect: 'rejected' }),
		]);
	});

	test('but not a read-only value that is sent as it is', async () => {
		const { itemId } = (await api.call('POST', '/Products', await product({}))).body;
		const { item } = (await api.call('GET', `/Products/${itemId}`)).body;
		const { createdTime } = item;
		expect((await api.call('PATCH', '/Products', { id: itemId, createdTime })).status).toBe(200);
	});

	test('an item of a purchase order that is not there', async () => {
		const place = (await api.one('InventoryLocations', 'locationName', 'Main Warehouse')).id;
		const item = { orderID: 999_999, inventoryLocationID: place, quantity: 1, unitCost: 1 };
		expect(await said('POST', '/PurchaseOrders/999999/Items', item)).toEqual([
			500,
			expect.stringContaining('orderID of type: PurchaseOrder'),
		]);
	});

	test('an opportunity that closes before it starts', async () => {
		const [known] = await api.find('Opportunities', { op: 'exist', field: 'id' });
		const dates = { startDate: '2026-05-02T00:00:00Z', projectedCloseDate: '2026-05-01T00:00:00Z' };
		expect(await said('PATCH', '/Opportunities', { id: known?.id, ...dates })).toEqual([
			500,
			expect.stringContaining('projectedCloseDate must not be before startDate.'),
		]);
	});

	test('a write in another’s name where the entity knows no such thing', async () => {
		const [other] = await api.find('Resources', { op: 'eq', field: 'isActive', value: true });
		const headers = { ImpersonationResourceId: String(other?.id) };
		const [company] = await api.find('Companies', { op: 'gt', field: 'id', value: 0 });
		const location = { companyID: company?.id, name: 'Shed', isActive: true };
		const path = `/Companies/${String(company?.id)}/Locations`;
		expect(await said('POST', path, location, headers)).toEqual([
			500,
			expect.stringContaining('does not support impersonation'),
		]);
	});

	test('and what it takes: a blank number is none, a price on no cost has no markup, the same status is no change', async () => {
		const id = async (values: object) =>
			(await api.call('POST', '/Products', await product(values))).body.itemId;
		const read = async (path: string) => (await api.call('GET', path)).body.item;
		expect(await read(`/Products/${await id({ unitCost: '' })}`)).toMatchObject({ unitCost: null });
		const free = { unitCost: 0, unitPrice: 5 };
		expect(await read(`/Products/${await id(free)}`)).toMatchObject({ markupRate: null });

		const order = (await api.call('POST', '/PurchaseOrders', await purchaseOrder({}))).body.itemId;
		const change = { id: order, status: 1, freight: 12.5 };
		expect((await api.call('PATCH', '/PurchaseOrders', change)).status).toBe(200);
		expect(await read(`/PurchaseOrders/${order}`)).toMatchObject({
			status: 1,
			internalCurrencyFreight: 12.5,
		});
	});
});
