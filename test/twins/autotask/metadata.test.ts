import data from '../../../sandbox/autotask/entities.json';
import { openApi, type Api } from './api';

describe('what Autotask says of its entities', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi();
	});
	afterAll(() => api.close());

	const fields = async (path: string) => (await api.call('GET', path)).body.fields;
	const field = async (entity: string, name: string) =>
		(await fields(`/${entity}/entityInformation/fields`)).find((f) => f.name === name);

	test('entityInformation of purchase orders: no delete, no user-defined fields, no webhooks', async () => {
		const { body } = await api.call('GET', '/PurchaseOrders/entityInformation');
		expect(body).toEqual({
			info: {
				name: 'PurchaseOrder',
				canCreate: true,
				canDelete: false,
				canQuery: true,
				canUpdate: true,
				userAccessForCreate: 'All',
				userAccessForDelete: 'None',
				userAccessForQuery: 'All',
				userAccessForUpdate: 'All',
				hasUserDefinedFields: false,
				supportsWebhookCallouts: false,
			},
		});
	});

	test('a field has the keys of the real one, and picklist values are text', async () => {
		expect(await field('PurchaseOrders', 'status')).toMatchObject({
			name: 'status',
			dataType: 'integer',
			length: 0,
			isRequired: true,
			isReadOnly: false,
			isQueryable: true,
			isReference: false,
			referenceEntityType: '',
			isPickList: true,
			picklistParentValueField: '',
			isSupportedWebhookField: false,
		});
		const values = (await field('PurchaseOrders', 'status'))?.picklistValues as Array<{
			label: string;
		}>;
		expect(values.map(({ label }) => label)).toEqual([
			'New',
			'Submitted',
			'Received Partial',
			'Received Full',
			'Canceled',
		]);
		expect(values[0]).toEqual({
			value: '1',
			label: 'New',
			isDefaultValue: false,
			sortOrder: 1,
			parentValue: '',
			isActive: true,
			isSystem: false,
		});
	});

	test('lengths and references are told', async () => {
		expect(await field('Products', 'sku')).toMatchObject({ dataType: 'string', length: 50 });
		expect(await field('Products', 'defaultVendorID')).toMatchObject({
			isReference: true,
			referenceEntityType: 'Company',
			picklistValues: null,
		});
	});

	test('parents that a create needs are flagged read-only, and four fields of order items misleadingly required', async () => {
		expect(await field('PurchaseOrderItems', 'orderID')).toMatchObject({
			isRequired: true,
			isReadOnly: true,
		});
		for (const name of ['ticketID', 'projectID', 'contractID', 'salesOrderID']) {
			expect(await field('PurchaseOrderItems', name)).toMatchObject({
				isRequired: true,
				isReadOnly: true,
			});
		}
	});

	test('metadata of a child is found under its parent as well', async () => {
		const flat = await fields('/PurchaseOrderItems/entityInformation/fields');
		expect(await fields('/PurchaseOrders/1/Items/entityInformation/fields')).toEqual(flat);
	});

	test('user-defined fields say "type", and are an empty list where an entity has none', async () => {
		const udfs = await fields('/Products/entityInformation/userDefinedFields');
		expect(udfs.find(({ name }) => name === 'TD SYNNEX SKU')).toMatchObject({
			label: 'TD SYNNEX SKU',
			type: 'string',
			isPickList: false,
			picklistParentValueField: null,
		});
		expect(await fields('/PurchaseOrders/entityInformation/userDefinedFields')).toEqual([]);
	});

	test('every entity of the data file describes itself and, where it may, answers a query', async () => {
		for (const [name, { singular, query, fields: all }] of Object.entries(data)) {
			const { body } = await api.call('GET', `/${name}/entityInformation`);
			expect(body.info).toMatchObject({ name: singular, canQuery: query });
			expect(await fields(`/${name}/entityInformation/fields`)).toHaveLength(all.length);
			const answer = await api.call('POST', `/${name}/query`, {
				filter: [{ op: 'gte', field: 'id', value: 0 }],
				MaxRecords: 1,
			});
			expect([name, answer.status]).toEqual([name, query ? 200 : 500]);
		}
	});
});
