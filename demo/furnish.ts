import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
	ACTIVITY_LOG,
	choice,
	credentialsOf,
	shippedWorkflow,
	type WorkflowFile,
} from './daily-sync';
import { fillIn, setSettings } from './fill-in';
import { type Editor, publish } from './n8n-editor';
import { ROOT } from './n8n-install';
import type { CredentialFile } from './n8n-server';
import { MARK } from './start-page/orders';
import type { Twins } from './twins';

/** Opens the page of *Sync activity*; printed, so no secret. */
export const READER = { user: 'demo', password: 'demo' };
/** What the start page leads to, by file. */
export const SUBMIT = 'submit-orders-on-schedule';
export const STATUS = 'order-status-sync';
/** They are called by others or open a page; all else waits for somebody to press a button. */
const PUBLISHED = [ACTIVITY_LOG, 'error-handler', 'sync-activity'];

/** All credentials that the workflows ask for; mails go to the demo's own mailbox. */
export function allCredentials(twins: Twins, mailPort: number): CredentialFile[] {
	const own = (type: string, name: string, data: Record<string, unknown>): CredentialFile => ({
		id: `demo${type}`,
		name,
		type,
		data,
	});
	return [
		...credentialsOf(twins.addresses),
		own('smtp', 'Mail (stays in the demo)', {
			host: '127.0.0.1',
			port: mailPort,
			secure: false,
			disableStartTls: true,
		}),
		own('httpBasicAuth', 'Page login', READER),
		own('crypto', 'Signing secret', { hmacSecret: 'demo' }),
	];
}

/** Every shipped workflow but the one named, filled in against the sandbox; orders go out of one of them. */
export async function otherWorkflows(
	twins: Twins,
	credentials: CredentialFile[],
	but: string,
): Promise<WorkflowFile[]> {
	const known = Object.fromEntries(credentials.map(({ id, name, type }) => [type, { id, name }]));
	const vendor = await choice(twins, 'Companies', 'companyName', 'companyName', /synnex/i);
	const code = await choice(
		twins,
		'BillingCodes',
		'name',
		'description',
		/^hardware \(material\)$/i,
	);
	const given = {
		vendorId: vendor.value,
		billingCodeId: code.value,
		pricePath: twins.addresses.tdSynnex.sftp.path,
		autotaskUrl: `${twins.addresses.autotask.zoneDiscoveryUrl}V1.0`,
		// Slack is somebody else's: its node stays red until a person has one
		credential: (type: string) => known[type] ?? { id: '', name: type },
	};
	return files()
		.filter((file) => file !== but)
		.map((file) => {
			const workflow = fillIn(shippedWorkflow(file), given);
			if (file === SUBMIT) setSettings(workflow, SPEND);
			if (file === STATUS) setSettings(workflow, { dryRun: false, receive: 'invoiced' });
			return workflow;
		});
}

/** What a person sets once a preview looked right: only marked orders go out, and none above a cap. */
const SPEND = {
	orderNow: true,
	memoMark: MARK,
	capPerOrder: '50000',
	capPerRun: '100000',
	approvalAbove: 'none',
};

export async function publishCalled(editor: Editor): Promise<void> {
	for (const file of PUBLISHED) await publish(editor, shippedWorkflow(file).id);
}

function files(): string[] {
	return readdirSync(join(ROOT, 'workflows'))
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.replace('.json', ''));
}
