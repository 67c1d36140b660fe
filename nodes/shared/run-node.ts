import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { failedItem, toNodeError } from './errors';

/** Which of a node's two outputs gets the one item of a run that failed as a whole. */
export type FailureOutput = 'first' | 'second';

/**
 * Runs the work of a node. A failure of the whole run becomes n8n's own error with the remedy, or
 * an item where the user chose to go on; a canceled run stays canceled.
 */
export async function runNode(
	context: IExecuteFunctions,
	failureOutput: FailureOutput,
	work: () => Promise<INodeExecutionData[][]>,
): Promise<INodeExecutionData[][]> {
	try {
		return await work();
	} catch (error) {
		context.getExecutionCancelSignal()?.throwIfAborted();
		if (!context.continueOnFail()) throw toNodeError(context.getNode(), error, 0);
		const failed = [failedItem(context, error, 0)];
		return failureOutput === 'first' ? [failed, []] : [[], failed];
	}
}
