import Table from 'cli-table3';

/** One run of the daily sync, as the nodes and the twins counted it. */
export interface RunFigures {
	name: string;
	rowsRead: number;
	matched: number;
	created: number;
	updated: number;
	unchanged: number;
	/** Left alone on purpose, such as a cost of zero. */
	held: number;
	failed: number;
	/** As the Autotask twin counted them. */
	autotaskCalls: number;
	/** Of these, the ones that changed something there. */
	writes: number;
	seconds: number;
}

/** A figure that must hold. */
export interface Bar {
	name: string;
	value: number;
	bar: string;
	ok: boolean;
}

/** What the three runs of the demo must show. */
export function barsOf([first, second, third]: [RunFigures, RunFigures, RunFigures]): Bar[] {
	const share = Math.round((100 * second.updated) / Math.max(1, second.matched));
	const failed = first.failed + second.failed + third.failed;
	return [
		{
			name: 'third run: writes to Autotask',
			value: third.writes,
			bar: '= 0',
			ok: third.writes === 0,
		},
		{
			name: 'first run: products created',
			value: first.created,
			bar: '> 0',
			ok: first.created > 0,
		},
		{
			name: 'second run: products updated',
			value: second.updated,
			bar: '> 0',
			ok: second.updated > 0,
		},
		{
			name: 'second run: products created',
			value: second.created,
			bar: '= 0',
			ok: second.created === 0,
		},
		{
			name: 'second run: products updated, percent',
			value: share,
			bar: '<= 10',
			ok: share <= 10,
		},
		{ name: 'all runs: failed products', value: failed, bar: '= 0', ok: failed === 0 },
	];
}

/** One column a run, so that it fits a terminal of 80 columns. */
export function tableOf(runs: RunFigures[]): string {
	const count = (of: (run: RunFigures) => number) =>
		runs.map((run) => of(run).toLocaleString('en'));
	const rows: [string, string[]][] = [
		['rows in the price file', count((run) => run.rowsRead)],
		['products that matched', count((run) => run.matched)],
		['  created', count((run) => run.created)],
		['  updated', count((run) => run.updated)],
		['  unchanged', count((run) => run.unchanged)],
		['  held back', count((run) => run.held)],
		['  failed', count((run) => run.failed)],
		['Autotask calls', count((run) => run.autotaskCalls)],
		['  that wrote', count((run) => run.writes)],
		['seconds', runs.map((run) => run.seconds.toFixed(1))],
	];
	const table = new Table({
		head: ['', ...runs.map(({ name }) => name)],
		colAligns: ['left', ...runs.map(() => 'right' as const)],
		style: { head: [], border: [] },
	});
	for (const [label, cells] of rows) table.push([label, ...cells]);
	return table.toString();
}
