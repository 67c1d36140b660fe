import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EditorPage, openEditor } from '../../demo/browser';
import { whyNoBrowser } from '../../demo/browser-binary';
import {
	orderByForm,
	orderOpportunity,
	PICTURES,
	showWorkflow,
	takeInto,
} from '../../docs/pictures/workflows';
import { LOGIN, type ShippedStage } from './shipped';
import { SPEND } from './signed-call';
import { findAProduct } from './workflows-find';
import { LINK_KEY, LIVE_LINK_KEY, opportunityOf } from './workflows-opportunity';

const missing = whyNoBrowser();
if (missing !== null) console.log(`The workflows in the browser are skipped: ${missing}.`);

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36';

/**
 * The workflows of a running stage in a real browser. With PICTURES set, what it sees becomes the
 * pictures of the documentation (`npm run pictures`).
 */
export function inTheBrowser(stage: () => ShippedStage): void {
	(missing === null ? describe : describe.skip)('in a real browser', () => {
		let editor: EditorPage;
		let folder = PICTURES;
		beforeAll(async () => {
			if (!process.env.PICTURES) folder = await mkdtemp(join(tmpdir(), 'pictures-'));
			editor = await openEditor(stage().home.url, { width: 1680, height: 800 });
		});
		afterAll(async () => {
			await editor?.close();
			if (folder !== PICTURES) await rm(folder, { recursive: true, force: true });
		});

		/** A page of somebody who has the user and password of form and reports, and no login of n8n. */
		const newPage = async () => {
			const context = await editor.page
				.context()
				.browser()
				?.newContext({
					httpCredentials: { username: LOGIN.user, password: LOGIN.password },
					// a browser without a screen says so, and n8n turns it away from the link that orders
					userAgent: BROWSER,
				});
			if (!context) throw new Error('the browser is gone');
			return await context.newPage();
		};

		it('each opens with every node known, none red, no note cut, and without a complaint', async () => {
			for (const workflow of stage().workflows) {
				const { file, nodes } = workflow;
				const { labels, ...seen } = await showWorkflow(editor, workflow, file, takeInto(folder));
				for (const { name, type } of nodes)
					if (!type.endsWith('.stickyNote')) expect(labels).toContain(name);
				expect({ file, ...seen }).toEqual({ file, unknown: 0, red: [], cut: [] });
				expect(editor.complaints).toEqual([]);
			}
		}, 600_000);

		it('would see a node that is not filled in', async () => {
			const file = stage().workflows.find((one) => one.file === 'error-handler');
			const nodes = (file?.nodes ?? []).map((node) => ({ ...node, credentials: undefined }));
			const { id } = await stage().editor.call<{ id: string }>('POST', '/workflows', {
				name: 'Without a credential',
				nodes,
				connections: file?.connections,
				settings: {},
			});
			const { red } = await showWorkflow(editor, { id, nodes }, 'error-handler', async () => {});
			expect(red.join()).toContain('Mail: a workflow failed');
		});

		it('the form shows the order, its button orders it, and the last page has the order number', async () => {
			await stage().change('order-by-hand', SPEND);
			const { number } = stage().writePo({});
			const form = stage()
				.workflows.find(({ file }) => file === 'order-by-hand')
				?.nodes.find(({ name }) => name === 'Order form');
			const address = `${stage().home.url}/form/${form?.webhookId}`;
			const page = await newPage();
			await page.setViewportSize({ width: 1000, height: 720 });
			const { preview, button, result } = await orderByForm(
				page,
				address,
				number,
				takeInto(folder),
			);
			expect(preview).toMatch(/In stock/);
			expect(button).toMatch(/^Order for [\d.]+ USD$/);
			expect(result).toMatch(/TD SYNNEX order \d+/);
			expect(stage().placed(number)).toBe(1);
			await page.close();
			expect(await stage().activity()).toMatch(
				/Order by hand<\/td><td class="Completed">Completed/,
			);
		});

		it('the page of an opportunity orders by its button, and has none once it is ordered', async () => {
			const keys = { linkKey: LINK_KEY, liveLinkKey: LIVE_LINK_KEY };
			await stage().change('order-from-opportunity', { ...SPEND, ...keys });
			const id = opportunityOf(stage(), 'Branch network');
			const page = await newPage();
			await page.setViewportSize({ width: 1100, height: 620 });
			const address = `${stage().home.url}/webhook/tds-order-opportunity?id=${id}&key=${LIVE_LINK_KEY}`;
			const { button, result, after } = await orderOpportunity(page, address, takeInto(folder));
			expect(button).toMatch(/^Order for [\d.]+ USD$/);
			const number = /^Ordered: PO (\d+)$/m.exec(result)?.[1] ?? '';
			expect(stage().placed(number)).toBe(1);
			expect(after.text).toMatch(
				new RegExp(`^Already ordered as PO ${number}, TD SYNNEX order [\\d, ]+$`, 'm'),
			);
			expect(after.buttons).toBe(0);
			await page.close();
		});

		findAProduct(stage, newPage, () => takeInto(folder));

		it('the activity page is there to be looked at', async () => {
			const page = await newPage();
			const address = `${stage().home.url}/webhook/tds-activity`;
			await page.goto(address);
			await page.setViewportSize({ width: 1400, height: 800 });
			await takeInto(folder)(page, 'sync-activity-page');
			expect(await page.locator('h1').innerText()).toBe('Sync activity');
			await page.close();
		});
	});
}
