import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser, whyNoBrowser } from '../../demo/browser-binary';
import { shippedWorkflow } from '../../demo/daily-sync';
import { openStartPage } from '../../demo/demo';
import { allCredentials, otherWorkflows, publishCalled, STATUS, SUBMIT } from '../../demo/furnish';
import { catchMails } from '../../demo/mail-catcher';
import { type Editor, signUpOwner } from '../../demo/n8n-editor';
import { prepareHome } from '../../demo/n8n-home';
import { importCredentials, importWorkflows, startN8n } from '../../demo/n8n-server';
import { startTwins, type Twins } from '../../demo/twins';
import { run } from './runs';

jest.setTimeout(240_000);

const missing = whyNoBrowser();
if (missing !== null) console.log(`The start page is not tested: ${missing}.`);

(missing === null ? describe : describe.skip)('the start page of the demo', () => {
	const stops: (() => Promise<void>)[] = [];
	const keep = (stop: () => Promise<void>) => void stops.push(stop);
	let twins: Twins;
	let editor: Editor;
	let page: Page;

	beforeAll(async () => {
		twins = await startTwins(['--skus', '3000', '--no-usage-latency']);
		keep(() => twins.stop());
		const mails = await catchMails();
		keep(async () => mails.close());
		const home = await prepareHome();
		keep(() => home.remove());
		const credentials = allCredentials(twins, mails.port);
		await importCredentials(home, credentials);
		await importWorkflows(home, await otherWorkflows(twins, credentials, 'daily-catalog-sync'));
		const n8n = await startN8n(home);
		keep(() => n8n.stop());
		editor = await signUpOwner(home.url);
		await publishCalled(editor);
		const address = await openStartPage(twins, home.url, keep);
		const { path, env } = findBrowser();
		const browser: Browser = await chromium.launch({
			executablePath: path,
			env: { ...process.env, ...env },
			args: ['--headless', '--no-sandbox', '--disable-gpu'],
		});
		keep(() => browser.close());
		page = await browser.newPage();
		await page.goto(address);
	});
	afterAll(async () => {
		for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) await stop();
	}, 180_000);

	const press = (words: string) => page.getByRole('button', { name: words }).click();
	const execute = async (file: string) => {
		const { data } = await run(editor, shippedWorkflow(file).id, 'Run now');
		expect(data.resultData.error).toBeUndefined();
	};
	/** The cells of the order's row, by their headings. */
	const row = async (): Promise<Record<string, string>> => {
		const heads = await page.locator('th').allInnerTexts();
		const cells = await page.locator('tbody tr').first().locator('td').allInnerTexts();
		return Object.fromEntries(heads.map((head, index) => [head, cells[index] ?? '']));
	};
	const shows = async (head: string, words: RegExp) => {
		for (const deadline = Date.now() + 120_000; Date.now() < deadline;) {
			if (words.test((await row())[head] ?? '')) return;
			await page.waitForTimeout(250);
		}
		expect(await row()).toMatchObject({ [head]: expect.stringMatching(words) });
	};

	it('writes a purchase order that waits', async () => {
		await press('Write a purchase order');
		await shows('Autotask status', /^New$/);
		expect(await row()).toMatchObject({ 'TD SYNNEX order': '–', Received: '0 of 2' });
	});

	it('shows that it has gone out, once, however often it is asked for', async () => {
		await execute(SUBMIT);
		await shows('TD SYNNEX order', /^\d+/);
		const { 'TD SYNNEX order': number } = await row();
		await execute(SUBMIT);
		await shows('TD SYNNEX order', new RegExp(`^${number}$`));
		const posts = await twins.control<object[]>('GET', '/ledger?system=tdsynnex&endpoint=PO');
		expect(posts).toHaveLength(1);
	});

	it('turns the clock, and shows the order shipped, received and invoiced', async () => {
		await press('Turn the clock by a day');
		await execute(STATUS);
		await shows('Invoice', /\d+/);
		await shows('Tracking', /\w{6,}/);
		await shows('Received', /^2 of 2$/);
		await shows('State', /^(Invoiced|Closed|Delivered)$/);
	});

	it('leads to workflows that are there', async () => {
		const links = await page
			.locator('a[href*="/workflow/"]')
			.evaluateAll((all) => all.map((one) => (one as { href?: string }).href ?? ''));
		expect(links.length).toBeGreaterThan(1);
		for (const link of links.filter((one) => !one.includes(shippedWorkflow().id)))
			await editor.call('GET', `/workflows/${link.split('/').pop()}`);
	});

	it('takes no order from a page of another site', async () => {
		const answer = await page.request.post(`${new URL(page.url()).origin}/orders`, {
			headers: { 'content-type': 'text/plain' },
			data: '{}',
		});
		expect(answer.status()).toBe(415);
	});
});
