import type { Page } from 'playwright-core';
import { findByForm } from '../../docs/pictures/workflows';
import { itemsOf, type ShippedStage } from './shipped';

const FILE = 'find-a-product';
/** Fields of the form, as a person sees them. */
const WORDS = 'Words, part number, or SKU';
const QUOTE = 'Quote number';

/** A product found in the form, and created in Autotask: in the browser, as a person does it. */
export function findAProduct(
	stage: () => ShippedStage,
	newPage: () => Promise<Page>,
	take: () => Parameters<typeof findByForm>[3],
): void {
	describe('find a product', () => {
		const admin = () => stage().sandbox.autotask.admin;
		const add = (entity: string, values: object) =>
			admin().addRecords(entity, [values as never])[0] as number;
		const node = (name: string) =>
			stage()
				.workflows.find(({ file }) => file === FILE)
				?.nodes.find((one) => one.name === name);
		const search = async (
			fields: Record<string, string>,
			tick = 0,
		): Promise<Awaited<ReturnType<typeof findByForm>>> => {
			const page = await newPage();
			await page.setViewportSize({ width: 1200, height: 760 });
			const address = `${stage().home.url}/form/${node('Search form')?.webhookId}`;
			const seen = await findByForm(page, address, { fields, tick }, take());
			await page.close();
			return seen;
		};
		const own = () => admin().records('Products').length;

		it('says what to do where there is no price file', async () => {
			const path = String(node('Download price file')?.parameters.path);
			// the file of the other country may be in memory
			const set = (about: { path: string; country: string }) => {
				Object.assign(node('Download price file')?.parameters ?? {}, { path: about.path });
				for (const name of ['Search what is kept', 'Read the file, and search'])
					Object.assign(node(name)?.parameters ?? {}, { country: about.country });
			};
			set({ path: '/nowhere.zip', country: 'CA' });
			await stage().change(FILE, { createNow: true });
			const { text } = await search({ [WORDS]: 'switch' });
			set({ path, country: 'US' });
			await stage().change(FILE, {});
			expect(text).toMatch(/Nothing was searched/);
			expect(text).toMatch(/No price file is kept in memory.*What to do: Download the price file/s);
		}, 120_000);

		it('creates what is ticked, adds it to the quote, and neither a second time', async () => {
			const opportunityID = Number(
				admin()
					.records('Opportunities')
					.find(({ title }) => title === 'Phone system')?.id,
			);
			const about = { opportunityID, isActive: true, name: 'From the form' };
			const quoteID = add('Quotes', { ...about, quoteNumber: 9001 });
			const before = own();
			const since = new Date();
			const fields = { [WORDS]: 'switch', [QUOTE]: '9001' };
			const first = await search(fields, 2);
			expect(first.text).toMatch(
				/^Created\s+(.+ \(SKU \d+\): created as product \d+, added to quote 9001\s*){2}$/,
			);
			expect(first.choose).toMatch(/Cost [\d.]+ USD now · would sell at [\d.]+ · \d+ in stock/);
			expect(own() - before).toBe(2);
			const lines = () =>
				admin()
					.records('QuoteItems')
					.filter((one) => one.quoteID === quoteID);
			expect(lines()).toHaveLength(2);
			const made = admin()
				.records('Products')
				.filter(({ id }) => lines().some(({ productID }) => productID === id));
			expect(made.every(({ unitPrice, unitCost }) => Number(unitPrice) > Number(unitCost))).toBe(
				true,
			);

			const second = await search(fields, 2);
			expect(second.choose).toMatch(/in Autotask already/);
			expect(second.text).toMatch(
				/^Nothing was new\s+(.+ \(SKU \d+\): in Autotask already: product \d+, on quote 9001 already\s*){2}$/,
			);
			expect([own() - before, lines().length]).toEqual([2, 2]);
			const run = await stage().nextRun(FILE, since);
			expect(run.data.resultData.error).toBeUndefined();
			expect(Object.keys(run.data.resultData.runData)).toContain('Activity log');
			expect(await stage().activity()).toMatch(
				/Find a product<\/td><td class="Completed">Completed/,
			);
			expect(itemsOf(run, 'Plan').length).toBeGreaterThan(2);
			// out of sight of Quote watch, whose own quotes are counted
			admin().changeRecord('Quotes', quoteID, { isActive: false });
		}, 180_000);

		it('says which costs are not live, and why Autotask creates nothing', async () => {
			const { control } = stage().sandbox;
			const fault = { kind: 'status', status: 401 } as const;
			control.addFaults([
				{ fault, system: 'tdsynnex', count: 0 },
				{ fault, system: 'autotask', endpoint: 'Products', count: 0 },
			]);
			const before = own();
			const { choose, text } = await search({ [WORDS]: 'switch' }, 1).finally(() =>
				control.clearFaults(),
			);
			expect(choose).toMatch(/Cost [\d.]+ USD on [\d-]+ \(no live price\)/);
			expect(choose.match(/Autotask refused the user name or secret\. Copy/g)).toHaveLength(1);
			expect(choose.match(/ · not looked up in Autotask$/gm)).toHaveLength(15);
			expect(text).toMatch(
				/^Not finished\s+Ticked products: not created: Autotask refused the user/,
			);
			expect(own()).toBe(before);
		}, 120_000);

		it('creates nothing for a quote that is closed or not there, nothing that nobody ticked, and finds nothing where nothing is', async () => {
			const before = own();
			const closed = admin()
				.records('Quotes')
				.find(({ name }) => name === 'Workstation refresh');
			for (const quote of ['987654', String(closed?.quoteNumber)]) {
				const { text } = await search({ [WORDS]: 'switch', [QUOTE]: quote });
				expect(text).toMatch(/Nothing was searched/);
				expect(text).toMatch(/no such quote|status is Closed|several quotes/);
			}
			expect((await search({ [WORDS]: 'switch' }, 0)).text).toMatch(/Nothing chosen/);
			expect((await search({ [WORDS]: 'zebra unicorn' })).text).toMatch(/Nothing found/);
			expect((await search({ [WORDS]: '' })).text).toMatch(/Nothing is searched for.*Enter words/s);
			await stage().change(FILE, { createNow: false });
			expect((await search({ [WORDS]: 'switch' }, 1)).text).toMatch(/Preview only/);
			expect(own()).toBe(before);
		}, 240_000);
	});
}
