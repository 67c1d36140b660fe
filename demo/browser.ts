import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from './browser-binary';
import { OWNER } from './n8n-editor';

/** The n8n editor in a real browser, signed in as the owner. */
export interface EditorPage {
	page: Page;
	/** Errors of the page itself and of its console, in the order in which they came. */
	complaints: string[];
	open(workflowId: string): Promise<void>;
	/** Goes on to a path as the browser's back button does: without loading the editor anew. */
	goTo(path: string): Promise<void>;
	/** Goes on to another workflow, and waits for its nodes. */
	turnTo(workflowId: string, nodeNames: string[]): Promise<void>;
	close(): Promise<void>;
}

export async function openEditor(
	url: string,
	size = { width: 1600, height: 900 },
): Promise<EditorPage> {
	const { path, env } = findBrowser();
	const browser: Browser = await chromium.launch({
		executablePath: path,
		env: { ...process.env, ...env },
		args: [
			'--headless',
			'--no-sandbox',
			'--disable-gpu',
			// letters stand where a person's screen has them, also where the canvas is zoomed out
			'--font-render-hinting=none',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
	const page = await browser.newPage({ viewport: size, deviceScaleFactor: 1 });
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		const from = message.location().url;
		// n8n asks every node for samples of its output, which a package may leave out
		if (message.type() === 'error' && !from.includes('/schemas/')) {
			complaints.push(`${message.text()} (${from})`);
		}
	});
	await page.goto(`${url}/signin`);
	await page.fill('input[name="emailOrLdapLoginId"]', OWNER.email);
	await page.fill('input[name="password"]', OWNER.password);
	await page.click('[data-test-id="form-submit-button"]');
	await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
	// the page asks who is there before anyone has signed in, and is told 401
	complaints.length = 0;
	const goTo = async (path: string) =>
		await page.evaluate((to) => {
			history.pushState(history.state, '', to);
			dispatchEvent(new PopStateEvent('popstate', { state: history.state as unknown }));
		}, path);
	return {
		page,
		complaints,
		async open(workflowId) {
			await page.goto(`${url}/workflow/${workflowId}`);
			await page.waitForSelector('[data-test-id="canvas-node"]');
		},
		goTo,
		async turnTo(workflowId, nodeNames) {
			await goTo(`/workflow/${workflowId}`);
			await page.waitForFunction((names) => {
				const shown = [...document.querySelectorAll('[data-node-name]')];
				const there = new Set(shown.map((node) => node.getAttribute('data-node-name')));
				return there.size === names.length && names.every((name) => there.has(name));
			}, nodeNames);
		},
		close: () => browser.close(),
	};
}
