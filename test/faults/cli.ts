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

const HELP = `npm run faults -- NAME [--schedules N] [--seed S] [--json FILE]

Plays so many made-up histories of faults, crashes and people (1000 unless you say otherwise), counts what
must not happen, and fails when a count misses its bar. The same seed plays the same histories again.

  orders   no order is placed twice, lost, above its cap or with other content
  status   every shipment, receipt and invoice is told once and as it was
  catalog  no product twice, no person's value lost, all written within three nights (schedules are nights);
           missing products counted by complete full files alone, nights undone
  answers  whatever is answered to any call of any node, list and Test button, and whatever price file arrives:
           no false cause, nothing lost, nothing twice
  demand   no charge is ordered twice, forgotten, or received above what was sold
  order-guards   takes each guard of the order path out and shows that the histories see it
`;
const NAMES = ['answers', 'catalog', 'orders', 'status', 'demand', 'order-guards'];

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			schedules: { type: 'string', default: '1000' },
			seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
			json: { type: 'string' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	const [name = '', ...more] = positionals;
	if (values.help || more.length > 0 || !NAMES.includes(name)) {
		console.log(HELP);
		return values.help ? 0 : 2;
	}
	const schedules = whole('schedules', values.schedules);
	const seed = whole('seed', values.seed);
	console.log(`faults ${name}: seed ${seed}, ${schedules} schedules`);
	const { run } = (await import(`./${name}`)) as FaultsRun;
	const report = await run({ schedules, seed });
	for (const line of report.findings.slice(0, 20)) console.log(`  ${line}`);
	console.table(report.figures);
	console.log(`${report.seconds.toFixed(1)} s; play it again with --seed ${seed}`);
	if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, '\t')}\n`);
	return report.figures.every(({ ok }) => ok) ? 0 : 1;
}

function whole(option: string, text: string): number {
	if (!/^\d+$/.test(text)) throw new Error(`--${option} takes a whole number, not "${text}"`);
	return Number(text);
}

main()
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		console.error('npm run faults -- --help explains.');
		return 2;
	})
	.then((code) => {
		process.exitCode = code;
	});
