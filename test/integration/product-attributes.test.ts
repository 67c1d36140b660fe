import { type Sandbox, startSandbox } from '../../sandbox';
import { itemsOf } from './core';
import { startUpsertRuns, type UpsertRuns } from './upsert-runs';

const [TEXT, NUMBER, DATE] = [1, 3, 4];

describe('data of TD SYNNEX in user-defined fields, in n8n’s own engine against the Autotask twin', () => {
	let runs: UpsertRuns;
	let sandbox: Sandbox;

	beforeAll(async () => {
		runs = await startUpsertRuns(() => sandbox);
		sandbox = await startSandbox({ only: 'autotask', skus: 500 });
	});
	afterAll(async () => {
		await sandbox.close();
		await runs.engine.close();
	});
	beforeEach(async () => {
		await sandbox.control.reset();
		for (const [name, dataType] of [
			['Stock', NUMBER],
			['Warehouses', TEXT],
			['ETA', DATE],
			['As of', DATE],
			['Remarks', TEXT],
		] as const)
			define(name, dataType);
	});

	/** As an administrator adds a field in Autotask's own screens. */
	const define = (name: string, dataType: number) => {
		const [known] = sandbox.autotask.admin
			.records('UserDefinedFieldDefinitions')
			.filter((one) => one.name === 'TD SYNNEX SKU');
		sandbox.autotask.admin.addRecords('UserDefinedFieldDefinitions', [
			{ name, dataType, udfType: known?.udfType as number, isActive: true, isRequired: false },
		]);
	};
	const attributes = {
		fields: [
			{ attribute: 'stockTotal', field: 'Stock', owner: 'sync' },
			{ attribute: 'stockByWarehouse', field: 'Warehouses', owner: 'sync' },
			{ attribute: 'eta', field: 'ETA', owner: 'sync' },
			{ attribute: 'asOf', field: 'As of', owner: 'sync' },
		],
	};
	const product = (change: object = {}) => ({
		sku: '70000001',
		name: 'Dock',
		mpn: 'M-1',
		cost: '100.00',
		currency: 'USD',
		source: 'price-file',
		stockTotal: 12,
		stockByWarehouse: [{ warehouse: '3', name: 'Fresno', quantity: 12 }],
		eta: '2026-12-04',
		...change,
	});
	const upsert = async (change: object = {}, options: object = {}) =>
		itemsOf(
			await runs.run([product(change)], { parameters: { attributes, options } }),
			'Upsert',
			1,
		)[0];
	const held = () => {
		const record = sandbox.autotask.admin
			.records('Products')
			.find(({ sku }) => sku === 'TDS-70000001');
		const fields = (record?.userDefinedFields ?? []) as unknown as {
			name: string;
			value: string;
		}[];
		return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
	};
	const patches = () =>
		sandbox.control
			.ledger({ system: 'autotask', endpoint: 'Products' })
			.filter(({ method }) => method === 'PATCH').length;

	it('is written with the product, and a second run writes nothing', async () => {
		expect(await upsert()).toMatchObject({ created: 1, failed: 0, warnings: [] });
		expect(held()).toMatchObject({ Stock: '12', Warehouses: 'Fresno: 12', ETA: '2026-12-04' });
		expect(await upsert()).toMatchObject({ unchanged: 1, autotaskWrites: 0, warnings: [] });
	});

	it('costs no write of its own: stock goes along with a cost, and alone only as chosen', async () => {
		await upsert();
		const before = patches();
		expect(await upsert({ stockTotal: 90 })).toMatchObject({ unchanged: 1, autotaskWrites: 0 });
		expect(await upsert({ stockTotal: 90, cost: '101.00' })).toMatchObject({ updated: 1 });
		expect(patches() - before).toBe(1);
		expect(held().Stock).toBe('90');
		expect(await upsert({ stockTotal: 91, cost: '101.00' }, { writeStock: 'every' })).toMatchObject(
			{
				updated: 1,
				autotaskWrites: 1,
			},
		);
		expect(
			await upsert({ stockTotal: 95, cost: '101.00' }, { writeStock: 'percent', stockPercent: 10 }),
		).toMatchObject({ unchanged: 1 });
	});

	it('is one block of the description where that is chosen, below the words of a person', async () => {
		const about = { owners: { description: 'merge' } };
		const options = { descriptionData: ['stockTotal', 'eta', 'asOf'] };
		const write = async (change: object = {}) =>
			itemsOf(
				await runs.run([product(change)], { parameters: { ...about, options } }),
				'Upsert',
				1,
			)[0];
		const record = () =>
			sandbox.autotask.admin.records('Products').find(({ sku }) => sku === 'TDS-70000001');
		await write();
		const block = String(record()?.description);
		expect(block).toMatch(
			/^--- TD SYNNEX ---\nDock\n\nAs Of: \d{4}-\d\d-\d\d\nETA: 2026-12-04\nStock: 12\n-{17}$/,
		);
		const shared = `Ask Ana.\n\n${block}`;
		sandbox.autotask.admin.changeRecord('Products', Number(record()?.id), { description: shared });
		expect(await write({ stockTotal: 90 })).toMatchObject({ unchanged: 1, autotaskWrites: 0 });
		expect(await write({ stockTotal: 0 })).toMatchObject({ updated: 1, autotaskWrites: 1 });
		expect(record()?.description).toBe(shared.replace('Stock: 12', 'Stock: 0'));
	});

	it('leaves what a person wrote into other fields, and says which field is missing', async () => {
		await upsert();
		const record = sandbox.autotask.admin
			.records('Products')
			.find(({ sku }) => sku === 'TDS-70000001');
		sandbox.autotask.admin.changeRecord(
			'Products',
			Number(record?.id),
			{},
			{
				...held(),
				Remarks: 'ours',
			},
		);
		await upsert({ eta: null });
		expect(held()).toMatchObject({ Remarks: 'ours', Stock: '12' });
		expect(held().ETA ?? null).toBeNull();

		const renamed = { fields: [{ attribute: 'stockTotal', field: 'Renamed', owner: 'sync' }] };
		const run = await runs.run([product()], { parameters: { attributes: renamed } });
		expect(itemsOf(run, 'Upsert', 1)[0]?.warnings).toEqual([
			expect.stringMatching(/no active user-defined field Renamed, so it is skipped/),
		]);
	});
});
