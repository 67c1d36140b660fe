import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodePropertyOptions,
} from 'n8n-workflow';
import { type KeptFile, KeptFiles, MOST_KEPT_BYTES } from '../../../lib/catalog/search/kept-files';
import {
	noFile,
	readToSearch,
	requireQuestion,
	searchFile,
	type SearchSummary,
} from '../../../lib/catalog/search/search-file';
import { readFilter, type TypedFilter } from '../../../lib/catalog/fetch/typed-filter';
import { pluralize } from '../../../lib/shared/pluralize';
import { problemOf } from '../../../lib/shared/problem';
import type { Country } from '../../../lib/tdsynnex/price-file/columns';
import { binaryFile } from '../../shared/binary';
import { nodeClock } from '../../shared/node-clock';
import { failedItem, toNodeError } from '../../shared/node-error';
import { goesOn } from '../../shared/tries';

export { search as description } from '../fields/search.fields';

export const option: INodePropertyOptions = {
	name: 'Search',
	value: 'search',
	description: 'Find products in the price file by words or part number, again and again',
	action: 'Search a price file',
};

/** Each input item is one search. */
export async function searchPriceFile(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const products: INodeExecutionData[] = [];
	const summaries: INodeExecutionData[] = [];
	for (let index = 0; index < context.getInputData().length; index++) {
		const pairedItem = { item: index };
		try {
			const { items, summary } = await searchOnce(context, index);
			for (const item of items) products.push({ json: item as unknown as IDataObject, pairedItem });
			summaries.push({ json: { ...summary }, pairedItem });
			context.addExecutionHints({ ...inWords(summary), location: 'outputPane' });
		} catch (error) {
			context.getExecutionCancelSignal()?.throwIfAborted();
			if (!goesOn(context)) throw toNodeError(context.getNode(), error, index);
			products.push(failedItem(context, error, index));
			// what follows a search goes by its summary, so a failed one has one too
			const { code, cause, remedy } = problemOf(error);
			summaries.push({ json: { ...NOTHING, code, cause, remedy }, pairedItem });
		}
	}
	return [products, summaries];
}

async function searchOnce(context: IExecuteFunctions, index: number) {
	const read = <T>(name: string) => context.getNodeParameter(name, index) as T;
	const clock = nodeClock(context);
	const started = clock.now();
	const filters = context.getNodeParameter('searchFilters', index, {}) as TypedFilter;
	const filter = readFilter({ ...filters, text: String(read<unknown>('text') ?? '') });
	requireQuestion(filter);
	const { keepHours = 12 } = context.getNodeParameter('options', index, {}) as {
		keepHours?: number;
	};
	const country = read<Country>('country');
	// another workflow may have the file of another account
	const key = `${context.getWorkflow().id} ${country}`;
	const kept = FILES.find(key, started, keepHours * HOUR_MS);
	const property = read<string>('binaryPropertyName');
	const file = kept ?? (await readOnce(context, index, property, country));
	if (file === null) {
		const { code, cause, remedy } = noFile(property, saidBefore(context, index));
		return { items: [], summary: { ...NOTHING, code, cause, remedy } };
	}
	if (kept === null && keepHours > 0) FILES.keep(key, file);
	const { matched, items } = searchFile(file, filter, read<number>('maxFound'));
	const summary: SearchSummary = {
		...NOTHING,
		ready: true,
		matched,
		returned: items.length,
		file: file.name,
		fileCreated: file.content.header.created,
		rows: file.content.matched,
		fromMemory: kept !== null,
		seconds: (clock.now() - started) / 1000,
	};
	return { items, summary };
}

/** @returns null where the item has no file */
async function readOnce(
	context: IExecuteFunctions,
	index: number,
	property: string,
	country: Country,
): Promise<KeptFile | null> {
	if (!context.getInputData()[index]?.binary?.[property]) return null;
	const { name, bytes } = binaryFile(context, index, property, 'price file');
	const signal = context.getExecutionCancelSignal();
	const now = nodeClock(context).now();
	return await readToSearch(await bytes(), { name, country, signal, now });
}

/** What a node that failed and went on left in place of a file. */
function saidBefore(context: IExecuteFunctions, index: number): string {
	const { error } = context.getInputData()[index]?.json ?? {};
	return typeof error === 'string' ? error : '';
}

function inWords(summary: SearchSummary): { type: 'info' | 'warning'; message: string } {
	const { ready, matched, returned, file, fileCreated, rows, cause, remedy } = summary;
	if (!ready) return { type: 'warning', message: `${cause}. ${remedy}` };
	const shown = returned < matched ? `, the best ${returned} returned` : '';
	return {
		type: 'info',
		message: `${pluralize(matched, 'product')} of ${rows.toLocaleString('en-US')} in ${file} (${fileCreated})${shown}.`,
	};
}

/** In this process alone: other workers of n8n read the file once each. */
const FILES = new KeptFiles(MOST_KEPT_BYTES);
const HOUR_MS = 3_600_000;
const NOTHING: SearchSummary = {
	ready: false,
	matched: 0,
	returned: 0,
	file: '',
	fileCreated: null,
	rows: 0,
	fromMemory: false,
	seconds: 0,
	code: '',
	cause: '',
	remedy: '',
};
