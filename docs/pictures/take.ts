import { openEditor } from '../../demo/browser';
import { whyNoBrowser } from '../../demo/browser-binary';
import {
	ACTIVITY_LOG,
	credentialsOf,
	filledIn,
	shippedWorkflow,
	STEPS,
	switchDryRun,
	type WorkflowFile,
} from '../../demo/daily-sync';
import { publish, signUpOwner } from '../../demo/n8n-editor';
import { prepareHome } from '../../demo/n8n-home';
import { installN8n, ROOT, run } from '../../demo/n8n-install';
import { importCredentials, importWorkflows, itemsOf, startN8n } from '../../demo/n8n-server';
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
		const doubles = withUpsert(sync, 'findDuplicates', []);
		const report = withUpsert(sync, 'adoptionReport', ['Download price file', STEPS.fetch]);
		await importWorkflows(home, [sync, log, doubles, report]);
		const n8n = await startN8n(home);
		try {
			const editor = await signUpOwner(home.url);
			await publish(editor, log.id);
			await editor.runWorkflow(doubles.id, STEPS.manual);
			const reported = await editor.runWorkflow(report.id, STEPS.manual);
			await takeReport(home.url, String(itemsOf(reported, STEPS.upsert, 1)[0]?.html));
			await editor.runWorkflow(sync.id, STEPS.manual);
			await changePrices(twins);
			await switchDryRun(editor, sync.id, true);
			await editor.runWorkflow(sync.id, STEPS.manual);
			await takeTable(home.url, sync.id, 'plan', 'JSON');
			await takeTable(home.url, doubles.id, 'duplicates', 'Table');
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

/** The sync cut down to another operation of Product Upsert and the nodes in front of it. */
function withUpsert(sync: WorkflowFile, operation: string, before: string[]): WorkflowFile {
	const names = [STEPS.manual, ...before, STEPS.upsert];
	const nodes = names.map((name) => {
		const node = structuredClone(sync.nodes.find((one) => one.name === name));
		if (node === undefined) throw new Error(`the daily sync has no node ${name}`);
		if (name === STEPS.upsert)
			Object.assign(node.parameters, { operation, options: {}, dryRun: true });
		return node;
	});
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const connections = Object.fromEntries(
		names.slice(1).map((name, index) => [names[index], to(name)]),
	);
	return { ...sync, id: `pictures${operation}`, name: operation, nodes, connections };
}

/** What the last run gave, in the panel of the node that made it. */
async function takeTable(
	url: string,
	workflowId: string,
	name: string,
	view: 'JSON' | 'Table',
): Promise<void> {
	const { page, open, close } = await openEditor(url, { width: 1680, height: 800 });
	try {
		await open(workflowId);
		await page.getByText('Executions', { exact: true }).click();
		await page.waitForTimeout(3000);
		await page
			.locator('[data-test-id="canvas-node"]', { hasText: 'Autotask Product Upsert' })
			.dblclick();
		await page.locator('[data-test-id="output-panel"]').getByText(view, { exact: true }).click();
		await page.waitForTimeout(2000);
		await takeInto(__dirname)(page, name);
	} finally {
		await close();
	}
}

/** The page as a browser shows it. */
async function takeReport(url: string, html: string): Promise<void> {
	const { page, close } = await openEditor(url, { width: 1000, height: 1100 });
	try {
		await page.setContent(html);
		await takeInto(__dirname)(page, 'adoption-report');
	} finally {
		await close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
