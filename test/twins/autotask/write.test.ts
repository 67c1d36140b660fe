import { openApi, type Answer, type Api } from './api';

const ON_RECORD = ' ; on record number [1].';

describe('writes', () => {
	let api: Api;
	let hardware: number;
	let tdSynnex: number;
	let customer: number;
	beforeAll(async () => {
		api = await openApi();
		const codes = await api.find('BillingCodes', { op: 'eq', field: 'useType', value: 4 });
		hardware = Number(codes.find((code) => code.name === 'Hardware')?.id);
		tdSynnex = Number((await api.one('Companies', 'companyName', 'TD SYNNEX')).id);
		customer = Number((await api.one('Companies', 'companyName', 'Alder & Finch Law')).id);
	});
	afterAll(() => api.close());

	const product = (more: Record<string, unknown> = {}) => ({
		name: 'A switch',
		isActive: true,
		isSerialized: false,
		productBillingCodeID: hardware,
		...more,
	});
	const createProduct = async (more: Record<string, unknown> = {}): Promise<number> => {
		const answer = await api.call('POST', '/Products', product(more));
		expect(answer.text).toMatch(/^\{"itemId":\d+\}$/);
		return answer.body.itemId;
	};
	const refusal = async (answer: Promise<Answer>): Promise<string> => {
		const { status, body } = await answer;
		expect(status).toBe(500);
		return body.errors.join('\n');
	};
	const read = async (id: number) => (await api.call('GET', `/Products/${id}`)).body.item;

	test('a create answers 200 with the id alone, and the record reads back', async () => {
		const id = await createProduct({ sku: 'W-1', unitCost: '12.50', unitPrice: 15 });
		expect(await read(id)).toMatchObject({
			id,
			sku: 'W-1',
			unitCost: 12.5,
			billingType: 1,
			priceCostMethod: 1,
			markupRate: 20,
			createdTime: expect.stringMatching(/Z$/),
		});
		const entry = api.sandbox.control.ledger({ effect: 'accepted' }).at(-1);
		expect(entry).toMatchObject({ stored: `Products/${id}`, endpoint: 'Products', method: 'POST' });
	});

	test('missing required fields are named one at a time, and nothing is stored', async () => {
		const before = api.sandbox.autotask.stored().Products;
		const nameless = product({ name: undefined });
		expect(await refusal(api.call('POST', '/Products', nameless))).toBe(
			`Missing Required Field: name.${ON_RECORD}`,
		);
		expect(await refusal(api.call('POST', '/Products', product({ isSerialized: null })))).toBe(
			`Missing Required Field: isSerialized.${ON_RECORD}`,
		);
		expect(api.sandbox.autotask.stored().Products).toBe(before);
		expect(api.sandbox.control.ledger().at(-1)).toMatchObject({ effect: 'rejected', stored: null });
	});

	test.each([
		['a name over its length', { name: 'x'.repeat(1001) }, 'exceeds maximum length (field:name)'],
		['a SKU over its length', { sku: 'x'.repeat(51) }, 'exceeds maximum length (field:sku)'],
		[
			'text for a number',
			{ unitCost: '1,299.00' },
			'Could not convert string to decimal: 1,299.00',
		],
		['a fraction for an integer', { productCategory: 1.5 }, 'Could not convert'],
		[
			'an unknown picklist value',
			{ productCategory: 99 },
			'Picklist value [99] does not exist for productCategory.',
		],
		['text for a boolean', { isActive: 'true' }, 'Could not convert string to boolean: true'],
		[
			'a reference to nothing',
			{ defaultVendorID: 999999 },
			'Reference value on field: defaultVendorID of type: Company does not exist or is invalid.',
		],
		['a read-only field', { createdTime: '2026-01-01T00:00:00Z' }, 'createdTime is read-only.'],
		['an id of one\u2019s own', { id: 7 }, 'cannot be chosen'],
		[
			'a user-defined field that is not there',
			{ userDefinedFields: [{ name: 'Nope', value: '1' }] },
			'Nope does not exist',
		],
		[
			'a value that the list does not hold',
			{ userDefinedFields: [{ name: 'TD SYNNEX Lifecycle', value: 'Old' }] },
			'Picklist value [Old]',
		],
	])('%s is refused', async (_what, more, text) => {
		expect(await refusal(api.call('POST', '/Products', product(more)))).toContain(text);
	});

	test('null for a number, in place of leaving it out, fails without a reason', async () => {
		const answer = await api.call('POST', '/Products', product({ unitCost: null }));
		expect(answer.status).toBe(500);
		expect(answer.body).toMatchObject({ errorId: 57492 });
		expect(answer.body.errors[0]).toContain('An unexpected error has occurred.');
		const id = await createProduct({ unitCost: 4 });
		expect((await api.call('PATCH', '/Products', { id, unitCost: null })).status).toBe(200);
		expect((await read(id)).unitCost).toBeNull();
	});

	test('a product is sold under an active material code, and its vendor is an active vendor', async () => {
		const codes = await api.find('BillingCodes', {
			op: 'contains',
			field: 'name',
			value: 'Hardware',
		});
		expect(codes).toHaveLength(3);
		for (const { id } of codes.filter((code) => code.id !== hardware)) {
			const answer = api.call('POST', '/Products', product({ productBillingCodeID: id }));
			expect(await refusal(answer)).toContain('productBillingCodeID of type: BillingCode');
		}
		const closed = Number((await api.one('Companies', 'companyName', 'Tech Data (do not use)')).id);
		for (const defaultVendorID of [customer, closed]) {
			expect(await refusal(api.call('POST', '/Products', product({ defaultVendorID })))).toContain(
				'defaultVendorID of type: Company',
			);
		}
		await createProduct({ defaultVendorID: tdSynnex });
	});

	test('billing by head needs a monthly period; the standard one needs a flat price', async () => {
		expect(await refusal(api.call('POST', '/Products', product({ billingType: 2 })))).toContain(
			'Monthly',
		);
		await createProduct({ billingType: 2, periodType: 2 });
		expect(await refusal(api.call('POST', '/Products', product({ priceCostMethod: 2 })))).toContain(
			'Flat',
		);
	});

	test('no more than 100 products are billed by head', async () => {
		const perAsset = { ...product(), billingType: 3, periodType: 2 };
		api.sandbox.autotask.admin.addRecords('Products', new Array(100).fill(perAsset));
		expect(await refusal(api.call('POST', '/Products', perAsset))).toContain('100');
	});

	test('PATCH changes what it names and leaves the rest; PUT empties what it does not name', async () => {
		const id = await createProduct({ sku: 'W-2', unitPrice: 9, description: 'kept' });
		const patched = await api.call('PATCH', '/Products', { id, unitPrice: 11 });
		expect(patched.text).toBe(`{"itemId":${id}}`);
		expect(await read(id)).toMatchObject({ unitPrice: 11, sku: 'W-2', description: 'kept' });
		await api.call('PUT', '/Products', {
			...product(),
			id,
			billingType: 1,
			priceCostMethod: 1,
			unitPrice: 12,
		});
		expect(await read(id)).toMatchObject({ unitPrice: 12, sku: '', description: '' });
		expect(await refusal(api.call('PUT', '/Products', { id, name: 'only a name' }))).toContain(
			'Missing Required Field',
		);
	});

	test('a required field cannot be emptied', async () => {
		const id = await createProduct();
		expect(await refusal(api.call('PATCH', '/Products', { id, name: null }))).toContain('name');
	});

	test('updates go to the collection: PATCH and PUT on an id are 405', async () => {
		for (const verb of ['PATCH', 'PUT', 'POST']) {
			const answer = await api.call(verb, '/Products/1', { name: 'x' });
			expect(answer.status).toBe(405);
			expect(answer.body.Message).toBe(
				`The requested resource does not support http method '${verb}'.`,
			);
		}
	});

	test('an update of a record that is gone says so', async () => {
		const answer = await refusal(api.call('PATCH', '/Products', { id: 999999, name: 'x' }));
		expect(answer).toContain('No matching records found.');
	});

	test('user-defined fields are written by name; an update leaves those it does not name', async () => {
		const id = await createProduct({
			userDefinedFields: [
				{ name: 'TD SYNNEX SKU', value: '42' },
				{ name: 'TD SYNNEX Lifecycle', value: 'Active' },
			],
		});
		await api.call('PATCH', '/Products', {
			id,
			userDefinedFields: [{ name: 'TD SYNNEX SKU', value: '43' }],
		});
		expect((await read(id)).userDefinedFields).toEqual([
			{ name: 'TD SYNNEX SKU', value: '43' },
			{ name: 'TD SYNNEX Lifecycle', value: 'Active' },
		]);
	});

	test('user-defined numbers and dates take nothing else, and read back in their own form', async () => {
		for (const [name, dataType] of [
			['Depth', 3],
			['Due', 4],
		])
			await api.call('POST', '/UserDefinedFieldDefinitions', { name, dataType, udfType: 5 });
		const set = (name: string, value: string) => ({ userDefinedFields: [{ name, value }] });
		const id = await createProduct(set('Depth', '12.5'));
		for (const wrong of [set('Depth', 'deep'), set('Due', 'soon')])
			expect(await refusal(api.call('PATCH', '/Products', { id, ...wrong }))).toMatch(
				/Could not convert|Error converting/i,
			);
		await api.call('PATCH', '/Products', { id, ...set('Due', '2026-12-04') });
		expect((await read(id)).userDefinedFields).toEqual(
			expect.arrayContaining([
				{ name: 'Depth', value: '12.5000' },
				{ name: 'Due', value: '2026-12-04T00:00:00Z' },
			]),
		);
	});

	test('products and purchase orders cannot be deleted', async () => {
		const id = await createProduct();
		expect((await api.call('DELETE', `/Products/${id}`)).status).toBe(405);
		expect((await api.call('DELETE', '/PurchaseOrders/1')).status).toBe(405);
	});

	test('billing codes can only be read', async () => {
		expect((await api.call('POST', '/BillingCodes', { name: 'x' })).status).toBe(405);
		expect((await api.call('PATCH', '/BillingCodes', { id: hardware, name: 'x' })).status).toBe(
			405,
		);
	});

	describe('children', () => {
		test('are read flat, but written through their parent only: flat writes are 404', async () => {
			const productID = await createProduct();
			const vendor = { productID, vendorID: tdSynnex, isActive: true, isDefault: true };
			expect((await api.call('POST', '/ProductVendors', vendor)).status).toBe(404);
			expect((await api.call('PATCH', '/ProductVendors', { id: 1 })).status).toBe(404);
			const { body } = await api.call('POST', `/Products/${productID}/Vendors`, vendor);
			expect(await api.one('ProductVendors', 'id', body.itemId)).toMatchObject(vendor);
			const change = { id: body.itemId, vendorCost: 7.25 };
			expect((await api.call('PATCH', `/Products/${productID}/Vendors`, change)).status).toBe(200);
		});

		test('carry the id of their parent, and that of the URL', async () => {
			const productID = await createProduct();
			const vendor = { vendorID: tdSynnex, isActive: true, isDefault: true };
			const path = `/Products/${productID}/Vendors`;
			expect(await refusal(api.call('POST', path, vendor))).toContain('productID');
			const other = await createProduct();
			expect(await refusal(api.call('POST', path, { ...vendor, productID: other }))).toContain(
				'productID',
			);
		});

		test('do not change parents', async () => {
			const [productID, other] = [await createProduct(), await createProduct()];
			const vendor = { productID, vendorID: tdSynnex, isActive: true, isDefault: true };
			const path = `/Products/${productID}/Vendors`;
			const { itemId } = (await api.call('POST', path, vendor)).body;
			expect(await refusal(api.call('PATCH', path, { id: itemId, productID: other }))).toContain(
				'productID',
			);
			expect(
				await refusal(
					api.call('PATCH', `/Products/${other}/Vendors`, { id: itemId, isActive: false }),
				),
			).toContain('No matching');
		});

		test('a product has each vendor once, and one of them by default', async () => {
			const productID = await createProduct();
			const path = `/Products/${productID}/Vendors`;
			const vendor = { productID, vendorID: tdSynnex, isActive: true, isDefault: true };
			const first = (await api.call('POST', path, vendor)).body.itemId;
			expect(await refusal(api.call('POST', path, vendor))).toContain('already');
			const ingram = Number((await api.one('Companies', 'companyName', 'Ingram Micro')).id);
			await api.call('POST', path, { ...vendor, vendorID: ingram });
			expect(await api.one('ProductVendors', 'id', first)).toMatchObject({ isDefault: false });
			expect(await refusal(api.call('POST', path, { ...vendor, vendorID: customer }))).toContain(
				'vendorID',
			);
		});

		test('can be deleted where the entity allows it', async () => {
			const site = { companyID: customer, name: 'Depot' };
			const { itemId } = (await api.call('POST', `/Companies/${customer}/Locations`, site)).body;
			const gone = await api.call('DELETE', `/Companies/${customer}/Locations/${itemId}`);
			expect(gone.text).toBe(`{"itemId":${itemId}}`);
			expect((await api.call('GET', `/CompanyLocations/${itemId}`)).body.item).toBeNull();
		});
	});

	test('isActive of a contact is a number: a boolean breaks the JSON reader', async () => {
		const contact = { companyID: customer, firstName: 'Ana', lastName: 'Diaz', isActive: true };
		const path = `/Companies/${customer}/Contacts`;
		expect(await refusal(api.call('POST', path, contact))).toContain(
			"Unexpected character encountered while parsing value: t. Path 'isActive'",
		);
		expect((await api.call('POST', path, { ...contact, isActive: 1 })).status).toBe(200);
	});

	test('a quote item is one thing, with all three discounts and one of them at most', async () => {
		const quote = (await api.find('Quotes', { op: 'exist', field: 'id' }))[0];
		const productID = await createProduct({ unitPrice: 30 });
		const path = `/Quotes/${String(quote?.id)}/Items`;
		const item = {
			quoteID: quote?.id,
			productID,
			quantity: 1,
			quoteItemType: 1,
			isOptional: false,
			unitDiscount: 0,
			lineDiscount: 0,
			percentageDiscount: 0,
		};
		const without = { ...item, percentageDiscount: undefined };
		expect(await refusal(api.call('POST', path, without))).toContain(
			'Missing Required Field: percentageDiscount',
		);
		expect(await refusal(api.call('POST', path, { ...item, shippingID: 1 }))).toBeTruthy();
		expect(await refusal(api.call('POST', path, { ...item, productID: undefined }))).toContain(
			'exactly one',
		);
		expect(
			await refusal(api.call('POST', path, { ...item, unitDiscount: 1, lineDiscount: 1 })),
		).toContain('above 0');
		const { itemId } = (await api.call('POST', path, item)).body;
		expect(await api.one('QuoteItems', 'id', itemId)).toMatchObject({
			unitPrice: 30,
			name: 'A switch',
		});
		expect((await api.call('DELETE', `${path}/${itemId}`)).status).toBe(200);
	});

	test('a quote needs its three locations', async () => {
		const opportunity = (await api.find('Opportunities', { op: 'exist', field: 'id' }))[0];
		const location = (await api.call('POST', '/QuoteLocations', { city: 'Denver' })).body.itemId;
		const quote = {
			opportunityID: opportunity?.id,
			name: 'Q',
			effectiveDate: '2026-01-02',
			expirationDate: '2026-02-02',
			billToLocationID: location,
			shipToLocationID: location,
		};
		expect(await refusal(api.call('POST', '/Quotes', quote))).toContain('soldToLocationID');
		const whole = { ...quote, soldToLocationID: location };
		expect(
			await refusal(api.call('POST', '/Quotes', { ...whole, expirationDate: '2026-01-01' })),
		).toContain('expirationDate');
		expect((await api.call('POST', '/Quotes', whole)).status).toBe(200);
	});

	test('an inventory item is one per product and place, its stock not for setting', async () => {
		const productID = await createProduct();
		const place = await api.one('InventoryLocations', 'locationName', 'Main Warehouse');
		const closed = await api.one('InventoryLocations', 'locationName', 'Old Depot');
		const item = {
			productID,
			inventoryLocationID: place.id,
			quantityOnHand: 0,
			quantityMinimum: 1,
			quantityMaximum: 5,
		};
		const post = (more: object) => api.call('POST', '/InventoryItems', { ...item, ...more });
		expect(await refusal(post({ quantityOnHand: 3 }))).toContain('quantityOnHand');
		expect(await refusal(post({ quantityMaximum: 0 }))).toContain('quantityMaximum');
		expect(await refusal(post({ inventoryLocationID: closed.id }))).toContain(
			'inventoryLocationID',
		);
		const { itemId } = (await post({})).body;
		expect(await refusal(post({}))).toContain('already');
		const raise = { id: itemId, quantityOnHand: 9 };
		expect(await refusal(api.call('PATCH', '/InventoryItems', raise))).toContain('quantityOnHand');
	});

	test('a user-defined field and its list can be made', async () => {
		const field = { name: 'TD SYNNEX ETA', dataType: 5, udfType: 5 };
		const { itemId } = (await api.call('POST', '/UserDefinedFieldDefinitions', field)).body;
		const item = { udfFieldId: itemId, valueForDisplay: 'Soon' };
		expect((await api.call('POST', `/UserDefinedFields/${itemId}/ListItems`, item)).status).toBe(
			200,
		);
		const { body } = await api.call('GET', '/Products/entityInformation/userDefinedFields');
		expect(body.fields.find(({ name }) => name === 'TD SYNNEX ETA')).toMatchObject({
			isPickList: true,
			picklistValues: [{ value: 'Soon', label: 'Soon' }],
		});
	});
});
