import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCategoryTable } from '../../../../../lib/catalog/plan/category/category-table';
import { upsertProducts } from '../../../../../lib/catalog/sync';
import { smallAutotask, NO_PAUSES } from '../../small-autotask';
import { item, settings } from '../../sync-fixture';

describe('a table of categories, on the twin', () => {
	const twin = smallAutotask();
	const { client, records, vendorId } = twin;

	const codeOf = (name: string) =>
		Number(records('BillingCodes').find((one) => one.name === name && one.useType === 4)?.id);
	const run = async (items: Record<string, unknown>[], table: string) => {
		const chosen = settings({
			vendorId: vendorId(),
			billingCodeId: codeOf('Hardware'),
			category: { byCode: [], otherwise: null, table },
		});
		return await upsertProducts(
			items,
			chosen,
			{ autotask: client(), clock: NO_PAUSES },
			{ dryRun: false },
		);
	};
	const made = (sku: string) => records('Products').find((one) => one.sku === `TDS-${sku}`);
	const categoryName = async (sku: string) => {
		const { categories } = await names();
		return categories.find(({ value }) => value === String(made(sku)?.productCategory))?.label;
	};
	const names = async () => {
		const fields = await client().fields('Products');
		return {
			categories: fields.find(({ name }) => name === 'productCategory')?.picklist ?? [],
		};
	};
	const product = (sku: string, categoryCode: string) =>
		item({ sku, mpn: `M-${sku}`, categoryCode });

	it('gives new products category and material code by name, the longest code first', async () => {
		const other = records('BillingCodes').find(
			({ useType, isActive, name }) => useType === 4 && isActive && name !== 'Hardware',
		);
		const table = `Code; Category; Material\n002; hardware\n002005; Hardware; ${String(other?.name)}\n`;
		const items = [product('70000001', '002001001'), product('70000002', '002005009')];
		const { summary } = await run(items, table);
		expect(summary).toMatchObject({ created: 2, unmappedCategories: [] });
		expect(await categoryName('70000001')).toBe('Hardware');
		expect(made('70000001')).toMatchObject({ productBillingCodeID: codeOf('Hardware') });
		expect(made('70000002')).toMatchObject({
			productBillingCodeID: other?.id,
			chargeBillingCodeID: other?.id,
		});
	});

	it('says which categories are in no row, the most frequent first, and each such product says so', async () => {
		const items = [
			product('70000001', '311312000'),
			product('70000002', '999000000'),
			product('70000003', '999000000'),
			product('70000004', '002001001'),
		];
		const { results, summary } = await run(items, '002,Hardware');
		expect(summary.unmappedCategories).toEqual([
			{ code: '999000000', items: 2 },
			{ code: '311312000', items: 1 },
		]);
		expect(results.map(({ warnings }) => warnings.length)).toEqual([1, 1, 1, 0]);
	});

	it('with a name that Autotask does not have stops the run before a write, and says which it has', async () => {
		const items = [product('70000001', '002001001')];
		await expect(run(items, '002,Gadgets')).rejects.toMatchObject({
			code: 'category-table',
			cause: expect.stringMatching(/no product category "Gadgets"; it has .*Hardware/) as string,
		});
		await expect(run(items, '002,Hardware,Gold')).rejects.toMatchObject({
			cause: expect.stringMatching(/no Material billing code "Gold"; it has .*Hardware/) as string,
		});
		expect(twin.sandbox.control.stats().effects.autotask).toBe(0);
	});
});

describe('the text of the table', () => {
	it('takes commas, semicolons and tabs, a heading, quotes and empty lines', () => {
		const text =
			'TD SYNNEX code,Category\r\n\r\n011,"Software"\n010;Service;Labor\n001\tAccessories';
		expect(parseCategoryTable(text)).toEqual([
			{ code: '011', category: 'Software', material: '' },
			{ code: '010', category: 'Service', material: 'Labor' },
			{ code: '001', category: 'Accessories', material: '' },
		]);
	});

	it.each(['011', '011,', 'x', 'software,011', '011,a,b,c'])(
		'refuses %j and names the line',
		(line) => {
			expect(() => parseCategoryTable(`001,Accessories\n${line}`)).toThrow(/line 2/);
		},
	);

	it('is in the documentation as a preset that can be pasted, each code once', () => {
		const page = readFileSync(join(__dirname, '../../../../../docs/catalogue.md'), 'utf8');
		const block = /```csv\n(.*?)```/s.exec(page)?.[1] ?? '';
		const rows = parseCategoryTable(block);
		expect(rows.length).toBeGreaterThan(15);
		expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
		expect(new Set(rows.map(({ category }) => category))).toEqual(
			new Set(['Accessories', 'Hardware', 'Service', 'Software']),
		);
	});
});
