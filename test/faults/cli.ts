import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** What every faults run takes and gives: see `npm run faults -- NAME`. */
export interface FaultsOptions {
	schedules: number;
	seed: number;
}

/** A figure with its bar. `bar` says in words what must hold; empty = stated, not judged. */
export interface Figure {
	name: string;
	value: number;
	bar: string;
	ok: boolean;
}

export interface FaultsReport {
	seed: number;
	schedules: number;
	seconds: number;
	figures: Figure[];
	/** What was found, one line each, with the seed that plays it again. */
	findings: string[];
}

/** A module beside this one, such as `orders.ts`. */
export interface FaultsRun {
	run(options: FaultsOptions): Promise<FaultsReport>;
}

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			schedules: { type: 'string', default: '1000' },
			seed: { type: 'string' },
			json: { type: 'string' },
		},
	});
	const [name = ''] = positionals;
	if (!/^[a-z-]+$/.test(name)) {
		console.error('npm run faults -- NAME [--schedules N] [--seed S] [--json FILE]');
		return 2;
	}
	const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6));
	console.log(`faults ${name}: seed ${seed}, ${values.schedules} schedules`);
	const { run } = (await import(`./${name}`)) as FaultsRun;
	const report = await run({ schedules: Number(values.schedules), seed });
	for (const line of report.findings.slice(0, 20)) console.log(`  ${line}`);
	console.table(report.figures);
	console.log(`${report.seconds.toFixed(1)} s; play it again with --seed ${seed}`);
	if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, '\t')}\n`);
	return report.figures.every(({ ok }) => ok) ? 0 : 1;
}

void main().then((code) => {
	process.exitCode = code;
});
