import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodePropertyOptions,
} from 'n8n-workflow';
import { list } from '../../../lib/catalog/fetch/typed-filter';
import { type AddedLine, addToQuote } from '../../../lib/catalog/quotes/add-to-quote';
import { summarizeAdded } from '../../../lib/catalog/quotes/report-added';
import { activitySource } from '../../shared/activity';
import { autotaskFor } from '../../shared/autotask';
import { nodeClock } from '../../shared/node-clock';
import { errorOutputJson, hasErrorOutput } from '../../shared/node-error';

export { quoteToFill as description } from '../fields/quotes.fields';

export const option: INodePropertyOptions = {
	name: 'Add Products',
	value: 'addProducts',
	description: 'Add products to an open quote, each once',
	action: 'Add products to a quote',
};

/** One item for each product; the quote is one for the whole run. */
export async function addProducts(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const read = (name: string, fallback: unknown) => context.getNodeParameter(name, 0, fallback);
	const dryRun = read('dryRun', true) as boolean;
	const autotask = await autotaskFor(context);
	const clock = nodeClock(context);
	const lines = await addToQuote(
		context.getInputData().map(({ json }) => json),
		{
			quote: String(read('quoteNumber', '') ?? ''),
			openStatuses: list(read('openStatuses', 'Active') as string),
			dryRun,
		},
		{ autotask, signal: context.getExecutionCancelSignal() },
	);
	const summary = summarizeAdded(lines, {
		dryRun,
		calls: autotask.stats(),
		now: clock.now(),
		source: activitySource(context),
	});
	const { added, there, failed } = summary;
	context.addExecutionHints({
		type: failed > 0 ? 'warning' : 'info',
		message: `${dryRun ? 'Dry run, nothing written. ' : ''}Quote ${summary.quoteNumber}: ${added} ${dryRun ? 'would be ' : ''}added, ${there} already on it, ${failed} failed.`,
		location: 'outputPane',
	});
	const toErrorOutput = hasErrorOutput(context);
	return [
		lines.map((line) => shownLine(line, toErrorOutput)),
		[{ json: summary as unknown as IDataObject, pairedItem: { item: 0 } }],
	];
}

function shownLine({ index, ...line }: AddedLine, toErrorOutput: boolean): INodeExecutionData {
	const json = line as unknown as IDataObject;
	const isError = toErrorOutput && (line.outcome === 'failed' || line.outcome === 'uncertain');
	return {
		json: isError ? errorOutputJson(line.cause, line.remedy, json) : json,
		pairedItem: { item: index },
	};
}
