import Table from 'cli-table3';

export interface BenchOptions {
	seed: number;
	/** Products: of the sizes that a benchmark has only this one; absent = as the benchmark says. */
	products?: number;
	/** Progress, a line at a time; not part of the result. */
	log: (line: string) => void;
}

export interface BenchResult {
	figures: Figure[];
	/** What else was seen, plain numbers and texts. */
	details: Record<string, unknown>;
}

/**
 * One measured figure. `bar` says in words what it must meet; `ok` is true where there is no
 * bar.
 */
export interface Figure {
	name: string;
	value: number;
	bar: string;
	ok: boolean;
}

export const atMost = (name: string, value: number, most: number): Figure => ({
	name,
	value,
	bar: `at most ${most}`,
	ok: value <= most,
});

export const atLeast = (name: string, value: number, least: number): Figure => ({
	name,
	value,
	bar: `at least ${least}`,
	ok: value >= least,
});

export const exactly = (name: string, value: number, wanted: number): Figure => ({
	name,
	value,
	bar: `exactly ${wanted}`,
	ok: value === wanted,
});

export const measured = (name: string, value: number): Figure => ({
	name,
	value,
	bar: '',
	ok: true,
});

export function printFigures(title: string, { figures }: BenchResult): void {
	const table = new Table({
		head: [title, 'measured', 'bar', 'met'],
		colAligns: ['left', 'right'],
		style: { compact: true, head: [], border: [] },
	});
	for (const { name, value, bar, ok } of figures) {
		table.push([name, value.toLocaleString('en-US'), bar, bar === '' ? '' : ok ? 'yes' : 'NO']);
	}
	console.log(table.toString());
}
