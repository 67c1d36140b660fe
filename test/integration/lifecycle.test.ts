import { DateTime } from 'luxon';
import { type Sandbox, startSandbox } from '../../sandbox';
import { baseNodes } from './base-nodes';
import { chain, type Engine, itemsOf, node, startEngine } from './core';
import { priceFile, type RowFacts } from './price-file';

const TEXT = 1;
const STATE = 'Lifecycle';
const SUCCESSOR = 'Successor';
const GONE = '70000001';
const ROWS: RowFacts[] = [GONE, '70000002'].map((sku) => ({ sku, mpn: `M-${sku}` }));
const WITHOUT = ROWS.slice(1);

/** The 20th is today: a file that is old does not count. */
const at = (number: number) => DateTime.utc().minus({ days: 20 - number });
const day = (number: number) => at(number).toFormat('yyMMdd');
const date = (number: number) => at(number).toISODate();

describe('the life of a product, from the price file into the Autotask twin, in n8n’s own engine', () => {
	let engine: Engine;
	let sandbox: Sandbox;
	let content: Buffer;

	beforeAll(async () => {
		engine = await startEngine(baseNodes(() => ({ fileName: '123456.AP', open: () => content })));
		sandbox = await startSandbox({ only: 'autotask', skus: 500, usageLatency: false });
	});
	afterAll(async () => {
		await sandbox.close();
		await engine.close();
	});
	beforeEach(async () => {
		await sandbox.control.reset();
		const [known] = sandbox.autotask.admin
			.records('UserDefinedFieldDefinitions')
			.filter((one) => one.name === 'TD SYNNEX SKU');
		for (const name of [STATE, SUCCESSOR])
			sandbox.autotask.admin.addRecords('UserDefinedFieldDefinitions', [
				{
					name,
					dataType: TEXT,
					udfType: known?.udfType as number,
					isActive: true,
					isRequired: false,
				},
			]);
		// the catalog that the twin comes with is another vendor's here
		for (const { id } of sandbox.autotask.admin.records('ProductVendors'))
			sandbox.autotask.admin.changeRecord('ProductVendors', Number(id), { isActive: false });
	});

	const chosen = (entity: string, field: string, text: RegExp) => {
		const found = sandbox.autotask.admin
			.records(entity)
			.find((record) => text.test(String(record[field])));
		return { __rl: true, mode: 'id', value: String(found?.id) };
	};

	interface Night {
		rows?: RowFacts[];
		kind?: 'C' | 'U';
		fetch?: object;
		guards?: object;
		dryRun?: boolean;
		/** Bytes that did not come. */
		cutOff?: number;
	}
	const night = async (
		created: string,
		{ rows = WITHOUT, kind = 'C', fetch = {}, guards = {}, dryRun = false, cutOff = 0 }: Night = {},
	) => {
		const whole = priceFile(rows, kind, created);
		content = whole.subarray(0, whole.length - cutOff);
		const run = await engine.run(
			chain(
				node('Manual', 'n8n-nodes-base.manualTrigger'),
				node('FTP', 'n8n-nodes-base.ftp'),
				node('Fetch', 'n8n-nodes-tdsynnex-autotask.catalogFetch', {
					parameters: {
						handOnAs: 'file',
						maxProducts: 0,
						expectedFile: 'either',
						unfilteredFile: true,
						fileChecks: { maxShrinkPercent: 0 },
						...fetch,
					},
				}),
				node('Upsert', 'n8n-nodes-tdsynnex-autotask.productUpsert', {
					parameters: {
						vendor: chosen('Companies', 'companyName', /synnex/i),
						billingCode: chosen('BillingCodes', 'description', /^Hardware \(material\)/),
						skuPattern: 'LIFE-{sku}',
						dryRun,
						output: 'every',
						attributes: {
							fields: [
								{ attribute: 'lifecycleState', field: STATE, owner: 'sync' },
								{ attribute: 'replacement', field: SUCCESSOR, owner: 'sync' },
							],
						},
						guards: {
							missing: 'inactive',
							missingFiles: 2,
							discontinued: 'inactive',
							returned: 'reactivate',
							handMade: 'ignore',
							...guards,
						},
					},
					credentials: { autotaskPsaApi: { id: '1', name: 'Autotask' } },
				}),
			),
			{ autotaskPsaApi: { ...sandbox.addresses.autotask, impersonationResourceId: '' } },
		);
		expect(run.data.resultData.error?.message).toBeUndefined();
		return { items: itemsOf(run, 'Upsert'), summary: itemsOf(run, 'Upsert', 1)[0] };
	};
	const held = (sku = GONE) => {
		const record = sandbox.autotask.admin
			.records('Products')
			.find((one) => one.sku === `LIFE-${sku}`);
		const fields = (record?.userDefinedFields ?? []) as unknown as {
			name: string;
			value: string | null;
		}[];
		const valueOf = (name: string) => fields.find((one) => one.name === name)?.value ?? null;
		return {
			id: record?.id,
			isActive: record?.isActive,
			state: valueOf(STATE),
			successor: valueOf(SUCCESSOR),
		};
	};

	it('is counted by full files alone, ends at the limit, and begins anew when it is back', async () => {
		await night(day(15), { rows: ROWS });
		await night(day(16));
		expect(held()).toMatchObject({
			isActive: true,
			state: `Missing from 1 full file, last ${date(16)}`,
		});
		for (const [created, change] of [
			[day(16), {}],
			[day(17), { kind: 'U' }],
			[day(17), { fetch: { filters: { inStockOnly: true } } }],
			[day(17), { fetch: { maxProducts: 1 }, rows: [...WITHOUT, { sku: '70000003' }] }],
			[day(17), { fetch: { unfilteredFile: false } }],
			[day(17), { rows: [...WITHOUT, { sku: '70000004' }], cutOff: 40 }],
		] as [string, Night][]) {
			await night(created, change);
			expect(held().state).toBe(`Missing from 1 full file, last ${date(16)}`);
		}
		const plan = await night(day(18), { dryRun: true });
		expect(plan.items.at(-1)).toMatchObject({ outcome: 'planned', productId: String(held().id) });
		const { items, summary } = await night(day(18));
		expect(summary).toMatchObject({ missing: 1, updated: 1, failed: 0, autotaskWrites: 1 });
		expect(items.at(-1)).toMatchObject({
			outcome: 'done',
			changes: expect.arrayContaining([{ field: 'isActive', old: true, new: false }]) as object,
		});
		expect(held()).toMatchObject({
			isActive: false,
			state: `Set inactive: missing from 2 full files in a row, last ${date(18)}`,
		});
		const later = await night(day(19));
		expect(later.summary).toMatchObject({ missing: 0, autotaskWrites: 0 });
		await night(day(20), { rows: ROWS });
		expect(held()).toMatchObject({ isActive: true, state: null });
	}, 120_000);

	it('costs an unchanged night no call', async () => {
		const calls = async (created: string, fetch: object) =>
			Number((await night(created, { rows: ROWS, fetch })).summary?.autotaskCalls);
		await night(day(15), { rows: ROWS });
		expect(await calls(day(16), {})).toBeLessThanOrEqual(
			await calls(day(16), { unfilteredFile: false }),
		);
	}, 60_000);

	it('ends with the word of the product that replaces it, made in the same run', async () => {
		await night(day(15), { rows: ROWS });
		const last = { ...ROWS[0], stock: '0', lifecycleCode: 'C', replacementSku: '70000009' };
		const rows = [last, { sku: '70000009', mpn: 'M-9', name: 'Dock 2' }, ...WITHOUT];
		const { summary } = await night(day(16), { rows });
		expect(summary).toMatchObject({ created: 1, updated: 1, failed: 0 });
		expect(held()).toMatchObject({
			isActive: false,
			state: `Set inactive: discontinued, file of ${date(16)}`,
			successor: 'SKU 70000009, which Autotask does not have',
		});
		await night(day(17), { rows });
		expect(held().successor).toBe(`SKU 70000009: product ${held('70000009').id}, Dock 2`);
	}, 60_000);
});
