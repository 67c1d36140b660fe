import type { IExecuteFunctions } from 'n8n-workflow';
import type { Till } from '../../lib/orders/submit/order-context';

/**
 * The till of an execution: Cap per Run holds for all that it orders, though a loop lets the node run many times.
 */
export function tillOf(context: Pick<IExecuteFunctions, 'getExecutionCancelSignal'>): Till {
	// n8n makes one of these objects for each execution
	const execution = context.getExecutionCancelSignal();
	if (execution === undefined) return emptyTill();
	const till = tills.get(execution) ?? emptyTill();
	tills.set(execution, till);
	return till;
}

/** For previews, which spend nothing. */
export function emptyTill(): Till {
	return { spent: '0' };
}

const tills = new WeakMap<object, Till>();
