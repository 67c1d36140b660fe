import { MultiBar, Presets } from 'cli-progress';
import { figuresOf, STEPS, twinCounts } from './daily-sync';
import type { Editor } from './n8n-editor';
import type { RunFigures } from './report';
import type { Twins } from './twins';

const FORMAT = '{name} [{bar}] {value}/{total} products, {calls} Autotask calls';

/**
 * Runs the workflow three times, as the editor's button does: into an Autotask that knows few of the
 * products, after TD SYNNEX changed 5 % of its prices, and with nothing changed.
 * @param sync.about how many products to expect, for the bars before the run has told
 */
export async function threeRuns(
	twins: Twins,
	editor: Editor,
	sync: { workflowId: string; about: number },
): Promise<[RunFigures, RunFigures, RunFigures]> {
	const bars = new MultiBar(
		{ format: FORMAT, hideCursor: true, noTTYOutput: true, notTTYSchedule: 10_000 },
		Presets.legacy,
	);
	const one = async (name: string): Promise<RunFigures> => {
		const before = await twinCounts(twins);
		const bar = bars.create(sync.about, 0, { name: name.padEnd(22), calls: 0 });
		const written = productsWritten(twins);
		const execution = await editor.runWorkflow(sync.workflowId, STEPS.manual, async () => {
			const { calls } = await twinCounts(twins);
			bar.update(await written(), { calls: calls - before.calls });
		});
		const after = await twinCounts(twins);
		const figures = figuresOf(name, execution, {
			calls: after.calls - before.calls,
			writes: after.writes - before.writes,
		});
		// the unchanged ones are known only now
		const done = figures.created + figures.updated + figures.unchanged + figures.held;
		bar.setTotal(done + figures.failed);
		bar.update(done, { calls: figures.autotaskCalls });
		bar.stop();
		return figures;
	};
	try {
		const first = await one('first load');
		await twins.control('POST', '/prices', { percent: 5 });
		const second = await one('5 % of prices changed');
		return [first, second, await one('nothing changed')];
	} finally {
		bars.stop();
	}
}

/** Counts the products that were created or changed from now on, as the twin saw it. */
function productsWritten(twins: Twins): () => Promise<number> {
	let since: number | undefined;
	let count = 0;
	return async () => {
		const query = 'system=autotask&endpoint=Products&effect=accepted';
		if (since === undefined) {
			const all = await twins.control<{ seq: number }[]>('GET', `/ledger?${query}`);
			since = all.at(-1)?.seq ?? 0;
			return 0;
		}
		const fresh = await twins.control<{ seq: number }[]>('GET', `/ledger?${query}&since=${since}`);
		since = fresh.at(-1)?.seq ?? since;
		count += fresh.length;
		return count;
	};
}
