import { OBSERVED } from '../../../sandbox/autotask';
import type { Manners } from '../../../sandbox';
import { openApi, type Api } from './api';

/**
 * Where recorded live answers differ from a plainer reading: the default is what was recorded, and
 * each other reading is one manner away.
 */
describe('habits of Autotask as recorded, and the other readings', () => {
	let api: Api;
	let material: unknown;
	let vendor: unknown;

	beforeAll(async () => {
		api = await openApi();
		material = (await api.find('BillingCodes', { op: 'eq', field: 'useType', value: 4 }))[0]?.id;
		vendor = (await api.one('Companies', 'companyName', 'TD SYNNEX')).id;
	});
	beforeEach(() => void api.sandbox.autotask.admin.setManners(OBSERVED));
	afterAll(() => api.close());

	const behave = (manners: Partial<Manners>) => api.sandbox.autotask.admin.setManners(manners);
	const read = async (path: string) => (await api.call('GET', path)).body.item;
	const product = (more: object = {}) => ({
		name: 'Observed',
		isActive: true,
		isSerialized: false,
		productBillingCodeID: material,
		...more,
	});
	const create = async (more: object = {}) => {
		const answer = await api.call('POST', '/Products', product(more));
		if (answer.status !== 200) throw new Error(answer.text);
		return Number(answer.body.itemId);
	};
	const udf = (name: string, value: unknown) => ({ userDefinedFields: [{ name, value }] });

	test('1: a record that is not there is a null item, or 404', async () => {
		const missing = await api.call('GET', '/Products/999999');
		expect([missing.status, missing.text]).toEqual([200, '{"item":null}']);
		behave({ missingRecord: '404' });
		expect((await api.call('GET', '/Products/999999')).status).toBe(404);
	});

	describe('pages by POST', () => {
		const all = { filter: [{ op: 'exist', field: 'id' }], MaxRecords: 5 };
		const first = async () =>
			String((await api.call('POST', '/Products/query', all)).body.pageDetails.nextPageUrl);

		test('2: the body of each request is what counts', async () => {
			const link = await first();
			const other = { filter: all.filter, MaxRecords: 2, IncludeFields: ['id'] };
			const { body } = await api.call('POST', link, other);
			expect(body.pageDetails).toMatchObject({ count: 2, requestCount: 2 });
			expect(Object.keys(body.items[0] ?? {})).toEqual(['id', 'userDefinedFields']);
			const none = { filter: [{ op: 'eq', field: 'sku', value: 'none such' }] };
			expect((await api.call('POST', link, none)).body.items).toEqual([]);
		});

		test('2: without a body it is refused, and a GET is no way to read it', async () => {
			const link = await first();
			const empty = await api.call('POST', link);
			expect([empty.status, empty.body.errors]).toEqual([
				500,
				['Value cannot be null. Parameter name: queryModel'],
			]);
			expect((await api.call('GET', link)).status).toBe(405);
		});

		test('2: or the first request is remembered, whatever the body says', async () => {
			behave({ pagePost: 'cursor' });
			const { body } = await api.call('POST', await first(), { filter: all.filter, MaxRecords: 2 });
			expect(body.pageDetails).toMatchObject({ count: 5, requestCount: 5 });
		});

		test('3: the link carries size and ids in JSON, that of a GET the search too', async () => {
			const link = new URL(await first());
			expect(JSON.parse(link.searchParams.get('paging') ?? '')).toEqual({
				pageSize: 5,
				previousIds: [-1],
				nextIds: [expect.any(Number)],
			});
			expect(link.searchParams.has('search')).toBe(false);
			const search = encodeURIComponent(JSON.stringify(all));
			const got = (await api.call('GET', `/Products/query?search=${search}`)).body.pageDetails;
			expect(new URL(String(got.nextPageUrl)).searchParams.get('search')).toBe(JSON.stringify(all));
			expect((await api.call('GET', String(got.nextPageUrl))).body.items).toHaveLength(5);
		});
	});

	describe('user-defined fields', () => {
		test('4: none until one is set; from then on all, without a value null', async () => {
			const id = await create(udf('TD SYNNEX SKU', null));
			expect((await read(`/Products/${id}`)).userDefinedFields).toEqual([]);
			await api.call('PATCH', '/Products', { id, ...udf('TD SYNNEX SKU', 4711) });
			expect((await read(`/Products/${id}`)).userDefinedFields).toEqual([
				{ name: 'TD SYNNEX SKU', value: '4711' },
				{ name: 'TD SYNNEX Lifecycle', value: null },
			]);
			await api.call('PATCH', '/Products', { id, ...udf('TD SYNNEX SKU', '') });
			expect((await read(`/Products/${id}`)).userDefinedFields).toEqual([
				{ name: 'TD SYNNEX SKU', value: null },
				{ name: 'TD SYNNEX Lifecycle', value: null },
			]);
		});

		test('4: a number is text with four decimals, a yes a word', async () => {
			const define = async (name: string, dataType: number) =>
				api.call('POST', '/UserDefinedFieldDefinitions', { name, dataType, udfType: 5 });
			await define('Margin', 3);
			await define('Taxed', 1);
			const id = await create({
				userDefinedFields: [
					{ name: 'Margin', value: 20.64 },
					{ name: 'Taxed', value: true },
				],
			});
			expect((await read(`/Products/${id}`)).userDefinedFields).toEqual(
				expect.arrayContaining([
					{ name: 'Margin', value: '20.6400' },
					{ name: 'Taxed', value: 'Yes' },
				]),
			);
		});

		test('4: or only what was set comes back, as it was sent', async () => {
			behave({ udfValues: 'stored' });
			const id = await create(udf('TD SYNNEX SKU', 4711));
			expect((await read(`/Products/${id}`)).userDefinedFields).toEqual([
				{ name: 'TD SYNNEX SKU', value: 4711 },
			]);
		});

		test('5: an entity without them has an empty list of them, or 404', async () => {
			const path = '/PurchaseOrders/entityInformation/userDefinedFields';
			expect((await api.call('GET', path)).body).toEqual({ fields: [] });
			behave({ udfInformation: '404' });
			expect((await api.call('GET', path)).status).toBe(404);
		});

		test('14: records of such an entity have no key for them, or an empty one', async () => {
			const [code] = await api.find('BillingCodes', { op: 'exist', field: 'id' });
			expect(code).not.toHaveProperty('userDefinedFields');
			behave({ udfKey: 'always' });
			const [again] = await api.find('BillingCodes', { op: 'exist', field: 'id' });
			expect(again?.userDefinedFields).toEqual([]);
		});
	});

	test('6: creating and replacing a product fill in the same billing', async () => {
		const id = await create();
		const standard = { billingType: 1, priceCostMethod: 1, periodType: 1 };
		expect(await read(`/Products/${id}`)).toMatchObject(standard);
		expect((await api.call('PUT', '/Products', product({ id }))).status).toBe(200);
		expect(await read(`/Products/${id}`)).toMatchObject(standard);
	});

	test('7, 16: routes of old clients answer: version, all entities, sales orders flat', async () => {
		expect((await api.call('GET', '/Version')).status).toBe(200);
		expect((await api.call('GET', '/Version', undefined, { Secret: 'wrong' })).status).toBe(401);
		const all = (await api.call('GET', '/EntityInformation')).body.info;
		expect(all).toContainEqual(expect.objectContaining({ name: 'Product', canQuery: true }));
		const { admin } = api.sandbox.autotask;
		const opportunityID = (await api.find('Opportunities', { op: 'exist', field: 'id' }))[0]?.id;
		const [id] = admin.addRecords('SalesOrders', [
			{ opportunityID: Number(opportunityID), title: 'S', status: 1 },
		]);
		for (const path of ['/SalesOrders', `/Opportunities/${String(opportunityID)}/SalesOrders`])
			expect((await api.call('PATCH', path, { id, shipToCity: path.slice(0, 9) })).status).toBe(
				200,
			);
	});

	test('8: booleans are asked for by word and number as well, or strictly', async () => {
		await create({ sku: 'OBS-8' });
		const ask = (entity: string, field: string, value: unknown) =>
			api.call('POST', `/${entity}/query`, { filter: [{ op: 'eq', field, value }] });
		for (const value of [true, 'true', 'True', 1, '1']) {
			const { body } = await ask('Products', 'isActive', value);
			expect(body.items.length).toBeGreaterThan(0);
			expect(new Set(body.items.map((row) => row.isActive))).toEqual(new Set([true]));
			const people = (await ask('Contacts', 'isActive', value)).body.items;
			expect(people.length).toBeGreaterThan(0);
			expect(new Set(people.map((row) => row.isActive))).toEqual(new Set([1]));
		}
		behave({ booleanFilters: 'strict' });
		for (const [entity, value] of [
			['Products', 'true'],
			['Products', 1],
			['Contacts', true],
		] as const)
			expect((await ask(entity, 'isActive', value)).status).toBe(500);
	});

	test('9: an unknown operator gives everything without a word, or is refused', async () => {
		const odd = { filter: [{ op: 'ne', field: 'sku', value: 'x' }] };
		const all = { filter: [{ op: 'exist', field: 'id' }] };
		const count = async (search: object) =>
			(await api.call('POST', '/Products/query/count', search)).body.queryCount;
		expect(await count(odd)).toBe(await count(all));
		behave({ unknownOperator: 'refused' });
		expect((await api.call('POST', '/Products/query', odd)).status).toBe(500);
	});

	test('10: empty texts and booleans are not null, second address lines are; or all are', async () => {
		const [id] = api.sandbox.autotask.admin.addRecords('Companies', [{ companyName: 'Bare' }]);
		expect(await read(`/Companies/${id}`)).toMatchObject({
			fax: '',
			address2: null,
			ownerResourceID: null,
			isTaxExempt: false,
			isClientPortalActive: true,
		});
		const exempt = { op: 'eq', field: 'isTaxExempt', value: false };
		expect((await api.find('Companies', exempt)).map((row) => row.id)).toContain(id);
		behave({ emptyValues: 'null' });
		expect(await read(`/Companies/${id}`)).toMatchObject({
			fax: null,
			isTaxExempt: null,
			isClientPortalActive: null,
		});
	});

	describe('refusals', () => {
		test('11: a text too long is told in two sentences, or one', async () => {
			const long = product({ name: 'x'.repeat(1_001) });
			expect((await api.call('POST', '/Products', long)).body.errors).toEqual([
				'String value exceeds maximum length (field:name). ',
				'Error updating entity for record number [1].',
			]);
			behave({ errors: 'one' });
			expect((await api.call('POST', '/Products', long)).body.errors).toHaveLength(1);
		});

		test('11: all wrong values are named at once', async () => {
			const wrong = product({ billingType: 9, defaultVendorID: 999_999 });
			const { errors } = (await api.call('POST', '/Products', wrong)).body;
			expect(errors).toEqual([
				expect.stringContaining('Picklist value [9] does not exist for billingType.'),
				expect.stringContaining('Reference value on field: defaultVendorID'),
			]);
		});

		test('11: what nobody foresaw has two sentences and a number', async () => {
			const { body } = await api.call('POST', '/Products', product({ unitCost: null }));
			expect(body).toEqual({
				errors: [expect.stringContaining('An unexpected error has occurred.'), expect.any(String)],
				errorId: 57492,
			});
		});

		test('11: deleting what is not there speaks of permissions', async () => {
			const answer = await api.call('DELETE', '/Companies/0/Locations/999999');
			expect(answer.body.errors).toEqual([
				'No matching records found. The logged in resource may not have the required permissions to delete the data.',
			]);
		});

		test('11: a quote item is asked for its unit discount right after whether it is optional', async () => {
			const quoteID = (await api.find('Quotes', { op: 'exist', field: 'id' }))[0]?.id;
			const said = async (more: object) =>
				(await api.call('POST', `/Quotes/${String(quoteID)}/Items`, { quoteID, ...more })).body
					.errors[0];
			expect(await said({})).toContain('isOptional');
			expect(await said({ isOptional: false })).toContain('unitDiscount');
		});
	});

	test('12: a ticket note takes its ticket from the path, or has to name it', async () => {
		const ticket = (await api.find('Tickets', { op: 'exist', field: 'id' }))[0]?.id;
		const note = { title: 'T', description: 'D', noteType: 1, publish: 1 };
		const made = await api.call('POST', `/Tickets/${String(ticket)}/Notes`, note);
		expect(await read(`/TicketNotes/${made.body.itemId}`)).toMatchObject({ ticketID: ticket });
		behave({ noteParent: 'required' });
		expect((await api.call('POST', `/Tickets/${String(ticket)}/Notes`, note)).status).toBe(500);
	});

	test('13: amounts in the internal currency mirror the plain ones, or are null', async () => {
		const [id] = api.sandbox.autotask.admin.addRecords('PurchaseOrderItems', [{ unitCost: 7.5 }]);
		expect(await read(`/PurchaseOrderItems/${id}`)).toMatchObject({
			internalCurrencyUnitCost: 7.5,
		});
		behave({ internalCurrency: 'null' });
		expect(await read(`/PurchaseOrderItems/${id}`)).toMatchObject({
			internalCurrencyUnitCost: null,
		});
	});

	test.each([
		['2026-03-01T00:00:10.000Z', '2026-03-01T00:00:10Z'],
		['2026-03-01T00:00:29.520Z', '2026-03-01T00:00:29.52Z'],
		['2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00Z'],
		['2026-03-01T00:00:00.123Z', '2026-03-01T00:00:00.123Z'],
	])('15: %s comes back as %s, or with its milliseconds', async (sent, short) => {
		const [id] = api.sandbox.autotask.admin.addRecords('Products', [{ createdTime: sent }]);
		expect((await read(`/Products/${id}`)).createdTime).toBe(short);
		behave({ times: 'milliseconds' });
		expect((await read(`/Products/${id}`)).createdTime).toBe(sent);
	});

	test('17: fields that clients ask for are there', async () => {
		for (const [entity, field] of [
			['Tickets', 'assignedResourceID'],
			['Tickets', 'ticketCategory'],
			['Resources', 'mobilePhone'],
			['Roles', 'description'],
			['Currencies', 'displaySymbol'],
			['Countries', 'addressFormatID'],
		] as const)
			await api.find(entity, { op: 'exist', field });
	});

	test('18: field information as recorded, or plain', async () => {
		const field = async (name: string) =>
			(await api.call('GET', '/Products/entityInformation/fields')).body.fields.find(
				(one) => one.name === name,
			);
		const udfField = async () =>
			(await api.call('GET', '/Products/entityInformation/userDefinedFields')).body.fields[0];
		expect(await field('id')).toMatchObject({ isRequired: true });
		expect(await field('defaultVendorID')).toMatchObject({ dataType: 'long' });
		expect(await udfField()).toMatchObject({ length: 8_000 });
		behave({ fieldInformation: 'plain' });
		expect(await field('id')).toMatchObject({ isRequired: false });
		expect(await field('defaultVendorID')).toMatchObject({ dataType: 'integer' });
		expect(await udfField()).toMatchObject({ length: 0 });
	});

	test('19: a body that says gzip and is not breaks a create through a parent, or nothing', async () => {
		const gzip = { 'Content-Encoding': 'gzip' };
		expect((await api.call('POST', '/Products', product(), gzip)).status).toBe(200);
		const productID = await create();
		const entry = { productID, vendorID: vendor, isActive: true, isDefault: true };
		const path = `/Products/${productID}/Vendors`;
		expect((await api.call('POST', path, entry, gzip)).status).toBe(500);
		behave({ falseGzip: 'ignored' });
		expect((await api.call('POST', path, entry, gzip)).status).toBe(200);
	});
});
