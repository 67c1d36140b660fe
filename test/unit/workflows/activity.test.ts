import { DateTime } from 'luxon';
import { shipped } from '../../support/shipped-workflows';
import { given as gave, parametersOf, type Rows, worked as workedOut } from '../../support/expression';

const NOW = DateTime.fromISO('2026-11-24T22:58:19Z');

let asked = 0;

/** An expression as n8n works it out, over what other nodes gave. */
function worked(expression: string, nodes: Record<string, Rows>, $json: object = {}): unknown {
	const $ = gave(nodes);
	const counted = (name: string) => {
		asked += 1;
		return $(name);
	};
	return workedOut(expression, counted, $json, NOW);
}

describe('the activity log', () => {
	const given = (step: string, nodes: Record<string, Rows>, json: object = {}) => {
		const { assignments } = parametersOf('activity-log', step).assignments as {
			assignments: { name: string; value: string }[];
		};
		return Object.fromEntries(
			assignments.map(({ name, value }) => [name, worked(value, nodes, json)]),
		);
	};
	const kept = (results: Rows, mostPerRun = 1000, item: object = {}) => {
		const Settings = [{ run: 12, workflow: 'Mine', mostPerRun }];
		const picked = given('All that was done', { Settings, 'When called': [{ results, ...item }] });
		return given('Columns', { 'All that was done': [picked] }).rows as Rows;
	};
	const record = { entity: 'Products', key: 'TDS-1', action: 'update', outcome: 'done' };

	it('keeps the records of our nodes as they are, changes in words', () => {
		const changes = [
			{ field: 'unitCost', old: '412.50', new: '420.00' },
			{ field: 'msrp', old: null, new: '599.00' },
		];
		const whole = { ...record, time: '2026-11-24T05:30:00Z', step: 'Upsert', durationMs: 9, calls: 2 };
		expect(kept([{ created: 3, activity: [{ ...whole, changes, cause: '', remedy: '' }] }])).toEqual([
			{
				...whole,
				run: '12',
				workflow: 'Mine',
				changes: 'unitCost: 412.50 -> 420.00; msrp:  -> 599.00',
				cause: '',
				remedy: '',
			},
		]);
	});

	it('keeps the records and the undo of the item itself, too', () => {
		const undo = [{ time: '2026-11-24T05:30:00Z', writes: 2, undo: '[]' }];
		const item = { activity: [{ ...record, key: 'TDS-2' }], undo };
		expect(kept([record], 1000, item).map(({ key }) => key)).toEqual(['TDS-1', 'TDS-2']);
		const { rows } = given('All that can be undone', {
			Settings: [{ run: 12, workflow: 'Mine' }],
			'When called': [{ ...item, results: [{ undo }] }],
		});
		expect(rows).toEqual(Array(2).fill({ ...undo[0], run: '12', workflow: 'Mine' }));
	});

	it('fills in what a record of somebody’s own flow leaves out', () => {
		expect(kept([{ key: 'T2026.1', action: 'order' }])).toEqual([
			{
				time: '2026-11-24T22:58:19Z',
				run: '12',
				workflow: 'Mine',
				step: '',
				entity: 'Run',
				key: 'T2026.1',
				action: 'order',
				changes: '',
				outcome: 'done',
				cause: '',
				remedy: '',
				durationMs: 0,
				calls: 0,
			},
		]);
	});

	it('takes the item of a node that failed for a failed record', () => {
		const [ours, other] = kept([
			{ error: 'PO 16: no', record: 'PO 16', cause: 'no', remedy: 'Do.' },
			{ error: { message: 'no such host' } },
		]);
		expect(ours).toMatchObject({ key: 'PO 16', outcome: 'failed', cause: 'no', remedy: 'Do.' });
		expect(other).toMatchObject({ outcome: 'failed', cause: 'no such host' });
	});

	/** Each $() costs n8n some milliseconds, and a thousand of them more time than an expression may take. */
	it('asks for its settings once, not for each record', () => {
		const many = Array.from({ length: 50 }, () => record);
		asked = 0;
		expect(kept(many)).toHaveLength(50);
		expect(asked).toBeLessThan(10);
	});

	it('keeps nothing of what is unchanged or empty, and what went wrong before the rest', () => {
		const results = [
			{ activity: [record, { ...record, outcome: 'unchanged' }] },
			{},
			{ activity: [{ ...record, outcome: 'failed', key: 'TDS-2' }] },
		];
		expect(kept(results).map(({ key }) => key)).toEqual(['TDS-2', 'TDS-1']);
		expect(kept(results, 1).map(({ key }) => key)).toEqual(['TDS-2']);
	});
});

describe('the activity page', () => {
	const html = String(parametersOf('sync-activity', 'The page').html);
	const expressions = [...html.matchAll(/\{\{ (\(\(\) => .*?\)\(\)) \}\}/gs)].map(([, one]) => one);
	const run = {
		run: '12',
		workflow: 'Daily catalog sync',
		state: 'Running',
		changed: '2026-11-24T22:54:00Z',
		processed: 500,
		added: 20,
		updated: 480,
		errors: 0,
		message: '500 of 2000 products',
	};
	const runs = (...Runs: Rows) =>
		String(worked(String(expressions[0]), { Runs, Settings: [{ stuckAfterMinutes: 60 }] }));

	it('shows times to the minute, and how long ago a run under way has moved', () => {
		expect(runs(run)).toBe(
			'<tr><td>2026-11-24 22:54</td><td>Daily catalog sync</td><td class="Running">Running<small>moved 4 min ago</small></td><td>500</td><td>20</td><td>480</td><td>0</td><td>500 of 2000 products</td></tr>',
		);
	});

	it('marks a run that has not moved for an hour', () => {
		expect(runs({ ...run, changed: '2026-11-24T19:30:00Z' })).toContain(
			'<small class="failed">has not moved for 3 h: it was probably killed.',
		);
		expect(runs({ ...run, changed: '2026-11-24T19:30:00Z', state: 'Completed' })).not.toContain(
			'moved',
		);
	});

	it('shows what is written in a record as text, never as a page of its own', () => {
		const wrong = String(expressions[1]);
		const one = { run: '12', time: '2026-11-24T22:54:00Z', outcome: 'failed' };
		const rows = [{ ...one, key: '<b>&', cause: '<script>' }, {}];
		const shown = String(worked(wrong, { 'What went wrong': rows }));
		expect(shown.match(/<tr>/g)).toHaveLength(1);
		expect(shown).toContain('<td>&lt;b>&amp;</td>');
		expect(shown).toContain('&lt;script>');
		expect(shown).not.toMatch(/<script|<b>/);
		expect(runs({ ...run, state: '"><b>' })).toContain('class="&quot;>&lt;b>"');
	});
});

/** A spreadsheet runs a cell that begins like a formula, also one that somebody else wrote into a record. */
describe.each(csvFiles())('the CSV file of $file', ({ file, before }) => {
	const columns = (row: object) =>
		worked(String(parametersOf(file, before).jsonOutput), {}, row) as Record<string, unknown>;

	it.each(['=', '+', '-', '@', '\t', '\r'])('puts a quote before a cell that begins with %j', (sign) => {
		const wrong = `${sign}HYPERLINK("http://x.example","look")`;
		expect(columns({ key: wrong, cause: wrong, changes: wrong })).toEqual({
			key: `'${wrong}`,
			cause: `'${wrong}`,
			changes: `'${wrong}`,
		});
	});

	it('leaves numbers and other texts as they are, and what is no column out', () => {
		const row = { time: '2026-11-24T22:54:00Z', key: 'TDS-1', changes: 'a: 1 -> =2', durationMs: -1 };
		expect(columns({ ...row, id: 7, createdAt: 'x' })).toEqual(row);
		expect(columns({})).toEqual({});
	});
});

/** Every workflow that makes a CSV file, with the node before it. */
function csvFiles(): { file: string; before: string }[] {
	return shipped().flatMap(({ file, nodes, connections }) =>
		nodes
			.filter(({ type }) => /\.(convertToFile|spreadsheetFile)$/.test(type))
			.flatMap(({ name }) =>
				Object.entries(connections)
					.filter(([, { main = [] }]) => main.flat().some((one) => one?.node === name))
					.map(([before]) => ({ file, before })),
			),
	);
}
