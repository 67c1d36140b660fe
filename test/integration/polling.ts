import { PollContext } from 'n8n-core';
import type { IDataObject, INode, WorkflowExecuteMode } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { additionalData, type Engine, TestNodeTypes } from './core';
import { type CredentialData, TestCredentials } from './credentials';

/** A polling trigger in n8n's own poll context, looked through again and again. */
export interface Poller {
	/** One look; the items that the trigger tells, none where it tells nothing. */
	look(mode?: WorkflowExecuteMode): Promise<IDataObject[]>;
	/** n8n is restarted: what it saved comes back as JSON. */
	restart(): void;
	/** What n8n would save. */
	saved(): string;
}

export function poller(
	engine: Engine,
	trigger: () => INode,
	credentials: () => CredentialData,
): Poller {
	let saved = '{}';
	let live: string | null = null;
	return {
		async look(mode = 'trigger') {
			const workflow = load(engine, trigger(), live ?? saved);
			const [node] = Object.values(workflow.nodes) as [INode];
			const json = { id: 'wf', name: 'test', nodes: [node], connections: {} };
			const data = additionalData(json, new TestCredentials(engine.loader, credentials()));
			const { poll } = engine.loader.getNode(node.type.split('.')[1] ?? '').type as {
				poll: (this: PollContext) => Promise<{ json: IDataObject }[][] | null>;
			};
			const told = await poll.call(new PollContext(workflow, node, data, mode, 'activate'));
			const first = live === null;
			live = JSON.stringify(workflow.staticData);
			// n8n saves when a workflow is switched on, and when a trigger starts a run
			if (mode !== 'manual' && (first || told !== null)) saved = live;
			return (told?.[0] ?? []).map(({ json: item }) => item);
		},
		restart: () => (live = null),
		saved: () => saved,
	};
}

function load(engine: Engine, node: INode, saved: string): Workflow {
	return new Workflow({
		id: 'wf',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: new TestNodeTypes(engine.loader, {}),
		settings: {},
		staticData: JSON.parse(saved) as IDataObject,
	});
}
