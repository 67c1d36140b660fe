import { productsWritten } from '../../../demo/progress';
import { type Sandbox, startSandbox } from '../../../sandbox';

describe('the demo tells how many products were written', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ skus: 100, only: 'autotask', usageLatency: false });
	});
	afterAll(() => sandbox.close());

	const control = async <T>(_method: 'GET' | 'POST', path: string): Promise<T> =>
		(await (await fetch(sandbox.controlUrl + path)).json()) as T;

	async function write(method: string, path: string, body: object): Promise<number> {
		const { zoneDiscoveryUrl, userName, secret, integrationCode } = sandbox.addresses.autotask!;
		const answer = await fetch(`${zoneDiscoveryUrl}V1.0/${path}`, {
			method,
			headers: {
				UserName: userName,
				Secret: secret,
				ApiIntegrationCode: integrationCode,
				'content-type': 'application/json',
			},
			body: JSON.stringify(body),
		});
		expect([answer.status, await answer.clone().text()]).toEqual([200, expect.any(String)]);
		return ((await answer.json()) as { itemId: number }).itemId;
	}

	const idOf = (entity: string, field: string, text: RegExp): unknown =>
		sandbox.autotask.admin.records(entity).find((record) => text.test(String(record[field])))?.id;

	it('counting a new product once, though its vendor entry is a write of its own', async () => {
		const written = await productsWritten({ control });
		expect(await written()).toBe(0);
		const id = await write('POST', 'Products', {
			name: 'A firewall',
			isActive: true,
			isSerialized: false,
			productBillingCodeID: idOf('BillingCodes', 'description', /^hardware \(material\)$/i),
		});
		await write('POST', `Products/${id}/Vendors`, {
			productID: id,
			vendorID: idOf('Companies', 'companyName', /synnex/i),
			isActive: true,
			isDefault: true,
		});
		expect(await written()).toBe(1);
		await write('PATCH', 'Products', { id, unitCost: 12.5 });
		expect(await written()).toBe(2);
	});
});
