import { Problem } from '../../lib/shared/problem';
import { isTool } from '../shared/tries';
import type { Setting } from './actions/types';

/** As a tool of an AI agent the node spends money only where the flow's maker has said so. */
export function refuseAgent({ context, choices }: Setting, operation: string): void {
	if (operation === 'reconcile' || choices.agentMayOrder) return;
	if (!isTool(context)) return;
	throw new Problem({
		code: 'agent-may-not-order',
		cause: 'an AI agent called this node to create or send a purchase order',
		remedy:
			'Turn on AI Agent May Order under Options if you want to let an agent spend money on its own.',
	});
}
