import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodePropertyOptions,
} from 'n8n-workflow';
import { list } from '../../../lib/catalog/fetch/typed-filter';
import { type QuoteSelection, readQuoteLines } from '../../../lib/catalog/quotes/read-quote-lines';
import { pluralize } from '../../../lib/shared/pluralize';
import { autotaskFor } from '../../shared/autotask';
import { vendorIdFrom } from '../../shared/vendor';

export { openLines as description } from '../fields/quotes.fields';

export const option: INodePropertyOptions = {
	name: 'Get Open Lines',
	value: 'getLines',
	description: 'Get the lines of open quotes that sell TD SYNNEX products',
	action: 'Get lines of open quotes',
};

/** One item for each line; nothing is written. */
export async function openQuoteLines(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const read = (name: string, fallback: unknown) =>
		context.getNodeParameter(name, 0, fallback, { extractValue: true });
	const autotask = await autotaskFor(context);
	const { lines, ...counts } = await readQuoteLines(autotask, {
		vendorId: Number(vendorIdFrom(read('vendor', ''))),
		skuPattern: read('skuPattern', '') as string,
		openStatuses: list(read('openStatuses', 'Active') as string),
		quotes: read('quotes', 'active') as QuoteSelection['quotes'],
		webUrl: (read('webUrl', '') as string).trim(),
	});
	const { calls, writes } = autotask.stats();
	const summary = { ...counts, lines: lines.length, autotaskCalls: calls, autotaskWrites: writes };
	context.addExecutionHints({
		type: lines.length > 0 ? 'info' : 'warning',
		message: `${pluralize(lines.length, 'line')} with TD SYNNEX products in ${pluralize(counts.quotes, 'quote')} of ${pluralize(counts.opportunities, 'open opportunity', 'open opportunities')}.${lines.length > 0 ? '' : ' Autotask shows an API user without rights an empty list: Permission Check tells.'}`,
		location: 'outputPane',
	});
	const pairedItem = { item: 0 };
	return [
		lines.map((line) => ({ json: line as unknown as IDataObject, pairedItem })),
		[{ json: summary as unknown as IDataObject, pairedItem }],
	];
}
