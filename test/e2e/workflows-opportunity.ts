import { BROWSER } from './browser-name';
import { itemsOf, type ShippedStage } from './shipped';
import { SPEND } from './signed-call';

const FILE = 'order-from-opportunity';
const LINK = '/webhook/tds-order-opportunity';
/** Seals links and buttons, and stands in none. */
export const LINK_KEY = 'a-secret-of-this-test';
export const LIVE_LINK_KEY = 'a-live-link-of-this-test';
/** Picklist values of the twin's opportunity statuses. */
const STATUS = { active: 1, closed: 3 };

interface Page {
	status: number;
	html: string;
}

/** A won opportunity, ordered by the page behind its link; and the mail that carries the link. */
export function orderFromOpportunity(stage: () => ShippedStage): void {
	const admin = () => stage().sandbox.autotask.admin;
	const pageOf = async (address: string, request: RequestInit = {}): Promise<Page> => {
		const answer = await fetch(address, { headers: BROWSER, ...request });
		return { status: answer.status, html: await answer.text() };
	};
	const open = async (query: Record<string, string>) =>
		await pageOf(`${stage().home.url}${LINK}?${new URLSearchParams(query).toString()}`);
	const press = async (fields: Record<string, string>) =>
		await pageOf(stage().home.url + LINK, { method: 'POST', body: new URLSearchParams(fields) });

	describe('order from an opportunity', () => {
		let id = '';
		beforeAll(async () => {
			id = opportunityOf(stage(), 'Workstation refresh');
			const home = { address1: '1 Main St', city: 'Denver', state: 'CO', postalCode: '80202' };
			for (const entity of ['QuoteLocations', 'Companies'])
				for (const record of admin().records(entity))
					admin().changeRecord(entity, Number(record.id), home);
			const keys = { linkKey: LINK_KEY, liveLinkKey: LIVE_LINK_KEY };
			await stage().change(FILE, { ...SPEND, ...keys, orderNow: false });
		});

		it('refuses a wrong key, and the key that seals', async () => {
			for (const key of ['a-guess-of-some-length', LINK_KEY, ''])
				expect(await open({ id, key })).toMatchObject({ status: 403 });
		});

		it('shows a preview without a button while ordering is switched off', async () => {
			const { status, html } = await open({ id, key: LIVE_LINK_KEY });
			expect(status).toBe(200);
			expect(html).toContain('Preview only');
			expect(html).not.toContain('<button');
		});

		it('shows the total and one button, which orders once; then the page says so and has no button', async () => {
			await stage().change(FILE, { orderNow: true });
			const { html } = await open({ id, key: LIVE_LINK_KEY });
			expect(html).toMatch(/Order for [\d.]+ USD<\/button>/);
			const fields = Object.fromEntries(
				[...html.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
					name,
					value,
				]),
			);
			expect(await press({ ...fields, total: '1.00' })).toMatchObject({ status: 403 });
			const [one, two] = await Promise.all([press(fields), press(fields)]);
			const numbers = [one, two].map(({ html: page }) => /PO (\d+)/.exec(page)?.[1] ?? '');
			expect([one.html, two.html].join()).toContain('TD SYNNEX order');
			const number = numbers.find(Boolean) ?? '';
			expect(stage().placed(number)).toBe(1);
			const after = await open({ id, key: LIVE_LINK_KEY });
			expect(after.html).toMatch(
				new RegExp(`<h1>Already ordered as PO ${number}, TD SYNNEX order [\\d, ]+</h1>`),
			);
			expect(after.html).toContain('There is nothing left to do here');
			expect(after.html).not.toContain('<button');
			expect(after.html).not.toContain('Price now');
			// somebody has the page of before still open
			expect((await press(fields)).html).toContain(`PO ${number}`);
			expect(stage().placed(number)).toBe(1);
		});

		it('orders nothing by Run now, whatever orderNow and mode say', async () => {
			const branch = opportunityOf(stage(), 'Branch network');
			const posts = () =>
				stage().sandbox.control.ledger({ system: 'tdsynnex', endpoint: 'PO' }).length;
			const before = posts();
			for (const mode of ['direct', 'preview']) {
				await stage().change(FILE, { orderNow: true, mode, opportunityForRunNow: branch });
				const run = await stage().run(FILE);
				expect(run.data.resultData.error).toBeUndefined();
				expect(itemsOf(run, 'Preview page')).toHaveLength(1);
			}
			expect(posts()).toBe(before);
		});

		it('mails the link when one is won, once, and nothing of those won before', async () => {
			const branch = Number(opportunityOf(stage(), 'Branch network'));
			admin().changeRecord('Opportunities', branch, { status: STATUS.active });
			const mails = () => stage().mails.all.filter((mail) => /^Subject: Won: /m.test(mail));
			await stage().change(
				FILE,
				{ publicUrl: stage().home.url },
				{ 'An opportunity is won': true },
			);
			admin().changeRecord('Opportunities', branch, {
				status: STATUS.closed,
				lastActivity: new Date().toISOString(),
			});
			const since = new Date();
			await again();
			expect((await stage().nextRun(FILE, since)).data.resultData.error).toBeUndefined();
			expect(mails()).toHaveLength(1);
			expect(mails()[0]).toMatch(/Subject: Won: Branch network\. Order it at TD SYNNEX\?/);
			const link = /See price and stock, and order: (\S+)/.exec(mails()[0] ?? '')?.[1] ?? '';
			expect(mails()[0]).not.toMatch(new RegExp(`${LINK_KEY}|${LIVE_LINK_KEY}`));
			expect((await pageOf(link)).html).toMatch(/Order for [\d.]+ USD<\/button>/);
			const { seal = '', until = '' } = Object.fromEntries(new URL(link).searchParams);
			expect(await open({ id, until, seal })).toMatchObject({ status: 403 });
			await again();
			await stage().change(FILE, {}, { 'An opportunity is won': false });
			expect(mails()).toHaveLength(1);
		});

		/** Published anew, the trigger looks at once. */
		const again = async () => {
			await stage().unpublish(FILE);
			const looks = () => stage().sandbox.control.ledger({ endpoint: 'Opportunities' }).length;
			const before = looks();
			await stage().publish(FILE);
			expect(looks()).toBeGreaterThan(before);
		};
	});
}

export function opportunityOf({ sandbox }: ShippedStage, wanted: string): string {
	const found = sandbox.autotask.admin
		.records('Opportunities')
		.find(({ title }) => title === wanted);
	if (!found) throw new Error(`the Autotask twin has no opportunity ${wanted}`);
	return String(found.id);
}
