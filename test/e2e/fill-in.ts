import type { CredentialFile } from '../../demo/n8n-server';
import type { Sandbox } from '../../sandbox';
import type { Shipped } from '../support/shipped-workflows';

export const LOGIN = { user: 'reader', password: 'Only-in-this-test-1' };
export const HMAC_SECRET = 'hmac-secret-of-this-test';
export const SLACK_TOKEN = 'xoxb-token-of-this-test';

/** What the notes of a workflow ask for. */
export function filledIn(workflow: Shipped, sandbox: Sandbox): Shipped {
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
export function setSettings(workflow: Shipped, values: Record<string, unknown>): void {
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
	slack: ['slackApi'],
};

/** The credentials that the nodes are given, by type. */
export function credentialFiles(sandbox: Sandbox, mailPort: number): CredentialFile[] {
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
		file('slackApi', { accessToken: SLACK_TOKEN }),
		file('httpBasicAuth', LOGIN),
		file('crypto', { hmacSecret: HMAC_SECRET }),
	];
}

export function idIn(sandbox: Sandbox, entity: string, field: string, text: RegExp): string {
	const found = sandbox.autotask.admin
		.records(entity)
		.find((record) => text.test(String(record[field])));
	if (!found) throw new Error(`the Autotask twin has no ${entity} like ${text.source}`);
	return String(found.id);
}
