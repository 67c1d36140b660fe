import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openEditor, whyNoBrowser } from '../../demo/browser';
import {
	ACTIVITY_LOG,
	credentialsOf,
	filledIn,
	shippedWorkflow,
	STEPS,
	switchDryRunOn,
} from '../../demo/daily-sync';
import { publish, signUpOwner } from '../../demo/n8n-editor';
import { prepareHome } from '../../demo/n8n-home';
import { installN8n, ROOT, run } from '../../demo/n8n-install';
import { importCredentials, importWorkflows, startN8n } from '../../demo/n8n-server';
import { changePrices } from '../../demo/three-runs';
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
			dryRun: false,
		});
		const log = shippedWorkflow(ACTIVITY_LOG);
		await importCredentials(home, credentialsOf(twins.addresses));
		await importWorkflows(home, [sync, log, { ...shippedWorkflow(), id: 'shipped' }]);
		const n8n = await startN8n(home);
		try {
			const editor = await signUpOwner(home.url);
			await publish(editor, log.id);
			await editor.runWorkflow(sync.id, STEPS.manual);
			await changePrices(twins);
			await switchDryRunOn(editor, sync.id);
			await editor.runWorkflow(sync.id, STEPS.manual);
			await takeAll(home.url, sync.id);
		} finally {
			await n8n.stop();
		}
	} finally {
		await twins.stop();
		await home.remove();
	}
	await takeTested();
}

/** The pictures of all workflows, and of the first steps, are what their tests in the browser see. */
async function takeTested(): Promise<void> {
	process.env.PICTURES = 'yes';
	const tests = ['e2e/workflows.test', 'e2e/getting-started.test'];
	await run(
		'jest',
		['--selectProjects', 'e2e', '--runInBand', '--testPathPatterns', ...tests],
		ROOT,
	);
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
		await page
			.locator('[data-test-id="canvas-node"]', { hasText: 'Autotask Product Upsert' })
			.dblclick();
		await page.locator('[data-test-id="output-panel"]').getByText('JSON', { exact: true }).click();
		await page.waitForTimeout(2000);
		await take('plan');
	} finally {
		await close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
