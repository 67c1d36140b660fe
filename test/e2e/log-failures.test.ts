import { shippedWorkflow } from '../../demo/daily-sync';
import { catchMails, type MailCatcher } from '../../demo/mail-catcher';
import { type Editor, publish, signUpOwner } from '../../demo/n8n-editor';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import { importCredentials, importWorkflows, type Running, startN8n } from '../../demo/n8n-server';
import { served } from './runs';

jest.setTimeout(240_000);

const HOOK = 'log-something';

/**
 * The log as it is shipped, called by another workflow in production, where it cannot keep what it is given: n8n runs
 * the log's own error workflow, so that somebody hears of it although the caller goes on.
 */
describe('a log that cannot be kept, in real n8n', () => {
	let mails: MailCatcher;
	let home: N8nHome;
	let server: Running;

	const start = async (
		env: Record<string, string>,
		prepare?: (editor: Editor) => Promise<void>,
	) => {
		mails = await catchMails();
		home = await prepareHome({ env });
		const data = { host: '127.0.0.1', port: mails.port, secure: false, disableStartTls: true };
		await importCredentials(home, [{ id: 'smtp', name: 'smtp', type: 'smtp', data }]);
		const flows = [shippedWorkflow('activity-log'), handler(), caller()];
		await importWorkflows(home, flows);
		server = await startN8n(home);
		const editor = await signUpOwner(home.url);
		await prepare?.(editor);
		for (const { id } of flows) {
			await publish(editor, id);
			const { versionId } = await editor.call<{ versionId: string }>('GET', `/workflows/${id}`);
			await served(editor, id, versionId);
		}
	};
	afterEach(async () => {
		await server.stop();
		mails.close();
		await home.remove();
	});
	const called = async () => {
		const answer = await fetch(`${home.url}/webhook/${HOOK}`, { method: 'POST' });
		return await answer.text();
	};

	it('full: the mail says so, once, and the caller goes on', async () => {
		await start({ N8N_DATA_TABLES_MAX_SIZE_BYTES: '1' });
		expect(await called()).toContain('went on');
		const mail = await mails.next(/limit exceeded/i);
		expect(mail).toMatch(/The Data Tables of n8n are full/);
		expect(await called()).toContain('went on');
		await mails.next(/limit exceeded/i);
		expect(mails.all).toHaveLength(2);
	});

	it('do not exist in the selected table', async () => {
		await start({}, async (editor) => {
			const { id: projectId } = await editor.call<{ id: string }>('GET', '/projects/personal');
			for (const name of ['TD SYNNEX runs', 'TD SYNNEX activity'])
				await editor.call('POST', `/projects/${projectId}/data-tables`, {
					name,
					columns: [{ name: 'something', type: 'string' }],
				});
		});
		expect(await called()).toContain('went on');
		const mail = await mails.next(/do not exist in the selected table/);
		expect(mail).toMatch(/What to do: .*the next run creates them again/s);
	});
});

function handler() {
	const workflow = shippedWorkflow('error-handler');
	for (const node of workflow.nodes)
		if (node.type.endsWith('.emailSend')) node.credentials = { smtp: { id: 'smtp', name: 'smtp' } };
	return workflow;
}

/** As the shipped workflows call the log: whatever becomes of it, they go on. */
function caller() {
	const node = (name: string, type: string, typeVersion: number, parameters: object) => ({
		id: name,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [0, 0],
		parameters,
	});
	const set = (name: string, values: Record<string, string>) =>
		node(name, 'set', 3.4, {
			assignments: {
				assignments: Object.entries(values).map(([key, value]) => ({
					id: key,
					name: key,
					type: 'string',
					value,
				})),
			},
			options: {},
		});
	const link = (to: string) => ({ main: [[{ node: to, type: 'main', index: 0 }]] });
	return {
		id: 'caller',
		name: 'Caller',
		nodes: [
			{
				...node('Called', 'webhook', 2, {
					httpMethod: 'POST',
					path: HOOK,
					responseMode: 'lastNode',
					options: {},
				}),
				webhookId: HOOK,
			},
			set('Report', { run: '1', workflow: 'Caller', state: 'Completed', message: 'Done' }),
			{
				...node('Activity log', 'executeWorkflow', 1.2, {
					workflowId: { __rl: true, mode: 'id', value: 'tdsActivityLog01' },
					workflowInputs: { mappingMode: 'defineBelow', value: {} },
					options: { waitForSubWorkflow: true },
				}),
				onError: 'continueRegularOutput',
			},
			set('After it', { state: 'went on' }),
		],
		connections: {
			Called: link('Report'),
			Report: link('Activity log'),
			'Activity log': link('After it'),
		},
		settings: { executionOrder: 'v1' },
	};
}
