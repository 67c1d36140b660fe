import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodePropertyOptions,
} from 'n8n-workflow';
import { checkQuotes, type IndexedLine } from '../../../lib/catalog/quotes/check-quotes';
import { summarizeQuotes } from '../../../lib/catalog/quotes/report-quotes';
import { nodeClock } from '../../shared/node-clock';
import { errorOutputJson, hasErrorOutput } from '../../shared/node-error';

export { lineCheck as description } from '../fields/quotes.fields';

export const option: INodePropertyOptions = {
	name: 'Check Lines',
	value: 'checkLines',
	description: 'Compare lines of quotes with what TD SYNNEX says of their products today',
	action: 'Check lines of quotes',
};

/** Lines and products in; what a person should look at out. Asks and writes nothing. */
export function checkQuoteLines(context: IExecuteFunctions): INodeExecutionData[][] {
	const number = (name: string) => Number(context.getNodeParameter(name, 0));
	const { lines, products } = checkQuotes(
		context.getInputData().map(({ json }) => json),
		{
			leastLoss: number('leastLoss'),
			minMargin: number('minMargin'),
			daysAhead: number('daysAhead'),
		},
		nodeClock(context).now(),
	);
	const summary = summarizeQuotes(
		lines.map(({ line }) => line),
		products,
	);
	context.addExecutionHints({
		type: summary.state === 'completed' ? 'info' : 'warning',
		message: `${summary.subject || 'Nothing to look at'}; ${summary.fine} fine, ${summary.unknown} not known.`,
		location: 'outputPane',
	});
	const shown = context.getNodeParameter('linesOutput', 0) as string;
	const toErrorOutput = hasErrorOutput(context);
	return [
		lines
			.filter(({ line }) => shown === 'every' || line.outcome !== 'fine')
			.map((one) => shownLine(one, toErrorOutput)),
		[{ json: summary as unknown as IDataObject, pairedItem: { item: 0 } }],
	];
}

function shownLine({ index, line }: IndexedLine, toErrorOutput: boolean): INodeExecutionData {
	const json = line as unknown as IDataObject;
	const isError = toErrorOutput && line.outcome === 'failed';
	return {
		json: isError ? errorOutputJson(line.cause, line.remedy, json) : json,
		pairedItem: { item: index },
	};
}
