import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Editor } from './n8n-editor';
import { ROOT } from './n8n-install';
import { type CredentialFile, type ExecutedRun, itemsOf } from './n8n-server';
import type { RunFigures } from './report';
import type { TwinAddresses, Twins } from './twins';

/** The shipped workflow as a file holds it. */
export interface WorkflowFile {
	id: string;
	name: string;
	nodes: WorkflowNode[];
	[more: string]: unknown;
}

export interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
}

/** What a technician chooses when he fills in the workflow. */
export interface SyncChoices {
	filters: Record<string, unknown>;
	dryRun: boolean;
}

/** The names of the nodes that are read by name. */
export const STEPS = {
	manual: 'Run now',
	fetch: 'TD SYNNEX Catalog Fetch',
	upsert: 'Autotask Product Upsert',
	summary: 'Summary',
} as const;

const UPSERT = 'n8n-nodes-tdsynnex-autotask.productUpsert';

/** The three credentials that the workflow asks for, with the sandbox's logins. */
export function credentialsOf({ autotask, tdSynnex }: TwinAddresses): CredentialFile[] {
	const { host, port, user: username, password } = tdSynnex.sftp;
	const { ecUrl, invoiceUrl, userId, customerNumber } = tdSynnex;
	return [
		{
			id: 'demoAutotask',
			name: 'Autotask (sandbox)',
			type: 'autotaskPsaApi',
			data: { ...autotask, impersonationResourceId: '' },
		},
		{
			id: 'demoTdSynnexEc',
			name: 'TD SYNNEX EC (sandbox)',
			type: 'tdSynnexEcApi',
			data: {
				userId,
				password: tdSynnex.password,
				customerNumber,
				country: 'US',
				environment: 'custom',
				ecUrl,
				invoiceUrl,
			},
		},
		{
			id: 'demoTdSynnexSftp',
			name: 'TD SYNNEX SFTP (sandbox)',
			type: 'sftp',
			data: { host, port, username, password },
		},
	];
}

/** A workflow as it is shipped, by its file's name without `.json`. */
export function shippedWorkflow(file = 'daily-catalog-sync'): WorkflowFile {
	return JSON.parse(readFileSync(join(ROOT, 'workflows', `${file}.json`), 'utf8')) as WorkflowFile;
}

/** The shipped workflow that the sync tells of its beginning and its end. */
export const ACTIVITY_LOG = 'activity-log';

/** Switches Dry Run on or off in a workflow that is in n8n already, as a person does in the node. */
export async function switchDryRun(editor: Editor, id: string, dryRun: boolean): Promise<void> {
	const { name, nodes, connections, settings } = await editor.call<WorkflowFile>(
		'GET',
		`/workflows/${id}`,
	);
	for (const node of nodes.filter(({ type }) => type === UPSERT)) node.parameters.dryRun = dryRun;
	await editor.call('PATCH', `/workflows/${id}`, { name, nodes, connections, settings });
}

/** The shipped workflow with what its notes ask for: credentials, path, filters, vendor, material code. */
export async function filledIn(twins: Twins, choices: SyncChoices): Promise<WorkflowFile> {
	const workflow = shippedWorkflow();
	const given = Object.fromEntries(
		credentialsOf(twins.addresses).map(({ id, name, type }) => [type, { id, name }]),
	);
	const node = (type: string): WorkflowNode => {
		const found = workflow.nodes.find((one) => one.type === type);
		if (!found) throw new Error(`the shipped workflow has no node of type ${type}`);
		return found;
	};
	const ftp = node('n8n-nodes-base.ftp');
	ftp.credentials = pick(given, 'sftp');
	ftp.parameters.path = twins.addresses.tdSynnex.sftp.path;
	node('n8n-nodes-tdsynnex-autotask.catalogFetch').parameters.filters = choices.filters;
	const upsert = node(UPSERT);
	upsert.credentials = pick(given, 'autotaskPsaApi');
	Object.assign(upsert.parameters, {
		dryRun: choices.dryRun,
		vendor: await choice(twins, 'Companies', 'companyName', 'companyName', /synnex/i),
		billingCode: await choice(
			twins,
			'BillingCodes',
			'name',
			'description',
			/^hardware \(material\)$/i,
		),
	});
	return workflow;
}

/** The run in figures: what the nodes say in their summaries, and what the twin counted. */
export function figuresOf(
	name: string,
	run: ExecutedRun,
	twin: { calls: number; writes: number },
): RunFigures {
	const [upsert] = itemsOf(run, STEPS.upsert, 1);
	const [fetched] = itemsOf(run, STEPS.fetch, 1);
	if (!upsert || !fetched) {
		const { error, lastNodeExecuted } = run.data.resultData;
		throw new Error(
			`${name}: ${lastNodeExecuted}: ${error?.message ?? run.status}. ${error?.description ?? ''}`,
		);
	}
	const count = (of: Record<string, unknown>, field: string) => Number(of[field]);
	return {
		name,
		rowsRead: count(fetched, 'rowsRead'),
		matched: count(fetched, 'matched'),
		created: count(upsert, 'created'),
		updated: count(upsert, 'updated'),
		unchanged: count(upsert, 'unchanged'),
		held: count(upsert, 'held'),
		failed: count(upsert, 'failed') + count(upsert, 'uncertain') + count(upsert, 'deferred'),
		autotaskCalls: twin.calls,
		writes: twin.writes,
		seconds: (Date.parse(run.stoppedAt) - Date.parse(run.startedAt)) / 1000,
	};
}

/** What reached the Autotask twin so far. */
export async function twinCounts(twins: Twins): Promise<{ calls: number; writes: number }> {
	const { endpoints, effects } = await twins.control<{
		endpoints: { autotask: Record<string, { calls: number }> };
		effects: { autotask: number };
	}>('GET', '/stats');
	const calls = Object.values(endpoints.autotask).reduce(
		(sum, endpoint) => sum + endpoint.calls,
		0,
	);
	return { calls, writes: effects.autotask };
}

/** A resource locator set from the list, as a click would: the record whose `field` fits, under the name it is `shown` by. */
export async function choice(
	twins: Twins,
	entity: string,
	shown: string,
	field: string,
	text: RegExp,
) {
	const records = await twins.control<Record<string, unknown>[]>(
		'GET',
		`/autotask/entities/${entity}`,
	);
	const found = records.find((record) => text.test(String(record[field])));
	if (!found) throw new Error(`the Autotask twin has no ${entity} like ${text.source}`);
	return {
		__rl: true,
		mode: 'list',
		value: String(found.id),
		cachedResultName: String(found[shown]),
	};
}

function pick<T>(from: Record<string, T>, name: string): Record<string, T> {
	const value = from[name];
	return value === undefined ? {} : { [name]: value };
}
