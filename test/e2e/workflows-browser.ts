import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EditorPage, openEditor, whyNoBrowser } from '../../demo/browser';
import {
	orderByForm,
	PICTURES,
	showOpportunity,
	showWorkflow,
	takeInto,
} from '../../docs/pictures/workflows';
import { LOGIN, type ShippedStage } from './shipped';

const missing = whyNoBrowser();
if (missing !== null) console.log(`The workflows in the browser are skipped: ${missing}.`);

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36';

/**
 * The workflows of a running stage in a real browser. With PICTURES set, what it sees becomes the
 * pictures of the documentation (`npm run pictures`).
 */
export function inTheBrowser(stage: () => ShippedStage, spend: Record<string, unknown>): void {
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

		it('each opens with every node known, none red, and without a complaint', async () => {
			for (const { file, id, nodes } of stage().workflows) {
				const shown = await showWorkflow(editor, id, file, takeInto(folder));
				for (const { name, type } of nodes)
					if (!type.endsWith('.stickyNote')) expect(shown.labels).toContain(name);
				expect({ file, unknown: shown.unknown, red: shown.red }).toEqual({
					file,
					unknown: 0,
					red: [],
				});
				expect(editor.complaints).toEqual([]);
			}
		});

		it('would see a node that is not filled in', async () => {
			const file = stage().workflows.find((one) => one.file === 'error-handler');
			const { id } = await stage().editor.call<{ id: string }>('POST', '/workflows', {
				name: 'Without a credential',
				nodes: file?.nodes.map((node) => ({ ...node, credentials: undefined })),
				connections: file?.connections,
				settings: {},
			});
			const { red } = await showWorkflow(editor, id, 'error-handler', async () => {});
			expect(red.join()).toContain('Mail: a workflow failed');
		});

		it('the form shows the order, its button orders it, and the last page has the order number', async () => {
			await stage().change('order-by-hand', { ...spend });
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
		});

		it('the page of an opportunity shows the total on its button', async () => {
			const linkKey = 'another-secret-of-this-test';
			await stage().change('order-from-opportunity', { ...spend, linkKey });
			const { admin } = stage().sandbox.autotask;
			const won = admin
				.records('Opportunities')
				.find(({ title }) => title === 'Workstation refresh');
			const page = await newPage();
			await page.setViewportSize({ width: 1100, height: 620 });
			const { button } = await showOpportunity(
				page,
				`${stage().home.url}/webhook/tds-order-opportunity?id=${String(won?.id)}&key=${linkKey}`,
				takeInto(folder),
			);
			expect(button).toMatch(/^Order for [\d.]+ USD$/);
			await page.close();
		});

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
