import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';
import { type Editor, signUpOwner } from '../../demo/n8n-editor';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import {
	type CredentialFile,
	type ExecutedRun,
	importCredentials,
	importWorkflows,
	itemsOf,
	type Running,
	startN8n,
} from '../../demo/n8n-server';
import { type Sandbox, startSandbox } from '../../sandbox';
import { type Shipped, shipped } from '../support/shipped-workflows';
import { catchMails, type MailCatcher } from './mail-catcher';

/** One n8n with every shipped workflow in it, filled in as the notes say, the twins beside it, mails caught. */
export interface ShippedStage {
	sandbox: Sandbox;
	mails: MailCatcher;
	home: N8nHome;
	editor: Editor;
	workflows: Shipped[];
	/** The published workflow of a file. */
	idOf(file: string): string;
	/** Runs a workflow by its Manual Trigger, as the editor's button does. */
	run(file: string, trigger?: string): Promise<ExecutedRun>;
	/** Waits for a workflow's next run that began after `since`, and for its end. */
	nextRun(file: string, since: Date): Promise<ExecutedRun>;
	/** Settings are changed and the workflow is published anew. */
	change(file: string, settings: Record<string, unknown>): Promise<void>;
	publish(file: string): Promise<void>;
	vendorId: string;
	/** A purchase order as a person writes it in Autotask: one line of a product in stock, at its cost. */
	writePo(about: { memo?: string; quantity?: number }): { id: number; number: string };
	/** The orders that TD SYNNEX took under a PO number. */
	placed(number: string): number;
	close(): Promise<void>;
}

export const LOGIN = { user: 'reader', password: 'Only-in-this-test-1' };
export const HMAC_SECRET = 'hmac-secret-of-this-test';

export async function setShippedStage(): Promise<ShippedStage> {
	const sandbox = await startSandbox({
		skus: 3_000,
		ownProducts: 60,
		incumbentProducts: 60,
		usageLatency: false,
	});
	const mails = await catchMails();
	const home = await prepareHome();
	let server: Running | undefined;
	const close = async () => {
		await server?.stop();
		await home.remove();
		mails.close();
		await sandbox.close();
	};
	try {
		sandbox.tdSynnex.scenario('*', {});
		const workflows = shipped().map((workflow) => filledIn(workflow, sandbox));
		await importCredentials(home, credentials(sandbox, mails.port));
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
			// the new version is served a moment after n8n has said yes
			for (let active = ''; active !== versionId; await sleep(300))
				active = (await editor.call<{ activeVersionId: string }>('GET', `/workflows/${idOf(file)}`))
					.activeVersionId;
		};
		return {
			sandbox,
			mails,
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
			async change(file, settings) {
				const workflow = find(workflows, file);
				setSettings(workflow, settings);
				const { id, nodes, connections, settings: own, name } = workflow;
				await editor.call('PATCH', `/workflows/${id}`, { name, nodes, connections, settings: own });
				await publish(file);
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/** What the notes of a workflow ask for. */
function filledIn(workflow: Shipped, sandbox: Sandbox): Shipped {
	const vendorId = idIn(sandbox, 'Companies', 'companyName', /synnex/i);
	const billing = idIn(sandbox, 'BillingCodes', 'description', /^hardware \(material\)$/i);
	const autotaskUrl = `${sandbox.addresses.autotask?.zoneDiscoveryUrl ?? ''}V1.0`;
	setSettings(workflow, { vendorId, autotaskUrl });
	for (const node of workflow.nodes) {
		const used = BY_TYPE[node.type.split('.').pop() ?? ''];
		if (used)
			node.credentials = Object.fromEntries(used.map((type) => [type, { id: type, name: type }]));
		if (node.parameters.authentication === 'basicAuth')
			node.credentials = { httpBasicAuth: { id: 'httpBasicAuth', name: 'httpBasicAuth' } };
		if (node.parameters.action === 'hmac')
			node.credentials = { crypto: { id: 'crypto', name: 'crypto' } };
		if (node.parameters.nodeCredentialType === 'autotaskPsaApi')
			node.credentials = { autotaskPsaApi: { id: 'autotaskPsaApi', name: 'autotaskPsaApi' } };
		for (const [name, value] of Object.entries({ vendor: vendorId, billingCode: billing })) {
			const locator = node.parameters[name] as { value?: string } | undefined;
			if (locator?.value === '') node.parameters[name] = { __rl: true, mode: 'id', value };
		}
		if (node.type === 'n8n-nodes-base.ftp')
			node.parameters.path = (sandbox.addresses.tdSynnex as { sftp: { path: string } }).sftp.path;
	}
	return workflow;
}

/** Sets fields of the node Settings, where it has them. */
function setSettings(workflow: Shipped, values: Record<string, unknown>): void {
	const settings = workflow.nodes.find(({ name }) => name === 'Settings');
	const { assignments } = (settings?.parameters.assignments ?? { assignments: [] }) as {
		assignments: { name: string; value: unknown }[];
	};
	for (const assignment of assignments)
		if (assignment.name in values) assignment.value = values[assignment.name];
}

const BOTH = ['autotaskPsaApi', 'tdSynnexEcApi'];
/** Which credentials a node of a type gets. */
const BY_TYPE: Record<string, string[]> = {
	catalogFetch: ['tdSynnexEcApi'],
	productUpsert: ['autotaskPsaApi'],
	permissionCheck: BOTH,
	poCreate: BOTH,
	statusPoll: BOTH,
	statusPollTrigger: BOTH,
	purchaseOrderTrigger: ['autotaskPsaApi'],
	opportunityTrigger: ['autotaskPsaApi'],
	emailSend: ['smtp'],
	ftp: ['sftp'],
};

function credentials(sandbox: Sandbox, mailPort: number): CredentialFile[] {
	const { autotask, tdSynnex } = sandbox.addresses;
	const ec = tdSynnex as Record<string, unknown>;
	const sftp = ec.sftp as Record<string, unknown>;
	const file = (type: string, data: object): CredentialFile => ({
		id: type,
		name: type,
		type,
		data: { ...data },
	});
	return [
		file('autotaskPsaApi', { ...autotask, impersonationResourceId: '' }),
		file('tdSynnexEcApi', { ...ec, sftp: '', rest: '', environment: 'custom' }),
		file('sftp', { ...sftp, username: sftp.user }),
		file('smtp', { host: '127.0.0.1', port: mailPort, secure: false, disableStartTls: true }),
		file('httpBasicAuth', LOGIN),
		file('crypto', { hmacSecret: HMAC_SECRET }),
	];
}

const AT_HOME = { shipToCity: 'Denver', shipToState: 'CO', shipToPostalCode: '80202' };

function writePo(
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

function idIn(sandbox: Sandbox, entity: string, field: string, text: RegExp): string {
	const found = sandbox.autotask.admin
		.records(entity)
		.find((record) => text.test(String(record[field])));
	if (!found) throw new Error(`the Autotask twin has no ${entity} like ${text.source}`);
	return String(found.id);
}

function find(workflows: Shipped[], file: string): Shipped {
	const found = workflows.find((workflow) => workflow.file === file);
	if (!found) throw new Error(`no workflow ${file}`);
	return found;
}

/**
 * Starts a workflow by its trigger and waits for its end. The twins live in this process: while they work, n8n may
 * close a connection that looks idle, so what only reads is asked again.
 */
async function run(editor: Editor, id: string, trigger: string): Promise<ExecutedRun> {
	await patient(() => editor.call('GET', '/settings'));
	const { executionId } = await editor.call<{ executionId: string }>(
		'POST',
		`/workflows/${id}/run`,
		{ triggerToStartFrom: { name: trigger } },
	);
	for (;;) {
		const { finished, status } = await patient(() =>
			editor.call<{ finished: boolean; status: string }>('GET', `/executions/${executionId}`),
		);
		if (finished || ['error', 'crashed', 'canceled'].includes(status)) break;
		await sleep(500);
	}
	return await executed(editor, executionId);
}

async function executed(editor: Editor, executionId: string): Promise<ExecutedRun> {
	const execution = await patient(() =>
		editor.call<Omit<ExecutedRun, 'data'> & { data: string }>('GET', `/executions/${executionId}`),
	);
	return { ...execution, data: parse(execution.data) as ExecutedRun['data'] };
}

async function patient<T>(read: () => Promise<T>): Promise<T> {
	for (let left = 5; ; left--) {
		try {
			return await read();
		} catch (error) {
			if (left === 0 || !String(error).includes('fetch failed')) throw error;
			await sleep(300);
		}
	}
}

async function nextRun(editor: Editor, id: string, since: Date): Promise<ExecutedRun> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(300)) {
		const { results } = await patient(() =>
			editor.call<{ results: { id: string; startedAt: string; status: string }[] }>(
				'GET',
				`/executions?filter=${filter}&limit=20`,
			),
		);
		const mine = results
			.filter(({ startedAt }) => new Date(startedAt) >= since)
			.sort((one, other) => one.startedAt.localeCompare(other.startedAt))[0];
		if (!mine || ['running', 'new'].includes(mine.status)) continue;
		return await executed(editor, mine.id);
	}
	throw new Error(`workflow ${id} did not run within a minute`);
}

export { itemsOf };
