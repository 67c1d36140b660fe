import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodePropertyOptions,
} from 'n8n-workflow';
import { priceFileActivity } from '../../../lib/catalog/fetch/activity';
import { itemsOfPriceFile } from '../../../lib/catalog/fetch/catalog-item';
import { CountrySigns } from '../../../lib/catalog/fetch/country-check';
import {
	feedOf,
	type PriceFileSummary,
	summarizePriceFile,
} from '../../../lib/catalog/fetch/fetch-summary';
import {
	checkLength,
	type KnownLengths,
	LARGEST_SHRINKAGE,
} from '../../../lib/catalog/fetch/file-length';
import { CATALOG_FIELD, CATALOG_MIME_TYPE } from '../../../lib/catalog/hand-over/format';
import { catalogFileWriter } from '../../../lib/catalog/hand-over/write-catalog-file';
import { readFilter, type TypedFilter } from '../../../lib/catalog/fetch/typed-filter';
import type { Country } from '../../../lib/tdsynnex/price-file/columns';
import type { FileChecks } from '../../../lib/tdsynnex/price-file/file-checks';
import type { Expected } from '../../../lib/tdsynnex/price-file/header';
import { readPriceFile } from '../../../lib/tdsynnex/price-file/read';
import { activitySource } from '../../shared/activity';
import { binaryFile } from '../../shared/binary';
import { nodeClock, pause } from '../../shared/node-clock';
import { failedItem, toNodeError } from '../../shared/node-error';
import { goesOn } from '../../shared/tries';
import { priceFileHints } from '../hints';

export { priceFile as description } from '../fields/price-file.fields';

export const option: INodePropertyOptions = {
	name: 'Read',
	value: 'read',
	description: 'Turn the nightly price file into products, filtered while it streams',
	action: 'Read a price file',
};

/**
 * Reads the price file of every input item. The settings are read once: they are the run's, not
 * the item's.
 */
export async function readPriceFiles(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = readSettings(context);
	const products: INodeExecutionData[] = [];
	const summaries: INodeExecutionData[] = [];
	for (let index = 0; index < context.getInputData().length; index++) {
		try {
			const pairedItem = { item: index };
			const { handed, summary } = await readOne(context, index, settings);
			for (const one of handed) products.push({ ...one, pairedItem });
			summaries.push({ json: { ...summary } as unknown as IDataObject, pairedItem });
			context.addExecutionHints(...priceFileHints(summary));
		} catch (error) {
			context.getExecutionCancelSignal()?.throwIfAborted();
			if (!goesOn(context)) throw toNodeError(context.getNode(), error, index);
			products.push(failedItem(context, error, index));
		}
	}
	return [products, summaries];
}

interface Settings {
	binaryProperty: string;
	country: Country;
	expected: Expected;
	cap: number;
	filter: ReturnType<typeof readFilter>;
	filtered: boolean;
	/** The user says that TD SYNNEX leaves nothing out of the file. */
	unfilteredFile: boolean;
	checks: Omit<FileChecks, 'now'> & { maxShrinkPercent?: number };
	handOnAs: 'items' | 'file';
}

function readSettings(context: IExecuteFunctions): Settings {
	const typed = context.getNodeParameter('filters', 0, {}) as TypedFilter;
	const filter = readFilter(typed);
	return {
		binaryProperty: context.getNodeParameter('binaryPropertyName', 0) as string,
		country: context.getNodeParameter('country', 0) as Country,
		expected: context.getNodeParameter('expectedFile', 0) as Expected,
		cap: context.getNodeParameter('maxProducts', 0) as number,
		filter,
		filtered: Object.values(filter).some(asksSomething),
		unfilteredFile: context.getNodeParameter('unfilteredFile', 0, false) as boolean,
		checks: context.getNodeParameter('fileChecks', 0, {}) as Settings['checks'],
		handOnAs: context.getNodeParameter('handOnAs', 0, 'items') as Settings['handOnAs'],
	};
}

/** Whether a part of the filter leaves anything out. */
function asksSomething(value: unknown): boolean {
	return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

async function readOne(
	context: IExecuteFunctions,
	index: number,
	{ binaryProperty, country, expected, cap, filter, checks, ...run }: Settings,
) {
	const clock = nodeClock(context);
	const started = clock.now();
	const { name, bytes } = binaryFile(context, index, binaryProperty, 'price file');
	const signs = new CountrySigns();
	const itemOf = itemsOfPriceFile(country);
	const signal = context.getExecutionCancelSignal();
	const file = run.handOnAs === 'file' ? catalogFileWriter() : undefined;
	let withoutCost = 0;
	const content = await readPriceFile(
		await bytes(),
		{ name, expected, filter, cap, signal, pause, checks: { ...checks, now: started } },
		(row, header) => {
			signs.see(row);
			const item = itemOf(row, header);
			if (item.cost === null || Number(item.cost) <= 0) withoutCost++;
			return item;
		},
		file && ((item) => file.add(item)),
	);
	signs.check(country, name);
	const memory = context.getWorkflowStaticData('node') as { rows?: KnownLengths };
	memory.rows = checkLength(content, memory.rows ?? {}, {
		country,
		limit: checks.maxShrinkPercent ?? LARGEST_SHRINKAGE,
		record: name,
	});
	const now = clock.now();
	const counts = summarizePriceFile(content, {
		withoutCost,
		file: name,
		country,
		filtered: run.filtered,
		unfilteredFile: run.unfilteredFile,
		seconds: (now - started) / 1000,
	});
	const summary: PriceFileSummary = {
		...counts,
		activity: priceFileActivity(counts, activitySource(context), now),
	};
	const handed = file
		? await asFile(context, await file.end(feedOf(counts)), summary)
		: content.items.map((item) => ({ json: item as unknown as IDataObject }));
	return { handed, summary };
}

/**
 * One item with the file of all products; none where there is no product, as without a file.
 */
async function asFile(
	context: IExecuteFunctions,
	bytes: Uint8Array,
	{ file, fileCreated, country, returned }: PriceFileSummary,
): Promise<INodeExecutionData[]> {
	if (returned === 0) return [];
	const name = `${file.replace(/\.\w+$/, '')}.catalog.gz`;
	return [
		{
			json: { products: returned, file, fileCreated, country },
			binary: {
				[CATALOG_FIELD]: await context.helpers.prepareBinaryData(
					Buffer.from(bytes.buffer),
					name,
					CATALOG_MIME_TYPE,
				),
			},
		},
	];
}
