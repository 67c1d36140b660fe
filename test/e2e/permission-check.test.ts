import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import { ROOT } from '../../demo/n8n-install';
import {
	type CredentialFile,
	type ExecutedRun,
	executeWorkflow,
	importCredentials,
	importWorkflows,
	itemsOf,
} from '../../demo/n8n-server';
import type { CheckRow } from '../../lib/permissions/types';
import { type Sandbox, startSandbox } from '../../sandbox';

interface WorkflowFile {
	id: string;
	nodes: {
		name: string;
		type: string;
		parameters: Record<string, unknown>;
		credentials?: Record<string, { id: string; name: string }>;
		disabled?: boolean;
	}[];
}

/** The shipped workflow in the real n8n, its mails caught on loopback. */
describe('the workflow permission-check', () => {
	let sandbox: Sandbox;
	let home: N8nHome;
	let mails: Mails;

	beforeAll(async () => {
		sandbox = await startSandbox({ skus: 1_000, ownProducts: 30, incumbentProducts: 20 });
		mails = await catchMails();
		home = await prepareHome();
		await importCredentials(home, credentials());
		await importWorkflows(home, [filledIn('good', 'check0good'), filledIn('bad', 'check0bad')]);
	}, 180_000);

	afterAll(async () => {
		await home?.remove();
		mails?.close();
		await sandbox?.close();
	}, 180_000);

	it('checks both systems and the price file, and mails the report', async () => {
		const run = await executeWorkflow(home, 'check0good');
		const rows = checks(run);
		expect(failed(rows)).toEqual([]);
		expect(rows.find(({ id }) => id === 'td-synnex.price-file')).toMatchObject({
			status: 'pass',
			found: expect.stringMatching(/today|yesterday/),
		});
		expect(rows.find(({ id }) => id === 'td-synnex.order-status')?.status).toBe('pass');
		const [summary] = itemsOf(run, 'Autotask Permission Check', 1);
		expect(summary).toMatchObject({ catalogSync: 'ready', orders: 'ready' });
		const calls = sandbox.control.ledger({ system: 'autotask' });
		expect(calls.length).toBeLessThanOrEqual(48);
		expect(sandbox.control.stats().effects).toEqual({ autotask: 0, tdsynnex: 0 });
		const mail = mails.all.at(-1) ?? '';
		expect(mail).toContain('Subject: Autotask and TD SYNNEX: Nothing failed');
		expect(mail).toMatch(/filename="?permission-check-\d{4}-\d{2}-\d{2}\.html/);
		expect(mail).toContain('Content-Type: text/html');
	}, 120_000);

	it('sends a wrong secret once, mails what to do, and shows no secret anywhere', async () => {
		const before = sandbox.control.ledger({ status: 401 }).length;
		const run = await executeWorkflow(home, 'check0bad');
		expect(failed(checks(run))).toEqual(['identity.secret']);
		expect(sandbox.control.ledger({ status: 401 }).length - before).toBe(1);
		const mail = mails.all.at(-1) ?? '';
		expect(mail).toContain('Subject: Autotask and TD SYNNEX: 1 check failed');
		for (const text of [mail, decoded(mail), JSON.stringify(run)])
			for (const secret of secrets()) expect(text).not.toContain(secret);
	}, 120_000);

	function secrets(): string[] {
		const { autotask, tdSynnex } = sandbox.addresses;
		return [WRONG, autotask?.secret, autotask?.integrationCode, tdSynnex?.password].map(String);
	}

	function credentials(): CredentialFile[] {
		const { autotask, tdSynnex: synnex } = sandbox.addresses;
		const ec = synnex as Record<string, unknown>;
		const sftp = ec.sftp as Record<string, unknown>;
		const file = (id: string, type: string, data: object): CredentialFile => ({
			id,
			name: id,
			type,
			data: { ...data },
		});
		return [
			file('good', 'autotaskPsaApi', { ...autotask }),
			file('bad', 'autotaskPsaApi', { ...autotask, secret: WRONG }),
			file('ec', 'tdSynnexEcApi', { ...ec, sftp: '', rest: '', environment: 'custom' }),
			file('sftp', 'sftp', { ...sftp, username: sftp.user }),
			file('smtp', 'smtp', {
				host: '127.0.0.1',
				port: mails.port,
				secure: false,
				disableStartTls: true,
			}),
		];
	}

	/** What the notes of the workflow ask for. */
	function filledIn(autotask: 'good' | 'bad', id: string): WorkflowFile {
		const text = readFileSync(join(ROOT, 'workflows', 'permission-check.json'), 'utf8');
		const workflow = JSON.parse(text) as WorkflowFile;
		workflow.id = id;
		for (const node of workflow.nodes) {
			if (node.type.endsWith('.permissionCheck'))
				node.credentials = pick({ autotaskPsaApi: autotask, tdSynnexEcApi: 'ec' });
			if (node.type.endsWith('.emailSend')) node.credentials = pick({ smtp: 'smtp' });
			if (node.type.endsWith('.ftp')) {
				node.credentials = pick({ sftp: 'sftp' });
				node.disabled = false;
				const { sftp } = sandbox.addresses.tdSynnex as { sftp: { path: string } };
				node.parameters.path = sftp.path;
			}
		}
		return workflow;
	}
});

const WRONG = 'quite-the-wrong-secret';

const pick = (byType: Record<string, string>) =>
	Object.fromEntries(Object.entries(byType).map(([type, id]) => [type, { id, name: id }]));

const checks = (run: ExecutedRun) =>
	itemsOf(run, 'Autotask Permission Check') as unknown as CheckRow[];

const failed = (rows: CheckRow[]) =>
	rows.filter(({ status }) => status === 'fail').map(({ id }) => id);

/** Every base64 part of a mail in clear. */
function decoded(mail: string): string {
	return (mail.match(/^[A-Za-z0-9+/=\r\n]{80,}$/gm) ?? [])
		.map((part) => Buffer.from(part, 'base64').toString())
		.join('\n');
}

interface Mails {
	port: number;
	all: string[];
	close(): void;
}

/** The least that a mail client takes for a mail server. */
function catchMails(): Promise<Mails> {
	const all: string[] = [];
	const server: Server = createServer((socket) => {
		let mail: string | null = null;
		socket.write('220 sandbox\r\n');
		let rest = '';
		socket.on('error', () => undefined);
		socket.on('data', (chunk) => {
			rest += chunk.toString();
			for (let end; (end = rest.indexOf('\r\n')) >= 0; rest = rest.slice(end + 2)) {
				const line = rest.slice(0, end);
				if (mail !== null && line !== '.') mail += `${line}\r\n`;
				else if (mail !== null) {
					all.push(mail);
					mail = null;
					socket.write('250 kept\r\n');
				} else if (/^DATA/i.test(line)) {
					mail = '';
					socket.write('354 go on\r\n');
				} else socket.write(/^QUIT/i.test(line) ? '221 bye\r\n' : '250 sandbox\r\n');
			}
		});
	});
	return new Promise((resolve) =>
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as { port: number };
			resolve({ port, all, close: () => void server.close() });
		}),
	);
}
