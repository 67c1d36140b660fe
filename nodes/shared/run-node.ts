import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { failedItem, toNodeError } from './node-error';
import { countFailedTry, forgetTries, goesOn, isTool } from './tries';

export interface NodeShape {
	/** Which of a node's two outputs gets the one item of a run that failed as a whole. */
	failureOutput: 'first' | 'second';
	/** How much an item of an output needs a person: 0 = not at all, higher = more. */
	badness: (json: IDataObject) => number;
}

/**
 * Runs the work of a node. A failure of the whole run becomes n8n's own error with the remedy, or
 * an item where the user chose to go on; a canceled run stays canceled. An AI agent sees the first
 * output alone, so it gets all there, in the order of {@link forAgent}.
 */
export async function runNode(
	context: IExecuteFunctions,
	{ failureOutput, badness }: NodeShape,
	work: () => Promise<INodeExecutionData[][]>,
): Promise<INodeExecutionData[][]> {
	try {
		const outputs = await work();
		forgetTries(context);
		return isTool(context) ? forAgent(outputs, badness) : outputs;
	} catch (error) {
		context.getExecutionCancelSignal()?.throwIfAborted();
		if (!goesOn(context)) {
			countFailedTry(context);
			throw toNodeError(context.getNode(), error, 0);
		}
		forgetTries(context);
		const failed = [failedItem(context, error, 0)];
		return failureOutput === 'first' || isTool(context) ? [failed, []] : [[], failed];
	}
}

/**
 * All items in the first output: the worst first; of the others those of the second output (the
 * summary) before the rest. Files are left out, since n8n passes none on to an agent.
 */
function forAgent(
	outputs: INodeExecutionData[][],
	badness: NodeShape['badness'],
): INodeExecutionData[][] {
	const rank = ({ json }: INodeExecutionData) => (json.error ? WORST : badness(json));
	const told = [...outputs]
		.reverse()
		.flat()
		.sort((one, other) => rank(other) - rank(one));
	return [told.map(({ json, pairedItem }) => ({ json, pairedItem }))];
}

/** A failure; an item's own badness stays below. */
const WORST = 9;
