import { gunzipSync } from 'node:zlib';
import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { catalogFileWriter } from '../../../../lib/catalog/hand-over/write-catalog-file';
import type { CatalogItem } from '../../../../lib/catalog/types';
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

	test('takes a file of products like the products themselves', async () => {
		const items = [
			item({ sku: '90000011', mpn: 'NEW-11' }),
			item({ sku: '90000012', cost: '0' }),
			{ ...item(), sku: '' },
		];
		const fromItems = await execute(items, { output: 'every', dryRun: true });
		const fromFile = await execute([await catalogFile(items)], { output: 'every', dryRun: true });
		expect(fromFile[0]?.map(({ json }) => ({ ...json, cause: '', reason: '' }))).toEqual(
			fromItems[0]?.map(({ json }) => ({ ...json, cause: '', reason: '' })),
		);
		expect(fromFile[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map(() => ({ item: 0 })),
		);
		expect(fromFile[0]?.[2]?.json.cause).toBe('Row 3 cannot be used: sku: is missing.');
		expect(fromFile[1]?.[0]?.json).toMatchObject({ items: 3, created: 1, held: 1, failed: 1 });
		expect(fromFile[1]?.[0]?.binary).toBeUndefined();
	});

	test('links what came from files and items to the input item that it came from', async () => {
		const one = await catalogFile([item({ sku: '1' }), item({ sku: '2' })]);
		const other = await catalogFile([item({ sku: '4' })]);
		const input = [one, item({ sku: '3' }), other];
		const [products] = await execute(input, { output: 'every', dryRun: true });
		expect(products?.map(({ json, pairedItem }) => [json.sku, pairedItem])).toEqual([
			['1', { item: 0 }],
			['2', { item: 0 }],
			['3', { item: 1 }],
			['4', { item: 2 }],
		]);
	});

	test('gives the worst of a file as items, as many as have 5,000 changes, and all as a file', async () => {
		const many = Array.from({ length: 1_100 }, (_, at) =>
			item({ sku: String(91_000_000 + at), mpn: `N-${at}`, cost: at === 1_099 ? '0' : '5.00' }),
		);
		const file = await catalogFile(many);
		const [products, summary] = await execute([file], { dryRun: true });
		const changes = products?.flatMap(({ json }) => json.changes as object[]).length;
		expect(changes).toBeGreaterThan(4_900);
		expect(changes).toBeLessThanOrEqual(5_000);
		expect(products?.[0]?.json).toMatchObject({ sku: '91001099', code: 'cost-none' });
		const results = summary?.[0]?.binary?.results;
		expect(results).toMatchObject({ fileName: 'results.csv.gz' });
		const lines = gunzipSync(Buffer.from(results?.data ?? '', 'base64'))
			.toString()
			.split('\n');
		expect(lines[0]).toMatch(/^action,outcome,productId,sku,autotaskSku,name,changes/);
		expect(lines.filter((line) => /^create,planned,,91/.test(line))).toHaveLength(1_099);
		const [none, only] = await execute([file], { dryRun: true, output: 'summary' });
		expect([none, only?.[0]?.binary?.results?.fileName]).toEqual([[], 'results.csv.gz']);
	});

	test.each([
		['another file', Buffer.from('PK'), 'catalog-file-foreign', /Hand On As set to File/],
		['half a file', null, 'catalog-file-cut', /Run the workflow from its start/],
	])('writes nothing from %s, and says what to do', async (_, content, code, remedy) => {
		const file = await catalogFile(
			Array.from({ length: 50 }, (_none, at) => item({ sku: String(at + 1) })),
		);
		const whole = Buffer.from(file.binary.catalog.data, 'base64');
		file.binary.catalog.data = (content ?? whole.subarray(0, whole.length - 9)).toString('base64');
		const before = sandbox.control.stats().effects.autotask;
		await expect(execute([file], {})).rejects.toMatchObject({
			description: expect.stringMatching(remedy) as string,
		});
		const [items] = await execute([file], {}, 'continueRegularOutput');
		expect(items).toMatchObject([{ json: { code } }]);
		expect(sandbox.control.stats().effects.autotask).toBe(before);
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

/** The item that Catalog Fetch hands on as a file. */
async function catalogFile(items: object[]) {
	const file = catalogFileWriter();
	for (const one of items) await file.add(one as CatalogItem);
	const data = Buffer.from(
		await file.end({ kind: 'full', created: '2026-11-27', complete: true }),
	).toString('base64');
	return {
		json: { products: items.length },
		binary: { catalog: { data, fileName: '1.catalog.gz' } },
	};
}

/** The node's own defaults, with what a test sets. */
function nodeWith(values: Record<string, unknown>): IExecuteFunctions {
	const { properties } = new ProductUpsert().description;
	return {
		getNodeParameter: (name: string, _item: number, fallback?: unknown) =>
			values[name] ?? properties.find((one) => one.name === name)?.default ?? fallback,
	} as unknown as IExecuteFunctions;
}

function executionWith(login: Login, items: object[], onError?: string): IExecuteFunctions {
	const { helpers, ...editor } = editorWith(login);
	const files = (index: number) =>
		(items[index] as { binary: Record<string, { data: string }> }).binary;
	return {
		...editor,
		helpers: {
			...helpers,
			assertBinaryData: (index: number, name: string) => files(index)[name],
			getBinaryDataBuffer: async (index: number, name: string) =>
				Buffer.from(files(index)[name]?.data ?? '', 'base64'),
			prepareBinaryData: async (content: Buffer, fileName: string) => ({
				data: content.toString('base64'),
				fileName,
			}),
		},
		getInputData: () => items.map((one) => ('binary' in one ? one : { json: one })),
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
