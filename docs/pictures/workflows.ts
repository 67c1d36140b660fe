import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { EditorPage } from '../../demo/browser';
import { shrink } from './shrink';

/** Where the pictures of the workflows stand. */
export const PICTURES = join(__dirname, 'workflows');

/** Takes one picture; the name is that of the file without `.png`. */
export type Take = (page: Page, name: string) => Promise<void>;

export const takeInto =
	(folder: string): Take =>
	async (page, name) => {
		const path = join(folder, `${name}.png`);
		await page.screenshot({ path });
		shrink(path);
	};

/** What the editor shows of a workflow. */
export interface Shown {
	/** Names on the canvas. */
	labels: string;
	/** Nodes that n8n does not know. */
	unknown: number;
	/** Nodes with a red mark: something is not filled in. */
	red: string[];
	/** Notes whose text is higher than they are. */
	cut: string[];
}

/** A workflow that stands in n8n. */
export interface Stored {
	id: string;
	nodes: { name: string }[];
}

/** Opens a workflow in the editor, the whole of it in view, and takes its picture. */
export async function showWorkflow(
	{ page, open, turnTo }: EditorPage,
	{ id, nodes: stored }: Stored,
	name: string,
	take: Take,
): Promise<Shown> {
	if (!page.url().includes('/workflow/')) await open(id);
	await turnTo(
		id,
		stored.map((node) => node.name),
	);
	// n8n's own advice and its buttons lie over the canvas; its dots are a tenth of the bytes
	const unwanted = '[data-reka-popper-content-wrapper],.vue-flow__controls,.vue-flow__background';
	await page.addStyleTag({ content: `${unwanted}{display:none!important}` });
	await page.keyboard.press('1');
	await standsStill(page);
	await take(page, name);
	const nodes = page.locator('[data-test-id="canvas-node"]');
	const labels = (await nodes.allInnerTexts()).join('\n');
	const red = await nodes
		.filter({
			has: page.locator('[data-test-id="node-issues"], [data-test-id="node-setup-required"]'),
		})
		.allInnerTexts();
	return {
		labels,
		unknown: await page.locator('[data-test-id="node-not-installed"]').count(),
		red,
		cut: await page.locator('[data-test-id="sticky"]').evaluateAll((notes) =>
			notes
				.filter((note) => {
					const text = note.querySelector('h2')?.parentElement;
					return (text?.getBoundingClientRect().bottom ?? 0) > note.getBoundingClientRect().bottom;
				})
				.map((note) => note.textContent.slice(0, 30)),
		),
	};
}

/** The canvas glides to its new place; a picture on the way is a blurred one. */
async function standsStill(page: Page): Promise<void> {
	const place = async () =>
		await page.locator('.vue-flow__transformationpane').first().getAttribute('style');
	for (let before = ''; ;) {
		await page.waitForTimeout(150);
		const now = (await place()) ?? '';
		if (now === before) return;
		before = now;
	}
}

/** Fills in the order form as a person does, presses the button that orders, and reads the last page. */
export async function orderByForm(
	page: Page,
	address: string,
	purchaseOrder: string,
	take: Take,
): Promise<{ preview: string; button: string; result: string }> {
	await page.goto(address);
	const field = page.locator('input[type="text"], input[name="field-0"]').first();
	await field.fill(purchaseOrder);
	await take(page, 'order-by-hand-form');
	await page.locator('#submit-btn').click();
	await page.getByText(`Order PO ${purchaseOrder}?`).first().waitFor({ timeout: 60_000 });
	const preview = await page.locator('body').innerText();
	const button = (await page.locator('#submit-btn').innerText()).trim();
	await take(page, 'order-by-hand-preview');
	await page.locator('#submit-btn').click();
	await page
		.getByText(/^(Ordered|Not finished)/)
		.first()
		.waitFor({ timeout: 90_000 });
	await page.waitForTimeout(500);
	await take(page, 'order-by-hand-result');
	return { preview, button, result: await page.locator('body').innerText() };
}

/** Opens the page of an opportunity, presses its button, and opens the page anew. */
export async function orderOpportunity(
	page: Page,
	address: string,
	take: Take,
): Promise<{ button: string; result: string; after: { text: string; buttons: number } }> {
	await page.goto(address);
	await page.locator('button').waitFor({ timeout: 60_000 });
	await take(page, 'order-from-opportunity-preview');
	const button = (await page.locator('button').innerText()).trim();
	await page.locator('button').click();
	await page
		.getByText(/^(Ordered|Not finished)/)
		.first()
		.waitFor({ timeout: 90_000 });
	const result = await page.locator('body').innerText();
	await page.goto(address);
	await page.locator('h1').waitFor();
	await take(page, 'order-from-opportunity-after');
	return {
		button,
		result,
		after: {
			text: await page.locator('body').innerText(),
			buttons: await page.locator('button').count(),
		},
	};
}

/** Searches in the form as a person does, ticks the first products, and reads each page. */
export async function findByForm(
	page: Page,
	address: string,
	{ fields, tick }: { fields: Record<string, string>; tick: number },
	take: Take,
): Promise<{ choose: string; text: string }> {
	await page.goto(address);
	for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
	await page.locator('#submit-btn').click();
	const heading = page.getByRole('heading', { level: 1 });
	const next = /^(Which products\?|Nothing|Preview only|Not finished|Created)/;
	await heading.getByText(next).or(page.getByText(next)).first().waitFor({ timeout: 90_000 });
	const choose = await page.locator('body').innerText();
	if (!choose.includes('Which products?')) return { choose: '', text: choose };
	const boxes = page.locator('.multiselect-checkbox');
	for (let at = 0; at < tick; at++) await boxes.nth(at).check();
	if (tick > 1) await take(page, 'find-a-product-choose');
	await page.locator('#submit-btn').click();
	const last = /^(Nothing|Preview only|Not finished|Created|Added)/;
	await page.getByText(last).first().waitFor({ timeout: 90_000 });
	return { choose, text: await page.locator('body').innerText() };
}
