import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { ONE_WAY, TWO_WAYS } from '../shared/connections';
import { autotaskPsaApiTest } from '../shared/autotask-credential-test';
import { type NodeShape, runNode } from '../shared/run-node';
import { tdSynnexEcApiTest } from '../shared/td-synnex';
import { conformance } from './actions/conformance-run.operation';
import { createFields } from './actions/create-missing-fields.operation';
import { check } from './actions/run-check.operation';
import { properties } from './PermissionCheck.description';

/**
 * Tells in one run what is set up in Autotask and at TD SYNNEX, what is missing, and how to mend
 * it.
 */
export class PermissionCheck implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Autotask Permission Check',
		name: 'permissionCheck',
		icon: { light: 'file:permissionCheck.svg', dark: 'file:permissionCheck.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ { run: "run check", runWithProof: "run check with write proof", createFields: "create missing fields", conformance: "conformance run" }[$parameter["operation"]] }}',
		description: 'Report what is set up in Autotask and at TD SYNNEX, and how to fix what is not',
		defaults: { name: 'Autotask Permission Check' },
		usableAsTool: true,
		inputs: ONE_WAY,
		outputs: TWO_WAYS,
		outputNames: ['Checks', 'Report'],
		credentials: [
			{
				name: 'autotaskPsaApi',
				displayName: 'Autotask API',
				required: true,
				testedBy: 'autotaskPsaApiTest',
			},
			{
				name: 'tdSynnexEcApi',
				displayName: 'TD SYNNEX EC API (Optional)',
				required: false,
				testedBy: 'tdSynnexEcApiTest',
				displayOptions: { show: { operation: ['conformance', 'run', 'runWithProof'] } },
			},
		],
		properties,
	};

	methods = { credentialTest: { autotaskPsaApiTest, tdSynnexEcApiTest } };

	/** Runs once, whatever the number of input items: what it looks at is the same for all. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, SHAPE, async () => {
			switch (this.getNodeParameter('operation', 0)) {
				case 'conformance':
					return await conformance(this);
				case 'createFields':
					return await createFields(this);
				default:
					return await check(this);
			}
		});
	}
}

const SHAPE: NodeShape = {
	failureOutput: 'first',
	badness: ({ status, outcome }) =>
		status === 'fail' || outcome === 'failed' ? 2 : status === 'warn' ? 1 : 0,
};
