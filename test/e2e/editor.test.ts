import { openEditor } from '../../demo/browser';
import { whyNoBrowser } from '../../demo/browser-binary';
import type { EditorPage } from '../../demo/browser';
import { ACTIVITY_LOG, shippedWorkflow } from '../../demo/daily-sync';
import { setStage, type Stage } from './stage';

jest.setTimeout(180_000);

const missing = whyNoBrowser();
if (missing !== null) console.log(`The tests in the browser are skipped: ${missing}.`);

const withUnknownNode = {
	id: 'unknown',
	name: 'With an unknown node',
	nodes: [
		{
			id: 'a',
			name: 'What is this',
			type: 'n8n-nodes-nobody.nothing',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
	],
	connections: {},
	settings: {},
};

(missing === null ? describe : describe.skip)('the editor in a real browser', () => {
	let stage: Stage;
	let editor: EditorPage;
	beforeAll(async () => {
		// the sync names it as its Progress Workflow, and the editor looks it up
		stage = await setStage([withUnknownNode, shippedWorkflow(ACTIVITY_LOG)]);
		await stage.open();
		editor = await openEditor(stage.home.url);
	});
	afterAll(async () => {
		await editor?.close();
		await stage?.close();
	});

	const labels = async () =>
		await editor.page.locator('[data-test-id="canvas-node"]').allInnerTexts();
	const unknown = async () =>
		await editor.page.locator('[data-test-id="node-not-installed"]').count();

	it('shows every node of the workflow, none of them unknown, and complains of nothing', async () => {
		await editor.open(stage.sync.id);
		const shown = (await labels()).join('\n');
		for (const node of stage.sync.nodes.filter(({ type }) => !type.endsWith('stickyNote'))) {
			expect(shown).toContain(node.name);
		}
		expect(await unknown()).toBe(0);
		expect(editor.complaints).toEqual([]);
	});

	it('would show a node that n8n does not know', async () => {
		await editor.open(withUnknownNode.id);
		expect(await unknown()).toBe(1);
		await editor.open(stage.sync.id);
	});

	it('offers the vendor and the material code of the Autotask at hand', async () => {
		await editor.page
			.locator('[data-test-id="canvas-node"]', { hasText: 'Autotask Product Upsert' })
			.dblclick();
		const choose = async (field: string) => {
			await editor.page.locator(`[data-test-id="resource-locator-${field}"] input`).last().click();
			const list = editor.page.locator('[data-test-id="rlc-item"]');
			await list.first().waitFor();
			const names = await list.allInnerTexts();
			await editor.page.keyboard.press('Escape');
			return names;
		};
		expect(await choose('vendor')).toEqual(
			expect.arrayContaining([expect.stringMatching(/TD SYNNEX/)]),
		);
		expect(await choose('billingCode')).toEqual(expect.arrayContaining(['Hardware']));
		expect(editor.complaints).toEqual([]);
	});

	it('offers the fields of the node in front before anything has run', async () => {
		const shown = editor.page.locator('[data-test-id="run-data-schema-item"]');
		await shown.filter({ hasText: /^mpn$/ }).waitFor();
		const fields = await shown.allInnerTexts();
		expect(fields).toEqual(expect.arrayContaining(['sku', 'mpn', 'cost']));
	});

	it('takes the shipped workflow by paste', async () => {
		await editor.page.goto(`${stage.home.url}/workflow/new`);
		await editor.page.waitForSelector('[data-test-id="canvas-wrapper"], .vue-flow');
		await editor.page.evaluate((text) => {
			const data = new DataTransfer();
			data.setData('text/plain', text);
			document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
		}, JSON.stringify(shippedWorkflow()));
		await editor.page
			.locator('[data-test-id="canvas-node"]', { hasText: 'Autotask Product Upsert' })
			.waitFor();
		expect(await unknown()).toBe(0);
		expect(editor.complaints).toEqual([]);
	});
});
