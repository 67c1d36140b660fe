import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { hintsFor } from '../../../../nodes/ProductUpsert/hints';
import {
	getProductCategories,
	getProductUserFields,
	getProductUserFieldsOrNone,
	searchMaterialCodes,
} from '../../../../nodes/ProductUpsert/methods';
import { ProductUpsert } from '../../../../nodes/ProductUpsert/ProductUpsert.node';
import { readChoices } from '../../../../nodes/ProductUpsert/settings';
import { searchVendors } from '../../../../nodes/shared/vendor';
import { DEFAULT_GUARDS, DEFAULT_OWNERS, DEFAULT_PRICING } from '../../../../lib/catalog/settings';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { FakeAutotask } from '../../catalog/fake-autotask';
import { item, product, run } from '../../catalog/sync-fixture';

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

	test('offer the user-defined fields of products', async () => {
		expect(await getProductUserFields.call(editor())).toEqual([
			{ name: 'TD SYNNEX Lifecycle', value: 'TD SYNNEX Lifecycle' },
			{ name: 'TD SYNNEX SKU', value: 'TD SYNNEX SKU' },
		]);
		const [none, ...fields] = await getProductUserFieldsOrNone.call(editor());
		expect([none?.value, fields.length]).toEqual(['', 2]);
	});

	test('offer the product categories, and none', async () => {
		const options = await getProductCategories.call(editor());
		expect(options[0]).toEqual({ name: '(None)', value: '' });
		expect(options.length).toBeGreaterThan(2);
	});
});

describe('the node, against the Autotask twin', () => {
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

	const execute = async (items: object[], values: Record<string, unknown>, onError?: string) => {
		const context = executionWith(sandbox.addresses.autotask!, items, onError);
		const idOf = (entity: string, fits: (record: Record<string, unknown>) => boolean) =>
			String(sandbox.autotask.admin.records(entity).find(fits)?.id);
		const chosen = {
			vendor: idOf('Companies', ({ companyName }) => /synnex/i.test(String(companyName))),
			billingCode: idOf(
				'BillingCodes',
				({ name, useType }) => name === 'Hardware' && useType === 4,
			),
			dryRun: false,
			...values,
		};
		return await new ProductUpsert().execute.call({ ...context, ...nodeWith(chosen) });
	};

	test('links every item to its input, marks failed ones for the error output, and sums up', async () => {
		const items = [item({ sku: '90000001', mpn: 'NEW-1' }), { sku: '90000002', cost: 'abc' }];
		const [products, summary] = await execute(items, { output: 'every' }, 'continueErrorOutput');
		expect(products).toMatchObject([
			{ json: { action: 'create', outcome: 'done', sku: '90000001' }, pairedItem: { item: 0 } },
			{
				json: {
					error: 'Input item 2 cannot be used: cost: "abc" is not an amount such as 1299.00.',
					message: 'Correct these fields in the node before this one.',
					details: { outcome: 'failed', code: 'bad-item', sku: '90000002' },
				},
				pairedItem: { item: 1 },
			},
		]);
		expect(products?.[0]?.json).not.toHaveProperty('index');
		expect(summary).toMatchObject([
			{ json: { created: 1, failed: 1, autotaskWrites: 2 }, pairedItem: { item: 0 } },
		]);
	});

	test('hands on changed and failed items, or the summary alone, as chosen', async () => {
		const items = [item({ sku: '90000001', mpn: 'NEW-1' }), item({ sku: '90000003', cost: '0' })];
		const [changed] = await execute(items, { output: 'changed' });
		expect(changed?.map(({ json }) => json.code)).toEqual(['cost-none']);
		const [none, summary] = await execute(items, { output: 'summary' });
		expect(none).toEqual([]);
		expect(summary?.[0]?.json).toMatchObject({ unchanged: 1, held: 1 });
	});

	test('that cannot read Autotask fails in words, with the remedy as description', async () => {
		const wrong = { vendor: '', output: 'every' };
		await expect(execute([item()], wrong)).rejects.toMatchObject({
			message: 'Vendor is not selected',
			description: 'Open the node and select the company that stands for TD SYNNEX from the list.',
		});
		const rules = [{ basis: 'markup', percent: 5 }];
		await expect(execute([item()], { priceRules: { rules } })).rejects.toThrow(
			'Price rule 1: it has no condition',
		);
		expect(await execute([item()], wrong, 'continueRegularOutput')).toMatchObject([
			[{ json: { error: 'Vendor is not selected', code: 'parameter-missing' } }],
			[],
		]);
	});
});

describe('the parameters', () => {
	test('that nobody touched give the documented defaults', () => {
		const choices = readChoices(nodeWith({ vendor: '174', billingCode: '5' }));
		expect(choices).toMatchObject({ budgetShare: 50, dryRun: true, output: 'changed' });
		expect(choices.settings).toMatchObject({
			vendorId: 174,
			billingCodeId: 5,
			skuPattern: 'TDS-{sku}',
			owners: DEFAULT_OWNERS,
			guards: DEFAULT_GUARDS,
			price: DEFAULT_PRICING,
			category: { otherwise: null, byCode: [] },
			vendorCost: 'first',
		});
	});

	test('of price rules are read as typed', async () => {
		const rules = [
			{ category: '004*', manufacturer: 'HP, Dell*', costTo: 500, basis: 'margin', percent: 12.5 },
			{ costFrom: '500.01', basis: 'none' },
		];
		const priceLimits = { minMarginPercent: '8', notBelowMap: false };
		const given = { vendor: '174', billingCode: '5', priceRules: { rules }, priceLimits };
		const { settings } = readChoices(nodeWith(given));
		expect(settings.price).toMatchObject({
			rules: [
				{ categories: ['004'], manufacturers: ['HP', 'Dell*'], costFrom: null, costTo: '500.00' },
				{ categories: [], manufacturers: [], costFrom: '500.01', costTo: null, basis: 'none' },
			],
			minMarginPercent: 8,
			notBelowMap: false,
			notAboveMsrp: false,
		});
	});

	test('name the field that was not chosen', () => {
		expect(() => readChoices(nodeWith({ vendor: '', billingCode: '5' }))).toThrow(
			'Vendor is not selected',
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
		['info', '1 created, 0 updated, 0 unchanged, 1 held back, 1 failed; 9 Autotask calls in 0 s.'],
		[
			'warning',
			'1 item failed, among them: Input item 3 cannot be used: sku: is missing. Correct these fields in the node before this one.',
		],
		['warning', '1 item held back (1 cost-none); each item says why, and what to do.'],
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

function executionWith(login: Login, items: object[], onError?: string): IExecuteFunctions {
	return {
		...editorWith(login),
		getInputData: () => items.map((json) => ({ json })),
		getNode: () => ({ name: 'Upsert', type: 'productUpsert', onError }),
		getWorkflow: () => ({ id: 'wf', name: 'Daily catalog sync' }),
		getExecutionId: () => '77',
		continueOnFail: () => onError !== undefined,
		getExecutionCancelSignal: () => undefined,
		getWorkflowStaticData: () => ({}),
		sendMessageToUI: () => {},
		addExecutionHints: () => {},
	} as unknown as IExecuteFunctions;
}

interface Login {
	userName: string;
	secret: string;
	integrationCode: string;
	zoneDiscoveryUrl: string;
}

function editorWith(login: Login): ILoadOptionsFunctions {
	return {
		getCredentials: () => Promise.resolve(login),
		getNode: () => ({ credentials: { autotaskPsaApi: { id: '1', name: 'Autotask' } } }),
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
