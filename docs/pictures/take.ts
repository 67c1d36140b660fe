import { openEditor } from '../../demo/browser';
import { whyNoBrowser } from '../../demo/browser-binary';
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
import { takeInto } from './workflows';

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
		await importWorkflows(home, [sync, log]);
		const n8n = await startN8n(home);
		try {
			const editor = await signUpOwner(home.url);
			await publish(editor, log.id);
			await editor.runWorkflow(sync.id, STEPS.manual);
			await changePrices(twins);
			await switchDryRunOn(editor, sync.id);
			await editor.runWorkflow(sync.id, STEPS.manual);
			await takePlan(home.url, sync.id);
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

/** The plan that a dry run makes, in the panel of the node that made it. */
async function takePlan(url: string, workflowId: string): Promise<void> {
	const { page, open, close } = await openEditor(url, { width: 1680, height: 800 });
	try {
		await open(workflowId);
		await page.getByText('Executions', { exact: true }).click();
		await page.waitForTimeout(3000);
		await page
			.locator('[data-test-id="canvas-node"]', { hasText: 'Autotask Product Upsert' })
			.dblclick();
		await page.locator('[data-test-id="output-panel"]').getByText('JSON', { exact: true }).click();
		await page.waitForTimeout(2000);
		await takeInto(__dirname)(page, 'plan');
	} finally {
		await close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
