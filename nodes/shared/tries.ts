import type { IExecuteFunctions } from 'n8n-workflow';

type Context = Pick<IExecuteFunctions, 'getNode' | 'getExecutionCancelSignal' | 'continueOnFail'>;

/**
 * Whether a failure is to become an item: the user chose to go on, or an AI agent waits for an
 * answer. As long as Retry On Fail has tries left the failure is thrown instead, since n8n sees
 * nothing else than the first item of the first output, and would try nothing again.
 */
export function goesOn(context: Context): boolean {
	return (context.continueOnFail() || answersAgent(context)) && !hasTriesLeft(context);
}

/** Whether an AI agent called the node as a tool, and is to have an answer whatever happens. */
function answersAgent(context: Context): boolean {
	return isTool(context) && context.getNode().onError !== 'stopWorkflow';
}

/** n8n runs a node that an AI agent uses under a type of its own. */
export function isTool(context: Pick<Context, 'getNode'>): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** Whether n8n runs the node once more when it fails now, by Retry On Fail. */
export function hasTriesLeft(context: Context): boolean {
	const { retryOnFail, maxTries } = context.getNode();
	if (retryOnFail !== true) return false;
	const failed = failedTries(context);
	return failed !== null && failed.count + 1 < Math.min(5, Math.max(2, maxTries || 3));
}

/** Counts a failure that is thrown while the node goes on: n8n's next try is another one. */
export function countFailedTry(context: Context): void {
	const failed = failedTries(context);
	if (failed !== null) failed.count += 1;
}

/** After the last try, or one that did not fail: a loop may run the node anew. */
export function forgetTries(context: Context): void {
	const failed = failedTries(context);
	if (failed !== null) failed.count = 0;
}

/** `null` where n8n hands out nothing that stands for the execution: tries cannot be told apart. */
function failedTries(context: Context): { count: number } | null {
	const execution = context.getExecutionCancelSignal();
	if (execution === undefined) return null;
	const byNode = remembered.get(execution) ?? new Map<string, { count: number }>();
	remembered.set(execution, byNode);
	const { name } = context.getNode();
	const failed = byNode.get(name) ?? { count: 0 };
	byNode.set(name, failed);
	return failed;
}

/** n8n makes one of these signals for each execution. */
const remembered = new WeakMap<object, Map<string, { count: number }>>();
