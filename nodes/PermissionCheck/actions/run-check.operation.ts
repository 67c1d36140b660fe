import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { checkActivity } from '../../../lib/permissions/report/activity';
import { reportHtml } from '../../../lib/permissions/report/html';
import { runCheck } from '../../../lib/permissions/run-check';
import { activitySource } from '../../shared/activity';
import { checkOptions } from '../fields/check-options.fields';
import { type Options, portsOf, settingsOf, wishesOf } from '../ports';
import { optionsField } from '../../shared/common-fields';

export const option: INodePropertyOptions = {
	name: 'Run Check',
	value: 'run',
	description: 'Report what is set up and what is missing. Changes nothing.',
	action: 'Run the check',
};

/** The same check, with writes on one product as proof. */
export const optionWithProof: INodePropertyOptions = {
	name: 'Run Check with Write Proof',
	value: 'runWithProof',
	description: 'Run the check, then write to one product and read the result',
	action: 'Run the check and prove the rights by writing',
};

export const description: INodeProperties[] = [
	{
		displayName:
			'The proof writes to Autotask. If you do not name a product, it creates one, and sets it inactive at the end. The product stays, because the API cannot delete products. The proof never creates a purchase order. The report lists every write.',
		name: 'proofNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['runWithProof'] } },
	},
	{
		displayName: 'Product',
		name: 'proofProduct',
		type: 'string',
		default: '',
		placeholder: 'e.g. TDS-14152708',
		description:
			'ID or SKU of a product to write to. Description and cost are restored. If empty, a product is created and set inactive.',
		displayOptions: { show: { operation: ['runWithProof'] } },
	},
	{
		displayName: 'Purchase Order Number',
		name: 'proofPurchaseOrder',
		type: 'string',
		default: '',
		placeholder: 'e.g. 16',
		description:
			'P.O. number of an order whose Ship To Name is written unchanged. If empty, no purchase order is written.',
		displayOptions: { show: { operation: ['runWithProof'] } },
	},
	optionsField(checkOptions, { operation: ['run', 'runWithProof'] }),
];

export async function check(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
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
