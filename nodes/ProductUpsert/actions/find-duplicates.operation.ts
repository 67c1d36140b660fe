import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { findDuplicates } from '../../../lib/catalog/duplicates/find-duplicates';
import { summarizeDuplicates } from '../../../lib/catalog/duplicates/report-duplicates';
import { pluralize } from '../../../lib/shared/pluralize';
import { activitySource } from '../../shared/activity';
import { autotaskFor } from '../../shared/autotask';
import { nodeClock } from '../../shared/node-clock';
import { errorOutputJson, hasErrorOutput } from '../../shared/node-error';
import { vendorIdFrom } from '../../shared/vendor';

export const option: INodePropertyOptions = {
	name: 'Find Duplicates',
	value: 'findDuplicates',
	description: 'Find duplicate products, and merge those that you approve',
	action: 'Find duplicate products',
};

export const description: INodeProperties[] = [
	{
		displayName: 'UPC Field Name or ID',
		name: 'upcField',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getProductUserFieldsOrNone' },
		default: '',
		description:
			'A user-defined field of products that contains the UPC. The node then also compares products by UPC. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];

/** Approved groups in, if any; every product of every group out, with what is to become of it. */
export async function duplicates(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const read = (name: string, fallback: unknown) =>
		context.getNodeParameter(name, 0, fallback, { extractValue: true });
	const dryRun = read('dryRun', true) as boolean;
	const autotask = await autotaskFor(context);
	const clock = nodeClock(context);
	const started = clock.now();
	const input = context.getInputData();
	const results = await findDuplicates(
		input.map(({ json }) => json),
		{
			vendorId: Number(vendorIdFrom(read('vendor', ''))),
			skuPattern: read('skuPattern', '') as string,
			upcField: String(read('upcField', '') ?? ''),
			dryRun,
		},
		{ autotask, signal: context.getExecutionCancelSignal() },
	);
	const now = clock.now();
	const calls = autotask.stats();
	const source = activitySource(context);
	const summary = summarizeDuplicates(results, { dryRun, calls, started, now, source });
	const { groups, merged, held, failed } = summary;
	context.addExecutionHints({
		type: failed > 0 ? 'warning' : 'info',
		message: `${dryRun ? 'Dry run, nothing written. ' : ''}${pluralize(groups, 'group')} of duplicates: ${pluralize(merged, 'product')} ${dryRun ? 'would be ' : ''}changed, ${held} not approved or changed in the meantime, ${failed} failed.`,
		location: 'outputPane',
	});
	const toErrorOutput = hasErrorOutput(context);
	return [
		results.map((result) => {
			const json = { ...result } as unknown as IDataObject;
			const isError = toErrorOutput && result.outcome === 'failed';
			const cause = `product ${result.productId}: ${result.cause}`;
			return {
				json: isError ? errorOutputJson(cause, result.remedy, json) : json,
				pairedItem: { item: placeOf(result.group, input) },
			};
		}),
		[{ json: { ...summary } as unknown as IDataObject, pairedItem: { item: 0 } }],
	];
}

/** The item that named the group; the first where none did. */
function placeOf(group: string, input: INodeExecutionData[]): number {
	return Math.max(
		0,
		input.findIndex(({ json }) => json.group === group),
	);
}
