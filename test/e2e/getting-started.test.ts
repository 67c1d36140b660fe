import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { type EditorPage, openEditor } from '../../demo/browser';
import { whyNoBrowser } from '../../demo/browser-binary';
import { twinCounts } from '../../demo/daily-sync';
import { whatToDoByHand } from '../../demo/farewell';
import { signUpOwner } from '../../demo/n8n-editor';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import { ROOT } from '../../demo/n8n-install';
import { type Running, startN8n } from '../../demo/n8n-server';
import { startTwins, type Twins } from '../../demo/twins';
import { takeInto } from '../../docs/pictures/workflows';

jest.setTimeout(240_000);

const missing = whyNoBrowser();
if (missing !== null) console.log(`The tests in the browser are skipped: ${missing}.`);

/** `npm run pictures` keeps what the page shows. */
const PICTURES = process.env.PICTURES ? join(ROOT, 'docs', 'pictures') : null;

/** What the page has a person press or fill in: all that is bold in its section 2. */
const SECTION = readFileSync(join(ROOT, 'docs', 'getting-started.md'), 'utf8')
	.split('## 2. Do it by hand')[1]!
	.split('What you may see')[0]!;
const BOLD = new Set([...SECTION.matchAll(/\*\*(.+?)\*\*/g)].map(([, words]) => words!));

(missing === null ? describe : describe.skip)('docs/getting-started.md, section 2', () => {
	let twins: Twins;
	let home: N8nHome;
	let server: Running | undefined;
	let editor: EditorPage;
	let page: Page;
	/** What the terminal says, by credential or node. */
	let printed: Map<string, Map<string, string>>;
	beforeAll(async () => {
		twins = await startTwins(['--skus', '5000', '--no-usage-latency']);
		home = await prepareHome();
		server = await startN8n(home);
		await signUpOwner(home.url);
		printed = formsIn(whatToDoByHand(home.url, twins.addresses));
		editor = await openEditor(home.url, { width: 1680, height: 980 });
		page = editor.page;
	});
	afterAll(async () => {
		await editor?.close();
		await server?.stop();
		await home?.remove();
		await twins?.stop();
	});

	/** Words of the page that were used, as they stand there in bold. */
	const used = new Set<string>();
	const bold = (words: string): string => {
		if (!BOLD.has(words)) throw new Error(`the page has no **${words}**`);
		used.add(words);
		return words;
	};
	const press = (words: string) =>
		page.getByText(bold(words), { exact: true }).filter({ visible: true }).first().click();
	const openNode = (name: string) =>
		page.locator('[data-test-id="canvas-node"]', { hasText: bold(name) }).dblclick();
	const closePanel = async () => {
		await page.locator('[data-test-id="ndv-close-button"]').click();
		await page.locator('[data-test-id="node-parameters"]').waitFor({ state: 'detached' });
	};
	const parameter = (name: string): Locator =>
		page.locator('[data-test-id="node-parameters"] .parameter-item', { hasText: bold(name) });
	const take = async (name: string) => {
		if (PICTURES) await takeInto(PICTURES)(page, name);
	};

	async function enter(credential: string): Promise<void> {
		const window = page.locator('[data-test-id="editCredential-modal"]');
		for (const [field, value] of printed.get(`Credential "${credential}"`)!) {
			const label = window.locator('label', { hasText: bold(field) }).first();
			await label.locator('xpath=following::input[1]').fill(value);
		}
		await window.getByRole('button', { name: bold('Save') }).click();
		// it stays open when the login does not work
		await window.waitFor({ state: 'detached' });
	}

	async function choose(parameterName: string, field: string, name: string): Promise<void> {
		bold(parameterName);
		await page.locator(`[data-test-id="resource-locator-${field}"] input`).last().click();
		await page.locator('[data-test-id="rlc-item"]').getByText(name, { exact: true }).click();
	}

	it('imports the workflow by the editor’s menu, and two nodes have a red mark', async () => {
		await press('Build a workflow');
		bold('⋯');
		await page.locator('[data-test-id="workflow-menu"]').first().click();
		await page.getByRole('menuitem', { name: bold('Import') }).click();
		const [chooser] = await Promise.all([
			page.waitForEvent('filechooser'),
			page.getByRole('menuitem', { name: bold('From file') }).click(),
		]);
		await chooser.setFiles(join(ROOT, 'workflows', 'daily-catalog-sync.json'));
		await page.locator('[data-test-id="canvas-node"]').first().waitFor();
		await page.waitForTimeout(1000);
		expect(await redNodes(page)).toEqual(['Download price file', 'Autotask Product Upsert']);
		await page.keyboard.press('1');
		await page.waitForTimeout(1000);
		await take('imported');
	});

	it('takes what the terminal prints into the fields of those names, and no red mark is left', async () => {
		await openNode('Download price file');
		await press('Connect to SFTP');
		await enter('SFTP');
		const path = printed.get('Node "Download price file"')!.get('Path')!;
		await parameter('Path').locator('input').first().fill(path);
		await closePanel();

		await openNode('TD SYNNEX Catalog Fetch');
		await page.getByPlaceholder(bold('Add filter')).click();
		await page.getByRole('option', { name: bold('Manufacturers') }).click();
		await parameter('Manufacturers').locator('input').last().fill('FORTINET, SONICWALL');
		await closePanel();

		await openNode('Autotask Product Upsert');
		await press('Connect to Autotask');
		await enter('Autotask API');
		await choose('Vendor', 'vendor', 'TD SYNNEX');
		await choose('Material Code', 'billingCode', 'Hardware');
		expect(
			await parameter('Dry Run').locator('[role="switch"]').first().getAttribute('aria-checked'),
		).toBe('true');
		await closePanel();
		expect(await redNodes(page)).toEqual([]);
	});

	it('executes, shows the plan, and has written nothing', async () => {
		bold('Execute workflow');
		await page.locator('[data-test-id="execute-workflow-button"]').click();
		await page
			.locator('[data-test-id="canvas-node"][data-node-name="Done"]')
			.locator('[data-test-id="canvas-node-status-success"]')
			.waitFor({ timeout: 90_000 });
		await openNode('Autotask Product Upsert');
		const plan = page.getByText(
			/Dry run, nothing written\. \d+ would be created, \d+ would be updated, 0 unchanged/,
		);
		await plan.first().waitFor();
		await page
			.locator('[data-test-id="output-panel"]')
			.getByText(bold('JSON'), { exact: true })
			.click();
		await page.getByText('"changes"').first().waitFor();
		expect((await twinCounts(twins)).writes).toBe(0);
	});

	it('uses every word that stands in bold in the page', () => {
		expect([...BOLD].filter((words) => !used.has(words))).toEqual(['what to enter']);
	});
});

/** Names of the nodes with a red mark, from left to right. */
async function redNodes(page: Page): Promise<string[]> {
	return await page
		.locator('[data-test-id="canvas-node"]')
		.filter({
			has: page.locator('[data-test-id="node-issues"], [data-test-id="node-setup-required"]'),
		})
		.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node-name') ?? ''));
}

/** The printed list: a title, and its fields with their values below it. */
function formsIn(text: string): Map<string, Map<string, string>> {
	const forms = text.split('\n\n').map((block) => block.split('\n'));
	return new Map(
		forms.map(([title = '', ...fields]) => [
			title.trim(),
			new Map(
				fields.flatMap((line) => {
					const [, field, value] = /^ {4}(.+?) {2,}(.+)$/.exec(line) ?? [];
					return field && value ? [[field, value] as const] : [];
				}),
			),
		]),
	);
}
