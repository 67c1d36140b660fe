import { refuseAgent } from '../../../../nodes/PoCreate/ai-agent-guard';
import type { Setting } from '../../../../nodes/PoCreate/actions/types';

/** n8n runs a node as a tool of an AI agent under its name with `Tool` behind it. */
const setting = (type: string, agentMayOrder: boolean) =>
	({ context: { getNode: () => ({ type }) }, choices: { agentMayOrder } }) as unknown as Setting;
const TOOL = 'n8n-nodes-tdsynnex-autotask.poCreateTool';

describe('PO Create as a tool of an AI agent', () => {
	it('spends no money unless the flow says that it may', () => {
		for (const operation of ['submit', 'createFromItems', 'createFromOpportunity']) {
			expect(() => refuseAgent(setting(TOOL, false), operation)).toThrow(/AI agent called/);
			expect(() => refuseAgent(setting(TOOL, true), operation)).not.toThrow();
		}
	});

	it('may preview and reconcile', () => {
		expect(() => refuseAgent(setting(TOOL, false), 'reconcile')).not.toThrow();
	});

	it('in a flow it is no tool', () => {
		const node = 'n8n-nodes-tdsynnex-autotask.poCreate';
		expect(() => refuseAgent(setting(node, false), 'submit')).not.toThrow();
	});
});
