import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openEditor, whyNoBrowser } from '../../demo/browser';
import { credentialsOf, filledIn, shippedWorkflow, STEPS } from '../../demo/daily-sync';
import { signUpOwner } from '../../demo/n8n-editor';
import { prepareHome } from '../../demo/n8n-home';
import { installN8n, ROOT, run } from '../../demo/n8n-install';
import { importCredentials, importWorkflows, startN8n } from '../../demo/n8n-server';
import { startTwins } from '../../demo/twins';

/** Takes the pictures of the documentation anew: `npm run pictures`. */
async function main(): Promise<void> {
	const missing = whyNoBrowser();
	if (missing !== null) throw new Error(missing);
	await installN8n(console.log);
	await run('npm', ['run', 'build'], ROOT);
	const twins = await startTwins(['--skus', '20000']);
	const home = await prepareHome();
	try {
		const sync = await filledIn(twins, {
			filters: {
				inStockOnly: true,
				lifecycleCodes: ['A', 'B'],
				manufacturers: 'FORTINET, SONICWALL',
			},
			dryRun: true,
		});
		await importCredentials(home, credentialsOf(twins.addresses));
		await importWorkflows(home, [sync, { ...shippedWorkflow(), id: 'shipped' }]);
		const n8n = await startN8n(home);
		try {
			const editor = await signUpOwner(home.url);
			await editor.runWorkflow(sync.id, STEPS.manual);
			await takeAll(home.url, sync.id);
		} finally {
			await n8n.stop();
		}
	} finally {
		await twins.stop();
		await home.remove();
	}
	await takeWorkflows();
}

/** The pictures of all workflows are what their test in the browser sees. */
async function takeWorkflows(): Promise<void> {
	process.env.PICTURES = 'yes';
	await run('jest', ['test/e2e/workflows.test.ts', '--selectProjects', 'e2e'], ROOT);
}

/** The whole flow in view, as the editor's own key does it. */
async function fit(page: Page): Promise<void> {
	await page.keyboard.press('1');
	await page.waitForTimeout(1000);
}

async function takeAll(url: string, workflowId: string): Promise<void> {
	const { page, open, close } = await openEditor(url, { width: 1680, height: 800 });
	const take = (name: string) => page.screenshot({ path: join(__dirname, `${name}.png`) });
	try {
		await open('shipped');
		await fit(page);
		await take('daily-catalog-sync');
		await open(workflowId);
		await page.getByText('Executions', { exact: true }).click();
		await page.waitForTimeout(3000);
		await take('execution');
		await page
			.locator('[data-test-id="canvas-node"]', { hasText: 'Autotask Product Upsert' })
			.dblclick();
		await page.waitForTimeout(3000);
		await take('product-upsert');
	} finally {
		await close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
