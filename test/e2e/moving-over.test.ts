import type { Page } from 'playwright-core';
import { type EditorPage, openEditor } from '../../demo/browser';
import { whyNoBrowser } from '../../demo/browser-binary';
import { itemsOf, LOGIN, setShippedStage, type ShippedStage } from './shipped';

jest.setTimeout(300_000);

const missing = whyNoBrowser();
if (missing !== null) console.log(`Moving over is skipped: ${missing}.`);
/** All that a sync may write. */
const FIELDS = ['unitCost', 'unitPrice', 'msrp', 'name', 'isActive', 'sku', 'vendorProductNumber'];
const MAKER = ['manufacturerName', 'manufacturerProductName'];

(missing === null ? describe : describe.skip)('moving over from the Digital Bridge', () => {
	let stage: ShippedStage;
	let editor: EditorPage;
	let page: Page;
	beforeAll(async () => {
		stage = await setShippedStage({ skus: 1_200, incumbentProducts: 1_200 });
		for (const file of [
			'activity-log',
			'error-handler',
			'sync-activity',
			'moving-over',
			'undo-a-run',
		])
			await stage.publish(file);
		editor = await openEditor(stage.home.url, { width: 1680, height: 800 });
		const context = await editor.page
			.context()
			.browser()
			?.newContext({ httpCredentials: { username: LOGIN.user, password: LOGIN.password } });
		page = (await context?.newPage()) as Page;
	}, 300_000);
	afterAll(async () => {
		await editor?.close();
		await stage?.close();
	}, 180_000);

	const admin = () => stage.sandbox.autotask.admin;
	const products = () =>
		new Map(
			admin()
				.records('Products')
				.map((one) => [
					Number(one.id),
					Object.fromEntries([...FIELDS, ...MAKER].map((field) => [field, one[field] || null])),
				]),
		);
	const set = (file: string, name: string, parameters: object) => {
		const workflow = stage.workflows.find((one) => one.file === file);
		Object.assign(workflow?.nodes.find((node) => node.name === name)?.parameters ?? {}, parameters);
	};
	const writes = () => stage.sandbox.control.stats().effects.autotask;

	it('begins with a report that writes nothing and is readable on a phone', async () => {
		const name = '<img src=x onerror="document.title=\'broken\'"> & Sons ' + 'x'.repeat(200);
		const [known] = admin()
			.records('Products')
			.filter(({ sku, isActive }) => isActive && String(sku).startsWith('TDS-'));
		admin().changeRecord('Products', Number(known?.id), { name, unitPrice: 0.5 });
		set('moving-over', 'TD SYNNEX Catalog Fetch', { filters: {} });
		await stage.change('moving-over', {});
		const before = writes();
		const run = await stage.run('moving-over');
		expect(run.data.resultData.error).toBeUndefined();
		expect(writes()).toBe(before);
		const [summary] = itemsOf(run, 'Adoption report', 1);
		expect(summary).toMatchObject({ autotaskWrites: 0 });
		const { products: there, sync } = summary as never as Record<string, Record<string, number>>;
		expect(there?.products).toBeGreaterThan(1_000);
		expect(there?.staleCosts).toBeGreaterThan(100);
		expect(sync?.updated).toBeGreaterThan(1_000);
		const mail = await stage.mails.next(/Subject: TD SYNNEX sync, nothing written/);
		expect(mail).toContain('adoption-report-');

		await page.setViewportSize({ width: 375, height: 800 });
		await page.setContent(String(summary?.html));
		expect(await page.title()).toBe('Moving to the TD SYNNEX sync');
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
			375,
		);
		expect(await page.locator('body').innerText()).toContain('<img src=x onerror=');
		expect(await page.locator('img, script').count()).toBe(0);
	});

	it('goes on with mornings that say what a sync would have done otherwise', async () => {
		const before = writes();
		const run = await stage.run('moving-over', 'Every morning');
		expect(run.data.resultData.error).toBeUndefined();
		expect(writes()).toBe(before);
		const [summary] = itemsOf(run, 'Adoption report', 1);
		expect(summary).toMatchObject({ products: null, orders: null });
		const { fields, examples } = summary?.sync as {
			fields: { field: string }[];
			examples: string[];
		};
		expect(fields.map(({ field }) => field)).toContain('unitCost');
		expect(examples).toHaveLength(10);
	});

	describe('and a first sync of more than a thousand products', () => {
		let before: ReturnType<typeof products>;
		let updated = 0;
		let touched = 0;
		const form = () => {
			const workflow = stage.workflows.find(({ file }) => file === 'undo-a-run');
			const hook = workflow?.nodes.find(({ name }) => name === 'Undo form')?.webhookId;
			return `${stage.home.url}/form/${hook}`;
		};
		const plan = async () => {
			await page.goto(form());
			await page.locator('#submit-btn').click();
			const runs = page.locator('select');
			await runs.waitFor({ timeout: 60_000 });
			await runs.selectOption({ index: 1 });
			await page.locator('#submit-btn').click();
			await page.getByText('Undo this run?').first().waitFor({ timeout: 120_000 });
			return await page.locator('body').innerText();
		};
		const press = async (last: RegExp) => {
			await page.locator('#submit-btn').click();
			await page.getByText(last).first().waitFor({ timeout: 240_000 });
			return await page.locator('body').innerText();
		};

		beforeAll(async () => {
			await page.setViewportSize({ width: 1000, height: 760 });
			set('daily-catalog-sync', 'TD SYNNEX Catalog Fetch', { filters: {} });
			set('daily-catalog-sync', 'Autotask Product Upsert', {
				dryRun: false,
				newProducts: { mode: 'approved' },
				owners: { name: 'sync' },
			});
			await stage.change('daily-catalog-sync', {});
			before = products();
			const run = await stage.run('daily-catalog-sync');
			expect(run.data.resultData.error).toBeUndefined();
			updated = Number(itemsOf(run, 'Autotask Product Upsert', 1)[0]?.updated);
			const changed = [...products()].filter(
				([id, one]) => one.unitCost !== before.get(id)?.unitCost,
			);
			touched = changed[0]?.[0] ?? 0;
			admin().changeRecord('Products', touched, { unitCost: 7 });
		}, 300_000);

		it('wrote more than the log has records for', () => {
			expect(updated).toBeGreaterThan(1_000);
		});

		it('is shown before anything is taken back, and nothing is while it is switched off', async () => {
			const written = writes();
			const shown = await plan();
			expect(shown).toMatch(new RegExp(`${updated} products go back, for example`));
			expect(shown).toMatch(/What stays, of \d+ products/);
			expect(shown).toMatch(/unitCost holds 7\.00, and the run wrote .*somebody changed it since/);
			expect(await press(/^Preview only/)).toContain('undoNow is false');
			expect(writes()).toBe(written);
		}, 240_000);

		it('is taken back whole on a click, but for what a person changed since', async () => {
			await stage.change('undo-a-run', { undoNow: true });
			const since = new Date();
			await plan();
			expect(await page.locator('#submit-btn').innerText()).toMatch(`Undo ${updated} products`);
			expect(await press(/^(Undone|Not finished)$/)).toMatch(
				new RegExp(
					`Undone\\s+${updated} products were reverted, \\d+ have values that stay, 0 failed, 0 are left`,
				),
			);
			const other = [...products()].filter(
				([id, one]) => JSON.stringify(one) !== JSON.stringify(before.get(id)),
			);
			expect(other.map(([id]) => id)).toEqual([touched]);
			expect(products().get(touched)).toEqual({ ...before.get(touched), unitCost: 7 });
			expect((await stage.nextRun('undo-a-run', since)).data.resultData.error).toBeUndefined();
			expect(await stage.activity()).toMatch(/Undo a run<\/td><td class="Completed/);
		}, 300_000);

		it('leaves an undo that can be undone in its turn', async () => {
			// the newest run is the undo itself
			const shown = await plan();
			expect(shown).toMatch(/Undo a run · run \d+/);
			expect(shown).toMatch(/\d+ products go back/);
		}, 240_000);
	});
});
