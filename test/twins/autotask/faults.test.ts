import type { FaultPlan } from '../../../sandbox';
import { openApi, type Api } from './api';

describe('faults of Autotask', () => {
	let api: Api;
	let codeId: unknown;
	beforeAll(async () => {
		api = await openApi();
		codeId = (await api.find('BillingCodes', { op: 'eq', field: 'useType', value: 4 }))[0]?.id;
	});
	afterEach(() => api.sandbox.control.clearFaults());
	afterAll(() => api.close());

	const create = (sku: string) =>
		api.call('POST', '/Products', {
			name: 'F',
			sku,
			isActive: true,
			isSerialized: false,
			productBillingCodeID: codeId,
		});
	const held = (sku: string): number =>
		api.sandbox.autotask.admin.records('Products').filter((row) => row.sku === sku).length;
	const plan = (fault: FaultPlan): void => api.sandbox.control.addFaults(fault);

	test('a create whose answer is lost leaves a product, and the ledger knows it', async () => {
		plan({
			system: 'autotask',
			endpoint: 'Products',
			method: 'POST',
			fault: { kind: 'resetAfter' },
		});
		await expect(create('F-1')).rejects.toThrow();
		expect(held('F-1')).toBe(1);
		expect(api.sandbox.control.ledger({ fault: 'resetAfter' })).toMatchObject([
			{ effect: 'accepted', answered: false, stored: expect.stringMatching(/^Products\/\d+$/) },
		]);
	});

	test('a create that never got through leaves none', async () => {
		plan({ system: 'autotask', fault: { kind: 'resetBefore' } });
		await expect(create('F-2')).rejects.toThrow();
		expect(held('F-2')).toBe(0);
	});

	test('a plan may strike one path of an endpoint only', async () => {
		plan({ endpoint: 'Products', path: '/query', fault: { kind: 'status', status: 502 } });
		expect((await create('F-3')).status).toBe(200);
		expect((await api.call('POST', '/Products/query', { filter: [] })).status).toBe(502);
	});

	test('a struck call gives its thread back', async () => {
		plan({ count: 6, endpoint: 'Products', fault: { kind: 'resetAfter' } });
		for (let i = 0; i < 6; i++) await expect(create(`F-4${i}`)).rejects.toThrow();
		expect((await create('F-5')).status).toBe(200);
	});

	test('with a read delay a new record is not seen at once, nor is a change', async () => {
		plan({ system: 'autotask', endpoint: 'Products', fault: { kind: 'readDelay', seconds: 30 } });
		const find = () => api.find('Products', { op: 'eq', field: 'sku', value: 'F-6' });
		const id = (await create('F-6')).body.itemId;
		expect(await find()).toEqual([]);
		expect((await api.call('GET', `/Products/${id}`)).body.item).toBeNull();
		api.sandbox.control.advance(31);
		expect(await find()).toHaveLength(1);
		await api.call('PATCH', '/Products', { id, unitPrice: 5 });
		expect((await find())[0]?.unitPrice).toBeNull();
		api.sandbox.control.advance(31);
		expect((await find())[0]?.unitPrice).toBe(5);
	});
});
