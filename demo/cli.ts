import { parseArgs } from 'node:util';
import { demo, type DemoOptions } from './demo';

const HELP = `The daily catalog sync, three times, in a real n8n, with the sandbox in the place of Autotask and TD SYNNEX.

  npm run demo                       then leaves the editor open
  npm run demo -- --empty            runs nothing: an n8n with the nodes installed and nothing else in it, beside the sandbox
  npm run demo -- --once             ends instead
  npm run demo -- --json FILE        writes the figures
  npm run demo -- --queue            n8n in queue mode: PostgreSQL, Redis, and a worker that runs the workflow
  npm run demo -- --skus N           rows of the price file (200000)

docs/getting-started.md leads through it.
`;

/** Whatever was started, in the order of starting; ended in reverse. */
const started: (() => Promise<void>)[] = [];

async function main(): Promise<number> {
	let options: DemoOptions | null;
	try {
		options = readOptions();
	} catch (error) {
		console.error(`${textOf(error)}\nnpm run demo -- --help explains.`);
		return 2;
	}
	if (options === null) {
		process.stdout.write(HELP);
		return 0;
	}
	return await demo(options, (stop) => started.push(stop));
}

/** @returns `null` when only the help is wanted */
function readOptions(): DemoOptions | null {
	const { values } = parseArgs({
		options: {
			once: { type: 'boolean', default: false },
			empty: { type: 'boolean', default: false },
			json: { type: 'string' },
			queue: { type: 'boolean', default: false },
			skus: { type: 'string', default: '200000' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	const { help, skus, ...options } = values;
	if (help) return null;
	if (!/^[1-9]\d*$/.test(skus)) throw new Error(`--skus takes a whole number, not "${skus}"`);
	if (options.empty && (options.once || options.json !== undefined))
		throw new Error('--empty runs nothing, so it takes neither --once nor --json');
	return { ...options, skus: Number(skus) };
}

/** Ends what was started, the last first, and then this process. */
async function finish(code: number): Promise<never> {
	for (let stop = started.pop(); stop !== undefined; stop = started.pop()) {
		await stop().catch((error: unknown) => console.error(String(error)));
	}
	process.exit(code);
}

function textOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

// `on`, because Ctrl-C under npm may come twice: from the terminal and from the tool in between
process.on('SIGINT', () => void finish(130));
process.on('SIGTERM', () => void finish(143));
main()
	.catch((error: unknown) => {
		console.error(textOf(error));
		return 1;
	})
	.then(finish);
