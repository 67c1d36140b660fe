import { itemsOf, type ShippedStage } from './shipped';

const FILE = 'quote-watch';

/** Open quotes against the costs of today: one mail, and nothing written. */
export function quoteWatch(stage: () => ShippedStage): void {
	describe('quote watch', () => {
		const admin = () => stage().sandbox.autotask.admin;
		const add = (entity: string, values: object) =>
			admin().addRecords(entity, [values as never])[0] as number;
		const inTwoMonths = new Date(Date.now() + 60 * 86_400_000).toISOString();
		let sold: { id: number; sku: string; cost: number; after: number; ends: number | null }[] = [];
		let opportunityID = 0;

		beforeAll(() => {
			const { world } = stage().sandbox.tdSynnex.shop;
			sold = admin()
				.records('Products')
				.flatMap(({ id, sku }) => {
					const found = world.bySku(String(sku).replace('TDS-', ''));
					if (!String(sku).startsWith('TDS-') || found?.status !== 'Active') return [];
					if (found.lifecycle !== 'A' || found.totalQuantity < 20 || found.hostility) return [];
					const { promotion, cost, costWithoutPromotion: after } = found;
					const ends = promotion?.endsInDays ?? null;
					return [
						{ id: Number(id), sku: found.sku, cost: Number(cost), after: Number(after), ends },
					];
				});
			const [open] = admin()
				.records('Opportunities')
				.filter(({ title }) => title === 'Phone system');
			opportunityID = Number(open?.id);
		});

		const quoteOf = (lines: { id: number; unitCost: number; unitPrice: number }[]): number => {
			const about = { opportunityID, isActive: true, primaryQuote: true, quoteNumber: 4711 };
			const quoteID = add('Quotes', { ...about, name: 'Phones', expirationDate: inTwoMonths });
			for (const { id: productID, unitCost, unitPrice } of lines)
				add('QuoteItems', {
					quoteID,
					productID,
					name: `Product ${productID}`,
					quantity: 2,
					unitCost,
					unitPrice,
					unitDiscount: 0,
					lineDiscount: 0,
					percentageDiscount: 0,
					isOptional: false,
				});
			return quoteID;
		};
		const written = (since: number) =>
			stage()
				.sandbox.control.ledger({ since })
				.filter(({ effect }) => effect !== 'none');

		it('mails what lost its margin, and which promotion ends before the quote, and writes nothing', async () => {
			const plain = sold.filter(({ ends }) => ends === null);
			const promoted = sold.find(
				({ ends, cost, after }) => ends !== null && ends < 50 && after > cost,
			);
			const [lost, fine] = plain as [(typeof sold)[0], (typeof sold)[0]];
			quoteOf([
				{ id: lost.id, unitCost: lost.cost * 0.8, unitPrice: lost.cost * 1.1 },
				{ id: fine.id, unitCost: fine.cost, unitPrice: fine.cost * 1.2 },
				{ id: promoted!.id, unitCost: promoted!.cost, unitPrice: promoted!.cost * 1.2 },
			]);
			await stage().save(FILE, { webUrl: 'https://ww3.autotask.net', daysAhead: 0 });
			const since = stage().sandbox.control.ledger().at(-1)?.seq ?? 0;
			const run = await stage().run(FILE);
			expect(run.data.resultData.error).toBeUndefined();
			const lines = itemsOf(run, 'Check quotes');
			expect(lines.map(({ sku, codes }) => [sku, codes])).toEqual([
				[lost.sku, 'margin-lost'],
				[promoted!.sku, 'promotion-ending'],
			]);
			const [summary] = itemsOf(run, 'Check quotes', 1);
			expect(summary).toMatchObject({ lines: 3, attention: 2, fine: 1, unknown: 0, failed: 0 });
			const mail = await stage().mails.next(/^Subject: 2 lines of 1 open quote to look at/m);
			const text = mail.replace(/=\r?\n/g, '').replaceAll('=3D', '=');
			expect(text).toContain('Phones (quote 4711, valid until ');
			expect(text).toMatch(/margin 9\.1 % instead of 27\.3 %/);
			expect(text).toMatch(/Its promotion ends on \d{4}-\d\d-\d\d, the quote on /);
			expect(text).toContain(
				`https://ww3.autotask.net/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=OpenOpportunity&OpportunityID=${opportunityID}`,
			);
			expect(stage().sandbox.control.ledger({ since }).length).toBeGreaterThan(6);
			expect(written(since)).toEqual([]);
		});

		it('says what it could not check where there is no price file', async () => {
			const download = stage()
				.workflows.find(({ file }) => file === FILE)
				?.nodes.find(({ name }) => name === 'Download price file');
			const path = String(download?.parameters.path);
			Object.assign(download?.parameters ?? {}, { path: '/nowhere.zip' });
			await stage().save(FILE, {});
			const run = await stage().run(FILE);
			Object.assign(download?.parameters ?? {}, { path });
			await stage().save(FILE, {});
			expect(run.data.resultData.error).toBeUndefined();
			const [summary] = itemsOf(run, 'Check quotes', 1);
			expect(summary).toMatchObject({ state: 'completed with warnings', failed: 1, attention: 1 });
			expect(String(summary?.text)).toContain('is neither a quote line nor a product');
		});
	});
}
