import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type { Readable } from 'node:stream';

type Execute = (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** The file that the stand-in of n8n's FTP node "downloads", as a buffer or a stream. */
export interface Download {
	fileName: string;
	open(): Buffer | Readable;
}

/**
 * Stand-ins for the few nodes of n8n-nodes-base that the shipped workflows use; the package itself
 * is 2 GB with its dependencies. The real ones run in the end-to-end tests.
 * @param download what the FTP node gives
 */
export function baseNodes(download: () => Download): Record<string, INodeType> {
	const through: Execute = async (context) => [context.getInputData()];
	return {
		'n8n-nodes-base.manualTrigger': stub('manualTrigger', through, { trigger: true }),
		'n8n-nodes-base.scheduleTrigger': stub('scheduleTrigger', through, { trigger: true }),
		'n8n-nodes-base.stickyNote': stub('stickyNote', through),
		'n8n-nodes-base.noOp': stub('noOp', through),
		'n8n-nodes-base.wait': stub('wait', through),
		'n8n-nodes-base.executeWorkflow': stub('executeWorkflow', through),
		'n8n-nodes-base.executeWorkflowTrigger': stub('executeWorkflowTrigger', through, {
			trigger: true,
		}),
		'n8n-nodes-base.filter': stub('filter', keep, { properties: [CONDITIONS] }),
		'n8n-nodes-base.merge': stub('merge', join, { inputs: 2 }),
		'n8n-nodes-base.ftp': stub('ftp', (context) => fetchFile(context, download())),
		'n8n-nodes-base.if': stub('if', decide, {
			outputs: 2,
			properties: [CONDITIONS],
		}),
		'n8n-nodes-base.set': stub('set', assign, {
			properties: [
				{ displayName: 'Fields', name: 'assignments', type: 'assignmentCollection', default: {} },
			],
		}),
		'n8n-nodes-base.stopAndError': stub('stopAndError', stop, {
			properties: [{ displayName: 'Message', name: 'errorMessage', type: 'string', default: '' }],
		}),
	};
}

const CONDITIONS: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'filter',
	default: {},
};

async function fetchFile(
	context: IExecuteFunctions,
	file: Download,
): Promise<INodeExecutionData[][]> {
	// named, because n8n would load an ES module to guess it, which jest's sandbox does not allow
	const binary = await context.helpers.prepareBinaryData(
		file.open(),
		file.fileName,
		'application/octet-stream',
	);
	return [
		context
			.getInputData()
			.map((_, item) => ({ json: {}, binary: { data: binary }, pairedItem: { item } })),
	];
}

async function decide(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const yes: INodeExecutionData[] = [];
	const no: INodeExecutionData[] = [];
	for (const [index, item] of context.getInputData().entries()) {
		const passes = context.getNodeParameter('conditions', index, false, { extractValue: true });
		(passes ? yes : no).push(item);
	}
	return [yes, no];
}

async function keep(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const [yes = []] = await decide(context);
	return [yes];
}

async function assign(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData().map((item, index) => {
		const { assignments } = context.getNodeParameter('assignments', index) as {
			assignments: { name: string; value: string }[];
		};
		const fields = Object.fromEntries(assignments.map(({ name, value }) => [name, value]));
		return { json: { ...item.json, ...fields }, pairedItem: { item: index } };
	});
	return [items];
}

/** Item by item, the second input's fields over the first one's. */
async function join(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const others = context.getInputData(1);
	const items = context.getInputData(0).map((one, at) => ({
		json: { ...one.json, ...others[at]?.json },
		pairedItem: { item: at },
	}));
	return [items];
}

async function stop(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	throw new NodeOperationError(
		context.getNode(),
		context.getNodeParameter('errorMessage', 0) as string,
	);
}

function stub(
	name: string,
	execute: Execute,
	shape: {
		trigger?: boolean;
		inputs?: number;
		outputs?: number;
		properties?: INodeProperties[];
	} = {},
): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: shape.trigger ? ['trigger'] : ['transform'],
			version: [1, 1.1, 1.2, 1.3, 2, 2.1, 2.2, 2.3, 3, 3.4],
			description: '',
			defaults: { name },
			inputs: Array.from(
				{ length: shape.trigger ? 0 : (shape.inputs ?? 1) },
				() => NodeConnectionTypes.Main,
			),
			outputs: Array.from({ length: shape.outputs ?? 1 }, () => NodeConnectionTypes.Main),
			properties: shape.properties ?? [],
		},
		async execute() {
			return await execute(this);
		},
	};
}
