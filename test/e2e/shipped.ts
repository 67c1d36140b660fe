import { type Editor, signUpOwner } from '../../demo/n8n-editor';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import {
	type ExecutedRun,
	importCredentials,
	importWorkflows,
	itemsOf,
	type Running,
	startN8n,
} from '../../demo/n8n-server';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import { type Shipped, shipped } from '../support/shipped-workflows';
import { setSettings } from '../../demo/fill-in';
import { credentialFiles, filledIn, idIn, LOGIN } from './fill-in';
import { catchMails, type MailCatcher } from '../../demo/mail-catcher';
import { nextRun, run, served } from './runs';
import { type ScriptedModel, startScriptedModel } from './scripted-model';
import { catchSlack, type SlackCatcher } from './slack-catcher';

/** One n8n with every shipped workflow in it, filled in as the notes say, the twins beside it, mails caught. */
export interface ShippedStage {
	sandbox: Sandbox;
	mails: MailCatcher;
	slack: SlackCatcher;
	/** The language model of the workflows with an AI agent. */
	model: ScriptedModel;
	home: N8nHome;
	editor: Editor;
	workflows: Shipped[];
	/** The published workflow of a file. */
	idOf(file: string): string;
	/** Runs a workflow by its Manual Trigger, as the editor's button does. */
	run(file: string, trigger?: string): Promise<ExecutedRun>;
	/** Waits for a workflow's next run that began after `since`, and for its end. */
	nextRun(file: string, since: Date): Promise<ExecutedRun>;
	/** Settings are changed, and nodes switched on or off; what is published stays as it is. */
	save(
		file: string,
		settings: Record<string, unknown>,
		nodes?: Record<string, boolean>,
	): Promise<void>;
	/** The same, and the workflow is published anew. */
	change: ShippedStage['save'];
	unpublish(file: string): Promise<void>;
	publish(file: string): Promise<void>;
	vendorId: string;
	/** A purchase order as a person writes it in Autotask: one line of a product in stock, at its cost. */
	writePo(about: { memo?: string; quantity?: number }): { id: number; number: string };
	/** The page of *Sync activity*, or with `?format=csv` its file. */
	activity(query?: string): Promise<string>;
	/** The orders that TD SYNNEX took under a PO number. */
	placed(number: string): number;
	close(): Promise<void>;
}

const BASIC = {
	authorization: `Basic ${Buffer.from(`${LOGIN.user}:${LOGIN.password}`).toString('base64')}`,
};

/** @param counts other sizes of the two systems */
export async function setShippedStage(
	counts: Pick<SandboxOptions, 'skus' | 'incumbentProducts'> = {},
): Promise<ShippedStage> {
	const sandbox = await startSandbox({
		skus: 3_000,
		ownProducts: 60,
		incumbentProducts: 60,
		usageLatency: false,
		...counts,
	});
	const mails = await catchMails();
	const model = await startScriptedModel();
	const home = await prepareHome();
	const slack = await catchSlack(home.folder);
	Object.assign(home.env, slack.env);
	let server: Running | undefined;
	const close = async () => {
		await server?.stop();
		await home.remove();
		mails.close();
		slack.close();
		model.close();
		await sandbox.close();
	};
	try {
		sandbox.tdSynnex.scenario('*', {});
		const workflows = shipped().map((workflow) => filledIn(workflow, sandbox));
		await importCredentials(home, credentialFiles(sandbox, mails.port, model.url));
		await importWorkflows(home, workflows);
		server = await startN8n(home);
		const editor = await signUpOwner(home.url);
		const idOf = (file: string) => find(workflows, file).id;
		const publish = async (file: string) => {
			const { versionId } = await editor.call<{ versionId: string }>(
				'GET',
				`/workflows/${idOf(file)}`,
			);
			await editor.call('POST', `/workflows/${idOf(file)}/activate`, { versionId });
			await served(editor, idOf(file), versionId);
		};
		const save: ShippedStage['save'] = async (file, settings, switched = {}) => {
			const workflow = find(workflows, file);
			setSettings(workflow, settings);
			for (const node of workflow.nodes)
				if (node.name in switched) node.disabled = !switched[node.name];
			const { id, nodes, connections, settings: own, name } = workflow;
			await editor.call('PATCH', `/workflows/${id}`, { name, nodes, connections, settings: own });
		};
		return {
			sandbox,
			mails,
			slack,
			model,
			home,
			editor,
			workflows,
			idOf,
			publish,
			vendorId: idIn(sandbox, 'Companies', 'companyName', /synnex/i),
			writePo: (about) => writePo(sandbox, about),
			placed: (number) =>
				sandbox.tdSynnex.shop.orders.under(number).filter(({ code }) => code !== 'rejected').length,
			run: (file, trigger = 'Run now') => run(editor, idOf(file), trigger),
			nextRun: (file, since) => nextRun(editor, idOf(file), since),
			save,
			async change(...what) {
				await save(...what);
				await publish(what[0]);
			},
			activity: async (query = '') => {
				const answer = await fetch(`${home.url}/webhook/tds-activity${query}`, { headers: BASIC });
				return await answer.text();
			},
			unpublish: async (file) =>
				void (await editor.call('POST', `/workflows/${idOf(file)}/deactivate`, {})),
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

const AT_HOME = { shipToCity: 'Denver', shipToState: 'CO', shipToPostalCode: '80202' };

export function writePo(
	{ autotask: { admin } }: Sandbox,
	{ memo = '', quantity = 1 }: { memo?: string; quantity?: number },
): { id: number; number: string } {
	const ready = admin.records('PurchaseOrderItems');
	const model = admin
		.records('PurchaseOrders')
		.find((po) => po.purchaseOrderNumber === '13') as Record<string, never>;
	const line = ready.find(({ orderID }) => orderID === model.id) as Record<string, never>;
	const number = String(5000 + admin.records('PurchaseOrders').length);
	const [id = 0] = admin.addRecords('PurchaseOrders', [
		{
			...bare(model),
			...AT_HOME,
			status: 1,
			externalPONumber: null,
			purchaseOrderNumber: number,
			generalMemo: memo,
		},
	]);
	admin.addRecords('PurchaseOrderItems', [{ ...bare(line), orderID: id, quantity }]);
	return { id, number };
}

/** A record to be added again under another id. */
function bare(record: Record<string, never>): Record<string, never> {
	const copy = { ...record };
	delete copy.id;
	delete copy.userDefinedFields;
	return copy;
}

function find(workflows: Shipped[], file: string): Shipped {
	const found = workflows.find((workflow) => workflow.file === file);
	if (!found) throw new Error(`no workflow ${file}`);
	return found;
}

export { HMAC_SECRET, LOGIN } from './fill-in';
export { itemsOf };
