import { figuresOf, STEPS, twinCounts } from './daily-sync';
import type { Editor } from './n8n-editor';
import { showProgress } from './progress';
import type { RunFigures } from './report';
import type { Twins } from './twins';

/**
 * Runs the workflow three times, as the editor's button does: into an Autotask that knows few of the
 * products, after TD SYNNEX changed 5 % of its prices, and with nothing changed.
 */
export async function threeRuns(
	twins: Twins,
	editor: Editor,
	workflowId: string,
): Promise<[RunFigures, RunFigures, RunFigures]> {
	const one = async (name: string): Promise<RunFigures> => {
		const before = await twinCounts(twins);
		const progress = await showProgress(twins, name);
		try {
			const execution = await editor.runWorkflow(workflowId, STEPS.manual, () => progress.tick());
			await progress.tick();
			const after = await twinCounts(twins);
			return figuresOf(name, execution, {
				calls: after.calls - before.calls,
				writes: after.writes - before.writes,
			});
		} finally {
			progress.end();
		}
	};
	const first = await one('first load');
	await changePrices(twins);
	const second = await one('5 % of prices changed');
	return [first, second, await one('nothing changed')];
}

/** TD SYNNEX changes the price of one product in twenty. @returns how many */
export async function changePrices(twins: Twins): Promise<number> {
	const { changed } = await twins.control<{ changed: number }>('POST', '/prices', { percent: 5 });
	return changed;
}
