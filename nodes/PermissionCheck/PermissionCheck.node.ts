import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { checkActivity, writesActivity } from '../../lib/permissions/report/activity';
import { runCheck } from '../../lib/permissions/run-check';
import { createMissingFields } from '../../lib/permissions/create-fields';
import { PRODUCT_FIELDS } from '../../lib/permissions/product-fields';
import { Recorder } from '../../lib/permissions/write-test/recorder';
import { reportHtml } from '../../lib/permissions/report/html';
import { activitySource } from '../shared/activity';
import { autotaskFor } from '../shared/autotask';
import { autotaskPsaApiTest } from '../shared/autotask-credential-test';
import { nodeClock } from '../shared/clock';
import { failedItem, toNodeError } from '../shared/errors';
import { tdSynnexEcApiTest } from '../shared/td-synnex';
import { properties } from './PermissionCheck.description';
import { type Options, portsOf, settingsOf, wishesOf } from './ports';

const INPUTS = [NodeConnectionTypes.Main];
/** One item a check, and the whole as one item with the report attached. */
const OUTPUTS = [NodeConnectionTypes.Main, NodeConnectionTypes.Main];

/** Tells in one run what is set up in Autotask and at TD SYNNEX, what is missing, and how to mend it. */
export class PermissionCheck implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Autotask Permission Check',
		name: 'permissionCheck',
		icon: { light: 'file:permissionCheck.svg', dark: 'file:permissionCheck.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ { run: "run check", runWithProof: "run check with write proof", createFields: "create missing fields" }[$parameter["operation"]] }}',
		description: 'Report what is set up in Autotask and at TD SYNNEX, and how to mend what is not',
		defaults: { name: 'Autotask Permission Check' },
		usableAsTool: true,
		inputs: INPUTS,
		outputs: OUTPUTS,
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
				displayOptions: { show: { operation: ['run', 'runWithProof'] } },
			},
		],
		properties,
	};

	methods = { credentialTest: { autotaskPsaApiTest, tdSynnexEcApiTest } };

	/** Runs once, whatever the number of input items: what it looks at is the same for all. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			return this.getNodeParameter('operation', 0) === 'createFields'
				? await createFields(this)
				: await check(this);
		} catch (error) {
			this.getExecutionCancelSignal()?.throwIfAborted();
			if (this.continueOnFail()) return [[failedItem(this, error, 0)], []];
			throw toNodeError(this.getNode(), error, 0);
		}
	}
}

async function check(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const options = context.getNodeParameter('options', 0, {}) as Options;
	const ports = await portsOf(context, options);
	const report = await runCheck(ports, settingsOf(options), wishesOf(context, options));
	const day = report.summary.finished.slice(0, 10);
	const file = await context.helpers.prepareBinaryData(
		Buffer.from(reportHtml(report), 'utf8'),
		`permission-check-${day}.html`,
		'text/html',
	);
	const pairedItem = { item: 0 };
	return [
		report.rows.map((row) => ({ json: { ...row } as IDataObject, pairedItem })),
		[
			{
				json: {
					...report.summary,
					writes: report.writes,
					activity: checkActivity(report, activitySource(context)),
				} as unknown as IDataObject,
				binary: { report: file },
				pairedItem,
			},
		],
	];
}

async function createFields(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const wanted = context.getNodeParameter('fields', 0) as string[];
	const autotask = await autotaskFor(context);
	const clock = nodeClock(context);
	const recorder = new Recorder(autotask, clock);
	const results = await createMissingFields(
		autotask,
		PRODUCT_FIELDS.filter(({ name }) => wanted.length === 0 || wanted.includes(name)),
		recorder,
	);
	const count = (outcome: string) => results.filter((one) => one.outcome === outcome).length;
	const pairedItem = { item: 0 };
	return [
		results.map((result) => ({ json: { ...result } as IDataObject, pairedItem })),
		[
			{
				json: {
					created: count('created'),
					existing: count('exists'),
					failed: count('failed'),
					writes: recorder.writes as unknown as IDataObject[],
					activity: writesActivity(
						recorder.writes,
						activitySource(context),
					) as unknown as IDataObject[],
				},
				pairedItem,
			},
		],
	];
}
