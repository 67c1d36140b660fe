import { shippedWorkflow } from '../../demo/daily-sync';
import { type Editor, signUpOwner } from '../../demo/n8n-editor';
import { prepareHome } from '../../demo/n8n-home';
import { importWorkflows, itemsOf, startN8n } from '../../demo/n8n-server';
import { run } from './runs';

jest.setTimeout(240_000);

/** The log as it is shipped, in real n8n. */
describe('the activity log', () => {
	/** Lets a real n8n do the work, its Data Tables as large as said. */
	const inN8n = async (bytes: string, work: (editor: Editor) => Promise<void>) => {
		const env = { N8N_DATA_TABLES_MAX_SIZE_BYTES: bytes };
		const home = await prepareHome({ env });
		await importWorkflows(home, [begun('A'), begun('B'), reader()]);
		const server = await startN8n(home);
		try {
			await work(await signUpOwner(home.url));
		} finally {
			await server.stop();
			await home.remove();
		}
	};

	it('Cut off: n8n ended this run before it was finished', async () => {
		await inN8n('50000000', async (editor) => {
			for (const id of ['A', 'B']) await run(editor, id, 'Run now');
			const seen = await run(editor, 'reader', 'Run now');
			expect(itemsOf(seen, 'Runs')).toEqual([
				expect.objectContaining({
					run: 'A',
					state: 'Failed',
					message: 'Cut off: n8n ended this run before it was finished',
				}),
				expect.objectContaining({ run: 'B', state: 'Running' }),
			]);
			expect(itemsOf(seen, 'Activity')).toEqual([
				expect.objectContaining({ run: 'A', outcome: 'failed', remedy: expect.any(String) }),
			]);
		});
	});

	it('limit exceeded', async () => {
		await inN8n('1', async (editor) => {
			const { data } = await run(editor, 'A', 'Run now');
			expect(data.resultData.error?.message).toContain('limit exceeded');
		});
	});
});

const node = (name: string, type: string, typeVersion: number, parameters: object) => ({
	id: name,
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	position: [0, 0],
	parameters,
});
const start = node('Run now', 'manualTrigger', 1, {});

/** The log itself, whose sample record says that a run is under way. */
function begun(name: string): object {
	const log = shippedWorkflow('activity-log');
	const set = (of: string, values: Record<string, unknown>) => {
		const { assignments } = log.nodes.find((one) => one.name === of)?.parameters as {
			assignments: { assignments: { name: string; value: unknown }[] };
		};
		for (const one of assignments.assignments) one.value = values[one.name] ?? one.value;
	};
	set('Sample record', { run: name, workflow: 'Mine', state: 'Running', results: '={{ [] }}' });
	// what has not moved for an hour is too long for a test
	set('Settings', { cutOffAfterMinutes: 0 });
	return { ...log, id: name, name: `Activity log ${name}` };
}

function reader() {
	const rows = (name: string, table: string) =>
		node(name, 'dataTable', 1.1, {
			resource: 'row',
			operation: 'get',
			dataTableId: { __rl: true, mode: 'name', value: table },
			returnAll: true,
		});
	return {
		id: 'reader',
		name: 'reader',
		nodes: [
			start,
			{ ...rows('Runs', 'TD SYNNEX runs'), alwaysOutputData: true },
			{ ...rows('Activity', 'TD SYNNEX activity'), executeOnce: true },
		],
		connections: {
			'Run now': { main: [[{ node: 'Runs', type: 'main', index: 0 }]] },
			Runs: { main: [[{ node: 'Activity', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}
