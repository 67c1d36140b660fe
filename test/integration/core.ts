import { Container } from '@n8n/di';
import {
	BinaryDataService,
	ExecutionLifecycleHooks,
	PackageDirectoryLoader,
	WorkflowExecute,
} from 'n8n-core';
// not exported from the index
import { SSHClientsManager } from 'n8n-core/dist/execution-engine/ssh-clients-manager';
import type {
	INode,
	INodeConnections,
	INodeType,
	INodeTypes,
	IRun,
	IVersionedNodeType,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type CredentialData, TestCredentials } from './credentials';

const ROOT = join(__dirname, '..', '..');

/** The workflow to run; only its nodes and connections matter. */
export type WorkflowJson = Pick<IWorkflowBase, 'nodes' | 'connections'> & Partial<IWorkflowBase>;

/** A run that can be cancelled, as by the button in the editor. */
export type RunOfTest = ReturnType<WorkflowExecute['run']>;

export interface Engine {
	loader: PackageDirectoryLoader;
	/**
	 * Runs a workflow from its Manual Trigger with the *built* package.
	 * @param credentials decrypted data by credential type
	 */
	run(workflow: WorkflowJson, credentials: CredentialData): RunOfTest;
	close(): Promise<void>;
}

/** n8n's own engine with our built package in it; `baseNodes` stand in for n8n-nodes-base, which is not installed here. */
export async function startEngine(baseNodes: Record<string, INodeType>): Promise<Engine> {
	await Container.get(BinaryDataService).init();
	const loader = new PackageDirectoryLoader(ROOT);
	await loader.loadAll();
	const nodeTypes = new TestNodeTypes(loader, baseNodes);
	return {
		loader,
		run(json, credentials) {
			const workflow = new Workflow({
				id: 'wf',
				name: json.name ?? 'test',
				nodes: structuredClone(json.nodes),
				connections: json.connections,
				active: false,
				nodeTypes,
				settings: { executionOrder: 'v1', ...json.settings },
				staticData: {},
			});
			const data = additionalData(json, new TestCredentials(loader, credentials));
			return new WorkflowExecute(data, 'manual').run({ workflow });
		},
		async close() {
			// it holds an interval of 60 s, for which jest would wait
			Container.get(SSHClientsManager).onShutdown();
			await rm(String(process.env.N8N_USER_FOLDER), { recursive: true, force: true });
		},
	};
}

/** The items of a node's last run, on one of its outputs. */
export function itemsOf(run: IRun, node: string, output = 0): Record<string, unknown>[] {
	const last = run.data.resultData.runData[node]?.at(-1);
	return (last?.data?.main?.[output] ?? []).map((item) => item.json);
}

/** A node of a test's own workflow. */
export function node(name: string, type: string, rest: Partial<INode> = {}): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...rest };
}

/** Connects nodes in a row. */
export function chain(...nodes: INode[]): WorkflowJson {
	const links = nodes.slice(1).map((next, index): [string, INodeConnections] => {
		const from = nodes[index] as INode;
		return [from.name, { main: [[{ node: next.name, type: 'main', index: 0 }]] }];
	});
	return { nodes, connections: Object.fromEntries(links) };
}

export class TestNodeTypes implements INodeTypes {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly baseNodes: Record<string, INodeType>,
	) {}

	getByName(type: string): INodeType | IVersionedNodeType {
		const base = this.baseNodes[type];
		if (base) return base;
		// an AI agent uses a node under a type of its own
		const [packageName, name] = type.replace(/Tool$/, '').split('.');
		if (packageName !== this.loader.packageName || name === undefined)
			throw new Error(`unknown node type ${type}`);
		return this.loader.getNode(name).type;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes() {
		return {};
	}
}

export function additionalData(
	json: WorkflowJson,
	credentialsHelper: TestCredentials,
): IWorkflowExecuteAdditionalData {
	const nowhere = 'http://localhost';
	const absent = () => Promise.reject(new Error('not part of these tests'));
	return {
		executionId: '1',
		hooks: new ExecutionLifecycleHooks('manual', '1', { ...json, id: 'wf' } as IWorkflowBase),
		credentialsHelper,
		currentNodeExecutionIndex: 0,
		// an empty address fails with "Invalid URL" at the first parameter
		restApiUrl: nowhere,
		instanceBaseUrl: nowhere,
		webhookBaseUrl: nowhere,
		webhookWaitingBaseUrl: nowhere,
		webhookTestBaseUrl: nowhere,
		formWaitingBaseUrl: nowhere,
		variables: {},
		logAiEvent: () => {},
		setExecutionStatus: () => {},
		sendDataToUI: () => {},
		executeWorkflow: absent,
		getRunExecutionData: () => Promise.resolve(undefined),
		startRunnerTask: absent,
	} as unknown as IWorkflowExecuteAdditionalData;
}
