import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import {
	type ExecutedRun,
	executeWorkflow,
	importCredentials,
	importWorkflows,
	itemsOf,
} from '../../demo/n8n-server';
import { type Sandbox, startSandbox } from '../../sandbox';
import { setSettings } from '../../demo/fill-in';
import { credentialFiles, filledIn } from '../e2e/fill-in';
import { writePo } from '../e2e/shipped';
import { SPEND } from '../e2e/signed-call';
import { type Shipped, shipped } from '../support/shipped-workflows';
import { type Installed, installVersion } from './install';

/** What one n8n does with the package and the shipped workflows. */
export interface Seen {
	version: string;
	/** Workflows that it imports, of all. */
	imported: number;
	/** Workflows that need a newer n8n, with what it lacks. */
	lacking: { workflow: string; nodes: string[] }[];
	/** In words; what begins with "ok" is as it should be. */
	sync: string;
	order: string;
	/** A call of *Custom trigger* that is signed with an empty secret. */
	forged: string;
}

const SYNC = 'daily-catalog-sync';
const ORDER = 'submit-orders-on-schedule';
const SIGNED = 'custom-trigger';
/** As a person marks one purchase order to be sent. */
const MARK = 'send this one';

/** Runs the daily sync and one order in one version of n8n, against a sandbox of its own. */
export async function seeVersion(version: string, say: (line: string) => void): Promise<Seen> {
	const installed = await installVersion(version, say);
	const sandbox = await startSandbox({ skus: 3_000, ownProducts: 60, usageLatency: false });
	const home = await prepareHome(installed);
	try {
		sandbox.tdSynnex.scenario('*', {});
		const workflows = shipped().map((workflow) => filledIn(workflow, sandbox));
		allow(workflows);
		say(`n8n ${version}: importing ${workflows.length} workflows`);
		await importCredentials(home, credentialFiles(sandbox, 9));
		const imported = await importAll(home, workflows);
		say(`n8n ${version}: the daily sync`);
		const sync = await verdict(() => syncs(home, find(workflows, SYNC)));
		say(`n8n ${version}: one order, twice asked for`);
		const order = await verdict(() => orders(home, find(workflows, ORDER), sandbox));
		const lacking = workflows.map((workflow) => lackingIn(workflow, installed));
		return {
			version,
			imported,
			lacking: lacking.filter(({ nodes }) => nodes.length > 0),
			sync,
			order,
			forged: await verdict(() => forges(home, find(workflows, SIGNED))),
		};
	} finally {
		await home.remove();
		await sandbox.close();
	}
}

/** What a person switches after he read the previews. */
function allow(workflows: Shipped[]): void {
	setSettings(find(workflows, ORDER), { ...SPEND, memoMark: MARK });
	for (const node of find(workflows, SYNC).nodes)
		if (node.type.endsWith('.productUpsert')) node.parameters.dryRun = false;
		else if (node.type.endsWith('.catalogFetch'))
			node.parameters.filters = { manufacturers: 'FORTINET, SONICWALL' };
}

async function importAll(home: N8nHome, workflows: Shipped[]): Promise<number> {
	try {
		await importWorkflows(home, workflows);
		return workflows.length;
	} catch {
		let count = 0;
		for (const workflow of workflows)
			count += await importWorkflows(home, [workflow]).then(
				() => 1,
				() => 0,
			);
		return count;
	}
}

/** What was seen in words, or what went wrong instead. */
async function verdict(see: () => Promise<string>): Promise<string> {
	try {
		return await see();
	} catch (error) {
		return (error as Error).message.slice(0, 2000);
	}
}

async function syncs(home: N8nHome, { id }: Shipped): Promise<string> {
	const run = await executeWorkflow(home, id);
	const [summary] = itemsOf(run, 'Autotask Product Upsert', 1);
	const created = Number(summary?.created ?? 0);
	const fine = created > 0 && summary?.failed === 0;
	return fine ? `ok, ${created} products created` : problemOf(run);
}

async function orders(home: N8nHome, { id }: Shipped, sandbox: Sandbox): Promise<string> {
	const { number } = writePo(sandbox, { memo: MARK });
	const first = await executeWorkflow(home, id);
	await sleep(1000);
	await executeWorkflow(home, id);
	const placed = sandbox.tdSynnex.shop.orders.under(number);
	const taken = placed.filter(({ code }) => code !== 'rejected').length;
	const all = sandbox.control.ledger({ system: 'tdsynnex', endpoint: 'PO' }).length;
	return taken === 1 && all === 1
		? 'ok, ordered once'
		: `${taken} orders, ${all} posts: ${problemOf(first)}`;
}

/**
 * An n8n without Crypto 2 runs Crypto 1 in its place, which knows nothing of the credential: with the
 * secret left empty, anybody could sign.
 */
async function forges(home: N8nHome, { nodes }: Shipped): Promise<string> {
	const node = nodes.find(({ parameters }) => parameters.action === 'hmac')!;
	const text = 'a body';
	const parameters = { ...node.parameters, binaryData: false, value: text };
	const manual = nodes.find(({ type }) => type.endsWith('.manualTrigger'))!;
	const workflow = {
		id: 'forged',
		name: 'Forged',
		nodes: [manual, { ...node, parameters }],
		connections: { [manual.name]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		settings: {},
		versionId: '00000000-0000-4000-8000-000000000001',
		active: false,
	};
	await importWorkflows(home, [workflow]);
	const run = await executeWorkflow(home, workflow.id);
	const [item] = itemsOf(run, node.name);
	const forged = createHmac('sha256', '').update(text).digest('hex');
	return item?.expected === forged ? 'ACCEPTED' : 'ok, refused';
}

function problemOf({ data: { resultData }, status }: ExecutedRun): string {
	const { error, lastNodeExecuted } = resultData;
	return `${lastNodeExecuted}: ${error?.message ?? status}. ${error?.description ?? ''}`;
}

function lackingIn(
	{ file, nodes }: Shipped,
	{ versionsOf }: Installed,
): { workflow: string; nodes: string[] } {
	const lacking = nodes
		.filter(({ type }) => /^(n8n-nodes-base|@n8n\/n8n-nodes-langchain)\./.test(type))
		.filter(({ type, typeVersion }) => !versionsOf(type).includes(typeVersion))
		.map(({ type, typeVersion }) => `${type.split('.')[1]} ${typeVersion}`);
	return { workflow: file, nodes: [...new Set(lacking)] };
}

function find(workflows: Shipped[], file: string): Shipped {
	const found = workflows.find((workflow) => workflow.file === file);
	if (!found) throw new Error(`no workflow ${file}`);
	return found;
}
