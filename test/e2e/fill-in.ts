import { fillIn } from '../../demo/fill-in';
import type { CredentialFile } from '../../demo/n8n-server';
import type { Sandbox } from '../../sandbox';
import type { Shipped } from '../support/shipped-workflows';

export const LOGIN = { user: 'reader', password: 'Only-in-this-test-1' };
export const HMAC_SECRET = 'hmac-secret-of-this-test';
export const MCP_TOKEN = 'mcp-token-of-this-test';
export const MODEL_KEY = 'model-key-of-this-test';
export const SLACK_TOKEN = 'xoxb-token-of-this-test';

/** What the notes of a workflow ask for. */
export function filledIn(workflow: Shipped, sandbox: Sandbox): Shipped {
	return fillIn(workflow, {
		vendorId: idIn(sandbox, 'Companies', 'companyName', /synnex/i),
		billingCodeId: idIn(sandbox, 'BillingCodes', 'description', /^hardware \(material\)$/i),
		autotaskUrl: `${sandbox.addresses.autotask?.zoneDiscoveryUrl ?? ''}V1.0`,
		pricePath: (sandbox.addresses.tdSynnex as { sftp: { path: string } }).sftp.path,
		credential: (type) => ({ id: type, name: type }),
	});
}

/** The credentials that the nodes are given, by type. */
export function credentialFiles(
	sandbox: Sandbox,
	mailPort: number,
	modelUrl = 'http://127.0.0.1:9',
): CredentialFile[] {
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
		file('httpBearerAuth', { token: MCP_TOKEN }),
		file('openAiApi', { apiKey: MODEL_KEY, url: modelUrl }),
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
