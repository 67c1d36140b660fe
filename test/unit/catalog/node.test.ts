import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { hintsFor } from '../../../nodes/ProductUpsert/hints';
import {
	getProductCategories,
	searchMaterialCodes,
	searchVendors,
} from '../../../nodes/ProductUpsert/methods';
import { ProductUpsert } from '../../../nodes/ProductUpsert/ProductUpsert.node';
import { readChoices } from '../../../nodes/ProductUpsert/settings';
import { DEFAULT_GUARDS, DEFAULT_OWNERS } from '../../../lib/catalog/settings';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { FakeAutotask } from './fake-autotask';
import { item, product, run } from './given';

describe('the drop-downs, asked of the Autotask twin', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({
			only: 'autotask',
			skus: 500,
			ownProducts: 20,
			incumbentProducts: 5,
		});
	});
	afterAll(async () => await sandbox.close());

	const editor = () => editorWith(sandbox.addresses.autotask!);

	test('offer companies of type Vendor, TD SYNNEX first', async () => {
		const { results } = await searchVendors.call(editor());
		const companies = sandbox.autotask.admin.records('Companies');
		const vendors = companies.filter(({ companyType, isActive }) => companyType === 7 && isActive);
		expect(results[0]?.name).toMatch(/synnex/i);
		expect(results.map(({ value }) => Number(value)).sort()).toEqual(
			vendors.map(({ id }) => id).sort(),
		);
		expect(vendors.length).toBeLessThan(companies.length);
	});

	test('narrow vendors by what is typed', async () => {
		const { results } = await searchVendors.call(editor(), 'ingram');
		expect(results.length).toBeGreaterThan(0);
		for (const { name } of results) expect(name).toMatch(/ingram/i);
	});

	test('offer active billing codes of use type Material, and no other of the same name', async () => {
		const { results } = await searchMaterialCodes.call(editor(), 'hardware');
		const codes = sandbox.autotask.admin.records('BillingCodes');
		expect(results).toHaveLength(1);
		expect(codes.find(({ id }) => id === Number(results[0]?.value))).toMatchObject({
			name: 'Hardware',
			useType: 4,
			isActive: true,
		});
	});

	test('offer the product categories, and none', async () => {
		const options = await getProductCategories.call(editor());
		expect(options[0]).toEqual({ name: '(None)', value: '' });
		expect(options.length).toBeGreaterThan(2);
	});
});

describe('the parameters', () => {
	test('that nobody touched give the documented defaults', () => {
		const choices = readChoices(nodeWith({ vendor: '174', billingCode: '5' }));
		expect(choices).toMatchObject({ budgetShare: 50, dryRun: false, output: 'changed' });
		expect(choices.settings).toMatchObject({
			vendorId: 174,
			billingCodeId: 5,
			skuPattern: 'TDS-{sku}',
			owners: DEFAULT_OWNERS,
			guards: DEFAULT_GUARDS,
			category: { otherwise: null, byCode: [] },
			vendorCost: 'first',
		});
	});

	test('name the field that was not chosen', () => {
		expect(() => readChoices(nodeWith({ vendor: '', billingCode: '5' }))).toThrow(
			'Vendor is not chosen.',
		);
	});

	test('of collections change only what was added to them', () => {
		const { settings } = readChoices(
			nodeWith({
				vendor: '174',
				billingCode: '5',
				owners: { unitPrice: 'sync' },
				guards: { maxCostChangePercent: 0, currency: '' },
				categoryMapping: {
					rules: [
						{ code: ' 004 ', category: '1' },
						{ code: '', category: '2' },
					],
				},
			}),
		);
		expect(settings.owners).toEqual({ ...DEFAULT_OWNERS, unitPrice: 'sync' });
		expect(settings.guards).toEqual({ ...DEFAULT_GUARDS, maxCostChangePercent: 0 });
		expect(settings.category.byCode).toEqual([{ code: '004', category: '1' }]);
	});
});

test('the hints tell the run in one line, then what needs a person, with the remedy', async () => {
	const autotask = new FakeAutotask({
		products: [product({ sku: 'X', manufacturerProductName: '' })],
	});
	const report = await run([item(), item({ sku: '2', cost: '0' }), { sku: '' }], autotask);
	expect(hintsFor(report).map(({ type, message }) => [type, message])).toEqual([
		['info', '1 created, 0 updated, 0 unchanged, 1 held back, 1 failed; 7 Autotask calls in 0 s.'],
		[
			'warning',
			'1 item failed, among them: Input item 2 cannot be used: sku: is missing. Correct these fields in the node before this one.',
		],
		['warning', '1 item held back (1 cost-none); each item says why and what to do.'],
	]);
});

/** The node's own defaults, with what a test sets. */
function nodeWith(values: Record<string, unknown>): IExecuteFunctions {
	const { properties } = new ProductUpsert().description;
	return {
		getNodeParameter: (name: string, _item: number, fallback?: unknown) =>
			values[name] ?? properties.find((one) => one.name === name)?.default ?? fallback,
	} as unknown as IExecuteFunctions;
}

function editorWith(login: {
	userName: string;
	secret: string;
	integrationCode: string;
	zoneDiscoveryUrl: string;
}): ILoadOptionsFunctions {
	return {
		getCredentials: () => Promise.resolve(login),
		helpers: {
			async httpRequestWithAuthentication(_type: string, options: IHttpRequestOptions) {
				const reply = await fetch(options.url, {
					method: options.method,
					body: options.body as string | undefined,
					headers: {
						...(options.headers as Record<string, string>),
						UserName: login.userName,
						Secret: login.secret,
						ApiIntegrationCode: login.integrationCode,
					},
				});
				return {
					statusCode: reply.status,
					headers: Object.fromEntries(reply.headers),
					body: await reply.text(),
				};
			},
		},
	} as unknown as ILoadOptionsFunctions;
}
