import type { IExecuteFunctions } from 'n8n-workflow';
import type { RunTotal } from '../../lib/orders/submit/order-context';

/**
 * The running total of an execution: Cap per Run holds for all that it orders, though a
 * loop lets the node run many times.
 */
export function runTotalOf(context: Pick<IExecuteFunctions, 'getExecutionCancelSignal'>): RunTotal {
	// n8n makes one of these objects for each execution
	const execution = context.getExecutionCancelSignal();
	if (execution === undefined) return emptyRunTotal();
	const runTotal = runTotals.get(execution) ?? emptyRunTotal();
	runTotals.set(execution, runTotal);
	return runTotal;
}

/** For previews, which spend nothing. */
export function emptyRunTotal(): RunTotal {
	return { spent: '0' };
}

const runTotals = new WeakMap<object, RunTotal>();
