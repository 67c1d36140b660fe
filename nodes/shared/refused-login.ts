import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import type { Send, WireResponse } from '../../lib/shared/http';

type Context = Partial<
	Pick<IExecuteFunctions, 'getExecutionCancelSignal' | 'getNode'> &
		Pick<IPollFunctions, 'getWorkflowStaticData'>
>;

/**
 * Sends no further request once the login was refused (401): Autotask locks a user after several
 * wrong secrets. Within a run that is true for n8n's Retry On Fail and for loops too.
 *
 * @param of.isKept a trigger asks again only after its workflow was switched off and on, or n8n was
 * restarted; else with its next poll
 */
export function untilRefused(
	context: Context,
	{ credentialType, isKept }: { credentialType: string; isKept: boolean },
	send: Send,
): Send {
	const refusals = refusalsOf(context, isKept);
	const login = `${credentialType} ${context.getNode?.().credentials?.[credentialType]?.id ?? ''}`;
	return async (request) => {
		const before = refusals.get(login);
		if (before) return before;
		const reply = await send(request);
		if (reply.status === 401) refusals.set(login, reply);
		return reply;
	};
}

/** By login. */
type Refusals = Map<string, WireResponse>;

/** n8n makes one of these objects for each run, or each time that a workflow is switched on. */
const remembered = new WeakMap<object, Refusals>();

function refusalsOf(context: Context, isKept: boolean): Refusals {
	const kept = isKept ? context.getWorkflowStaticData?.('node') : undefined;
	const run = context.getExecutionCancelSignal?.() ?? kept;
	if (run === undefined) return new Map();
	const refusals = remembered.get(run) ?? new Map<string, WireResponse>();
	remembered.set(run, refusals);
	return refusals;
}
