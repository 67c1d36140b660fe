import { openApi, type Api } from './api';

const ALL = { filter: [{ op: 'exist', field: 'id' }] };

describe('what the API user may see and do', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi();
	});
	beforeEach(() => api.sandbox.control.reset());
	afterAll(() => api.close());

	const permit = (change: Parameters<Api['sandbox']['autotask']['admin']['setPermissions']>[0]) =>
		api.sandbox.autotask.admin.setPermissions(change);
	const query = (entity: string) => api.call('POST', `/${entity}/query`, ALL);
	const info = async (entity: string) =>
		(await api.call('GET', `/${entity}/entityInformation`)).body.info;

	test.each([
		['Products', 'ProductVendors'],
		['Inventory', 'InventoryItems'],
		['PurchaseOrders', 'PurchaseOrderItemReceiving'],
		['Companies', 'CompanyLocations'],
		['Contacts', 'Contacts'],
		['UserDefinedFields', 'UserDefinedFieldDefinitions'],
		['Opportunities', 'Opportunities'],
		['Quotes', 'QuoteItems'],
		['Tickets', 'TicketCharges'],
		['BillingCodes', 'BillingCodes'],
	])('the module %s can be closed by itself', async (module, entity) => {
		permit({ modules: { [module]: 'None' } });
		const answer = await query(entity);
		expect(answer.status).toBe(500);
		expect(answer.body.errors[0]).toContain('does not have the adequate permissions to query');
		expect(await info(entity)).toMatchObject({ canQuery: false, userAccessForQuery: 'None' });
		const open = entity === 'Products' || module === 'Products' ? 'Companies' : 'Products';
		expect((await query(open)).status).toBe(200);
	});

	test('reading may be open where writing is not', async () => {
		permit({ entities: { PurchaseOrders: { create: 'None', update: 'None' } } });
		expect((await query('PurchaseOrders')).status).toBe(200);
		const create = await api.call('POST', '/PurchaseOrders', {});
		expect(create.body.errors).toEqual([
			'The logged in Resource does not have the adequate permissions to create this entity type.',
		]);
		const update = await api.call('PATCH', '/PurchaseOrders', { id: 1 });
		expect(update.body.errors[0]).toContain('permissions to update this entity type');
		expect(await info('PurchaseOrders')).toMatchObject({
			canQuery: true,
			userAccessForCreate: 'None',
			userAccessForUpdate: 'None',
			userAccessForQuery: 'All',
		});
	});

	test('without cost permission costs read empty, and writes to them are lost without a word', async () => {
		const [before] = await api.find('Products', { op: 'gt', field: 'unitCost', value: 1 });
		permit({ costs: false });
		const id = Number(before?.id);
		const change = { id, unitCost: 5, unitPrice: 77 };
		expect((await api.call('PATCH', '/Products', change)).status).toBe(200);
		expect((await api.call('GET', `/Products/${id}`)).body.item).toMatchObject({
			unitCost: null,
			markupRate: null,
			unitPrice: 77,
		});
		permit({ costs: true });
		expect((await api.call('GET', `/Products/${id}`)).body.item.unitCost).toBe(before?.unitCost);
	});

	test('a product made without cost permission has no cost', async () => {
		permit({ costs: false });
		const [code] = await api.find('BillingCodes', { op: 'eq', field: 'useType', value: 4 });
		const product = {
			name: 'x',
			isActive: true,
			isSerialized: false,
			productBillingCodeID: code?.id,
		};
		const { itemId } = (await api.call('POST', '/Products', { ...product, unitCost: 9 })).body;
		permit({ costs: true });
		expect((await api.call('GET', `/Products/${itemId}`)).body.item.unitCost).toBeNull();
	});

	test('rows outside the line of business are not there: no error, only nothing', async () => {
		permit({ hidden: { Companies: 'all' } });
		const answer = await query('Companies');
		expect(answer.status).toBe(200);
		expect(answer.body.items).toEqual([]);
		expect((await api.call('POST', '/Companies/query/count', ALL)).body.queryCount).toBe(0);
		expect((await api.call('GET', '/Companies/0')).body.item).toBeNull();
		const update = await api.call('PATCH', '/Companies', { id: 0, phone: '1' });
		expect(update.body.errors[0]).toContain('No matching records found.');
		expect(await info('Companies')).toMatchObject({ userAccessForQuery: 'All' });
	});

	test('single rows can lie outside it', async () => {
		const [first, second] = await api.find('Opportunities', { op: 'exist', field: 'id' });
		permit({ hidden: { Opportunities: [Number(first?.id)] } });
		const ids = (await query('Opportunities')).body.items.map((row) => row.id);
		expect(ids).not.toContain(first?.id);
		expect(ids).toContain(second?.id);
	});

	test('an unknown module or entity is an error of the test, not a silent no', () => {
		expect(() => permit({ modules: { Nonsense: 'None' } })).toThrow('no module Nonsense');
		expect(() => permit({ entities: { Nonsense: 'None' } })).toThrow('no entity Nonsense');
	});
});
